import { describe, expect, it } from "vitest";
import { BEHAVIOUR_LIST } from "../../../web/api/schemas.ts";
import { behaviourViews } from "../../../web/behaviour-view.ts";

describe("the behaviours for programs", () => {
  const behaviours = behaviourViews();

  it("are as their schema says, every figure with its source", () => {
    const { behaviours: parsed } = BEHAVIOUR_LIST.parse({ behaviours });
    const sources = parsed.flatMap(({ figures }) => figures.map(({ source }) => source));
    expect(sources.filter((source) => !/^(seen|recalled|assumed|deck|derived): ./.test(source))).toEqual([]);
  });

  it("tell figures by their path", () => {
    const web = behaviours.find(({ id }) => id === "web");
    expect(web?.figures.map(({ id }) => id)).toContain("memory/workingSetRatio");
  });
});
