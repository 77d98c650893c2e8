/**
 * Places that rules name, compiled: a target ("vsphere-8@r740"), one host of it ("…/3"), a run ("…/3-8"), a platform
 * ("vsphere-8") or a named place of the request become runs of host numbers per type. A place that is none of these
 * stands for nothing; the door has refused it by then.
 */
import type { PlaceGroup, Scope } from "../contract/index.ts";
import type { Board, NamedHost } from "../pack/index.ts";

/** Hosts `from` to `to` of a target; 1 to Infinity = all of it. */
export interface HostRun {
  readonly target: string;
  readonly from: number;
  readonly to: number;
}

const RUN = /^(.+)\/([1-9][0-9]*)(?:-([1-9][0-9]*))?$/;

const all = (target: string): HostRun => ({ target, from: 1, to: Infinity });

/** Hosts that a place names, named places aside; none when it is unknown. A known target id is one whatever it looks like. */
export function runsNamed(text: string, targets: readonly string[]): readonly HostRun[] {
  if (targets.includes(text)) return [all(text)];
  const ofPlatform = targets.filter((target) => target.startsWith(`${text}@`));
  if (ofPlatform.length > 0) return ofPlatform.map(all);
  const found = RUN.exec(text);
  if (found === null || !targets.includes(found[1]!)) return [];
  const from = Number(found[2]);
  return [{ target: found[1]!, from, to: found[3] === undefined ? from : Number(found[3]) }];
}

/** Hosts of a place, those of named places inside it included. */
export function runsOf(text: string, targets: readonly string[], groups: readonly PlaceGroup[]): readonly HostRun[] {
  const start = groups.find((group) => group.id === text);
  if (start === undefined) return runsNamed(text, targets);
  const reached = new Set([start]);
  // The set grows while it is walked: every place brings those that lie in it.
  for (const group of reached) for (const inner of groups) if (inner.in === group.id) reached.add(inner);
  return [...reached].flatMap((group) => group.hosts.flatMap((host) => runsNamed(host, targets)));
}

/** Places over type indices. */
export interface CompiledPlaces {
  /** Runs that are not a whole type, by type and number: where a host's number matters. */
  readonly hosts: readonly NamedHost[];
  /** Is the bin one of the places? */
  readonly include: (board: Board, bin: number) => boolean;
  /** Does the place hold this host? @param number 1-based */
  readonly holds: (type: number, number: number) => boolean;
  /** [type] runs of numbers, in no order; may overlap. */
  readonly runs: readonly (readonly HostRun[])[];
}

/** Compile places against target ids in type order; an empty list of places stands for every host. */
export function compilePlaces(
  places: readonly string[],
  names: { readonly types: readonly string[]; readonly groups?: readonly PlaceGroup[] },
): CompiledPlaces {
  const { types, groups = [] } = names;
  const named = places.length === 0 ? types.map(all) : places.flatMap((text) => runsOf(text, types, groups));
  const runs = types.map((target) => named.filter((run) => run.target === target));
  const isWhole = runs.map((own) => own.some((run) => run.to === Infinity));
  const singles = runs.map((own) => new Set(own.flatMap((run) => (run.from === run.to ? [run.from] : []))));
  const longer = runs.map((own) => own.filter((run) => run.from < run.to));
  const holds = (type: number, number: number): boolean =>
    isWhole[type] === true ||
    (singles[type]?.has(number) ?? false) ||
    (longer[type]?.some((run) => run.from <= number && number <= run.to) ?? false);
  const hosts = runs.flatMap((own, type) =>
    isWhole[type] ? [] : own.map(({ from, to }) => (from === to ? { type, number: from } : { type, number: from, to })),
  );
  return {
    hosts: hosts.toSorted((a, b) => a.type - b.type || a.number - b.number),
    include: (board, bin) => holds(board.typeOf(bin), board.numberOf(bin)),
    holds,
    runs,
  };
}

/** Racks or sites compiled: which one a bin stands in. */
export interface CompiledScope {
  /** Runs of hosts in some rack or site; none for hosts. */
  readonly hosts: readonly NamedHost[];
  /** A number per host, rack or site; a host in none of them has one of its own, below 0. */
  readonly keyOf: (board: Board, bin: number) => number;
}

/** Compile a scope; "host" counts every bin for itself. */
export function compileScope(
  scope: Scope,
  names: { readonly types: readonly string[]; readonly groups?: readonly PlaceGroup[] },
): CompiledScope {
  if (scope === "host") return { hosts: [], keyOf: (_board, bin) => bin };
  const places = (names.groups ?? [])
    .filter((group) => group.kind === scope)
    .map((group) => compilePlaces([group.id], names));
  const known = new Map<number, number>();
  const find = (type: number, number: number): number => {
    const host = number * names.types.length + type;
    const at = known.get(host) ?? places.findIndex((place) => place.holds(type, number));
    known.set(host, at);
    return at;
  };
  return {
    hosts: places.flatMap((place) => place.hosts),
    keyOf(board, bin) {
      const at = find(board.typeOf(bin), board.numberOf(bin));
      return at >= 0 ? at : -1 - bin;
    },
  };
}
