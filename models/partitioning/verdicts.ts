/**
 * Judgements that software platforms share beyond limits and sums: a host they do not boot on, processors without what
 * they need, guests nobody lists, a ceiling below the demand. A platform hands in its own tables and evidence.
 */
import { type Facts, type Source, numberFact } from "../fact.ts";
import { type Architecture, type CpuFeature, type GuestSupport, hasFeatures, modeFor } from "./guest.ts";
import type { LayerDescription } from "./layer.ts";
import type { Machine, PartitionSpec } from "./machine.ts";
import type { Misfit } from "./misfit.ts";

/** Id of a rule or fact, and where it is stated. */
export interface Evidence {
  readonly rule: string;
  readonly source: Source;
}

/** A stated rule as evidence. @throws Error when the description does not state it: a broken table */
export function ruleEvidence(description: Pick<LayerDescription, "rules">, id: string): Evidence {
  const rule = description.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}

/** A number of the fact table as evidence. @throws Error when it is no number */
export const factEvidence = (facts: Facts, id: string): Evidence => ({
  rule: id,
  source: numberFact(facts, id).source,
});

/** A caution or refusal in kind: what cannot be had, what there is, what it would take. */
export function notSupported(
  evidence: Evidence,
  told: { readonly what: string; readonly value: string; readonly needs: string },
): Misfit {
  return { code: "not-supported", ...told, ...evidence };
}

/** A machine of an architecture that the platform does not boot on. */
export function architectureMisfits(
  boots: readonly Architecture[],
  machine: Machine,
  evidence: Evidence,
): readonly Misfit[] {
  const value = machine.architecture;
  if (boots.includes(value)) return [];
  return [notSupported(evidence, { what: "machine-architecture", value, needs: boots.join(" or ") })];
}

/** A machine whose processors have none of the sets of features that the platform itself asks for. */
export function processorMisfits(
  needsOneOf: readonly (readonly CpuFeature[])[],
  machine: Machine,
  evidence: Evidence,
): readonly Misfit[] {
  if (hasFeatures(needsOneOf, machine.features)) return [];
  const value = machine.features.join(", ") || "none of its features";
  const needs = needsOneOf.map((set) => set.join(" + ")).join(" or ");
  return [notSupported(evidence, { what: "host-processor", value, needs })];
}

/** A 64-bit guest on a host whose processors are 32-bit. */
export function wordSizeMisfits(spec: PartitionSpec, machine: Machine, evidence: Evidence): readonly Misfit[] {
  if (spec.os.architecture !== "x86-64" || machine.architecture !== "x86-32") return [];
  const told = { what: "guest-architecture", value: spec.os.architecture, needs: "an x86-64 host" };
  return [notSupported(evidence, told)];
}

/** Partitions that run under a row for systems nobody lists: one caution each, by the rule "os.unlisted". */
export function unlistedCautions(
  guests: readonly GuestSupport[],
  specs: readonly PartitionSpec[],
  machine: Machine,
): readonly Misfit[] {
  return specs.flatMap((spec): readonly Misfit[] => {
    const row = modeFor(guests, spec.os, machine);
    if (row?.families !== "any") return [];
    const told = { what: "guest-os-listed", value: spec.id, needs: row.note ?? "a system of the support list" };
    return [notSupported({ rule: "os.unlisted", source: row.source }, told)];
  });
}

/** Partitions whose peak demand is above what their ceiling lets them use. @param capOf cores, or undefined for no ceiling */
export function cappedCautions(
  specs: readonly PartitionSpec[],
  capOf: (spec: PartitionSpec) => number | undefined,
  evidence: Evidence,
): readonly Misfit[] {
  return specs.flatMap((spec): readonly Misfit[] => {
    const bound = capOf(spec);
    if (bound === undefined || spec.peakCores <= bound) return [];
    const told = { resource: "cpuCores", value: spec.peakCores, bound };
    return [{ code: "over-limit", scope: "partition", ...told, ...evidence }];
  });
}
