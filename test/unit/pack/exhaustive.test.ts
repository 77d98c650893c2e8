/** Ten thousand small random cases against exhaustive search: the packer is never infeasible and never claims too much. */
import { describe, expect, it } from "vitest";
import {
  PACKERS,
  type PackOptions,
  type PackSolution,
  lowerBound,
  lowerCost,
  mostPlaced,
} from "#planner/pack/index.ts";
import { loadSolver } from "#planner/pack/lp/highs.ts";
import { OPTIONS, problemOf } from "./build-problem.ts";
import { type Exhausted, exhaust, setOf } from "./exhaustive.ts";
import { bestPacking, faults, fewestBinsFor } from "./recount.ts";
import { type SmallCase, smallCase } from "./small-case.ts";

const CASES = 10_000;
/** Sums of costs and duals are not whole. */
const SLACK = 1e-6;

/** What a solution claims and does not keep; empty = nothing. */
function broken({ spec, problem }: SmallCase, solution: PackSolution, best: Exhausted): readonly string[] {
  const wrong = [...faults(spec, problem, solution)];
  const placed = [...solution.binOf.keys()].filter((item) => solution.binOf[item]! >= 0);
  const set = setOf(placed);
  const cost = solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);
  const check = (isWrong: boolean, what: string) => isWrong && wrong.push(what);
  check(placed.length > best.placed, `places ${placed.length}, at most ${best.placed} can be`);
  check(cost < best.leastCost[set]! - SLACK, `costs ${cost}, least is ${best.leastCost[set]}`);
  check(
    solution.typeOf.length < best.fewestBins[set]!,
    `${solution.typeOf.length} bins, least ${best.fewestBins[set]}`,
  );
  const isBest = placed.length === best.placed && cost <= best.cost + SLACK;
  check(solution.ended === "proved" && !isBest, `claims the best: ${cost} for ${placed.length}, it is ${best.cost}`);
  const bound = lowerBound(problem, placed);
  check(bound.bins > best.fewestBins[set]!, `bound ${bound.bins} by ${bound.kind}, optimum ${best.fewestBins[set]}`);
  check(lowerCost(problem, placed) > best.leastCost[set]! + SLACK, `least cost above ${best.leastCost[set]}`);
  check(mostPlaced(problem).items < best.placed, `at most ${mostPlaced(problem).items} said to fit, ${best.placed} do`);
  if (solution.bound !== undefined) {
    const { bins, kind } = solution.bound;
    check(bins > best.fewestBins[set]!, `tells a bound of ${bins} by ${kind}, optimum ${best.fewestBins[set]}`);
  }
  return wrong;
}

/** Run cases and collect what is broken; also how often all was placed, the answer was best, and claimed to be. */
function run(count: number, options: PackOptions) {
  const wrong: string[] = [];
  let full = 0;
  let best = 0;
  let proved = 0;
  for (let n = 0; n < count && wrong.length < 10; n++) {
    const made = smallCase(n);
    const known = exhaust(made.spec, made.problem);
    const solution = PACKERS[0]!.pack(made.problem, options);
    wrong.push(...broken(made, solution, known).map((what) => `case ${n}: ${what}`));
    const placed = [...solution.binOf].filter((bin) => bin >= 0).length;
    const cost = solution.typeOf.reduce((sum, t) => sum + made.problem.types[t]!.cost, 0);
    if (solution.ended === "proved") proved++;
    if (known.placed === made.problem.items) full++;
    if (placed === known.placed && cost <= known.cost + SLACK) best++;
  }
  return { wrong, full, best, proved };
}

describe("ten thousand small cases", () => {
  it("are never packed infeasibly, never beat the optimum, and no bound is above it", () => {
    const { wrong, full, best } = run(CASES, OPTIONS);
    expect(wrong).toEqual([]);
    // A fair mix: most cases can be packed in full, many cannot; and the packer is best at nearly all.
    expect(full).toBeGreaterThan(CASES / 3);
    expect(full).toBeLessThan((CASES * 9) / 10);
    expect(best / CASES).toBeGreaterThan(0.97);
  });

  it("are the same with a linear solver and some effort", async () => {
    const options = { ...OPTIONS, effort: 0.001, solver: await loadSolver() };
    const { wrong, best, proved } = run(CASES, options);
    expect(wrong).toEqual([]);
    expect(best / CASES).toBeGreaterThan(0.98);
    // A claim that is never made cannot be false.
    expect(proved / CASES).toBeGreaterThan(0.3);
  });
});

describe("the exhaustive search", () => {
  it("agrees with plain enumeration of packings", () => {
    for (let n = 0; n < 150; n++) {
      const { spec, problem } = smallCase(n);
      if (problem.items > 5) continue;
      const known = exhaust(spec, problem);
      expect({ n, placed: known.placed, cost: known.cost }).toEqual({ n, ...bestPacking(spec, problem) });
      const items = [...Array(problem.items).keys()];
      expect([n, known.fewestBins[setOf(items)]]).toEqual([n, fewestBinsFor(spec, problem, items)]);
    }
  });

  it("opens a named host once and the others as often as the stock allows", () => {
    // Hosts of 10; w0 and w1, 6 each, must both stand on host 1, which holds one of them.
    const spec = {
      demand: [[[6]], [[6]]],
      types: [{ capacity: [10] }],
      rules: [{ id: "p", kind: "pin" as const, workloads: ["w0", "w1"], places: ["t0/1"] }],
    };
    expect(exhaust(spec, problemOf(spec)).placed).toBe(1);
  });
});
