/**
 * Improve a packing by local search, anytime: first place what is left out, then try cheaper and cheaper fleets, each by
 * ejection (pool-search.ts), until the bound is met, the effort is used up or a stop is asked for. What is returned is
 * never worse than the start and keeps all capacities, stocks and rules that the start kept.
 *
 * How far below its best a trial aims is a share of the gap to the bound: halved by a failure, so that the last trials
 * aim at the least saving there is. A trial that fails is completed with new bins, and counts if that is still better.
 */
import { BinLoads } from "../bin-loads.ts";
import { chargeAt, heldBy } from "../charge.ts";
import { type Meter } from "../meter.ts";
import type { PackProblem, PackProgress, PackSolution } from "../problem.ts";
import { loadsOf, solutionOf } from "../solution.ts";
import { type Coverage, cheaperFleet, coverageOf } from "./coverage.ts";
import { Session } from "./session.ts";

export interface ImproveOptions {
  /** A whole number within ±(2^53 − 1). */
  readonly seed: number;
  readonly meter: Meter;
  /** Proved least cost, and bins, of a packing of all items; 0 = nothing proved. */
  readonly bound: { readonly cost: number; readonly bins: number };
  readonly progress?: (progress: PackProgress) => void;
}

/** Steps of the first trial of a fleet; each failure lengthens the next. */
const FIRST_STEPS = 20_000;
const LENGTHENING = 1.5;
/** Part of the effort for placing what is left out, when that does not succeed. */
const PLACING_RATIO = 0.8;
/** Share of the gap to the bound that the first trial aims at. */
const FIRST_REACH = 0.87;
/** Below it a trial aims at the least saving that there is. */
const LEAST_REACH = 0.05;
/** Differences in cost below this are rounding. */
const COST_GRAIN = 1e-9;

/** The best packing found from this start; a start given as `BinLoads` is changed on the way. */
export function improve(problem: PackProblem, start: BinLoads | PackSolution, options: ImproveOptions): PackSolution {
  const loads = start instanceof BinLoads ? start : loadsOf(problem, start);
  const before = solutionOf(loads, "search");
  const session = new Session(loads, options.seed, options.meter);
  const tell = (): void => {
    const { effort, spent } = options.meter;
    options.progress?.({
      doneRatio: Number.isFinite(effort) && effort > 0 ? Math.min(1, spent / effort) : 0,
      bins: session.best.score.bins,
      bound: options.bound.bins,
    });
  };
  placeLeftOut(session, tell);
  shrink(session, options, tell);
  session.goBack();
  const after = solutionOf(loads, "search");
  return isWorse(problem, after, before) ? before : after;
}

/** Places the first less, or as much at a higher cost, charges included? The search itself does not see charges. */
function isWorse(problem: PackProblem, solution: PackSolution, other: PackSolution): boolean {
  const placed = ({ binOf }: PackSolution) => binOf.reduce((sum, bin) => sum + (bin >= 0 ? 1 : 0), 0);
  if (placed(solution) !== placed(other)) return placed(solution) < placed(other);
  return totalCost(problem, solution) > totalCost(problem, other) + COST_GRAIN;
}

/** Cost of the bins and of the charges on what they hold. */
function totalCost({ types, charges = [] }: PackProblem, { binOf, typeOf }: PackSolution): number {
  const bins = typeOf.reduce((sum, t) => sum + types[t]!.cost, 0);
  const charged = charges.map((charge) => {
    const held = heldBy(charge, (item) => binOf[item]!);
    return [...held].reduce((sum, [bin, n]) => sum + chargeAt(charge, typeOf[bin]!, n), 0);
  });
  return charged.reduce((sum, charge) => sum + charge, bins);
}

/** Place what the start left out, at its fleet and whatever stock there is. */
function placeLeftOut(session: Session, tell: () => void): void {
  const { loads, meter } = session.it;
  const { search } = session;
  const left = session.missing();
  if (left.length === 0) return;
  search.settle(left);
  session.complete();
  if (session.keepIfBetter()) tell();
  loads.problem.types.forEach(({ maxBins }, type) => session.openSpare(type, Math.min(maxBins, left.length)));
  const end = meter.spent + PLACING_RATIO * (meter.effort - meter.spent);
  while (search.pool.size > 0 && meter.goesOn && meter.spent < end) {
    search.run(FIRST_STEPS, search.pool.size - 1);
    if (session.keepIfBetter()) tell();
  }
  session.dropEmpty();
  session.keepIfBetter();
  session.goBack();
}

/** Try cheaper fleets. */
function shrink(session: Session, { meter, bound }: ImproveOptions, tell: () => void): void {
  const coverage = coverageOf(session.it.loads.problem);
  let reach = FIRST_REACH;
  let steps = FIRST_STEPS;
  while (meter.goesOn && session.best.score.cost > bound.cost + COST_GRAIN) {
    const wanted = nextFleet(session, coverage, bound.cost, reach);
    if (wanted === undefined && reach === 0) return;
    if (wanted !== undefined) {
      session.changeFleet(wanted);
      if (!session.search.run(steps)) {
        session.goLowest();
        session.complete();
      }
      session.dropEmpty();
    }
    if (session.keepIfBetter()) {
      tell();
      steps = FIRST_STEPS;
    } else {
      session.goBack();
      if (reach === 0) steps = Math.ceil(steps * LENGTHENING);
      reach = reach < LEAST_REACH ? 0 : reach / 2;
    }
    session.search.reset();
  }
}

/** A fleet that saves this share of the gap, at least the smallest saving there is; undefined = none can hold all. */
function nextFleet(session: Session, coverage: Coverage, bound: number, reach: number): readonly number[] | undefined {
  const { random } = session.it;
  const { cost } = session.best.score;
  const saving = Math.max(COST_GRAIN, reach * (cost - bound));
  return cheaperFleet(coverage, session.fleet(), cost - saving, () => random.below(1000) / 1000);
}
