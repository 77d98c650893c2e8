/**
 * A finished plan by its objectives: what it reaches, computed from its hosts and their recorded use and not from the
 * packer's books, and what no plan for the same workloads can go below. The verifier asks the same and compares.
 */
import type { ObjectiveName, ObjectiveValue, PlanHost, PlanObjective } from "../contract/index.ts";
import { OBJECTIVE_UNITS, pricedLicences } from "../contract/index.ts";
import { drawOf } from "../energy/index.ts";
import { type PackProblem, type Price, pricedBounds } from "../pack/index.ts";
import { amount, ratio } from "../rounding.ts";
import type { Estate } from "../size/index.ts";
import { type ObjectiveGoals, objectiveGoals } from "./goals-of.ts";
import { hostPriceOf, licencePrice, moneyPerWatt } from "./host-prices.ts";
import { boundedBy, combined, factorsOf, priceOf } from "./pricing-of.ts";

/**
 * Recorded use is rounded to 1e-5 of a host, values to 1e-3: a value this close to its bound, as a share and at least in
 * amount, is not told apart from it.
 */
const ALIKE_RATIO = 1e-5;
const ALIKE_AMOUNT = 2e-3;

/** What a plan is judged from. */
export interface Judged {
  readonly problem: PackProblem;
  /** All hosts of the plan; spares are passed over. */
  readonly hosts: readonly PlanHost[];
  /** Items that are placed, ascending. */
  readonly placed: readonly number[];
  /** Proved lower bound on the hosts that hold them. */
  readonly fewest: number;
}

/** The plan's objectives with values and bounds. */
export function planObjective(estate: Estate, judged: Judged): PlanObjective {
  const goals = objectiveGoals(estate.request.goals.objective);
  const used = judged.hosts.filter(({ role }) => role === "used");
  const values = goals.names.map((name) => valueOf(name, estate, used));
  const own = goals.names.map((name) => priceOf(name, estate));
  const bounds = boundsOf(estate, judged, own);
  const terms = goals.names.map((name, n): ObjectiveValue => {
    const weight = goals.weights?.[n];
    return {
      name,
      unit: OBJECTIVE_UNITS[name],
      ...figures(values[n]!, bounds[n]!, amount),
      ...(weight === undefined ? {} : { weight }),
    };
  });
  if (goals.mode !== "weighted") return { mode: goals.mode, terms };
  return { mode: goals.mode, terms, weighted: weighed(estate, judged, { goals, own, values, bounds }) };
}

/** Lower bounds of the prices; whole hosts are proved by the packer's own bound. */
function boundsOf(estate: Estate, judged: Judged, prices: readonly Price[]): Float64Array {
  if (prices.every(({ id }) => id === "hosts")) return Float64Array.from(prices, () => judged.fewest);
  const bounds = pricedBounds(
    boundedBy(estate, judged.problem, { prices, placed: judged.placed, fewest: judged.fewest }),
  );
  return bounds.map((bound, p) => (prices[p]?.id === "hosts" ? judged.fewest : bound));
}

function weighed(
  estate: Estate,
  judged: Judged,
  by: {
    readonly goals: ObjectiveGoals;
    readonly own: readonly Price[];
    readonly values: readonly number[];
    readonly bounds: Float64Array;
  },
): NonNullable<PlanObjective["weighted"]> {
  const factors = factorsOf(by.goals, by.bounds);
  const apart = factors.reduce((sum, factor, n) => sum + factor * by.bounds[n]!, 0);
  const [joint = 0] = boundsOf(estate, judged, [combined(by.own, factors)]);
  const value = factors.reduce((sum, factor, n) => sum + factor * by.values[n]!, 0);
  return figures(value, Math.max(apart, joint), ratio);
}

/** Value, bound and gap, rounded; the bound downwards, and never above a value it is not told apart from. */
function figures(
  exact: number,
  proved: number,
  rounded: (x: number) => number,
): { readonly value: number; readonly bound: number; readonly gapRatio: number } {
  const value = rounded(exact);
  const nearest = rounded(proved);
  const below = nearest > proved ? nearest - (rounded === ratio ? ALIKE_RATIO : ALIKE_AMOUNT / 2) : nearest;
  const isAlike = Math.abs(value - proved) <= Math.max(rounded === ratio ? 0 : ALIKE_AMOUNT, ALIKE_RATIO * value);
  const bound = isAlike ? value : Math.max(0, rounded(below));
  return { value, bound, gapRatio: bound > 0 ? ratio((value - bound) / bound) : 0 };
}

/** Is it proved that no plan for these workloads is better: every objective at its bound, or the weighted sum? */
export function isProvedBest({ terms, weighted }: PlanObjective): boolean {
  return weighted === undefined
    ? terms.every(({ value, bound }) => value === bound)
    : weighted.value === weighted.bound;
}

function valueOf(name: ObjectiveName, estate: Estate, used: readonly PlanHost[]): number {
  switch (name) {
    case "hosts":
      return used.length;
    case "energy":
      return drawn(estate, used).kWhPerYear;
    case "cost":
      return costOf(estate, used);
  }
}

function drawn(estate: Estate, used: readonly PlanHost[]): ReturnType<typeof drawOf> {
  const types = new Map(estate.targets.map(({ id, hostType }) => [id, hostType]));
  const loads = used.map((host) => ({ host: types.get(host.target), loadRatio: host.cpuRatio }));
  return drawOf(loads, estate.grid.slots, estate.request.facility);
}

/** Hosts, licences and electricity over the years. */
function costOf(estate: Estate, used: readonly PlanHost[]): number {
  const { goals } = estate.request;
  const licences = pricedLicences(estate.request);
  const targets = new Map(estate.targets.map((target) => [target.id, target]));
  const licensed = licences.map(({ workloads }) => new Set(workloads));
  let sum = drawn(estate, used).meanW * (moneyPerWatt(estate.request) ?? Number.NaN);
  for (const host of used) {
    const resolved = targets.get(host.target);
    if (resolved === undefined) continue;
    const { target, hostType } = resolved;
    sum += hostPriceOf(target, hostType) ?? Number.NaN;
    for (const [l, licence] of licences.entries()) {
      const isDue = host.partitions.some(({ workload }) => licensed[l]?.has(workload));
      if (isDue) sum += licencePrice(licence, hostType, goals.costYears);
    }
  }
  return sum;
}
