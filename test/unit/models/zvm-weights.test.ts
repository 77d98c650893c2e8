/** Worked examples of PR/SM's weights, z/VM's shares and the licence, by hand. */
import { describe, expect, it } from "vitest";
import { duePercents, entitlements, runTimeMs, valueUnits, verticals } from "#models/zvm/index.ts";
import { ZVM_53_FACTS } from "#models/zvm/zvm-5.3-facts.ts";

const SLICE = { full: 25, min: 12.5, max: 25 };

describe("weights of logical partitions", () => {
  it("divide the pool: 600 and 400 on 8 engines are 4.8 and 3.2", () => {
    const sharers = [
      { weight: 600, logicalProcessors: 8 },
      { weight: 400, logicalProcessors: 8 },
    ];
    expect(entitlements(sharers, 8).map((engines) => engines.toFixed(6))).toEqual(["4.800000", "3.200000"]);
  });

  it("never give more than there are logical processors: 2 on a 3-way stay at two thirds", () => {
    // 999 / 1000 × 3 = 2.997 engines are due, 2 can be used.
    const [first] = entitlements(
      [
        { weight: 999, logicalProcessors: 2 },
        { weight: 1, logicalProcessors: 3 },
      ],
      3,
    );
    expect((first ?? 0) / 3).toBeCloseTo(2 / 3, 9);
  });

  it("are 0 each where nobody has any", () => {
    expect(entitlements([{ weight: 0, logicalProcessors: 1 }], 3)).toEqual([0]);
  });
});

describe("the run time of a logical processor", () => {
  it.each([
    [10, 25],
    [15, 25 / 1.5],
    [40, 12.5],
  ])("with %i logical on 10 physical processors is %f ms", (logical, expected) => {
    expect(runTimeMs({ physical: 10, logical }, SLICE)).toBeCloseTo(expected, 9);
  });
});

describe("vertical processors", () => {
  it.each([
    // 8.96: fraction of 0.5 or more, so 8 high and 1 medium; 8.32: less, so 7 high and 2 medium.
    [8.96, 10, { high: 8, medium: 1, low: 1 }],
    [8.32, 10, { high: 7, medium: 2, low: 1 }],
    [8, 10, { high: 8, medium: 0, low: 2 }],
    [0.3, 2, { high: 0, medium: 1, low: 1 }],
    [0, 2, { high: 0, medium: 0, low: 2 }],
    // More than its logical processors cannot be held.
    [5.5, 4, { high: 4, medium: 0, low: 0 }],
  ])("of an entitlement of %f on %i logical ones", (entitlement, logical, expected) => {
    expect(verticals(entitlement, logical)).toEqual(expected);
  });
});

describe("shares of guests", () => {
  const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 10) / 10);

  it("are in proportion among relative users: 100 and 200 are a third and two thirds", () => {
    const due = duePercents(
      [
        { kind: "relative", value: 100 },
        { kind: "relative", value: 200 },
      ],
      99,
    );
    expect(rounded(due)).toEqual([33.3, 66.7]);
  });

  it("give absolute users theirs first: 40 % absolute leaves 60 %, divided 20 and 40", () => {
    const due = duePercents(
      [
        { kind: "absolute", percent: 40 },
        { kind: "relative", value: 100 },
        { kind: "relative", value: 200 },
      ],
      99,
    );
    expect(rounded(due)).toEqual([40, 20, 40]);
  });

  it("scale absolute users down to 99 % together", () => {
    // 80 and 40 are 120: 80 × 99/120 = 66, 40 × 99/120 = 33; 1 % is left.
    const due = duePercents(
      [
        { kind: "absolute", percent: 80 },
        { kind: "absolute", percent: 40 },
        { kind: "relative", value: 100 },
      ],
      99,
    );
    expect(rounded(due)).toEqual([66, 33, 1]);
  });
});

describe("Value Units", () => {
  it.each([
    // 3 × 10; + 3 × 9 + 8; + 3 × 8 + 7 in all; 23: 88 + 2 × 7 + 4 × 6 + 4 × 5 + 3 × 4; 32: 158 + 2 × 4 + 7 × 3.
    [0, 0],
    [3, 30],
    [7, 65],
    [10, 88],
    [23, 158],
    [32, 187],
  ])("of %i engines are %i", (engines, expected) => {
    expect(valueUnits(ZVM_53_FACTS, engines)).toBe(expected);
  });
});
