/**
 * Places at the door: named places that are no proper ones (ids taken twice, hosts that nobody knows, a host in two racks,
 * places inside each other in a circle), and rules whose places nobody knows or whose scope has no racks or sites to count.
 */
import type { PlaceGroup, Rule } from "../contract/index.ts";
import { hostSet, meet, sizeOf } from "./host-set.ts";
import { runsNamed, runsOf } from "./place.ts";
import type { Where } from "./where.ts";

export interface PlaceProblem {
  /** JSON pointer into the request. */
  readonly pointer: string;
  readonly code:
    | "duplicate"
    | "unknown-place"
    | "unknown-host"
    | "place-cycle"
    | "host-in-two"
    | "no-such-scope"
    | "unbounded-place";
  readonly detail: string;
  /** What was named, where a similar name may have been meant. */
  readonly named?: string;
}

/** Everything wrong with the named places of a request, in order. */
export function placeProblems({ groups, targets, stockOf }: Where): readonly PlaceProblem[] {
  const ids = new Map<string, number>();
  const problems: PlaceProblem[] = [];
  groups.forEach((group, g) => {
    const at = `/places/${g}`;
    const first = ids.get(group.id);
    if (first !== undefined) {
      problems.push({ pointer: at, code: "duplicate", detail: `place "${group.id}" is already /places/${first}` });
    } else ids.set(group.id, g);
    if (runsNamed(group.id, targets).length > 0) {
      problems.push({
        pointer: at,
        code: "duplicate",
        detail: `place "${group.id}" has the name of a target, platform or host`,
      });
    }
    problems.push(...hostProblems(group, at, targets));
    if (group.in !== undefined && !groups.some(({ id }) => id === group.in)) {
      const detail = `place "${group.id}" lies in "${group.in}", which is no place of this request`;
      problems.push({ pointer: `${at}/in`, code: "unknown-place", detail, named: group.in });
    }
    if (isInItself(group, groups)) {
      problems.push({ pointer: `${at}/in`, code: "place-cycle", detail: `place "${group.id}" lies in itself` });
    }
  });
  return problems.some(({ code }) => code === "place-cycle")
    ? problems
    : [...problems, ...overlaps({ groups, targets, stockOf })];
}

function hostProblems(group: PlaceGroup, at: string, targets: readonly string[]): readonly PlaceProblem[] {
  return group.hosts.flatMap((host, h): readonly PlaceProblem[] => {
    const pointer = `${at}/hosts/${h}`;
    const runs = runsNamed(host, targets);
    if (runs.length === 0) {
      const detail = `place "${group.id}" names "${host}", which is no target or host of this request`;
      return [{ pointer, code: "unknown-host", detail, named: host }];
    }
    return runs.some((run) => run.from > run.to)
      ? [{ pointer, code: "unknown-host", detail: `"${host}" runs from a higher number to a lower one` }]
      : [];
  });
}

function isInItself(group: PlaceGroup, groups: readonly PlaceGroup[]): boolean {
  const seen = new Set<string>();
  for (let at = group.in; at !== undefined && !seen.has(at); at = groups.find(({ id }) => id === at)?.in) {
    if (at === group.id) return true;
    seen.add(at);
  }
  return false;
}

/** A host stands in one rack and in one site. */
function overlaps({ groups, targets, stockOf }: Where): readonly PlaceProblem[] {
  return (["rack", "site"] as const).flatMap((kind) => {
    const own = groups
      .map((group, g) => ({ group, g }))
      .filter(({ group }) => group.kind === kind)
      .map(({ group, g }) => ({ group, g, hosts: hostSet(runsOf(group.id, targets, groups), stockOf) }));
    return own.flatMap((one, at) =>
      own.slice(at + 1).flatMap((other): readonly PlaceProblem[] => {
        const [shared] = meet(one.hosts, other.hosts);
        if (shared === undefined) return [];
        const detail = `host ${shared.target}/${shared.from} stands in two ${kind}s, "${one.group.id}" and "${other.group.id}"`;
        return [{ pointer: `/places/${other.g}`, code: "host-in-two", detail }];
      }),
    );
  });
}

/** Everything wrong with the places of rules, in order. */
export function rulePlaceProblems(rules: readonly Rule[], where: Where): readonly PlaceProblem[] {
  const ids = new Set(where.groups.map(({ id }) => id));
  return rules.flatMap((rule, r) => {
    const at = `/rules/${r}`;
    const fields = (["places", "to"] as const).flatMap((field) =>
      field in rule
        ? [[field, (rule as { readonly [F in typeof field]?: readonly string[] })[field] ?? []] as const]
        : [],
    );
    const unknown = fields.flatMap(([field, places]) =>
      places.flatMap((place, p): readonly PlaceProblem[] => {
        const runs = ids.has(place) ? undefined : runsNamed(place, where.targets);
        if (runs === undefined || (runs.length > 0 && runs.every((run) => run.from <= run.to))) return [];
        const detail = `rule "${rule.id}" names "${place}", which is no target, host or place of this request`;
        return [{ pointer: `${at}/${field}/${p}`, code: "unknown-place", detail, named: place }];
      }),
    );
    return [...unknown, ...scopeProblems(rule, at, where), ...unbounded(rule, at, where)];
  });
}

/** A rule that counts by rack where the request has none would silently count hosts. */
function scopeProblems(rule: Rule, at: string, { groups }: Where): readonly PlaceProblem[] {
  const scope = rule.kind === "survive" ? rule.lose : "scope" in rule ? rule.scope : undefined;
  if (scope === undefined || scope === "host" || groups.some(({ kind }) => kind === scope)) return [];
  const detail = `rule "${rule.id}" counts by ${scope}, and the request names no place of kind ${scope}`;
  return [{ pointer: at, code: "no-such-scope", detail }];
}

/** A share of endless capacity is no amount. */
function unbounded(rule: Rule, at: string, where: Where): readonly PlaceProblem[] {
  if (rule.kind !== "reserve" || rule.per !== "place") return [];
  const runs = (rule.places.length === 0 ? where.targets : rule.places).flatMap((place) =>
    runsOf(place, where.targets, where.groups),
  );
  if (sizeOf(hostSet(runs, where.stockOf)) < Infinity) return [];
  const detail = `rule "${rule.id}" reserves across hosts without a number: name hosts, or give the target maxHosts`;
  return [{ pointer: at, code: "unbounded-place", detail }];
}
