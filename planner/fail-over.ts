/**
 * What a plan promises about losses, and whether it keeps it: spares asked for by the goals (any one host may fail) and by
 * `survive` rules. Planning packs, plays the losses and adds the spares they need; where the stock has none left, it packs
 * again with room kept free on every host. The verifier plays the losses once more and has every restart judged by the
 * rules' second statement.
 */
import {
  type Failover,
  type Loss,
  type Standing,
  concerns,
  emptying,
  failover,
  standsIn,
  violationsOf,
} from "./constrain/index.ts";
import { type PlanHost, type PlanResult, hostIdOf } from "./contract/index.ts";
import type { PackProblem, PackSolution, SpareBin } from "./pack/index.ts";
import { type Seats, placementOf } from "./reasons.ts";
import type { Estate } from "./size/index.ts";

/** Strandings told per promise; more say nothing new. */
const MOST_TOLD = 20;

/** A promise about losses. */
export interface Promised extends Loss {
  /** Id of the rule; absent = the goals' spare hosts. */
  readonly rule?: string;
}

/** Indices of the workloads that a rule names; undefined = all. */
function itemsNamed(estate: Estate, workloads: readonly string[]): Pick<Loss, "items"> {
  if (workloads.length === 0) return {};
  const named = new Set(workloads);
  return { items: new Set(estate.workloads.flatMap(({ workload }, w) => (named.has(workload.id) ? [w] : []))) };
}

/** What the request promises about losses. */
export function promisesOf(estate: Estate): readonly Promised[] {
  const { goals, rules } = estate.request;
  const ofRules = rules.flatMap((rule): readonly Promised[] =>
    rule.kind === "survive"
      ? [{ rule: rule.id, lose: rule.lose, count: rule.count ?? 1, ...itemsNamed(estate, rule.workloads) }]
      : [],
  );
  return goals.spareHosts > 0 ? [{ lose: "host", count: 1 }, ...ofRules] : ofRules;
}

/** The problem with the whole stock of every target, for hosts up to the highest number in use. */
function wholeStock(problem: PackProblem, estate: Estate, hosts: readonly SpareBin[]): PackProblem {
  const types = problem.types.map((type, t) => {
    const numbers = hosts.flatMap((host) => (host.type === t ? [host.number] : []));
    const stock = type.maxBins === 0 ? 0 : (estate.targets[t]?.target.maxHosts ?? Infinity);
    return { ...type, maxBins: numbers.reduce((top, number) => Math.max(top, number), stock) };
  });
  return { ...problem, types };
}

/** Goals' spares of every target in use: the numbers after its last host, those that are to stay empty passed over. */
function goalSpares(estate: Estate, used: readonly SpareBin[]): readonly SpareBin[] {
  const { goals, places: groups, rules } = estate.request;
  const book = groups === undefined ? {} : { groups };
  const isIn = (host: string, some: readonly { readonly places: readonly string[] }[]) =>
    some.some((rule) => standsIn(host, rule.places, book));
  const drains = emptying(rules);
  // A host under quarantine takes nobody in, so it is a spare only where there is no other.
  const shunned = [...drains, ...rules.flatMap((rule) => (rule.kind === "quarantine" ? [rule] : []))];
  return estate.targets.flatMap((target, type) => {
    const numbers = new Set(used.flatMap((host) => (host.type === type ? [host.number] : [])));
    if (numbers.size === 0) return [];
    const last = Math.max(...numbers);
    const stock = Math.min(target.target.maxHosts ?? Infinity, last + MOST_PASSED);
    const spares: SpareBin[] = [];
    const take = (from: number, to: number, but: readonly { readonly places: readonly string[] }[]) => {
      for (let number = from; number <= to && spares.length < goals.spareHosts; number++) {
        if (numbers.has(number) || isIn(hostIdOf(target.id, number), but)) continue;
        numbers.add(number);
        spares.push({ type, number });
      }
    };
    take(last + 1, stock, shunned);
    take(1, Math.min(last, stock), shunned);
    take(1, stock, drains);
    return spares;
  });
}

