/**
 * Where rules on places let workloads stand, by names alone: pin, fence, near, contain and quarantine say where they may,
 * ban, drain and other workloads' quarantine take away. Whole targets cover all of their hosts, as many as there may be.
 */
import type { Rule } from "../contract/index.ts";
import { type HostSet, hostSet, meet, without } from "./host-set.ts";
import { nearPlaces } from "./near.ts";
import { runsOf } from "./place.ts";
import type { Where } from "./where.ts";

/** What rules on places leave. */
export interface Left {
  /** Hosts that satisfy every rule that says where; empty without such rules, where any host does. */
  readonly common: HostSet;
  /** Those of them that no rule takes away. */
  readonly left: HostSet;
  /** Ids of the rules concerned. */
  readonly pins: readonly string[];
  readonly bans: readonly string[];
}

interface Placing {
  readonly rule: Rule;
  readonly hosts: HostSet;
}

/** Places that a rule keeps its workloads to, or undefined. */
function keptTo(rule: Rule, where: Where): readonly string[] | undefined {
  if (rule.kind === "pin" || rule.kind === "fence") return rule.places;
  if (rule.kind === "near") return nearPlaces(rule, { types: where.targets, groups: where.groups });
  const mayKeep = rule.kind === "quarantine" || rule.kind === "contain";
  return mayKeep && rule.places.length > 0 && rule.workloads.length > 0 ? rule.places : undefined;
}

/** Hosts left to every workload that some rule keeps to places, and to any set of workloads that must share a host. */
export function placesLeft(
  rules: readonly Rule[],
  where: Where,
): { readonly of: ReadonlyMap<string, Left>; readonly together: (workloads: readonly string[]) => Left } {
  const setOf = (places: readonly string[]) =>
    hostSet(
      places.flatMap((place) => runsOf(place, where.targets, where.groups)),
      where.stockOf,
    );
  const keeping = rules.flatMap((rule): readonly Placing[] => {
    const places = keptTo(rule, where);
    return places === undefined ? [] : [{ rule, hosts: setOf(places) }];
  });
  const taking = rules.flatMap((rule): readonly Placing[] =>
    rule.kind === "ban" || rule.kind === "drain" || rule.kind === "quarantine"
      ? [{ rule, hosts: setOf(rule.places) }]
      : [],
  );
  const bansOf = takenFrom(taking);
  const pinsOf = new Map<string, number[]>();
  keeping.forEach(({ rule }, at) => {
    for (const workload of new Set(rule.workloads)) pinsOf.set(workload, [...(pinsOf.get(workload) ?? []), at]);
  });
  // Workloads under the very same rules (often thousands) share one answer.
  const known = new Map<string, Left>();
  const leftFor = (pins: readonly number[], workloads: readonly string[]): Left => {
    const bans = [...new Set(workloads.flatMap(bansOf))].toSorted((a, b) => a - b);
    const key = `${pins.join(" ")} / ${bans.join(" ")}`;
    const found =
      known.get(key) ??
      leftBy(
        pins.map((at) => keeping[at]!),
        bans.map((at) => taking[at]!),
      );
    known.set(key, found);
    return found;
  };
  return {
    of: new Map([...pinsOf].map(([workload, pins]) => [workload, leftFor(pins, [workload])])),
    together: (workloads) => {
      const pins = new Set(workloads.flatMap((workload) => pinsOf.get(workload) ?? []));
      return leftFor(
        [...pins].toSorted((a, b) => a - b),
        workloads,
      );
    },
  };
}

/** Which of the rules take hosts away from a workload, by index: those that name it, or everybody, or everybody else. */
function takenFrom(taking: readonly Placing[]): (workload: string) => readonly number[] {
  const named = new Map<string, number[]>();
  const general: { readonly at: number; readonly spared: ReadonlySet<string> }[] = [];
  taking.forEach(({ rule }, at) => {
    const own = new Set(rule.workloads);
    if (rule.kind === "quarantine" || own.size === 0) general.push({ at, spared: own });
    else for (const workload of own) named.set(workload, [...(named.get(workload) ?? []), at]);
  });
  return (workload) => [
    ...(named.get(workload) ?? []),
    ...general.flatMap(({ at, spared }) => (spared.has(workload) ? [] : [at])),
  ];
}

function leftBy(pins: readonly Placing[], bans: readonly Placing[]): Left {
  const common = pins.length === 0 ? [] : pins.map(({ hosts }) => hosts).reduce(meet);
  const left = bans.reduce((set, { hosts }) => without(set, hosts), common);
  return { common, left, pins: pins.map(({ rule }) => rule.id), bans: bans.map(({ rule }) => rule.id) };
}
