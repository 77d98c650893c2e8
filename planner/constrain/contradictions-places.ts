/** Contradictions of places: of single workloads first, then of groups whose members are each fine, then against apart. */
import type { Rule } from "../contract/index.ts";
import { sharing } from "./contradictions-company.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Group } from "./groups.ts";
import { type HostSet, hostSet, onlyHost, sizeOf } from "./host-set.ts";
import { type Left, placesLeft } from "./places-left.ts";
import type { Where } from "./where.ts";

/** Rules on places that leave somebody none. */
export function placeContradictions(
  rules: readonly Rule[],
  groups: readonly Group[],
  where: Where,
): readonly Contradiction[] {
  const single = placesLeft(rules, where);
  const found: Contradiction[] = [];
  const isRefused = new Set<string>();
  for (const [workload, { common, left, pins, bans }] of single.of) {
    if (left.length > 0) continue;
    isRefused.add(workload);
    const why = common.length === 0 && pins.length > 1 ? "no-common-place" : "no-place-left";
    found.push({ rules: common.length === 0 ? pins : [...pins, ...bans], workloads: [workload], why });
  }
  for (const group of groups) {
    const { common, left, pins, bans } = single.together(group.workloads);
    if (pins.length === 0 || left.length > 0 || group.workloads.some((workload) => isRefused.has(workload))) continue;
    const why = common.length === 0 ? "together-pinned-apart" : "no-place-left";
    const meet = common.length === 0 ? pins : [...pins, ...bans];
    found.push({ rules: [...group.rules, ...meet], workloads: group.workloads, why });
  }
  return [
    ...found,
    ...apartPinnedTogether(rules, single.of),
    ...tooFewHosts(rules, single.of),
    ...noRefuge(rules, single.of),
  ];
}

/** Workloads of one apart rule, more than it allows on a host, whose only place is the same single host. */
function apartPinnedTogether(rules: readonly Rule[], left: ReadonlyMap<string, Left>): readonly Contradiction[] {
  const hostOf = (workload: string) => onlyHost(left.get(workload)?.left ?? []);
  return rules.flatMap((rule) => {
    if (rule.kind !== "apart") return [];
    return sharing([...new Set(rule.workloads)], hostOf, rule.atMost ?? 1).map(([, workloads]): Contradiction => {
      const pins = new Set(workloads.flatMap((workload) => left.get(workload)?.pins ?? []));
      return { rules: [rule.id, ...pins], workloads, why: "apart-pinned-together" };
    });
  });
}

/** Workloads of one apart rule that are all kept to fewer hosts than they need, two hosts or more. */
function tooFewHosts(rules: readonly Rule[], left: ReadonlyMap<string, Left>): readonly Contradiction[] {
  return rules.flatMap((rule): readonly Contradiction[] => {
    if (rule.kind !== "apart") return [];
    const kept = [...new Set(rule.workloads)].flatMap((workload) => {
      const found = left.get(workload);
      return found === undefined || found.left.length === 0 ? [] : [{ workload, ...found }];
    });
    const all: HostSet = hostSet(kept.flatMap(({ left: hosts }) => hosts));
    const isEnough = kept.length <= sizeOf(all) * (rule.atMost ?? 1);
    if (isEnough || sizeOf(all) < 2) return [];
    const pins = new Set(kept.flatMap(({ pins, bans }) => [...pins, ...bans]));
    return [{ rules: [rule.id, ...pins], workloads: kept.map(({ workload }) => workload), why: "too-few-hosts-apart" }];
  });
}

/** Workloads that a loss leaves nowhere to go, because other rules leave them no more hosts than may be lost. */
function noRefuge(rules: readonly Rule[], left: ReadonlyMap<string, Left>): readonly Contradiction[] {
  return rules.flatMap((rule): readonly Contradiction[] => {
    if (rule.kind !== "survive" || rule.lose !== "host") return [];
    const named = new Set(rule.workloads);
    const kept = [...left].filter(([workload, { left: hosts }]) => {
      const isNamed = named.size === 0 || named.has(workload);
      return isNamed && hosts.length > 0 && sizeOf(hosts) <= (rule.count ?? 1);
    });
    if (kept.length === 0) return [];
    const pins = new Set(kept.flatMap(([, { pins: ids }]) => ids));
    return [{ rules: [rule.id, ...pins], workloads: kept.map(([workload]) => workload), why: "no-refuge" }];
  });
}
