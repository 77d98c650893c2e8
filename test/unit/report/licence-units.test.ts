import { expect, test } from "vitest";
import { unitsText } from "#planner/report/view-licences.ts";

test.each([
  [24, "core", "24 cores"],
  [1, "2-core pack", "1 2-core pack"],
  [1.5, "PVU", "1.5 PVUs"],
  [74, "licence for 2 processors", "74 licences for 2 processors"],
  [1, "licence for 2 processors", "1 licence for 2 processors"],
])("%d of a %s are said as %s", (units, unit, text) => {
  expect(unitsText(units, unit)).toBe(text);
});
