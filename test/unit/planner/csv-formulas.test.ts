import { expect, it } from "vitest";
import { csvText } from "../../../planner/report/csv-text.ts";

it("marks cells that a spreadsheet would run as text, also behind blanks, and leaves numbers and other text alone", () => {
  const cells = ["=1", " =1", "\t+1", "-x", "@a", "a=1", "1-2", -5, undefined];
  expect(csvText([cells])).toBe("'=1,' =1,'\t+1,'-x,'@a,a=1,1-2,-5,\r\n");
});
