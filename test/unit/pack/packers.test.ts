/** Every packer of the list, against exhaustive search on small random problems and by hand on telling ones. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PACKERS, lowerBound, lowerCost, packerNamed } from "#planner/pack/index.ts";
import { OPTIONS, line, nameOf, problemOf, smallProblem } from "./build-problem.ts";
import { bestPacking, faults, fewestBinsFor } from "./recount.ts";

const SMALL = { numRuns: 2000, seed: 20_070_1 };
const binsOf = (problem: Parameters<(typeof PACKERS)[number]["pack"]>[0]) =>
  PACKERS[0]!.pack(problem, OPTIONS).typeOf.length;

describe.each(PACKERS.map((packer) => [packer.name, packer] as const))("%s", (_, packer) => {
  it("never breaks a capacity, a stock or a rule, nor beats the optimum, nor undercuts the bound", () => {
    fc.assert(
      fc.property(smallProblem, ({ spec, problem }) => {
        const solution = packer.pack(problem, OPTIONS);
        expect(faults(spec, problem, solution)).toEqual([]);
        const placed = [...solution.binOf.keys()].filter((item) => solution.binOf[item]! >= 0);
        const cost = solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);
        const best = bestPacking(spec, problem);
        expect(placed.length).toBeLessThanOrEqual(best.placed);
        if (placed.length === best.placed) expect(cost).toBeGreaterThanOrEqual(best.cost);
        const fewest = fewestBinsFor(spec, problem, placed);
        expect(solution.typeOf.length).toBeGreaterThanOrEqual(fewest);
        expect(lowerBound(problem, placed).bins).toBeLessThanOrEqual(fewest);
        expect(lowerCost(problem, placed)).toBeLessThanOrEqual(cost + 1e-9);
      }),
      SMALL,
    );
  });

  it("gives the same answer twice for the same problem and seed", () => {
    fc.assert(
      fc.property(smallProblem, fc.nat(), ({ problem }, seed) => {
        const options = { ...OPTIONS, seed };
        expect(packer.pack(problem, options)).toEqual(packer.pack(problem, options));
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it("packs nothing into no bins", () => {
    const solution = packer.pack(problemOf({ demand: [], types: [{ capacity: [10] }] }), OPTIONS);
    expect(solution.typeOf).toEqual([]);
  });

  it("leaves an item out that is larger than any host, and places the rest", () => {
    expect([...packer.pack(line([11, 4, 10], 10), OPTIONS).binOf].map((bin) => bin >= 0)).toEqual([false, true, true]);
  });

  it("places what fits when the stock is short", () => {
    // Two bins of 10 for 6, 6, 6: two of the three.
    const problem = problemOf({ demand: [[[6]], [[6]], [[6]]], types: [{ capacity: [10], maxBins: 2 }] });
    const { binOf } = packer.pack(problem, OPTIONS);
    expect([...binOf].filter((bin) => bin >= 0)).toHaveLength(2);
  });
});

describe("the constructive portfolio", () => {
  it("lets workloads that peak at different hours share a host", () => {
    // 9 by day and 1 by night beside 1 by day and 9 by night: 10 and 10 of 10. By their peaks it would take two hosts.
    expect(binsOf(problemOf({ demand: [[[9, 1]], [[1, 9]]], types: [{ capacity: [10] }] }))).toBe(1);
  });

  it("takes the cheap type for little and the dear one where it is worth it", () => {
    const types = [
      { capacity: [10], cost: 1 },
      { capacity: [100], cost: 3 },
    ];
    // One item of 5 needs one small host, cost 1.
    const little = PACKERS[0]!.pack(problemOf({ demand: [[[5]]], types }), OPTIONS);
    expect(little.typeOf).toEqual([0]);
    // Ten items of 10: ten small hosts cost 10, one large one 3.
    const much = PACKERS[0]!.pack(problemOf({ demand: Array.from({ length: 10 }, () => [[10]]), types }), OPTIONS);
    expect(much.typeOf).toEqual([1]);
  });

  it("closes hosts: 7, 5, 5, 3 need two hosts of 10, which taking 7 + 3 and 5 + 5 gives", () => {
    expect(binsOf(line([7, 5, 5, 3], 10))).toBe(2);
  });

  it("falls short of the optimum on at most one in fifty small problems", () => {
    let short = 0;
    let seen = 0;
    fc.assert(
      fc.property(smallProblem, ({ spec, problem }) => {
        const solution = PACKERS[0]!.pack(problem, OPTIONS);
        const best = bestPacking(spec, problem);
        const placed = [...solution.binOf].filter((bin) => bin >= 0).length;
        const cost = solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);
        seen++;
        if (placed < best.placed || cost > best.cost) short++;
      }),
      { numRuns: 500, seed: 11 },
    );
    expect(short / seen).toBeLessThanOrEqual(1 / 50);
  });

  it("tries no further once the bound proves the plan best", () => {
    // One host of 10 for 2 and 3 is the least there can be: the first strategy finds it, and is told of once and at the end.
    const seen: number[] = [];
    packerNamed("constructive").pack(line([2, 3], 10), {
      ...OPTIONS,
      progress: ({ doneRatio }) => seen.push(doneRatio),
    });
    expect(seen).toHaveLength(2);
  });

  it("still answers in full when told to stop at once", () => {
    const { binOf } = PACKERS[0]!.pack(line([3, 3, 3, 3], 10), { ...OPTIONS, stopped: () => true });
    expect([...binOf].every((bin) => bin >= 0)).toBe(true);
  });

  it("reports progress up to 1 with the best number of hosts so far", () => {
    const seen: (readonly [number, number])[] = [];
    PACKERS[0]!.pack(line([6, 6], 10), { ...OPTIONS, progress: ({ doneRatio, bins }) => seen.push([doneRatio, bins]) });
    expect(seen.at(-1)).toEqual([1, 2]);
    expect(seen.map(([ratio]) => ratio)).toEqual(seen.map(([ratio]) => ratio).toSorted((a, b) => a - b));
  });
});

describe("rules in packing", () => {
  const all = (n: number) => Array.from({ length: n }, (_, item) => nameOf(item));

  it("keeps workloads apart at the price of hosts", () => {
    // Three of size 1 would share one host of 10; apart they need three.
    const problem = line([1, 1, 1], 10, [{ id: "replicas", kind: "apart", workloads: all(3) }]);
    expect(binsOf(problem)).toBe(3);
    expect(lowerBound(problem, [0, 1, 2])).toEqual({ bins: 3, kind: "apart-rule", rule: "replicas" });
  });

  it("opens exactly the host that a workload is pinned to, and gives the others the lowest numbers left", () => {
    // 10, 10, 10 on hosts of 10: three hosts, the first workload's is number 3.
    const problem = line([10, 10, 10], 10, [{ id: "p", kind: "pin", workloads: ["w0"], places: ["t0/3"] }]);
    const { binOf, numberOf } = PACKERS[0]!.pack(problem, OPTIONS);
    expect(numberOf[binOf[0]!]).toBe(3);
    expect([...numberOf].toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it("opens a pinned host far beyond the number of hosts in use", () => {
    const problem = line([5, 5], 5, [{ id: "p", kind: "pin", workloads: ["w1"], places: ["t0/40"] }]);
    const { binOf, numberOf } = PACKERS[0]!.pack(problem, OPTIONS);
    expect([numberOf[binOf[0]!], numberOf[binOf[1]!]]).toEqual([1, 40]);
  });

  it("leaves a workload out whose pinned host is beyond the stock", () => {
    const problem = problemOf({
      demand: [[[1]]],
      types: [{ capacity: [10], maxBins: 2 }],
      rules: [{ id: "p", kind: "pin", workloads: ["w0"], places: ["t0/3"] }],
    });
    expect([...PACKERS[0]!.pack(problem, OPTIONS).binOf]).toEqual([-1]);
  });

  it("steps over a host that a workload is banned from", () => {
    const problem = line([10, 10], 10, [{ id: "b", kind: "ban", workloads: all(2), places: ["t0/1", "t0/2"] }]);
    expect([...PACKERS[0]!.pack(problem, OPTIONS).numberOf].toSorted((a, b) => a - b)).toEqual([3, 4]);
  });

  it("leaves a group out as a whole when no host holds all of it", () => {
    // 6 + 6 is above 10; each alone would fit.
    const problem = line([6, 6, 6], 10, [{ id: "pair", kind: "together", workloads: ["w0", "w2"] }]);
    expect([...PACKERS[0]!.pack(problem, OPTIONS).binOf].map((bin) => bin >= 0)).toEqual([false, true, false]);
  });
});

describe("packerNamed", () => {
  it("finds a packer by name and names the known ones otherwise", () => {
    expect(packerNamed("constructive").name).toBe("constructive");
    expect(() => packerNamed("magic")).toThrow(
      'packer "magic" is unknown: one of optimising, constructive, first-fit-decreasing',
    );
  });
});
