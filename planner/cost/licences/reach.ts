/**
 * Which hosts of a target the request's rules leave open to workloads: pin, fence, contain and quarantine keep them to
 * places; ban, drain and other workloads' quarantine take places away; a containment on so many hosts, without places,
 * means the hosts that hold it in the plan. Rules between workloads (apart, together) close no host for good.
 */
import { compilePlaces } from "../../constrain/place.ts";
import { type PlanHost, type PlanRequest, type Rule, targetId } from "../../contract/index.ts";

/** Is a host open: by its number in the target, and by its id. */
export type IsOpen = (number: number, id: string) => boolean;

export interface Reach {
  /** Open to any of these workloads on target `t`; to all hosts where no rule speaks of one of them. */
  readonly of: (workloads: readonly string[], t: number) => IsOpen;
  /** Does some rule close hosts of target `t`, beside those that must stay empty for everybody, to this workload? */
  readonly isNarrowed: (workload: string, t: number) => boolean;
}

interface Border {
  readonly applies: (workload: string) => boolean;
  readonly isOpen: (t: number, number: number, id: string) => boolean;
  /** Does it close any host of the target? */
  readonly touches: (t: number) => boolean;
}

type Names = { readonly types: readonly string[]; readonly groups: NonNullable<PlanRequest["places"]> };

/** Hosts that hold any of some workloads. */
function holding(workloads: ReadonlySet<string>, hosts: readonly PlanHost[]): ReadonlySet<string> {
  return new Set(
    hosts.filter(({ partitions }) => partitions.some((one) => workloads.has(one.workload))).map(({ id }) => id),
  );
}

/** The hosts of places, the rest of each target closed. */
function inside(places: readonly string[], applies: Border["applies"], names: Names): Border {
  const compiled = compilePlaces(places, names);
  const isWhole = (t: number) => compiled.runs[t]?.some(({ from, to }) => from === 1 && to === Infinity) ?? false;
  return { applies, isOpen: (t, n) => compiled.holds(t, n), touches: (t) => !isWhole(t) };
}

/** All but the hosts of places. */
function outside(places: readonly string[], applies: Border["applies"], names: Names): Border {
  const compiled = compilePlaces(places, names);
  return { applies, isOpen: (t, n) => !compiled.holds(t, n), touches: (t) => (compiled.runs[t]?.length ?? 0) > 0 };
}

/** A rule as borders; none when it closes no host by itself. */
function bordersOf(rule: Rule, names: Names, hosts: readonly PlanHost[]): readonly Border[] {
  const named = new Set(rule.workloads);
  const isNamed = (workload: string) => named.has(workload);
  const isOther = (workload: string) => !named.has(workload);
  if (rule.kind === "pin" || rule.kind === "fence") return [inside(rule.places, isNamed, names)];
  // Hosts that must stay empty for everybody are none of the plan's.
  if (rule.kind === "ban" || rule.kind === "drain") {
    return named.size === 0 ? [] : [outside(rule.places, isNamed, names)];
  }
  if (rule.kind === "quarantine") {
    return [inside(rule.places, isNamed, names), outside(rule.places, isOther, names)];
  }
  if (rule.kind !== "contain") return [];
  const places = rule.places.length === 0 ? [] : [inside(rule.places, isNamed, names)];
  if (rule.atMost === undefined) return places;
  const held = holding(named, hosts);
  return [...places, { applies: isNamed, isOpen: (_t, _n, id) => held.has(id), touches: () => true }];
}

/** Reach by the rules of a request, for a plan's hosts. */
export function reachOf(request: Pick<PlanRequest, "rules" | "targets" | "places">, hosts: readonly PlanHost[]): Reach {
  const names: Names = { types: request.targets.map(targetId), groups: request.places ?? [] };
  const borders = request.rules.flatMap((rule) => bordersOf(rule, names, hosts));
  // Workloads under the very same rules (often thousands) are asked once.
  const alike = (workloads: readonly string[]): readonly (readonly Border[])[] => {
    const kinds = new Map<string, readonly Border[]>();
    for (const workload of workloads) {
      const own = borders.filter(({ applies }) => applies(workload));
      kinds.set(own.map((border) => borders.indexOf(border)).join(" "), own);
    }
    return [...kinds.values()];
  };
  return {
    of: (workloads, t) => {
      const kinds = alike(workloads);
      return (number, id) =>
        kinds.length === 0 || kinds.some((own) => own.every(({ isOpen }) => isOpen(t, number, id)));
    },
    isNarrowed: (workload, t) => borders.some(({ applies, touches }) => touches(t) && applies(workload)),
  };
}
