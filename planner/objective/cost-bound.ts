/**
 * What the bounds of the cost objective know beyond prices of bins. A licence that reaches over whole targets has at least
 * one target that holds its workloads, all hosts of which pay it: the bound is the least over which one that is. The spare
 * hosts of at least one used target are there, and licensed where their licence says so. What every plan pays is added.
 */
import type { Estate } from "../size/index.ts";
import type { PackProblem } from "../pack/index.ts";
import type { CostParts } from "./cost-parts.ts";
import { NOTHING_RAISED, type Raised, openTypes, wideLicences } from "./cost-price.ts";

/** More ways than this to choose targets are too many: licences that cost least are then left to hosts. */
const MOST_CASES = 16;

/** The cases of which one holds in every plan: for each licence that reaches over targets, one that holds its items. */
export function casesOf(parts: CostParts, problem: PackProblem, placed: readonly number[]): readonly Raised[] {
  const isPlaced = new Set(placed);
  return wideLicences(parts).reduce<readonly Raised[]>(
    (cases, l) => {
      const open = openTypes(
        problem,
        parts.licences[l]!.items.filter((item) => isPlaced.has(item)),
      );
      if (open.length === 0 || cases.length * open.length > MOST_CASES) return cases;
      return cases.flatMap((before) => open.map((t): Raised => new Map([...before, [l, [t]]])));
    },
    [NOTHING_RAISED],
  );
}

/** Money in every plan of the case that no bin in use pays: spares, and what is the same for all plans. */
export function beside(
  estate: Estate,
  parts: CostParts,
  of: { readonly problem: PackProblem; readonly placed: readonly number[]; readonly raised: Raised },
): number {
  const { problem, placed, raised } = of;
  // What is held of a raised licence is not due; of others the bound of their charge takes it off.
  const held = [...raised.keys()].reduce((sum, l) => sum + (parts.licences[l]?.heldMoney ?? 0), 0);
  const constant = parts.constant(placed.length) - held;
  const { goals, rules } = estate.request;
  // Where hosts must stay empty, a target may run out of places for its spares.
  const spares = rules.some(({ kind }) => kind === "drain") ? 0 : goals.spareHosts;
  if (spares === 0 || placed.length === 0) return constant;
  const isPlaced = new Set(placed);
  const least = (types: readonly number[], cost: (t: number) => number) =>
    types.reduce((low, t) => Math.min(low, cost(t)), Infinity);
  const bare = least(openTypes(problem, placed), (t) => parts.perHost[t]!);
  const licensed = parts.licences.map(({ items, steps, hasSpares, heldMoney }, l): number => {
    const chosen = raised.get(l);
    if (chosen !== undefined) return least(chosen, (t) => steps[t]?.at(-1) ?? 0);
    const open = openTypes(
      problem,
      items.filter((item) => isPlaced.has(item)),
    );
    // Units that are held may be those of the spares.
    return hasSpares && heldMoney === 0 && open.length > 0 ? least(open, (t) => steps[t]?.[1] ?? 0) : 0;
  });
  const money = spares * (bare + licensed.reduce((sum, one) => sum + one, 0));
  return constant + (Number.isFinite(money) ? money : 0);
}
