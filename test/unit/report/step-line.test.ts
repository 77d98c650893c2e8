/** A stepped line leaves the picture at its upper edge instead of running along it. */
import { describe, expect, it } from "vitest";
import { stepLineWithin } from "#report/svg/step-area.ts";

/** A column is 10 wide, a unit 1 high, 0 at y = 0 and 5 at y = −5. */
const SCALE = { x: (column: number) => column * 10, y: (value: number) => -value };

describe("a stepped line within a picture", () => {
  it("is drawn whole where it stays inside", () => {
    expect(stepLineWithin(SCALE, [1, 2], 5)).toBe("M0 -1L10 -1L10 -2L20 -2");
  });

  it("ends at the edge where it rises beyond, and begins there where it comes back", () => {
    expect(stepLineWithin(SCALE, [1, 9, 9, 2], 5)).toBe("M0 -1L10 -1L10 -5M30 -5L30 -2L40 -2");
  });

  it("is empty where nothing is inside", () => {
    expect(stepLineWithin(SCALE, [9, Number.POSITIVE_INFINITY], 5)).toBe("");
  });
});
