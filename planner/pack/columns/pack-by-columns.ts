/**
 * Packing by columns, from end to end: fold, generate columns for the bound, then look for a packing that meets it by
 * diving and by the restricted master in whole numbers. Good where few items share a bin; where many do, it finds out
 * early and says so. A run that is stopped or out of effort answers with the bound proved so far.
 */
import { randomStream } from "#models/random.ts";
import { bundleTogether, spread } from "../bundle.ts";
import type { Meter } from "../meter.ts";
import type { PackBound, PackProblem, PackProgress, PackSolution } from "../problem.ts";
import { costOfSolution } from "../solution.ts";
import type { LinearSolver } from "../solver.ts";
import { type Proved, placedBundles, provedBy } from "./certificate.ts";
import { type Column, type ColumnProblem, columnProblem } from "./column-problem.ts";
import { type DualBound, UNIT, costStep, roundedUp } from "./dual-bound.ts";
import { generate, shareBound } from "./generate.ts";
import { Master } from "./master.ts";
import { placeColumns } from "./place-columns.ts";
import { Pricing } from "./pricing.ts";
import { searchWhole } from "./search-whole.ts";
import { columnsOfSolution, greedyColumns, lonelyColumns } from "./start-columns.ts";
import { isWorthTrying } from "./worth-trying.ts";

export interface ColumnsOptions {
  readonly seed: number;
  readonly solver: LinearSolver;
  /** Counts the work; when it is spent, or asked to stop, the best so far is the answer. */
  readonly meter: Meter;
  /** Best packing known; its unplaced items are left out of the bound. */
  readonly incumbent?: PackSolution;
  /** Further packings whose bins may be of use. */
  readonly known?: readonly PackSolution[];
  readonly progress?: (progress: PackProgress) => void;
}

/** A set of items that a bin of the type holds, and how often the fractional optimum uses it. */
export interface Pattern {
  readonly type: number;
  readonly items: readonly number[];
  /** > 0 */
  readonly uses: number;
}

export interface ColumnsAnswer {
  /** Lower bound on the bins of the placed items, with prices; kind "none" when it was given up. */
  readonly bound: PackBound;
  /** Lower bound on their cost, rounded up to what packings can cost. */
  readonly cost: number;
  /** A packing of the same items that is cheaper than the incumbent (or any, without one). */
  readonly solution?: PackSolution;
  /** True: the best packing known costs no more than the bound. */
  readonly isProved: boolean;
  /** What the fractional optimum is made of. */
  readonly patterns: readonly Pattern[];
}

const NOTHING: ColumnsAnswer = { bound: { bins: 0, kind: "none" }, cost: 0, isProved: false, patterns: [] };

/** Items that some type in stock takes; with an incumbent those it has placed. */
function itemsToPack(problem: PackProblem, incumbent: PackSolution | undefined): readonly number[] {
  const all = Array.from({ length: problem.items }, (_, item) => item);
  if (incumbent !== undefined) return all.filter((item) => incumbent.binOf[item]! >= 0);
  return all.filter((item) => problem.types.some((type) => type.maxBins > 0 && type.eligible[item] === 1));
}

/** Bound and pack by columns. */
export function packByColumns(problem: PackProblem, options: ColumnsOptions): ColumnsAnswer {
  const bundle = bundleTogether(problem);
  const placed = itemsToPack(problem, options.incumbent);
  const whole = placedBundles(bundle.members, placed);
  const onBundles = (solution: PackSolution): PackSolution => ({
    ...solution,
    binOf: Int32Array.from(bundle.members, (items) => solution.binOf[items[0]!]!),
  });
  if (whole.length === 0 || !isWorthTrying(bundle.problem, whole)) return NOTHING;
  const { incumbent, known = [] } = options;
  const folded = columnProblem(bundle.problem, whole);
  if (folded.need.length === 0) return NOTHING;
  const solutions = (incumbent === undefined ? known : [incumbent, ...known]).map(onBundles);
  const most = incumbent === undefined ? Infinity : costOfSolution(problem, incumbent);
  const run = runOn(folded, { placed: whole, solutions, most, options });
  const { bound, proved } = run;
  const prices = new Float64Array(problem.items);
  for (const [c, bundles] of folded.classes.entries()) {
    for (const b of bundles) prices[bundle.members[b]![0]!] = bound.price[c]! / UNIT;
  }
  const stockPrices = bound.stock.some((price) => price > 0) ? { stockPrices: bound.stock.map((p) => p / UNIT) } : {};
  const solution = run.solution === undefined ? undefined : spread(bundle, run.solution);
  const cost = solution === undefined ? most : costOfSolution(problem, solution);
  return {
    bound: proved.bins > 0 ? { bins: proved.bins, kind: "columns", prices, ...stockPrices } : NOTHING.bound,
    cost: proved.cost,
    ...(solution === undefined ? {} : { solution }),
    isProved: cost <= proved.cost,
    patterns: run.patterns.map(({ items, ...rest }) => ({ ...rest, items: items.flatMap((b) => bundle.members[b]!) })),
  };
}

interface Run {
  readonly bound: DualBound;
  readonly proved: Proved;
  readonly solution?: PackSolution;
  readonly patterns: readonly Pattern[];
}

/** Generate and search on the folded problem. */
function runOn(
  problem: ColumnProblem,
  {
    placed,
    solutions,
    most,
    options,
  }: {
    readonly placed: readonly number[];
    readonly solutions: readonly PackSolution[];
    readonly most: number;
    readonly options: ColumnsOptions;
  },
): Run {
  const { solver, meter, seed } = options;
  const master = new Master(problem, solver, meter);
  try {
    const pricing = new Pricing(problem, meter);
    master.add(startColumns(problem, solutions));
    const step = costStep(problem);
    const enough = most;
    const generated = generate({
      master,
      pricing,
      meter,
      step,
      bound: shareBound(problem),
      most: problem.need,
      enough,
    });
    const proved = provedBy(problem, generated.bound.cost);
    options.progress?.({ doneRatio: 0.5, bins: solutions[0]?.typeOf.length ?? 0, bound: proved.bins });
    const patterns = patternsOf(problem, master.columns, generated.answer.uses);
    const { bound } = generated;
    if (roundedUp(bound.cost, step) >= most || !meter.goesOn || !generated.answer.isSolved)
      return { bound, proved, patterns };
    const choice = searchWhole({
      master,
      solver,
      pricing,
      meter,
      step,
      bound,
      most,
      random: randomStream(seed, "columns"),
    });
    const solution = choice === undefined ? undefined : placeColumns(problem, placed, choice);
    if (solution === undefined || costOfSolution(problem.problem, solution) >= most) return { bound, proved, patterns };
    return { bound, proved, solution, patterns };
  } finally {
    master.dispose();
  }
}

function startColumns(problem: ColumnProblem, solutions: readonly PackSolution[]): readonly Column[] {
  const known = solutions.flatMap((solution) => columnsOfSolution(problem, solution));
  const greedy = [...problem.types.keys()].flatMap((type) =>
    greedyColumns(problem, type, Int32Array.from(problem.need)),
  );
  return [...known, ...lonelyColumns(problem), ...greedy];
}

function patternsOf(problem: ColumnProblem, columns: readonly Column[], uses: Float64Array): readonly Pattern[] {
  // Uses below the solver's tolerance are none.
  return columns.flatMap(({ type, classes, counts }, at) => {
    if (!(uses[at]! > 1e-6)) return [];
    return [{ type, items: [...classes].flatMap((c, k) => problem.classes[c]!.slice(0, counts[k])), uses: uses[at]! }];
  });
}
