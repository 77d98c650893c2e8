/**
 * The judgements every layer shares: guest support, sums of claims against the supply, block rounding. A layer adds only
 * what is its own.
 */
import type { Source } from "../fact.ts";
import { type GuestSupport, modeFor, rowsFor } from "./guest.ts";
import type { Machine, PartitionNeed, PartitionSpec } from "./machine.ts";
import type { Misfit } from "./misfit.ts";
import { type Claim, type ResourceClass, type Supply, resourceNames, sumOf } from "./resources.ts";

/** What a layer says about a need it cannot meet, or the condition under which it can. */
export interface NeedRule {
  readonly need: PartitionNeed;
  readonly rule: string;
  readonly source: Source;
  /** What would be needed instead, in a few words. */
  readonly instead: string;
  /** Left out = never met; otherwise met when the predicate holds. */
  readonly metBy?: (spec: PartitionSpec, machine: Machine) => boolean;
}

const osText = (spec: PartitionSpec) =>
  `${spec.os.family}${spec.os.version === undefined ? "" : ` ${spec.os.version}`} (${spec.os.architecture})`;

const listed = (names: readonly string[]) => [...new Set(names)].join(", ");

/** What would be carried instead: the systems of the table where the family is the trouble, else its versions or word sizes. */
function carriedInstead(
  table: readonly GuestSupport[],
  spec: PartitionSpec,
): { readonly what: string; readonly needs: string } {
  const { family, version, architecture } = spec.os;
  const ofFamily = table.filter((row) => row.families === "any" || row.families.includes(family));
  if (ofFamily.length === 0) {
    return {
      what: "guest-os",
      needs: `one of ${listed(table.flatMap((row) => (row.families === "any" ? [] : [...row.families])))}`,
    };
  }
  const ofArchitecture = ofFamily.filter((row) => row.architectures.includes(architecture));
  if (ofArchitecture.length === 0) {
    return { what: "guest-architecture", needs: listed(ofFamily.flatMap((row) => [...row.architectures])) };
  }
  const versions = listed(ofArchitecture.flatMap((row) => [...(row.versions ?? [])]));
  return {
    what: "guest-version",
    needs: `${family} ${versions}${version === undefined ? " (no version is stated)" : ""}`,
  };
}

const featureSets = (rows: readonly GuestSupport[]) =>
  rows.map((row) => row.needsOneOf.map((set) => set.join(" + ")).join(" or ")).join("; ");

/** Refusals of the guest's operating system on this machine: none, or one that says what is missing. */
export function guestMisfits(
  table: readonly GuestSupport[],
  spec: PartitionSpec,
  machine: Machine,
  evidence: { readonly rule: string; readonly source: Source },
): readonly Misfit[] {
  if (modeFor(table, spec.os, machine) !== undefined) return [];
  const near = rowsFor(table, spec.os, machine.architecture);
  const why = near.length === 0 ? carriedInstead(table, spec) : { what: "processor-feature", needs: featureSets(near) };
  return [
    {
      code: "not-supported",
      ...why,
      value: osText(spec),
      rule: evidence.rule,
      source: near[0]?.source ?? evidence.source,
    },
  ];
}

/** Needs of the partition that the layer cannot meet. */
export function needMisfits(rules: readonly NeedRule[], spec: PartitionSpec, machine: Machine): readonly Misfit[] {
  return rules.flatMap((rule) =>
    spec.needs.includes(rule.need) && !(rule.metBy?.(spec, machine) ?? false)
      ? [
          {
            code: "not-supported",
            what: rule.need,
            value: spec.id,
            needs: rule.instead,
            rule: rule.rule,
            source: rule.source,
          },
        ]
      : [],
  );
}

/** Where a supply's bound is stated, for the evidence of an over-capacity misfit. */
export type SupplyEvidence = Readonly<
  Partial<Record<ResourceClass, { readonly rule: string; readonly source: Source }>>
>;

/** Tolerance for sums of fractional MiB (overhead formulas are not whole). */
const SUM_EPSILON = 1e-6;

/** Every resource whose claims together exceed the supply, in stable order. */
export function capacityMisfits(supply: Supply, claims: readonly Claim[], evidence: SupplyEvidence): readonly Misfit[] {
  const total = sumOf(claims.map((claim) => claim.constant));
  return resourceNames(supply.constant).flatMap((resource) => {
    const needs = total[resource] ?? 0;
    const has = supply.constant[resource] ?? Number.POSITIVE_INFINITY;
    if (needs <= has + SUM_EPSILON) return [];
    const from = evidence[resource] ?? {
      rule: `capacity.${resource}`,
      source: { kind: "derived", from: "the machine's own size less the service partition" } as const,
    };
    return [{ code: "over-capacity", resource, needs, has, rule: from.rule, source: from.source } as const];
  });
}
