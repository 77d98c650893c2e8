/**
 * The packer that goes on until it has a proof or its effort is used up. Which searches it asks depends on what the
 * problem is like: where few items share a bin, columns prove and pack and the ejection search fills in; where many do,
 * the fleet packer comes first. Each starts from the best so far and hands in what it finds (best-so-far.ts).
 */
import { BestSoFar, placeable } from "./best-so-far.ts";
import { isWorthTrying, packByColumns } from "./columns/index.ts";
import { construct } from "./constructive.ts";
import { packFleet } from "./fleet-packer.ts";
import { Meter, TOUCH } from "./meter.ts";
import type { PackOptions, PackProblem, PackSolution, Packer } from "./problem.ts";
import { improve, isSqueezable, placeAll } from "./search/index.ts";

/** Share of the effort for a first look of the ejection search, before columns are tried. */
const FIRST_LOOK = 0.05;
/** Share of the effort for columns. */
const COLUMNS = 0.5;
/** Share of the effort for the fleet packer, where it is asked. */
const FLEET = 0.7;
/** The same where the fleet packer comes first, which is where nothing else finds as much. */
const FLEET_FIRST = 0.95;
/** Share of the effort for placing everything, where the stock is what binds. */
const PLACING = 0.85;
/** Items × types from which columns for each single bin take longer than they gain: 30 bins of 3 or 4 items, 3,300. */
const MANY_PAIRS = 10_000;
/** From so many numbers on, the constructive portfolio is too slow to begin with. */
const MANY_NUMBERS = 5_000_000;
/** Work of the bounds, per number of the problem, in touches. */
const BOUND_TOUCHES = 16;
/** So many items, so many of them to a bin: sooner balanced in a whole fleet than packed bin by bin. */
const MANY_ITEMS = 5_000;
const MANY_PER_BIN = 16;

/** What an endless effort is shared out by, in seconds of the reference machine. */
const ENDLESS = 60;

/** One run and what it works with. */
interface Run {
  /** Effort to share out. */
  readonly effort: number;
  readonly problem: PackProblem;
  readonly options: PackOptions;
  readonly meter: Meter;
  readonly best: BestSoFar;
}

/** Pack, improve, prove. With an effort of 0 the constructive packing alone. */
function optimise(problem: PackProblem, options: PackOptions): PackSolution {
  const best = new BestSoFar(problem, options.progress);
  const effort = Number.isFinite(options.effort) ? options.effort : ENDLESS;
  const run = { effort, problem, options, meter: new Meter(options.effort, options.stopped), best };
  const numbers = problem.items * (problem.slots * problem.varying.length + problem.constant.length);
  const isCrowd = problem.items >= MANY_ITEMS && problem.items >= MANY_PER_BIN * best.bound.bins;
  const isBig = (numbers > MANY_NUMBERS || isCrowd) && options.effort > 0 && !problem.rules.length;
  run.meter.spend(numbers * BOUND_TOUCHES * TOUCH);
  if (isBig) byFleet(run, FLEET_FIRST);
  else byConstruction(run);
  best.tell(0);
  const isLacking = squeezed(run);
  if (!best.isDone && run.meter.goesOn && !isBig && !isLacking) search(run);
  // Where bins hold many items each, ejecting single ones finds nothing after the fleet, and takes a second to set up.
  const isLeft = !(isBig && isCrowd && best.isWhole);
  if (isLeft && !best.isDone && run.meter.goesOn) byEjection(run, Infinity);
  best.tell(1);
  return best.answer(run.meter.isStopped ? "stopped" : "effort");
}

function byConstruction({ problem, options, meter, best }: Run): void {
  const told = { ...options, progress: ({ bins }: { readonly bins: number }) => best.tell(0, bins) };
  const known = { most: best.placeable, fewest: best.bound.bins, spend: (seconds: number) => meter.spend(seconds) };
  best.take(construct(problem, told, known));
}

/** Place what the stock seems to have no room for; true = something that would fit a bin alone is still left out. */
function squeezed({ problem, options, meter, best, effort }: Run): boolean {
  const placed = (): number => problem.items - best.score.unplaced;
  if (best.isWhole || best.isDone || !meter.goesOn || !isSqueezable(problem, placed())) return false;
  best.take(placeAll(problem, options.seed, meter.part(effort * PLACING)));
  best.tell(meter.spent / effort);
  return isSqueezable(problem, placed());
}

/** Is every bin one of its kind, and are there so many that columns of each, and fleets, are no help? */
const isAllDifferent = ({ types, items }: PackProblem): boolean =>
  types.length * items > MANY_PAIRS && types.every(({ maxBins }) => maxBins <= 1);

/** Few items per bin: columns, begun from a good packing. Many: the fleet. */
function search(run: Run): void {
  const { problem, options, best, effort } = run;
  if (isAllDifferent(problem)) return;
  const { solver } = options;
  if (solver === undefined || !isWorthTrying(problem, placeable(problem))) return byFleet(run, FLEET);
  byEjection(run, effort * FIRST_LOOK);
  if (best.isDone || !run.meter.goesOn) return;
  best.takeColumns(
    packByColumns(problem, {
      seed: options.seed,
      solver,
      meter: run.meter.part(effort * COLUMNS),
      incumbent: best.solution,
      progress: () => best.tell(run.meter.spent / effort),
    }),
  );
  best.tell(run.meter.spent / effort);
}

/** @param share of the effort */
function byFleet({ problem, options, meter, best, effort: whole }: Run, share: number): void {
  const effort = Math.max(0, whole - meter.spent) * share;
  const progress = ({ doneRatio, bins }: { readonly doneRatio: number; readonly bins: number }) =>
    best.tell(doneRatio * share, bins);
  const found = packFleet(problem, { ...options, effort, progress }, best.bound.cost);
  meter.spend(effort);
  best.take(found);
}

/** @param most effort of this search */
function byEjection({ problem, options, meter, best, effort }: Run, most: number): void {
  const found = improve(problem, best.solution, {
    seed: options.seed,
    meter: meter.part(most),
    bound: best.bound,
    progress: ({ bins }) => best.tell(meter.spent / effort, bins),
  });
  best.take(found);
}

/** Packs until proved, out of effort, or asked to stop. */
export const optimising: Packer = { name: "optimising", pack: optimise };
