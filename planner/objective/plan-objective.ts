/**
 * A finished plan by its objectives: what it reaches, computed from its hosts and their recorded use and not from the
 * packer's books, and what no plan for the same workloads can go below. The verifier asks the same and compares.
 */
import type { PlanContext } from "../context.ts";
import type { ObjectiveName, ObjectiveValue, PlanHost, PlanMoney, PlanObjective, PlanRoom } from "../contract/index.ts";
import { InvalidInput, OBJECTIVE_UNITS } from "../contract/index.ts";
import { type PackProblem, type Price, pricedBounds } from "../pack/index.ts";
import { amount, ratio } from "../rounding.ts";
import type { Estate } from "../size/index.ts";
import { type Aims, aimsOf } from "./aims.ts";
import { beside, casesOf } from "./cost-bound.ts";
import { costOfPlan, drawn } from "./cost-of-plan.ts";
import { NOTHING_RAISED, type Raised } from "./cost-price.ts";
import { formulaBound, formulaValue } from "./formula-objective.ts";
import { boundedBy, combined, factorsOf, priceOf } from "./pricing-of.ts";

/**
 * Recorded use is rounded to 1e-5 of a host, values to 1e-3: a value this close to its bound, as a share and at least in
 * amount, is not told apart from it.
 */
const ALIKE_RATIO = 1e-5;
const ALIKE_AMOUNT = 2e-3;
/** Every line of a money account is rounded, and yearly ones before they are taken times the years. */
const ALIKE_MONEY = 0.05;

/** What a plan is judged from. */
export interface Judged {
  readonly problem: PackProblem;
  /** All hosts of the plan; spares count in cost only. */
  readonly hosts: readonly PlanHost[];
  /** Items that are placed, ascending. */
  readonly placed: readonly number[];
  /** Proved lower bound on the hosts that hold them. */
  readonly fewest: number;
  /** The plan's money account, where it has one; left out = reckoned here, places by height. */
  readonly money?: PlanMoney | undefined;
  /** The plan's racks, where they are packed. */
  readonly room?: PlanRoom | undefined;
}

/** The plan's objectives with values and bounds. */
export function planObjective(estate: Estate, judged: Judged, context: PlanContext): PlanObjective {
  const aims = aimsOf(estate, context);
  const { goals } = aims;
  if (goals.formula !== undefined) return byFormula(aims, judged, goals.formula.text);
  const values = objectiveValues(aims, judged.hosts, judged.money);
  const bounds = boundsOf(aims, judged);
  const terms = goals.names.map((name, n): ObjectiveValue => {
    const weight = goals.weights?.[n];
    return {
      name,
      unit: OBJECTIVE_UNITS[name],
      ...figures(values[n]!, bounds[n]!, name === "cost" ? MONEY : AMOUNTS),
      ...(weight === undefined ? {} : { weight }),
    };
  });
  if (goals.mode !== "weighted") return { mode: goals.mode, terms };
  return { mode: goals.mode, terms, weighted: weighed(aims, judged, { values, bounds }) };
}

/** @throws InvalidInput when the formula has no value for the plan */
function byFormula(aims: Aims, judged: Judged, formula: string): PlanObjective {
  const value = formulaValue(aims, judged);
  if (typeof value !== "number") {
    const detail = `"${formula}" has no value for this plan: ${value.part}: ${value.why}`;
    throw new InvalidInput([{ pointer: "/goals/objective/formula", code: "formula-value", detail }]);
  }
  const bound = formulaBound(aims, judged);
  const told = bound === undefined ? { value: ratio(value) } : figures(value, bound, FORMULAS);
  return { mode: "formula", formula, terms: [{ name: "formula", unit: "", ...told }] };
}

/** Lower bounds of the objectives; whole hosts are proved by the packer's own bound. */
function boundsOf(aims: Aims, judged: Judged): Float64Array {
  const { names } = aims.goals;
  if (names.every((name) => name === "hosts")) return Float64Array.from(names, () => judged.fewest);
  const bounds = leastOf(aims, judged, (raised) => ({
    prices: names.map((name) => priceOf(name, aims, raised)),
    besides: names.map((name) => besideOf(name, aims, { judged, raised })),
  }));
  return bounds.map((bound, p) => (names[p] === "hosts" ? judged.fewest : bound));
}

/** Prices of bins, and what each objective has beside them. */
interface Case {
  readonly prices: readonly Price[];
  readonly besides: readonly number[];
}

