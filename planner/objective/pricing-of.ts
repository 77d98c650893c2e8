/**
 * The objective of a request as prices that the packer understands: hosts cost 1 each, energy the kWh of a year, cost the
 * money of all years. Weighted objectives become one price, each divided by its own lower bound.
 */
import type { ObjectiveName } from "../contract/index.ts";
import {
  type Bounded,
  type PackProblem,
  type Price,
  type Pricing,
  lowerBound,
  pricedBounds,
  scaledCharge,
} from "../pack/index.ts";
import type { Estate } from "../size/index.ts";
import type { Aims } from "./aims.ts";
import { NOTHING_RAISED, type Raised, costPrice } from "./cost-price.ts";
import { carriedOf, powerCurve } from "./estate-curve.ts";
import type { ObjectiveGoals } from "./goals-of.ts";
import { KWH_PER_WATT_YEAR } from "./host-prices.ts";

/** The price of one objective alone. @throws Error when the request was not decoded: a price is missing */
export function priceOf(name: ObjectiveName, { estate, parts }: Aims, raised: Raised = NOTHING_RAISED): Price {
  const { targets } = estate;
  switch (name) {
    case "hosts":
      return { id: name, perBin: new Float64Array(targets.length).fill(1), perUnit: 0, charges: [] };
    case "energy":
      return { id: name, perBin: new Float64Array(targets.length), perUnit: KWH_PER_WATT_YEAR, charges: [] };
    case "cost":
      if (parts === undefined) throw new Error("cost is none of the goals");
      return costPrice(estate, parts, raised);
  }
}

/** What the bounds of an estate's objectives are asked of. */
export function boundedBy(
  estate: Estate,
  problem: PackProblem,
  asked: {
    readonly prices: readonly Price[];
    readonly placed: readonly number[];
    readonly fewest: number;
    /** Licences for which a target is settled to hold their workloads. */
    readonly raised?: Raised;
  },
): Bounded {
  const { prices, placed, fewest, raised = NOTHING_RAISED } = asked;
  const needsCurve = prices.some(({ perUnit }) => perUnit > 0);
  return {
    problem,
    placed,
    fewest,
    inUse: [...new Set([...raised.values()].flat())],
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
  const perUnit = prices.reduce((sum, price, p) => sum + factors[p]! * price.perUnit, 0);
  const weights = commonWeights(prices, factors, perUnit);
  return {
    id: "weighted",
    perBin,
    perUnit,
    ...(weights === undefined ? {} : { weights }),
    charges: prices.flatMap(({ charges }, p) => charges.map((charge) => scaledCharge(charge, factors[p]!))),
  };
}

/** Weights of the slots under all prices together; undefined = all alike. */
function commonWeights(
  prices: readonly Price[],
  factors: readonly number[],
  perUnit: number,
): Float64Array | undefined {
  const slots = prices.find(({ weights }) => weights !== undefined)?.weights?.length;
  if (slots === undefined || perUnit === 0) return undefined;
  return Float64Array.from({ length: slots }, (_, s) =>
    prices.reduce((sum, price, p) => sum + (factors[p]! * price.perUnit * (price.weights?.[s] ?? 1)) / perUnit, 0),
  );
}

/** What one unit of each weighed objective counts: its weight over its lower bound. @param bounds [name] */
export const factorsOf = ({ weights = [] }: ObjectiveGoals, bounds: ArrayLike<number>): readonly number[] =>
  weights.map((weight, n) => (bounds[n]! > 0 ? weight / bounds[n]! : 0));

/** Factors of weighed goals before packing, from bounds for everything that can be placed at all. */
function factorsBefore(aims: Aims, problem: PackProblem): readonly number[] {
  const { estate, goals } = aims;
  const placed = estate.workloads
    .map((_, w) => w)
    .filter((w) => problem.types.some((type) => type.maxBins > 0 && type.eligible[w] === 1));
  const { bins } = lowerBound(problem, placed);
  const prices = goals.names.map((name) => priceOf(name, aims));
  return factorsOf(goals, pricedBounds(boundedBy(estate, problem, { prices, placed, fewest: bins })));
}

/** Prices for the packer and, of weighed goals, what each counts. */
export interface Stated {
  readonly pricing: Pricing;
  readonly factors?: readonly number[];
}

/**
 * Prices for the packer, most important first; undefined when only hosts count, which it does by itself.
 * @param raised licences that every host of a target pays
 */
export function pricingOf(aims: Aims, problem: PackProblem): ((raised: Raised) => Stated) | undefined {
  const { estate, goals } = aims;
  if (goals.names.length === 1 && goals.names[0] === "hosts") return undefined;
  const factors = goals.mode === "weighted" ? factorsBefore(aims, problem) : undefined;
  return (raised) => {
    const own = goals.names.map((name) => priceOf(name, aims, raised));
    if (factors === undefined) return { pricing: withCurve(own, estate, problem) };
    return { pricing: withCurve([combined(own, factors)], estate, problem), factors };
  };
}

/** Prices with the power curve where one looks at what bins consume. */
export function withCurve(prices: readonly Price[], estate: Estate, problem: PackProblem): Pricing {
  return prices.some(({ perUnit }) => perUnit > 0) ? { prices, curve: powerCurve(estate, problem) } : { prices };
}
