/**
 * A proved lower bound on the bins that hold given items: the best of three kinds, each in its own file. None may ever
 * exceed the optimum; a property test holds them to exhaustive search.
 */
import { bundleTogether } from "./bundle.ts";
import { apartBound } from "./bound-apart.ts";
import { combinedBound, continuousBound, fleetCost } from "./bound-continuous.ts";
import { pairwiseBound } from "./bound-pairwise.ts";
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
const stocked = (problem: PackProblem): PackProblem => ({
  ...problem,
  types: problem.types.filter((type) => type.maxBins > 0),
});

/**
 * Fewest bins any packing of the placed items can have, whatever the costs.
 * @param placedItems indices of the items that are placed, each once
 * @returns kind "none" with 0 bins when nothing is placed
 */
export function lowerBound(problem: PackProblem, placedItems: readonly number[]): PackBound {
  if (placedItems.length === 0) return { bins: 0, kind: "none" };
  const { problem: whole, placed } = bundled(stocked(problem), placedItems);
  const rows = rowsOf(whole, placed);
  const bounds = [
    continuousBound(rows, whole),
    combinedBound(rows, whole),
    pairwiseBound(rows, placed),
    apartBound(whole, placed),
  ];
  const best = bounds.reduce((top, next) => (next.bins > top.bins ? next : top));
  return best.bins >= 1 ? best : { bins: 1, kind: "none" };
}

/** Lowest cost of any fleet that holds the placed items, by sums; for problems whose types differ in cost. */
export function lowerCost(problem: PackProblem, placedItems: readonly number[]): number {
  const { problem: whole, placed } = bundled(stocked(problem), placedItems);
  return fleetCost(
    rowsOf(whole, placed),
    whole,
    whole.types.map((type) => type.cost),
  ).cost;
}