/** Bounds over all cases of which one holds: the least of each price. */
function leastOf({ estate, parts }: Aims, judged: Judged, caseOf: (raised: Raised) => Case): Float64Array {
  const { problem, placed, fewest } = judged;
  const cases = parts === undefined ? [NOTHING_RAISED] : casesOf(parts, problem, placed);
  const each = cases.map((raised) => {
    const { prices, besides } = caseOf(raised);
    const bounds = pricedBounds(boundedBy(estate, problem, { prices, placed, fewest, raised }));
    return bounds.map((bound, p) => bound + besides[p]!);
  });
  return each.reduce((least, next) => least.map((bound, p) => Math.min(bound, next[p]!)));
}

function besideOf(
  name: ObjectiveName,
  { estate, parts }: Aims,
  { judged, raised }: { readonly judged: Judged; readonly raised: Raised },
): number {
  return name === "cost" && parts !== undefined ? beside(estate, parts, { ...judged, raised }) : 0;
}

function weighed(
  aims: Aims,
  judged: Judged,
  by: { readonly values: readonly number[]; readonly bounds: Float64Array },
): NonNullable<PlanObjective["weighted"]> {
  const { goals } = aims;
  const factors = factorsOf(goals, by.bounds);
  const apart = factors.reduce((sum, factor, n) => sum + factor * by.bounds[n]!, 0);
  const [joint = 0] = leastOf(aims, judged, (raised) => ({
    prices: [
      combined(
        goals.names.map((name) => priceOf(name, aims, raised)),
        factors,
      ),
    ],
    besides: [goals.names.reduce((sum, name, n) => sum + factors[n]! * besideOf(name, aims, { judged, raised }), 0)],
  }));
  const value = factors.reduce((sum, factor, n) => sum + factor * by.values[n]!, 0);
  return figures(value, Math.max(apart, joint), RATIOS);
}

/** How a value is rounded, and from how close to its bound on it is not told apart from it. */
interface Grain {
  readonly rounded: (x: number) => number;
  readonly step: number;
  readonly alike: number;
  /** No value lies below. */
  readonly floor: number;
}

const RATIOS: Grain = { rounded: ratio, step: ALIKE_RATIO, alike: 0, floor: 0 };
const AMOUNTS: Grain = { rounded: amount, step: ALIKE_AMOUNT / 2, alike: ALIKE_AMOUNT, floor: 0 };
const FORMULAS: Grain = { ...RATIOS, floor: -Infinity };
const MONEY: Grain = { ...AMOUNTS, alike: ALIKE_MONEY };

/** Value, bound and gap, rounded; the bound downwards, and never above a value it is not told apart from. */
function figures(
  exact: number,
  proved: number,
  { rounded, step, alike, floor }: Grain,
): { readonly value: number; readonly bound: number; readonly gapRatio: number } {
  const value = rounded(exact);
  const nearest = rounded(proved);
  const below = nearest > proved ? nearest - step : nearest;
  const isAlike = Math.abs(value - proved) <= Math.max(alike, ALIKE_RATIO * Math.abs(value));
  const bound = isAlike ? value : Math.max(floor, rounded(below));
  return { value, bound, gapRatio: bound > 0 ? ratio((value - bound) / bound) : 0 };
}

/** Is it proved that no plan for these workloads is better: every objective at its bound, or the weighted sum? */
export function isProvedBest({ terms, weighted }: PlanObjective): boolean {
  return weighted === undefined
    ? terms.every(({ value, bound }) => value === bound)
    : weighted.value === weighted.bound;
}

/**
 * [name] what a plan reaches; of a formula its value, Infinity where it has none.
 * @param hosts all of the plan
 * @param money its account, where that is known already
 */
export function objectiveValues(aims: Aims, hosts: readonly PlanHost[], money?: PlanMoney): readonly number[] {
  const { estate, context, goals } = aims;
  if (goals.formula !== undefined) {
    const value = formulaValue(aims, { hosts, money });
    return [typeof value === "number" ? value : Infinity];
  }
  const used = hosts.filter(({ role }) => role === "used");
  return goals.names.map((name) => {
    switch (name) {
      case "hosts":
        return used.length;
      case "energy":
        return drawn(estate, used).kWhPerYear;
      case "cost":
        return money?.after.discounted ?? costOfPlan(estate, hosts, context);
    }
  });
}