/** Numbers looked at beyond the last host; more drained ones in a row than this are not passed over. */
const MOST_PASSED = 10_000;

export interface Survivable {
  readonly solution: PackSolution;
  readonly spares: readonly SpareBin[];
  /** Workloads that a loss leaves without a place, all losses together. */
  readonly stranded: number;
}

const seatsIn = (solution: PackSolution) => {
  const items: number[][] = solution.typeOf.map(() => []);
  solution.binOf.forEach((bin, item) => items[bin]?.push(item));
  return solution.typeOf.map((type, bin) => ({ type, number: solution.numberOf[bin] ?? 0, items: items[bin] ?? [] }));
};

/** The solution's spares: those of the goals, and what losses of the `survive` rules ask for beyond them. */
function withSpares(estate: Estate, problem: PackProblem, solution: PackSolution): Survivable {
  const hosts = seatsIn(solution);
  let spares = goalSpares(estate, hosts);
  let stranded = 0;
  for (const promised of promisesOf(estate)) {
    if (promised.rule === undefined) continue;
    const groups = estate.request.places;
    const stock = wholeStock(problem, estate, [...hosts, ...spares]);
    const found = failover({ problem: stock, hosts, spares, groups }, promised, true);
    spares = found.spares;
    stranded += found.strandings.reduce((sum, { items, tied }) => sum + items.length - tied.length, 0);
  }
  return { solution, spares, stranded };
}

/** Rounds of packing with room kept free. */
const MOST_ROUNDS = 3;
/** Room kept free rises by this factor from round to round. */
const NEXT_ROUND = 1.5;
/** More than this is never kept free. */
const MOST_FREE = 0.6;

/** Effort of each such round, as a share of the first packing's. */
const ROUND_SHARE = 0.25;

/**
 * Pack so that losses can be survived: as it comes, then with more and more room kept free where spares run out.
 * @param pack packs with that share of the effort
 */
export function packSurviving(
  estate: Estate,
  problem: PackProblem,
  pack: (problem: PackProblem, effortShare: number) => PackSolution,
): Survivable {
  let best = withSpares(estate, problem, pack(problem, 1));
  // Proved of the problem itself; what is proved with room kept free holds for that room only.
  const { bound } = best.solution;
  const hosts = best.solution.typeOf.length;
  const lostAtOnce = promisesOf(estate).reduce((top, { count }) => Math.max(top, count), 0);
  let free = hosts === 0 ? 0 : lostAtOnce / hosts;
  for (let round = 0; round < MOST_ROUNDS && best.stranded > 0; round++) {
    free = Math.min(MOST_FREE, free);
    const { bound: _, ...solution } = pack(roomier(problem, free), ROUND_SHARE);
    const next = withSpares(estate, problem, { ...solution, ...(bound === undefined ? {} : { bound }) });
    const isWhole = leftOut(next.solution) <= leftOut(best.solution);
    if (isWhole && next.stranded < best.stranded) best = next;
    free *= NEXT_ROUND;
  }
  return best;
}

const leftOut = (solution: PackSolution): number => solution.binOf.reduce((n, bin) => n + (bin < 0 ? 1 : 0), 0);

/** The problem with a share of every host kept free. */
function roomier(problem: PackProblem, freeRatio: number): PackProblem {
  const less = (amounts: Float64Array) =>
    amounts.map((amount) => (amount < Infinity ? Math.floor(amount * (1 - freeRatio)) : amount));
  return {
    ...problem,
    types: problem.types.map((type) => ({ ...type, capacity: less(type.capacity), room: less(type.room) })),
  };
}

