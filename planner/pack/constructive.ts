/**
 * The constructive portfolio: several strategies (how to order items, how to choose a bin), each finished by closing and
 * downsizing bins and by another try at what was left out. The best by items placed, cost, bins wins, the earlier one on
 * a tie; none is tried after one that the lower bound proves best. How many strategies run depends on the size of the
 * problem, never on the clock, so the result is the same for the same problem and seed unless it is stopped.
 */
import type { BinLoads } from "./bin-loads.ts";
import { lowerBound } from "./bound.ts";
import { downsize, evacuate } from "./evacuate.ts";
import { type HostChoice, firstFit, packByChoice } from "./host-choice.ts";
import { type ItemOrder, inOrder } from "./item-orders.ts";
import { COUNTED_MOVE, TOUCH } from "./meter.ts";
import { mixOrder, openFor } from "./open-bin.ts";
import { packByPotential } from "./potential.ts";
import { type Prepared, prepare } from "./prepared.ts";
import type { PackOptions, PackProblem, PackSolution, Packer } from "./problem.ts";
import { quickFit } from "./quick-fit.ts";
import { type Ask, askerOf, orStopped } from "./stop-asked.ts";
import { isBetter, scoreOf, solutionOf } from "./solution.ts";

interface Strategy {
  /** "potential" opens the fleet mix rounded down, "roomy potential" rounded up. */
  readonly choice: HostChoice | "potential" | "roomy potential";
  readonly order: ItemOrder;
}

/** Most promising first, because large problems run only the first few. */
const STRATEGIES: readonly Strategy[] = [
  { choice: "potential", order: "by-worth" },
  { choice: "roomy potential", order: "by-sum-of-shares" },
  { choice: "first", order: "by-worth" },
  { choice: "potential", order: "by-largest-share" },
  { choice: "potential", order: "by-sum-of-shares" },
  { choice: "roomy potential", order: "by-largest-share" },
  { choice: "tightest", order: "by-largest-share" },
  { choice: "first", order: "by-largest-share" },
  { choice: "aligned", order: "by-sum-of-shares" },
  { choice: "roomy potential", order: "by-worth" },
  { choice: "tightest", order: "by-worth" },
  { choice: "aligned", order: "by-worth" },
  { choice: "first", order: "by-sum-of-shares" },
  { choice: "first", order: "by-constants" },
  { choice: "first", order: "by-peak" },
  { choice: "tightest", order: "by-sum-of-shares" },
  { choice: "tightest", order: "smallest-first" },
];

/** Work that a run may take, in fit checks and slots touched: one to two seconds on one core. */
const WORK_BUDGET = 30_000_000;

/** Plain steps for an item, and per resource and slot of it: some thirty bins are looked at. Measured. */
const ITEM_TOUCHES = 2000;
const ITEM_ROW_TOUCHES = 40;

/** How many strategies a problem of this size gets; at least one. */
function strategiesFor({ problem }: Prepared, bins: number): readonly Strategy[] {
  const each = problem.items * (bins + problem.slots * (problem.varying.length + 1));
  return STRATEGIES.slice(0, Math.max(1, Math.floor(WORK_BUDGET / Math.max(1, each))));
}

/**
 * Are as many placed as can be, at a cost that no packing can beat: as few of the cheapest hosts as the bound allows? Where
 * hosts are charged for what they hold, their number proves nothing of the cost while something is left out.
 */
function isProved(loads: BinLoads, { fewest, most }: Pick<Known, "fewest" | "most">): boolean {
  const { unplaced, cost } = scoreOf(loads);
  const { items, types, charges = [] } = loads.problem;
  const cheapest = Math.min(...types.map((type) => type.cost));
  return unplaced <= (charges.length === 0 ? items - most : 0) && cost <= fewest * cheapest;
}

function run(prepared: Prepared, { choice, order }: Strategy, ask: Ask): BinLoads {
  if (choice === "potential") return packByPotential(prepared, order, { rounded: Math.floor, ask });
  if (choice === "roomy potential") return packByPotential(prepared, order, { rounded: Math.ceil, ask });
  return packByChoice(prepared, order, choice, ask);
}

/** Close, downsize, and try again what was left out, smallest first: closing may have freed stock. */
function finish(loads: BinLoads, prepared: Prepared, stopped: () => boolean): void {
  const left = inOrder(prepared.sizes, "smallest-first");
  for (let gained = 1; gained > 0 && !stopped(); ) {
    gained = evacuate(loads, prepared, stopped) + downsize(loads, stopped);
    if (loads.placed === loads.problem.items) continue;
    for (const item of left) {
      if (loads.binOf(item) >= 0) continue;
      const open = firstFit(loads, item);
      const bin = open >= 0 ? open : openFor(loads, item, mixOrder(loads, prepared.fleet));
      if (bin < 0) continue;
      loads.place(item, bin);
      gained++;
    }
  }
}

/** What a caller knows already, and where work is counted. */
interface Known {
  /** Items that some type in stock takes. */
  readonly most: number;
  /** Proved fewest bins for all of them. */
  readonly fewest: number;
  /** @param seconds of the reference machine */
  readonly spend: (seconds: number) => void;
}

/** Pack with the portfolio. Asked to stop before the first strategy is through, it packs quickly instead. */
export function construct(problem: PackProblem, options: PackOptions, known: Known): PackSolution {
  const { fewest, spend } = known;
  const ask = askerOf(options.stopped);
  const prepared = orStopped(() => prepare(problem, options.seed, ask));
  if (prepared === "stopped") return quickFit(problem);
  const strategies = strategiesFor(prepared, fewest);
  const each = workOf(problem);
  let best: { readonly loads: BinLoads; readonly strategy: Strategy } | undefined;
  for (const [done, strategy] of strategies.entries()) {
    if (best !== undefined && (options.stopped() || isProved(best.loads, known))) break;
    const loads = orStopped(() => run(prepared, strategy, ask));
    if (loads === "stopped") break;
    spend(each);
    if (!isProved(loads, known)) finish(loads, prepared, options.stopped);
    if (best === undefined || isBetter(scoreOf(loads), scoreOf(best.loads))) best = { loads, strategy };
    options.progress({ doneRatio: (done + 1) / strategies.length, bins: scoreOf(best.loads).bins, bound: fewest });
  }
  if (best === undefined) return quickFit(problem, prepared.peaks);
  options.progress({ doneRatio: 1, bins: scoreOf(best.loads).bins, bound: fewest });
  return solutionOf(best.loads, `constructive: ${best.strategy.choice} ${best.strategy.order}`);
}

/** What one strategy costs, in seconds of the reference machine: looks for a bin, and moves where rules keep counts. */
function workOf({ items, slots, varying, constant, rules }: PackProblem): number {
  const width = slots * varying.length + constant.length;
  const counted = rules.reduce((sum, rule) => sum + (rule.placed === undefined ? 0 : rule.items.length), 0);
  return (items * (ITEM_TOUCHES + ITEM_ROW_TOUCHES * width) + counted * COUNTED_MOVE) * TOUCH;
}

/** Items that some type in stock may take, whatever their size. */
const placeable = (problem: PackProblem): readonly number[] =>
  Array.from({ length: problem.items }, (_, item) => item).filter((item) =>
    problem.types.some((type) => type.maxBins > 0 && type.eligible[item] === 1),
  );

/** The portfolio of constructive strategies. */
export const constructive: Packer = {
  name: "constructive",
  pack(problem, options) {
    const all = placeable(problem);
    const fewest = lowerBound(problem, all).bins;
    return construct(problem, options, { most: all.length, fewest, spend: () => undefined });
  },
};
