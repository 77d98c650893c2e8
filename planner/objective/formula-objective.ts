/**
 * A user's formula as the objective: its value for a finished plan, and, where it is affine and grows with every quantity
 * it names, its price for the packer and a bound. Any other formula is judged plan by plan: nothing is claimed of it.
 */
import { type PlanHost, type PlanMoney, type PlanRoom } from "../contract/index.ts";
import { type PackProblem, type Price, pricedBounds } from "../pack/index.ts";
import type { Aims } from "./aims.ts";
import { beside, casesOf } from "./cost-bound.ts";
import { NOTHING_RAISED, type Raised, costPrice } from "./cost-price.ts";
import type { NoValue } from "./formula/index.ts";
import { boundedBy, combined } from "./pricing-of.ts";
import { quantitiesOf, quantityPrice } from "./quantities.ts";

/** What a plan is judged by. */
interface Plan {
  readonly hosts: readonly PlanHost[];
  readonly money?: PlanMoney | undefined;
  readonly room?: PlanRoom | undefined;
}

/** Value of the goals' formula, finite, or the part that has none. @throws Error when the goals have no formula */
export function formulaValue(aims: Aims, plan: Plan): number | NoValue {
  const { formula } = aims.goals;
  if (formula === undefined) throw new Error("the goals have no formula");
  return formula.value(quantitiesOf(aims, plan, formula.names));
}

/** Constant and coefficients, all of them 0 or more; undefined = the formula is of another form. */
function rising({
  goals,
}: Aims): { readonly constant: number; readonly terms: readonly [string, number][] } | undefined {
  const affine = goals.formula?.affine();
  if (affine === undefined) return undefined;
  const terms = [...affine.coefficients];
  return terms.every(([, factor]) => factor >= 0) ? { constant: affine.constant, terms } : undefined;
}

interface Part {
  readonly factor: number;
  readonly price: Price;
  readonly beside: number;
}

/** The quantities of which a price is known. @param besideCost what cost has beside its price */
function partsOf(
  aims: Aims,
  terms: readonly [string, number][],
  of: { readonly raised: Raised; readonly besideCost: number },
): readonly Part[] {
  return terms.flatMap(([name, factor]): readonly Part[] => {
    if (name === "cost" && aims.parts !== undefined) {
      return [{ factor, price: costPrice(aims.estate, aims.parts, of.raised), beside: of.besideCost }];
    }
    const known = quantityPrice(name, aims);
    return known === undefined ? [] : [{ factor, ...known }];
  });
}

const joint = (parts: readonly Part[]): Price =>
  combined(
    parts.map(({ price }) => price),
    parts.map(({ factor }) => factor),
  );

/** The formula as one price of bins; undefined = it has none. */
export function formulaPrice(aims: Aims, raised: Raised): Price | undefined {
  const found = rising(aims);
  const parts = found === undefined ? [] : partsOf(aims, found.terms, { raised, besideCost: 0 });
  return parts.length === 0 ? undefined : joint(parts);
}

/** Lower bound on the formula's value for any plan that places these workloads; undefined = none is known. */
export function formulaBound(
  aims: Aims,
  judged: { readonly problem: PackProblem; readonly placed: readonly number[]; readonly fewest: number },
): number | undefined {
  const found = rising(aims);
  if (found === undefined) return undefined;
  const { estate, parts: cost } = aims;
  const { problem, placed, fewest } = judged;
  if (placed.length === 0) return found.constant;
  const cases = cost === undefined ? [NOTHING_RAISED] : casesOf(cost, problem, placed);
  const each = cases.map((raised) => {
    const besideCost = cost === undefined ? 0 : beside(estate, cost, { problem, placed, raised });
    const parts = partsOf(aims, found.terms, { raised, besideCost });
    if (parts.length === 0) return 0;
    const prices = [...parts.map(({ price }) => price), joint(parts)];
    const bounds = pricedBounds(boundedBy(estate, problem, { prices, placed, fewest, raised }));
    const besides = parts.reduce((sum, part) => sum + part.factor * part.beside, 0);
    const apart = parts.reduce((sum, { factor }, p) => sum + factor * bounds[p]!, 0);
    return Math.max(apart, bounds.at(-1) ?? 0) + besides;
  });
  return found.constant + Math.min(...each);
}
