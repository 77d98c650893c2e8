/**
 * reserve (capacity reserve): some share and some amount of the CPU and memory that hosts offer stays free, on each host
 * of the places or across them as one. With workloads named, only their use is counted. On whole targets packing lowers
 * the capacity itself (tighten.ts); single hosts and reserves across hosts are counted here, host by host and slot by slot.
 */
import type { Rule } from "../contract/index.ts";
import { AMOUNT_SLACK, type Amounts, usable } from "./amounts.ts";
import { type Constraint, type Placement, type Violation, broken, itemsOf } from "./constraint.ts";
import { type Kept, counting } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { sumAcross, sumsByHost } from "./reserve-sums.ts";
import { concernedBy, standsIn } from "./standing.ts";
import { hostsIn } from "./stock.ts";

export type Reserve = Extract<Rule, { kind: "reserve" }>;

/** The two resources a reserve may speak of, with its share and its amount. */
const kindsOf = (rule: Reserve) =>
  [
    { resource: "cpu", percent: rule.cpuPercent ?? 0, amount: rule.cores ?? 0 },
    { resource: "memory", percent: rule.memoryPercent ?? 0, amount: rule.memoryMiB ?? 0 },
  ] as const;

export const reserve: Constraint<Reserve> = {
  kind: "reserve",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    const { amounts } = names;
    const isTightened = rule.per !== "place" && rule.workloads.length === 0 && places.hosts.length === 0;
    const items = amounts === undefined || isTightened ? [] : itemsOf(rule, names);
    const plain = { id: rule.id, kind: rule.kind, items };
    return counting(plain, { hosts: places.hosts, isExclusive: false }, (board) => {
      if (amounts === undefined) return NOTHING_KEPT;
      const sums = kindsOf(rule)
        .filter(({ percent, amount }) => percent > 0 || amount > 0)
        .map((keep) =>
          rule.per === "place"
            ? sumAcross({ board, places, stock: amounts.stock }, amounts[keep.resource], keep)
            : sumsByHost({ board, places, stock: amounts.stock }, amounts[keep.resource], keep),
        );
      return {
        allows: (item, bin) => sums.every((sum) => sum.hasRoom(item, bin)),
        placed: (item, bin) => sums.forEach((sum) => sum.add(item, bin, 1)),
        removed: (item, bin) => sums.forEach((sum) => sum.add(item, bin, -1)),
      };
    });
  },

  violations(rule, placement) {
    const { amounts } = placement;
    if (amounts === undefined) return [];
    const concerned = new Set(concernedBy(rule.workloads, placement));
    const hosts = placement.hosts
      .filter((host) => standsIn(host, rule.places, placement))
      .map((host) => ({ host, there: placement.workloadsOn(host).filter((w) => concerned.has(w)) }))
      .filter(({ there }) => there.length > 0);
    return rule.per === "place" ? acrossViolations(rule, hosts, placement, amounts) : eachHost(rule, hosts, placement);
  },
};

const NOTHING_KEPT: Kept = { allows: () => true, placed: () => undefined, removed: () => undefined };

interface Used {
  readonly host: string;
  readonly there: readonly string[];
}

/** Highest sum over the slots of what the hosts' workloads use; memory has one slot. */
function highest(resource: "cpu" | "memory", hosts: readonly Used[], placement: Placement, amounts: Amounts): number {
  const profiles = hosts.flatMap(({ host, there }) => {
    const target = placement.targetOf(host);
    return there.map((w) => (resource === "cpu" ? amounts.cores(w, target) : [amounts.memoryMiB(w, target)]));
  });
  let top = 0;
  const slots = profiles.reduce((most, profile) => Math.max(most, profile.length), 0);
  for (let s = 0; s < slots; s++)
    top = Math.max(
      top,
      profiles.reduce((sum, profile) => sum + (profile[s] ?? 0), 0),
    );
  return top;
}

/** What one host of the target offers. */
const offered = (resource: "cpu" | "memory", target: string, amounts: Amounts): number =>
  resource === "cpu" ? amounts.hostCores(target) : amounts.hostMemoryMiB(target);

function eachHost(rule: Reserve, hosts: readonly Used[], placement: Placement): readonly Violation[] {
  const amounts = placement.amounts!;
  return hosts.flatMap((used) => {
    const isKept = kindsOf(rule).every((keep) => {
      if (keep.percent === 0 && keep.amount === 0) return true;
      const most = usable(offered(keep.resource, placement.targetOf(used.host), amounts), keep);
      return highest(keep.resource, [used], placement, amounts) <= most + AMOUNT_SLACK;
    });
    return isKept ? [] : [broken(rule, used.there, [used.host])];
  });
}

function acrossViolations(
  rule: Reserve,
  hosts: readonly Used[],
  placement: Placement,
  amounts: Amounts,
): readonly Violation[] {
  const { runs } = compilePlaces(rule.places, { types: amounts.targets, groups: placement.groups ?? [] });
  const isKept = kindsOf(rule).every((keep) => {
    if (keep.percent === 0 && keep.amount === 0) return true;
    const whole = amounts.targets.reduce((sum, target, t) => {
      const count = hostsIn(runs[t] ?? [], amounts.stock(target));
      return sum + (count === 0 ? 0 : count * offered(keep.resource, target, amounts));
    }, 0);
    return highest(keep.resource, hosts, placement, amounts) <= usable(whole, keep) + AMOUNT_SLACK;
  });
  if (isKept) return [];
  return [
    broken(
      rule,
      hosts.flatMap(({ there }) => there),
      hosts.map(({ host }) => host),
    ),
  ];
}
