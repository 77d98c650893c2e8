/**
 * Judgements that all of VMware's products share: what they boot on, counts of virtual CPUs between those offered, word
 * sizes, guests outside the support list. Each takes the product's own statements and cites their rules.
 */
import type { Source } from "../fact.ts";
import {
  type Architecture,
  type Grain,
  type GuestSupport,
  type LayerDescription,
  type Machine,
  type Misfit,
  type PartitionSpec,
  modeFor,
} from "../partitioning/index.ts";

/** Who says that something is refused or warned of. */
export type Evidence = { readonly rule: string; readonly source: Source };
/** The part of a product's description that evidence is taken from. */
export type Rules = Pick<LayerDescription, "rules">;

/** A rule of the product as evidence. @throws Error when the product does not state it: a broken table */
export function ruleOf(description: Rules, id: string): Evidence {
  const rule = description.rules.find((r) => r.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}

/** A machine the product does not boot on, by rule `hw.arch`. */
export function architectureMisfits(
  rules: Rules,
  hosts: readonly Architecture[],
  { architecture }: Machine,
): readonly Misfit[] {
  if (hosts.includes(architecture)) return [];
  const told = { what: "machine-architecture", value: architecture, needs: hosts.join(" or ") };
  return [{ code: "not-supported", ...told, ...ruleOf(rules, "hw.arch") }];
}

/** A count of virtual CPUs between the values that are offered, given as it is; cites the fact `vm.vcpuValues`. */
export function offGridMisfits(grains: readonly Grain[], spec: PartitionSpec): readonly Misfit[] {
  const grain = grains.find((g) => g.kind === "values" && g.resource === "vcpus");
  if (grain?.kind !== "values" || grain.values.includes(spec.vcpus)) return [];
  if (spec.vcpus > Math.max(...grain.values)) return [];
  const told = { resource: "vcpus", value: spec.vcpus, allowed: grain.values };
  return [{ code: "off-grid", ...told, rule: "vm.vcpuValues", source: grain.fact.source }];
}

/** A 64-bit guest on a host whose processors are 32-bit, by rule `os`. */
export function wordSizeMisfits(rules: Rules, spec: PartitionSpec, { architecture }: Machine): readonly Misfit[] {
  if (spec.os.architecture !== "x86-64" || architecture !== "x86-32") return [];
  const told = { what: "guest-architecture", value: spec.os.architecture, needs: "an x86-64 host" };
  return [{ code: "not-supported", ...told, ...ruleOf(rules, "os") }];
}

/** Guests that run but are on nobody's support list: the row of "any" system carries them. */
export function unlistedCautions(
  guests: readonly GuestSupport[],
  specs: readonly PartitionSpec[],
  machine: Machine,
): readonly Misfit[] {
  return specs.flatMap((spec): readonly Misfit[] => {
    const row = modeFor(guests, spec.os, machine);
    if (row?.families !== "any") return [];
    const told = { what: "guest-os-listed", value: spec.id, needs: row.note ?? "a system of the support list" };
    return [{ code: "not-supported", ...told, rule: "os.unlisted", source: row.source }];
  });
}
