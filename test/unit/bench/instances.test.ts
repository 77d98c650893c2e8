/** Readers of public formats, on texts written by hand. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { known, vectorProblem } from "../../../bench/packing/instances/instance.ts";
import { onlyVms, dayProblem } from "../../../bench/packing/instances/planetlab.ts";
import { temporalProblem, tightestMoments } from "../../../bench/packing/instances/temporal.ts";
import { dimensionsOf, vbpProblem } from "../../../bench/packing/instances/vbp.ts";

describe("a .vbp text", () => {
  const text = "2\n10 20\n3\n1 2 1\n3 4 2\n5 6 1\n";

  it("is capacities and items, each as often as its line says", () => {
    const problem = vbpProblem(text);
    expect([dimensionsOf(text), problem?.items]).toEqual([2, 4]);
    expect([...(problem?.types[0]?.room ?? [])]).toEqual([10, 20]);
    expect([...(problem?.types[0]?.claim ?? [])]).toEqual([1, 2, 3, 4, 3, 4, 5, 6]);
  });

  it("is no instance when a size is negative, and an error when lines are missing", () => {
    expect(vbpProblem(text.replace("5 6", "-5 6"))).toBeUndefined();
    expect(() => vbpProblem("2\n10 20\n3\n1 2 1\n")).toThrow("1 item lines");
  });
});

describe("what is known", () => {
  it("leaves out what is undefined or marked as unknown by −1", () => {
    expect(known({ lower: 3, optimum: -1, published: undefined })).toEqual({ lower: 3 });
  });
});

describe("jobs in time", () => {
  it("keeps the moments at which the active set is part of no other", () => {
    // [0,4) and [1,3) are both active at 1; [3,5) joins the first at 3; at 0 only the first: part of what is active at 1.
    const jobs = [
      { start: 0, end: 4, size: 1 },
      { start: 1, end: 3, size: 2 },
      { start: 3, end: 5, size: 3 },
    ];
    expect(tightestMoments(jobs)).toEqual([1, 3]);
    expect([...(temporalProblem(jobs, 10).types[0]?.demand[0] ?? [])]).toEqual([1, 1, 2, 0, 0, 3]);
  });

  it("have the same load at those moments as at the worst of all", () => {
    const job = fc
      .record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 9 }), size: fc.nat(9) })
      .map(({ start, length, size }) => ({ start, end: start + length, size }));
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 12 }), (jobs) => {
        const loadAt = (moment: number) =>
          jobs.reduce((sum, { start, end, size }) => (start <= moment && moment < end ? sum + size : sum), 0);
        const moments = tightestMoments(jobs);
        const everywhere = Math.max(...Array.from({ length: 30 }, (_, moment) => loadAt(moment)));
        expect(Math.max(...moments.map(loadAt))).toBe(everywhere);
        expect(moments.length).toBeLessThanOrEqual(jobs.length);
      }),
      { numRuns: 500, seed: 5902 },
    );
  });
});

describe("bins that are all different", () => {
  it("are types with a stock of one that share the items' claims", () => {
    const bins = [
      { id: "a", sizes: [3], stock: 1, cost: 1 },
      { id: "b", sizes: [4], stock: 1, cost: 1 },
    ];
    const { types } = vectorProblem([[1], [2]], bins);
    expect(types.map(({ maxBins }) => maxBins)).toEqual([1, 1]);
    expect(types[0]?.claim).toBe(types[1]?.claim);
  });
});

describe("a PlanetLab day", () => {
  const vmTypes = [2500, 2000, 1000, 500].map((mips) => ({ mips, ramMB: mips }));
  const day = { day: "d", names: ["a", "b", "c", "d"], slots: 1, percent: Float64Array.of(10, 20, 30, 40), vmTypes };
  const host = { name: "G5", mips: 5320, ramMB: 4096, watts: [] };

  it("is percent of the MIPS of the VM's type, by quarters of the list", () => {
    expect([...(dayProblem(day, host, Infinity).types[0]?.demand[0] ?? [])]).toEqual([250, 400, 300, 200]);
  });

  it("can be cut to the VMs that another day knows too", () => {
    // Two VMs are quarters of half a VM each: types 0 and 1.
    expect([...(dayProblem(onlyVms(day, ["b", "d"]), host, 4096).types[0]?.demand[0] ?? [])]).toEqual([500, 800]);
  });
});
