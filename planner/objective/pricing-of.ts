/**
 * The objective of a request as prices that the packer understands: hosts cost 1 each, energy the kWh of a year, cost the
 * money of all years. Weighted objectives become one price, each divided by its own lower bound.
 */
import { type ObjectiveName, pricedLicences } from "../contract/index.ts";
import {
  type Bounded,
  type Charge,
  type PackProblem,
  type Price,
  type Pricing,
  lowerBound,
  pricedBounds,
  scaledCharge,
} from "../pack/index.ts";
import type { Estate } from "../size/index.ts";
import { carriedOf, powerCurve } from "./estate-curve.ts";
import { type ObjectiveGoals, objectiveGoals } from "./goals-of.ts";
import { KWH_PER_WATT_YEAR, hostPriceOf, licencePrice, moneyPerWatt } from "./host-prices.ts";

/** The price of one objective alone. @throws Error when the request was not decoded: a price is missing */
export function priceOf(name: ObjectiveName, estate: Estate): Price {
  const { targets } = estate;
  switch (name) {
    case "hosts":
      return { id: name, perBin: new Float64Array(targets.length).fill(1), perUnit: 0, charges: [] };
    case "energy":
      return { id: name, perBin: new Float64Array(targets.length), perUnit: KWH_PER_WATT_YEAR, charges: [] };
    case "cost": {
      const perUnit = moneyPerWatt(estate.request);
      const prices = targets.map(({ target, hostType }) => hostPriceOf(target, hostType));
      const missing = targets.find((_, t) => prices[t] === undefined);
      if (missing !== undefined) throw new Error(`target ${missing.id} has no price`);
      if (perUnit === undefined) throw new Error("no tariff for the cost objective");
      return {
        id: name,
        perBin: Float64Array.from(prices, (price) => price ?? 0),
        perUnit,
        charges: chargesOf(estate),
      };
    }
  }
}

/** Licences as charges over item indices; workloads that are not packed bring none. */
function chargesOf(estate: Estate): readonly Charge[] {
  const { goals } = estate.request;
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  return pricedLicences(estate.request).flatMap((licence) => {
    const items = [...new Set(licence.workloads.flatMap((id) => index.get(id) ?? []))].toSorted((a, b) => a - b);
    const cost = Float64Array.from(estate.targets, ({ hostType }) => licencePrice(licence, hostType, goals.costYears));
    return items.length === 0 ? [] : [{ id: licence.id, items, cost }];
  });
}

/** What the bounds of an estate's objectives are asked of. */
export function boundedBy(
  estate: Estate,
  problem: PackProblem,
  asked: { readonly prices: readonly Price[]; readonly placed: readonly number[]; readonly fewest: number },
): Bounded {
  const { prices, placed, fewest } = asked;
  const needsCurve = prices.some(({ perUnit }) => perUnit > 0);
  return {
    problem,
    placed,
    fewest,
    pricing: needsCurve ? { prices, curve: powerCurve(estate, problem) } : { prices },
    ...(needsCurve ? { carried: carriedOf(estate) } : {}),
  };
}

/** Several prices as one: each times its factor. Without any, everything is free. */
export function combined(prices: readonly Price[], factors: readonly number[]): Price {
  const [first] = prices;
  const perBin = new Float64Array(first?.perBin.length ?? 0);
  for (const [p, price] of prices.entries())
    for (const t of perBin.keys()) perBin[t]! += factors[p]! * price.perBin[t]!;
  return {
    id: "weighted",
    perBin,
    perUnit: prices.reduce((sum, { perUnit }, p) => sum + factors[p]! * perUnit, 0),
    charges: prices.flatMap(({ charges }, p) => charges.map((charge) => scaledCharge(charge, factors[p]!))),
  };
}

/** What one unit of each weighed objective counts: its weight over its lower bound. @param bounds [name] */
export const factorsOf = ({ weights = [] }: ObjectiveGoals, bounds: ArrayLike<number>): readonly number[] =>
  weights.map((weight, n) => (bounds[n]! > 0 ? weight / bounds[n]! : 0));

/** Prices for the packer, most important first; undefined when only hosts count, which it does by itself. */
export function pricingOf(estate: Estate, problem: PackProblem): Pricing | undefined {
  const goals = objectiveGoals(estate.request.goals.objective);
  if (goals.names.length === 1 && goals.names[0] === "hosts") return undefined;
  const own = goals.names.map((name) => priceOf(name, estate));
  if (goals.mode !== "weighted") return withCurve(own, estate, problem);
  const placed = estate.workloads
    .map((_, w) => w)
    .filter((w) => problem.types.some((type) => type.maxBins > 0 && type.eligible[w] === 1));
  const { bins } = lowerBound(problem, placed);
  const bounds = pricedBounds(boundedBy(estate, problem, { prices: own, placed, fewest: bins }));
  return withCurve([combined(own, factorsOf(goals, bounds))], estate, problem);
}

function withCurve(prices: readonly Price[], estate: Estate, problem: PackProblem): Pricing {
  return prices.some(({ perUnit }) => perUnit > 0) ? { prices, curve: powerCurve(estate, problem) } : { prices };
}
