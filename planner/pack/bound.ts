/**
 * A proved lower bound on the bins that hold given items: the best of several kinds, each in its own file, and their
 * sum over types that share no item. None may ever
 * exceed the optimum; a property test holds them to exhaustive search.
 */
import { bundleTogether } from "./bundle.ts";
import { apartBound } from "./bound-apart.ts";
import { combinedBound, continuousBound, fleetFloor } from "./bound-continuous.ts";
import { countBound } from "./bound-count.ts";
import { pairwiseBound } from "./bound-pairwise.ts";
import { atLeastBound, neverShareBound, perBinBound } from "./bound-rules.ts";
import { separateParts } from "./bound-separate.ts";
import { rowsOf } from "./least-demand.ts";
import type { PackBound, PackProblem } from "./problem.ts";

/** The problem with items that belong together as one, and the bundles whose items are all placed. */
function bundled(
  problem: PackProblem,
  placed: readonly number[],
): { readonly problem: PackProblem; readonly placed: readonly number[] } {
  const bundle = bundleTogether(problem);
  if (bundle.problem === problem) return { problem, placed };
  const isPlaced = new Set(placed);
  const whole = bundle.members.flatMap((members, b) => (members.every((item) => isPlaced.has(item)) ? [b] : []));
  return { problem: bundle.problem, placed: whole };
}

/** Types of which there is none hold nothing; bounds never look at type indices, so they may go. */
function stocked(problem: PackProblem): PackProblem {
  const types = problem.types.filter((type) => type.maxBins > 0);
  return types.length === problem.types.length ? problem : { ...problem, types };
}

/** The best of the bounds that look at all types at once. */
function wholeBound(problem: PackProblem, placed: readonly number[]): PackBound {
  const rows = rowsOf(problem, placed);
  const bySums = [continuousBound(rows, problem), combinedBound(problem, placed)];
  const most = (some: readonly PackBound[]) => Math.max(...some.map(({ bins }) => bins));
  const byPairs = pairwiseBound(rows, placed, most(bySums));
  const bounds = [
    ...bySums,
    byPairs,
    countBound(rows, problem, placed, most([...bySums, byPairs])),
    apartBound(problem, placed),
    perBinBound(problem, placed),
  ];
  const best = bounds.reduce((top, next) => (next.bins > top.bins ? next : top));
  return best.bins >= 1 ? best : { bins: 1, kind: "none" };
}

/**
 * Fewest bins any packing of the placed items can have, whatever the costs.
 * @param placedItems indices of the items that are placed, each once
 * @returns kind "none" with 0 bins when nothing is placed
 */
export function lowerBound(problem: PackProblem, placedItems: readonly number[]): PackBound {
  if (placedItems.length === 0) return { bins: 0, kind: "none" };
  const { problem: whole, placed } = bundled(stocked(problem), placedItems);
  const best = [
    perBinBound(problem, placedItems),
    atLeastBound(problem),
    neverShareBound(whole, placed, (items) => wholeBound(whole, items).bins),
  ].reduce((top, next) => (next.bins > top.bins ? next : top), wholeBound(whole, placed));
  const separate = separateParts(whole, placed);
  if (separate.length < 2) return best;
  const parts = separate.map((part) => ({
    ...wholeBound(part.problem, part.placed),
    types: part.problem.types.map((type) => type.id),
  }));
  const bins = parts.reduce((sum, part) => sum + part.bins, 0);
  return bins > best.bins ? { bins, kind: "separate", parts } : best;
}

/** Lowest cost of any fleet that holds the placed items, by sums; for problems whose types differ in cost. */
export function lowerCost(problem: PackProblem, placedItems: readonly number[]): number {
  const { problem: whole, placed } = bundled(stocked(problem), placedItems);
  return fleetFloor(
    whole,
    placed,
    whole.types.map((type) => type.cost),
  ).cost;
}
