/**
 * Which hosts of a target the request's rules leave open to workloads: pin, fence, contain and quarantine keep them to
 * places; ban, drain and other workloads' quarantine take places away; a containment on so many hosts, without places,
 * means the hosts that hold it in the plan. Rules between workloads (apart, together) close no host for good.
 */
import { type HostRun, compilePlaces } from "../../constrain/place.ts";
import { type PlanHost, type PlanRequest, type Rule, targetId } from "../../contract/index.ts";

export type Closed = "none" | "some" | "all";

/** Is a host open: by its number in the target, and by its id. */
export type IsOpen = (number: number, id: string) => boolean;

export interface Reach {
  /** Open to any of these workloads on target `t`; to all hosts where no rule speaks of one of them. */
  readonly of: (workloads: readonly string[], t: number) => IsOpen;
  /** How much of target `t` rules close to this workload, beside hosts that must stay empty for everybody. */
  readonly closed: (workload: string, t: number) => Closed;
}

/** Whom a rule speaks of: those it names, or everybody else. */
interface Whom {
  readonly named: ReadonlySet<string>;
  readonly isOthers: boolean;
}

interface Border {
  readonly whom: Whom;
  readonly isOpen: (t: number, number: number, id: string) => boolean;
  /** How much of the target it closes. */
  readonly closes: (t: number) => Closed;
}

type Names = { readonly types: readonly string[]; readonly groups: NonNullable<PlanRequest["places"]> };

/** Hosts that hold any of some workloads. */
function holding(workloads: ReadonlySet<string>, hosts: readonly PlanHost[]): ReadonlySet<string> {
  return new Set(
    hosts.filter(({ partitions }) => partitions.some((one) => workloads.has(one.workload))).map(({ id }) => id),
  );
}

/** How much of each target some places cover. */
function covered(runs: readonly (readonly HostRun[])[]): (t: number) => Closed {
  return (t) => {
    const own = runs[t] ?? [];
    if (own.length === 0) return "none";
    return own.some(({ from, to }) => from === 1 && to === Infinity) ? "all" : "some";
  };
}

const REST = { none: "all", some: "some", all: "none" } as const satisfies Record<Closed, Closed>;

/** The hosts of places, the rest of each target closed. */
function inside(places: readonly string[], whom: Whom, names: Names): Border {
  const compiled = compilePlaces(places, names);
  const covers = covered(compiled.runs);
  return { whom, isOpen: (t, n) => compiled.holds(t, n), closes: (t) => REST[covers(t)] };
}

/** All but the hosts of places. */
function outside(places: readonly string[], whom: Whom, names: Names): Border {
  const compiled = compilePlaces(places, names);
  return { whom, isOpen: (t, n) => !compiled.holds(t, n), closes: covered(compiled.runs) };
}

/** A rule as borders; none when it closes no host by itself. */
function bordersOf(rule: Rule, names: Names, hosts: readonly PlanHost[]): readonly Border[] {
  const named = new Set(rule.workloads);
  const them: Whom = { named, isOthers: false };
  if (rule.kind === "pin" || rule.kind === "fence") return [inside(rule.places, them, names)];
  // Hosts that must stay empty for everybody are none of the plan's.
  if (rule.kind === "ban" || rule.kind === "drain") {
    return named.size === 0 ? [] : [outside(rule.places, them, names)];
  }
  if (rule.kind === "quarantine") {
    return [inside(rule.places, them, names), outside(rule.places, { named, isOthers: true }, names)];
  }
  if (rule.kind !== "contain") return [];
  const places = rule.places.length === 0 ? [] : [inside(rule.places, them, names)];
  if (rule.atMost === undefined) return places;
  const held = holding(named, hosts);
  return [...places, { whom: them, isOpen: (_t, _n, id) => held.has(id), closes: () => "some" }];
}

/** Which borders bind a workload, by index, ascending. */
function bindingOf(borders: readonly Border[]): (workload: string) => readonly number[] {
  const byName = new Map<string, number[]>();
  const general: number[] = [];
  borders.forEach(({ whom }, at) => {
    if (whom.isOthers) general.push(at);
    else {
      for (const workload of whom.named) {
        const own = byName.get(workload);
        if (own === undefined) byName.set(workload, [at]);
        else own.push(at);
      }
    }
  });
  return (workload) => [
    ...(byName.get(workload) ?? []),
    ...general.filter((at) => !(borders[at]?.whom.named.has(workload) ?? false)),
  ];
}

/** Reach by the rules of a request, for a plan's hosts. */
export function reachOf(request: Pick<PlanRequest, "rules" | "targets" | "places">, hosts: readonly PlanHost[]): Reach {
  const names: Names = { types: request.targets.map(targetId), groups: request.places ?? [] };
  const borders = request.rules.flatMap((rule) => bordersOf(rule, names, hosts));
  const binding = bindingOf(borders);
  return {
    of: (workloads, t) => {
      // Workloads under the very same rules (often thousands) are asked once.
      const kinds = new Map(workloads.map((workload) => [binding(workload).join(" "), workload]));
      const bound = [...kinds.values()].map((workload) => binding(workload).map((at) => borders[at]!));
      return (number, id) =>
        bound.length === 0 || bound.some((own) => own.every(({ isOpen }) => isOpen(t, number, id)));
    },
    closed: (workload, t) => {
      const all = new Set(binding(workload).map((at) => borders[at]?.closes(t)));
      if (all.has("all")) return "all";
      return all.has("some") ? "some" : "none";
    },
  };
}
