/**
 * Places as a judge of names sees them: does this host stand in that place, and in which rack or site? Works on strings
 * alone and shares nothing with the compiled places (place.ts), so that each checks the other.
 */
import type { PlaceGroup, Scope } from "../contract/index.ts";
import type { Placement } from "./constraint.ts";

/** Does `entry` (a target, a platform, a host, a run of hosts) speak of the host? */
function speaksOf(entry: string, host: string): boolean {
  const cut = host.lastIndexOf("/");
  const target = host.slice(0, cut);
  if (entry === host || entry === target || target.startsWith(`${entry}@`)) return true;
  if (!entry.startsWith(`${target}/`)) return false;
  const [from, to, more] = entry.slice(cut + 1).split("-");
  const number = Number(host.slice(cut + 1));
  return more === undefined && to !== undefined && Number(from) <= number && number <= Number(to);
}

/** Ids of all named places that the host stands in, outer ones included. Worked out once per list of places and host. */
const KNOWN = new WeakMap<readonly PlaceGroup[], Map<string, ReadonlySet<string>>>();

function groupsOf(host: string, groups: readonly PlaceGroup[]): ReadonlySet<string> {
  let known = KNOWN.get(groups);
  if (known === undefined) KNOWN.set(groups, (known = new Map()));
  const before = known.get(host);
  if (before !== undefined) return before;
  const found = new Set(groups.filter((g) => g.hosts.some((entry) => speaksOf(entry, host))).map((g) => g.id));
  for (const id of found) {
    const outer = groups.find((group) => group.id === id)?.in;
    if (outer !== undefined) found.add(outer);
  }
  known.set(host, found);
  return found;
}

/** Does the host stand in one of the places? An empty list of places means everywhere. */
export function standsIn(host: string, places: readonly string[], { groups = [] }: Pick<Placement, "groups">): boolean {
  if (places.length === 0) return true;
  const own = groupsOf(host, groups);
  const ids = new Set(groups.map((group) => group.id));
  return places.some((place) => own.has(place) || (!ids.has(place) && speaksOf(place, host)));
}

/** The host itself, or the rack or site it stands in; a host in none is its own. */
export function domainOf(host: string, scope: Scope, { groups = [] }: Pick<Placement, "groups">): string {
  if (scope === "host") return host;
  const own = groupsOf(host, groups);
  return groups.find((group) => group.kind === scope && own.has(group.id))?.id ?? host;
}

/** Ids of the named places of a kind that the host stands in. */
export function placesOfKind(
  host: string,
  kind: PlaceGroup["kind"],
  { groups = [] }: Pick<Placement, "groups">,
): readonly string[] {
  const own = groupsOf(host, groups);
  return groups.filter((group) => group.kind === kind && own.has(group.id)).map((group) => group.id);
}

/** Placed workloads by the host, rack or site they stand in, each with the hosts, in the order given. */
export function byDomain(
  workloads: readonly string[],
  placement: Placement,
  scope: Scope,
): ReadonlyMap<string, { readonly workloads: Set<string>; readonly hosts: Set<string> }> {
  const found = new Map<string, { readonly workloads: Set<string>; readonly hosts: Set<string> }>();
  for (const workload of workloads) {
    const host = placement.hostOf(workload);
    if (host === undefined) continue;
    const domain = domainOf(host, scope, placement);
    const there = found.get(domain) ?? { workloads: new Set<string>(), hosts: new Set<string>() };
    there.workloads.add(workload);
    there.hosts.add(host);
    found.set(domain, there);
  }
  return found;
}

/** The rule's workloads; where it names none, everything that is placed. */
export const concernedBy = (workloads: readonly string[], placement: Placement): readonly string[] =>
  workloads.length > 0 ? workloads : placement.hosts.flatMap((host) => placement.workloadsOn(host));
