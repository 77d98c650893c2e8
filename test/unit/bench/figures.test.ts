/** What the bench makes of results: sums, gaps, bars, energy, contradictions. */
import { describe, expect, it } from "vitest";
import { verdictsOf } from "../../../bench/packing/bars.ts";
import { drawAt, energyKWh } from "../../../bench/packing/energy.ts";
import { figuresOf } from "../../../bench/packing/figures.ts";
import type { Result } from "../../../bench/packing/results.ts";
import { RUNS, sampled } from "../../../bench/packing/runs.ts";
import { line } from "../pack/build-problem.ts";

const result = (name: string, facts: Partial<Result>): Result => ({
  run: "vectorpack",
  name,
  items: 9,
  packer: "p",
  bins: 10,
  cost: 10,
  unplaced: 0,
  bound: 9,
  boundKind: "continuous",
  ended: "effort",
  known: {},
  faults: [],
  seconds: 1,
  peakMiB: 100,
  ...facts,
});

describe("the figures of a run", () => {
  it("add up bins and the best bounds known, and compare with what is published", () => {
    const figures = figuresOf(
      [
        result("a", { known: { lower: 8, optimum: 10, published: 11 } }),
        result("b", { bound: 10, known: { optimum: 10, published: 10 } }),
        result("c", { bins: 12, known: { published: 11 }, seconds: 3 }),
        result("d", { unplaced: 2, known: { optimum: 5 } }),
      ],
      "bins",
    );
    // Ours 10 + 10 + 12; bounds 10 (the optimum), 10, 9; the one with items left out is in neither.
    expect(figures).toMatchObject({ ours: 32, bound: 29, proved: 1, atOptimum: 2, knownOptima: 3, solved: 3 });
    expect(figures).toMatchObject({ better: 1, equal: 1, worse: 1, maxSeconds: 3, wrong: [] });
    expect(figures.gapRatio).toBeCloseTo(3 / 29);
  });

  it("call out bounds above the known, answers below a bound, and packings that do not hold", () => {
    const wrong = (facts: Partial<Result>) => figuresOf([result("x", facts)], "bins").wrong;
    expect(wrong({ bound: 10, known: { optimum: 9 } })).toEqual(["x: bound 10 above the known 9"]);
    expect(wrong({ bins: 8 })).toEqual(["x: 8 below our own bound 9"]);
    expect(wrong({ known: { lower: 11 } })).toEqual(["x: 10 below the known 11"]);
    expect(wrong({ faults: ["bin 1: over"] })).toEqual(["x: bin 1: over"]);
  });

  it("meet or miss the bars", () => {
    const results = [result("a", { bins: 9, cost: 9, known: { optimum: 9, published: 10 } })];
    const met = verdictsOf("vectorpack", figuresOf(results, "bins"), results);
    expect(met.every(({ isMet }) => isMet)).toBe(true);
    const late = [result("a", { seconds: 30, known: { optimum: 9, published: 9 } })];
    const missed = verdictsOf("vectorpack", figuresOf(late, "bins"), late).filter(({ isMet }) => !isMet);
    expect(missed).toHaveLength(4);
  });
});

describe("runs", () => {
  it("have keys of their own, and samples are spread over the list", () => {
    expect(new Set(RUNS.map(({ key }) => key)).size).toBe(RUNS.length);
    const list = Array.from({ length: 10 }, (_, i) => ({ set: "s", name: `${i}`, problem: line([1], 1), known: {} }));
    expect(sampled(list, 3).map(({ name }) => name)).toEqual(["0", "3", "6"]);
    expect(sampled(list, 99)).toBe(list);
  });
});

describe("energy", () => {
  const watts = [100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200];

  it("is drawn along the curve between its tenths", () => {
    expect([drawAt(watts, 0), drawAt(watts, 0.25), drawAt(watts, 1), drawAt(watts, 1.4)]).toEqual([100, 125, 200, 200]);
  });

  it("adds up over hosts and slots of five minutes", () => {
    // Two hosts of 10 with loads 5 and 10 in one slot: 150 W + 200 W for a twelfth of an hour.
    const packing = { binOf: Int32Array.of(0, 1), typeOf: [0, 0], numberOf: [1, 2], packer: "by hand" };
    const host = { name: "h", mips: 10, ramMB: 1, watts };
    expect(energyKWh(line([5, 10], 10), packing, host)).toBeCloseTo(350 / 12 / 1000);
  });
});
