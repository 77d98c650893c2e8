/**
 * near (affinity to data): each of these workloads stands on a host that shares its host, rack, site or named group with
 * any host of `to`, the places where the data is. A host in no rack shares a rack with itself alone.
 */
import type { PlaceGroup, Rule } from "../contract/index.ts";
import { type Constraint, type Names, type Placement, broken, itemsOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { type CompiledPlaces, compilePlaces } from "./place.ts";
import { placesOfKind, standsIn } from "./standing.ts";

type Near = Extract<Rule, { kind: "near" }>;

/** Do two compiled places have a host in common? */
const meet = (a: CompiledPlaces, b: CompiledPlaces): boolean =>
  a.runs.some((own, type) =>
    own.some((run) => (b.runs[type] ?? []).some((other) => run.from <= other.to && other.from <= run.to)),
  );

/** Named places of the scope's kind that hold some of the data. */
function around(rule: Near, names: Pick<Names, "types" | "groups">): readonly string[] {
  const data = compilePlaces(rule.to, names);
  return (names.groups ?? [])
    .filter((group) => group.kind === rule.scope && meet(data, compilePlaces([group.id], names)))
    .map((group) => group.id);
}

/** Every place on which the rule's workloads may stand. */
export const nearPlaces = (rule: Near, names: Pick<Names, "types" | "groups">): readonly string[] => [
  ...rule.to,
  ...around(rule, names),
];

export const near: Constraint<Near> = {
  kind: "near",

  compile(rule, names) {
    const places = compilePlaces(nearPlaces(rule, names), names);
    return naming(
      {
        id: rule.id,
        kind: rule.kind,
        items: itemsOf(rule, names),
        allows: (board, _item, bin) => places.include(board, bin),
      },
      { hosts: places.hosts, isExclusive: true },
    );
  },

  violations(rule, placement) {
    const holds = holdingData(rule, placement);
    return [...new Set(rule.workloads)].flatMap((workload) => {
      const host = placement.hostOf(workload);
      if (host === undefined || standsIn(host, rule.to, placement)) return [];
      const own = rule.scope === "host" ? [] : placesOfKind(host, rule.scope, placement);
      return own.some(holds) ? [] : [broken(rule, [workload], [host])];
    });
  },
};

/** Does a named place hold some of the data? Seen by its smallest parts: any host of either list that stands in the other. */
function holdingData(rule: Near, placement: Placement): (place: string) => boolean {
  const groups = placement.groups ?? [];
  const known = new Map<string, boolean>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const isFound =
      hostsIn(place, groups).some((host) => standsIn(host, rule.to, placement)) ||
      rule.to.some((to) => hostsIn(to, groups).some((host) => standsIn(host, [place], placement)));
    known.set(place, isFound);
    return isFound;
  };
}

/** A first host of every entry of a place: two runs overlap when either's first host stands in the other. */
function hostsIn(place: string, groups: readonly PlaceGroup[]): readonly string[] {
  const group = groups.find(({ id }) => id === place);
  if (group === undefined) return [firstHost(place)];
  return [
    ...group.hosts.map(firstHost),
    ...groups.filter((inner) => inner.in === place).flatMap((inner) => hostsIn(inner.id, groups)),
  ];
}

/** "t/3-8" begins with "t/3"; a whole target with its first host; a platform's first host is any target's. */
const firstHost = (entry: string): string =>
  /\/[1-9][0-9]*(-[1-9][0-9]*)?$/.test(entry) ? entry.replace(/-[1-9][0-9]*$/, "") : `${entry}/1`;
