/**
 * Why a workload stayed out: for every target all misfits, and the nearest miss over all of them. A workload that would
 * fit an empty host is judged against the hosts of the plan as they stand: what is missing on the one that comes closest,
 * which rules forbid which hosts, and that no further host may be opened.
 */
import { type Misfit, missDistance } from "#models/partitioning/index.ts";
import type { PlanHost, Rule, Unplaced } from "./contract/index.ts";
import { type Placement, concerns, violationsOf } from "./constrain/index.ts";
import { fragmented } from "./fragmentation.ts";
import { claimsOn } from "./hosts.ts";
import { useOf } from "./load.ts";
import { judgedAmounts } from "./rule-amounts.ts";
import type { Estate, ResolvedTarget } from "./size/index.ts";

/** Distance shown for refusals in kind. */
const IN_KIND = 1e9;
const SLACK = 1e-6;
const FROM_PLAN = { kind: "derived", from: "what the host already carries in this plan" } as const;
const FROM_REQUEST = { kind: "derived", from: "the request" } as const;

/** The host assignment of a plan, as rules see it. */
export interface Seats {
  readonly hosts: readonly PlanHost[];
  readonly hostOf: ReadonlyMap<string, string>;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly workloadsOn: ReadonlyMap<string, readonly string[]>;
  /** Named places and amounts, for rules that speak of them. */
  readonly setting: Pick<Placement, "groups" | "amounts">;
}

export function seatsOf(estate: Estate, hosts: readonly PlanHost[]): Seats {
  return {
    hosts,
    hostOf: new Map(hosts.flatMap((host) => host.partitions.map((p) => [p.workload, host.id] as const))),
    indexOf: new Map(estate.workloads.map(({ workload }, w) => [workload.id, w])),
    workloadsOn: new Map(hosts.map((host) => [host.id, host.partitions.map((p) => p.workload)])),
    setting: {
      ...(estate.request.places === undefined ? {} : { groups: estate.request.places }),
      amounts: judgedAmounts(estate),
    },
  };
}

/** What host `host` lacks to take workload `w` as well; empty = it fits by amounts. */
export function shortfalls(
  estate: Estate,
  seats: Seats,
  at: { readonly w: number; readonly t: number; readonly host: PlanHost },
): readonly Misfit[] {
  const target = estate.targets[at.t];
  if (target === undefined) return [];
  const there = at.host.partitions.flatMap((p) => seats.indexOf.get(p.workload) ?? []);
  const use = useOf(estate, [...there, at.w], at.t);
  const peak = (profile: Float64Array | undefined) => profile?.reduce((most, v) => Math.max(most, v), 0) ?? 0;
  const rate = (whole: number | undefined) => (whole ?? Number.POSITIVE_INFINITY) * target.rateCeilingRatio;
  const sums: (readonly [string, number, number])[] = [
    ["cpuCores", peak(use.cores), target.cpuCores],
    ["networkMbps", peak(use.networkMbps), rate(target.networkMbps)],
    ["diskMBps", peak(use.diskMBps), rate(target.diskMBps)],
    ...Object.entries(claimsOn(estate, [...there, at.w], at.t)).map(
      ([name, { used, of }]) => [name, used, of] as const,
    ),
  ];
  return sums.flatMap(([resource, needs, has]): readonly Misfit[] =>
    needs > has + SLACK
      ? [{ code: "over-capacity", resource, needs, has, rule: `capacity.${resource}`, source: FROM_PLAN }]
      : [],
  );
}

/** Rules that the host would break by taking the workload. */
export function ruleMisfits(rules: readonly Rule[], seats: Seats, workload: string, host: string): readonly Misfit[] {
  const concerned = rules.filter((rule) => concerns(rule, workload));
  if (concerned.length === 0) return [];
  const placement = placementOf(seats, { moved: new Map([[workload, host]]) });
  return violationsOf(concerned, placement)
    .filter((violation) => violation.workloads.includes(workload))
    .map((violation) => ({
      code: "breaks-rule",
      kind: violation.kind,
      with: violation.workloads.filter((other) => other !== workload),
      rule: violation.rule,
      source: FROM_REQUEST,
    }));
}

/** Hosts lost and workloads put somewhere else, for the sake of argument. */
export interface Imagined {
  readonly lost?: ReadonlySet<string>;
  /** Host of each moved workload. */
  readonly moved: ReadonlyMap<string, string>;
}

