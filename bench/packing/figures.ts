/** What the results of one run add up to. */
import type { Result } from "./results.ts";

/** Tolerance for sums of costs, which are not whole. */
const SLACK = 1e-6;

/** Figures of a run. */
export interface Figures {
  readonly instances: number;
  /** Sum of bins, or of cost. */
  readonly ours: number;
  /** Sum of the best bounds known: ours, the set's own, the known optimum. */
  readonly bound: number;
  /** (ours − bound) / bound over the sums; instances with something left out do not count. */
  readonly gapRatio: number;
  /** Instances that reach our own bound: proved optimal by us. */
  readonly proved: number;
  readonly knownOptima: number;
  readonly atOptimum: number;
  /** Against the published best. */
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
  readonly published: number;
  /** Instances with nothing left out. */
  readonly solved: number;
  readonly meanSeconds: number;
  readonly maxSeconds: number;
  readonly peakMiB: number;
  /** Names of those that break something: an invalid packing, a bound above what is known, an answer below a bound. */
  readonly wrong: readonly string[];
}

const valueOf = (result: Result, unit: "bins" | "cost"): number => (unit === "cost" ? result.cost : result.bins);

/** Best lower bound known, ours or the world's; a bound in cost is rounded no further. */
const bestBound = ({ bound, known }: Result): number => Math.max(bound, known.lower ?? 0, known.optimum ?? 0);

/** What contradicts the packing or its bound; empty = nothing. */
function contradictions(result: Result, unit: "bins" | "cost"): readonly string[] {
  const value = valueOf(result, unit);
  const { bound, known, unplaced, name } = result;
  const found = result.faults.map((fault) => `${name}: ${fault}`);
  if (result.certificate === "fails")
    found.push(`${name}: the prices do not prove the bound of ${bound}, or are too hard`);
  const least = Math.min(known.optimum ?? Infinity, known.upper ?? Infinity, known.published ?? Infinity);
  if (unplaced === 0 && bound > least + SLACK) found.push(`${name}: bound ${bound} above the known ${least}`);
  if (unplaced === 0 && value < bound - SLACK) found.push(`${name}: ${value} below our own bound ${bound}`);
  const floor = Math.max(known.lower ?? 0, known.optimum ?? 0);
  if (unplaced === 0 && unit === "bins" && value < floor) found.push(`${name}: ${value} below the known ${floor}`);
  return found;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]): number => values.reduce((top, value) => Math.max(top, value), 0);

/** Add up the results of one run. */
export function figuresOf(results: readonly Result[], unit: "bins" | "cost"): Figures {
  const full = results.filter(({ unplaced }) => unplaced === 0);
  const compared = full.filter(({ known }) => known.published !== undefined);
  const withOptimum = full.filter(({ known }) => known.optimum !== undefined);
  const ours = sum(full.map((result) => valueOf(result, unit)));
  const bound = sum(full.map(bestBound));
  const against = (judge: (difference: number) => boolean) =>
    compared.filter((result) => judge(valueOf(result, unit) - result.known.published!)).length;
  return {
    instances: results.length,
    ours,
    bound,
    gapRatio: bound > 0 ? (ours - bound) / bound : 0,
    proved: full.filter((result) => valueOf(result, unit) <= result.bound + SLACK || result.ended === "proved").length,
    knownOptima: results.filter(({ known }) => known.optimum !== undefined).length,
    atOptimum: withOptimum.filter((result) => valueOf(result, unit) === result.known.optimum).length,
    better: against((difference) => difference < 0),
    equal: against((difference) => difference === 0),
    worse: against((difference) => difference > 0),
    published: sum(compared.map(({ known }) => known.published!)),
    solved: full.length,
    meanSeconds: sum(results.map(({ seconds }) => seconds)) / Math.max(1, results.length),
    maxSeconds: most(results.map(({ seconds }) => seconds)),
    peakMiB: most(results.map(({ peakMiB }) => peakMiB)),
    wrong: results.flatMap((result) => contradictions(result, unit)),
  };
}