/** The finished plan's hosts as the check sees them. */
function standingOf(estate: Estate, problem: PackProblem, hosts: readonly PlanHost[]): Standing {
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const seats = hosts.map((host) => ({
    type: estate.targets.findIndex((target) => target.id === host.target),
    number: Number(host.id.slice(host.id.lastIndexOf("/") + 1)),
    items: host.partitions.flatMap((p) => index.get(p.workload) ?? []),
  }));
  const used = seats.filter((_, at) => hosts[at]?.role === "used");
  const spares = seats.filter((_, at) => hosts[at]?.role === "spare");
  return { problem: wholeStock(problem, estate, seats), hosts: used, spares, groups: estate.request.places };
}

const nameOf =
  (estate: Estate) =>
  ({ type, number }: SpareBin): string =>
    hostIdOf(estate.targets[type]?.id ?? "", number);

type Told = NonNullable<PlanResult["failover"]>[number];

function told(estate: Estate, promised: Promised, found: Failover): Told {
  const workload = (item: number) => estate.workloads[item]?.workload.id ?? "";
  // The goals ask for spare hosts, and no spare helps a workload that its own rules tie to the lost host.
  const isHeld = found.strandings.every(({ items, tied }) =>
    promised.rule === undefined ? items.length === tied.length : false,
  );
  return {
    ...(promised.rule === undefined ? {} : { rule: promised.rule }),
    lose: promised.lose,
    count: promised.count,
    cases: found.cases,
    isComplete: found.isComplete,
    holds: isHeld,
    strandings: found.strandings.slice(0, MOST_TOLD).map(({ lost, items, tied }) => ({
      lost: lost.map(nameOf(estate)),
      workloads: items.map(workload),
      tied: tied.map(workload),
    })),
  };
}

/** A promise and what its losses come to. */
export interface Played {
  readonly promised: Promised;
  readonly found: Failover;
}

/** Play one loss on a finished plan, promised or not: what restarts where, and what is left without a place. */
export function playLoss(
  estate: Estate,
  problem: PackProblem,
  { hosts, loss }: { readonly hosts: readonly PlanHost[]; readonly loss: Loss },
): Failover {
  return failover(standingOf(estate, problem, hosts), loss);
}

/** Play every loss that the plan promises to survive, with the spares it has. */
export function playLosses(estate: Estate, problem: PackProblem, hosts: readonly PlanHost[]): readonly Played[] {
  const promises = promisesOf(estate);
  if (promises.length === 0) return [];
  const standing = standingOf(estate, problem, hosts);
  return promises.map((promised) => ({ promised, found: failover(standing, promised) }));
}

/** What the losses come to, promise by promise, as the result tells it; undefined when nothing is promised. */
export function failoverOf(estate: Estate, played: readonly Played[]): PlanResult["failover"] | undefined {
  return played.length === 0 ? undefined : played.map(({ promised, found }) => told(estate, promised, found));
}

/** Losses times workloads that are judged from scratch, per promise: every loss of a thousand hosts with 20,000 workloads. */
const MOST_JUDGED = 20_000_000;

/** Restarts of a plan that the rules' second statement finds fault with, as sentences; empty = none. */
export function wrongRestarts(estate: Estate, seats: Seats, played: readonly Played[]): readonly string[] {
  const rules = estate.request.rules.filter(({ kind }) => kind !== "min-hosts" && kind !== "survive");
  if (rules.length === 0) return [];
  const most = Math.ceil(MOST_JUDGED / Math.max(1, estate.workloads.length));
  return played.flatMap(({ found }) =>
    found.restarts.slice(0, most).flatMap(({ lost, put }) => {
      const moved = new Map(put.map(({ item, at }) => [estate.workloads[item]?.workload.id ?? "", nameOf(estate)(at)]));
      const concerned = rules.filter((rule) => [...moved.keys()].some((workload) => concerns(rule, workload)));
      if (concerned.length === 0) return [];
      const placement = placementOf(seats, { lost: new Set(lost.map(nameOf(estate))), moved });
      return violationsOf(concerned, placement).map(
        (broken) => `${broken.rule} after the loss of ${lost.map(nameOf(estate)).join(", ")}`,
      );
    }),
  );
}
