/** Fifty percent of what? The three kinds of CPU percentages, each by hand and against each other. */
import { describe, expect, it } from "vitest";
import { cpusOf, percentOf } from "#models/partitioning/index.ts";

// A machine with 2 virtual CPUs on a host of 8.
const COUNTS = { vcpus: 2, hostCpus: 8 };

describe("a percentage of CPU", () => {
  it("is half a CPU of one, one CPU of two virtual ones, and four of a system of eight", () => {
    expect(cpusOf({ kind: "pctOfOneCpu", percent: 50 }, COUNTS)).toBe(0.5);
    expect(cpusOf({ kind: "pctOfVmVcpus", percent: 50 }, COUNTS)).toBe(1);
    expect(cpusOf({ kind: "pctOfSystem", percent: 50 }, COUNTS)).toBe(4);
  });

  it("counts several CPUs above one hundred where it is of one CPU", () => {
    expect(cpusOf({ kind: "pctOfOneCpu", percent: 400 }, COUNTS)).toBe(4);
  });

  it("is found again from its CPUs", () => {
    // 1.5 CPUs: 150 % of one, 75 % of two, 18.75 % of eight.
    expect(percentOf(1.5, "pctOfOneCpu", COUNTS).percent).toBe(150);
    expect(percentOf(1.5, "pctOfVmVcpus", COUNTS).percent).toBe(75);
    expect(percentOf(1.5, "pctOfSystem", COUNTS).percent).toBe(18.75);
    for (const kind of ["pctOfOneCpu", "pctOfVmVcpus", "pctOfSystem"] as const) {
      expect(cpusOf(percentOf(1.5, kind, COUNTS), COUNTS)).toBeCloseTo(1.5, 12);
    }
  });
});