/** The plan's placement by names, with some workloads put somewhere else. */
export function placementOf(seats: Seats, imagined: Imagined = { moved: new Map() }): Placement {
  const { lost, moved } = imagined;
  const joining = Map.groupBy(moved.keys(), (workload) => moved.get(workload) ?? "");
  const on = (host: string): readonly string[] => {
    const there = lost?.has(host) === true ? [] : (seats.workloadsOn.get(host) ?? []);
    if (moved.size === 0) return there;
    return [...there.filter((workload) => !moved.has(workload)), ...(joining.get(host) ?? [])];
  };
  const standing = (host: string | undefined) => (host === undefined || lost?.has(host) === true ? undefined : host);
  return {
    hostOf: (workload: string) => moved.get(workload) ?? standing(seats.hostOf.get(workload)),
    workloadsOn: on,
    targetOf: (host: string) => host.slice(0, host.lastIndexOf("/")),
    // Only few rules ask for the list.
    get hosts() {
      const ids = new Set([...seats.workloadsOn.keys(), ...joining.keys()]);
      return [...ids].filter((host) => on(host).length > 0).toSorted();
    },
    ...seats.setting,
  };
}

/** The misfit that is furthest from fitting; undefined when there is none. */
export const hardest = (misfits: readonly Misfit[]): { misfit: Misfit; distance: number } | undefined => {
  let worst: { misfit: Misfit; distance: number } | undefined;
  for (const misfit of misfits) {
    const distance = Math.min(IN_KIND, missDistance(misfit));
    if (worst === undefined || distance > worst.distance) worst = { misfit, distance };
  }
  return worst;
};

/** Misfits on the host of the target that comes closest, and that no further host may be opened. */
function crowdedOut(estate: Estate, seats: Seats, w: number, t: number): readonly Misfit[] {
  const target = estate.targets[t];
  const workload = estate.workloads[w]?.workload.id;
  if (target === undefined || workload === undefined) return [];
  const hosts = seats.hosts.filter((host) => host.target === target.id && host.role === "used");
  let nearest: readonly Misfit[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const host of hosts) {
    const misfits = [
      ...shortfalls(estate, seats, { w, t, host }),
      ...ruleMisfits(estate.request.rules, seats, workload, host.id),
    ];
    const distance = hardest(misfits)?.distance ?? 0;
    if (distance < best) [nearest, best] = [misfits, distance];
  }
  const { rules } = estate.request;
  const anywhere = ruleMisfits(rules, seats, workload, `${target.id}/${hosts.length + 1}`);
  return distinct([
    ...nearest,
    ...(hosts.length < target.maxUsed ? [] : fragmented(estate, { w, t }, hosts)),
    ...noMoreHosts(target, hosts.length),
    ...anywhere,
    ...leftTogether(rules, seats, workload),
  ]);
}

const distinct = (misfits: readonly Misfit[]): readonly Misfit[] => [
  ...new Map(misfits.map((misfit) => [JSON.stringify(misfit), misfit])).values(),
];

/** Workloads that must stay together stay out together: no host of the target takes the whole group. */
function leftTogether(rules: readonly Rule[], seats: Seats, workload: string): readonly Misfit[] {
  return rules.flatMap((rule): readonly Misfit[] => {
    if (rule.kind !== "together" || (rule.scope ?? "host") !== "host") return [];
    if (!rule.workloads.includes(workload)) return [];
    const partners = rule.workloads.filter((other) => other !== workload && !seats.hostOf.has(other));
    if (partners.length === 0) return [];
    return [{ code: "breaks-rule", kind: rule.kind, with: partners, rule: rule.id, source: FROM_REQUEST }];
  });
}

function noMoreHosts(target: ResolvedTarget, used: number): readonly Misfit[] {
  if (used < target.maxUsed) return [];
  return [
    {
      code: "over-capacity",
      resource: "hosts",
      needs: used + 1,
      has: target.maxUsed,
      rule: "target.maxHosts",
      source: FROM_REQUEST,
    },
  ];
}

/** All reasons for one unplaced workload, target by target. */
export function unplacedReasons(estate: Estate, seats: Seats, w: number): Unplaced {
  const workload = estate.workloads[w]?.workload.id ?? "";
  const reasons = estate.targets.map((target, t) => {
    const alone = estate.sized(w, t).misfits;
    return { target: target.id, misfits: alone.length > 0 ? [...alone] : [...crowdedOut(estate, seats, w, t)] };
  });
  let nearest: Unplaced["nearest"];
  for (const { target, misfits } of reasons) {
    const worst = hardest(misfits);
    if (worst !== undefined && (nearest === undefined || worst.distance < nearest.distance))
      nearest = { target, ...worst };
  }
  return { workload, reasons, ...(nearest === undefined ? {} : { nearest }) };
}
