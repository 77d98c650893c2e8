/**
 * The cost objective as a price of bins: money per host and per watt, licences as charges. A licence that reaches over a
 * whole target is either stated as if it reached over hosts only, which is never too much, or, where it is settled that a
 * target holds its workloads, as part of what every host of that target costs.
 */
import { type Charge, type PackProblem, type Price, chargeOf } from "../pack/index.ts";
import type { Estate } from "../size/index.ts";
import type { CostParts } from "./cost-parts.ts";
import { wattPrice } from "./host-prices.ts";

/** Targets of which every host is licensed: index of the licence among the parts', indices of the targets. */
export type Raised = ReadonlyMap<number, readonly number[]>;

export const NOTHING_RAISED: Raised = new Map();

/** What every host of the target pays as soon as one of them holds one of the licence's workloads. */
const wholeTarget = ({ licences }: CostParts, licence: number, t: number): number =>
  licences[licence]?.steps[t]?.at(-1) ?? 0;

/** Money of the raised licences for one host of the target. */
export const raisedBy = (parts: CostParts, raised: Raised, t: number): number =>
  [...raised].reduce((sum, [l, targets]) => sum + (targets.includes(t) ? wholeTarget(parts, l, t) : 0), 0);

/** The price of the cost objective. @throws Error when the request was not decoded: a price is missing */
export function costPrice(estate: Estate, parts: CostParts, raised: Raised): Price {
  const unpriced = estate.targets.find((_, t) => !Number.isFinite(parts.perHost[t]));
  if (unpriced !== undefined) throw new Error(`target ${unpriced.id} has no price`);
  const electricity = wattPrice(estate);
  if (electricity === undefined) throw new Error("no tariff for the cost objective");
  return {
    id: "cost",
    perBin: parts.perHost.map((price, t) => price + raisedBy(parts, raised, t)),
    ...electricity,
    charges: parts.licences.flatMap((_, l) => (raised.has(l) ? [] : chargeFor(parts, l))),
  };
}

/** One licence as a charge by what a host holds; none where it costs nothing. */
function chargeFor({ licences }: CostParts, l: number): readonly Charge[] {
  const { id, items, steps, heldMoney } = licences[l]!;
  if (items.length === 0 || steps.every((rising) => rising.at(-1) === 0)) return [];
  // One licence may come as several entries, so the id alone does not tell them apart.
  const charge = chargeOf({ id: `${l}:${id}`, items, steps });
  return [heldMoney === 0 ? charge : { ...charge, heldMoney }];
}

/** Types that some of the items may go to. */
export function openTypes({ types }: PackProblem, items: readonly number[]): readonly number[] {
  return [...types.keys()].filter((t) => types[t]!.maxBins > 0 && items.some((item) => types[t]!.eligible[item] === 1));
}

/** Indices of the licences that reach over whole targets and cost something, dearest first. */
export function wideLicences({ licences }: CostParts): readonly number[] {
  const most = (l: number) => licences[l]!.steps.reduce((top, rising) => Math.max(top, rising.at(-1) ?? 0), 0);
  return [...licences.keys()]
    .filter((l) => licences[l]!.radius === "target" && most(l) > 0)
    .toSorted((a, b) => most(b) - most(a) || a - b);
}
