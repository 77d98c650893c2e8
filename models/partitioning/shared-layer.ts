/**
 * Layers whose partitions share one machine's cores and memory on a grid: hypervisors and containers. The builder turns
 * a platform's tables and formulas into a Layer; what differs between VMware, Xen and zones is only what they hand in.
 */
import type { Source } from "../fact.ts";
import type { CoreModel } from "./core-model.ts";
import { modeFor } from "./guest.ts";
import { type Grain, roundUpToGrid, roundUpToValue } from "./grain.ts";
import { type NeedRule, type SupplyEvidence, capacityMisfits, guestMisfits, needMisfits } from "./judge.ts";
import type { Layer, Site } from "./layer.ts";
import { machineLimitMisfits, partitionLimitMisfits, usable } from "./limit.ts";
import type { Partition, PartitionSpec, PartitionWants } from "./machine.ts";
import type { Misfit } from "./misfit.ts";
import type { Claim, Resources } from "./resources.ts";

export interface SharedLayerParts<S>
  extends Pick<
    Layer<S>,
    "id" | "noun" | "nouns" | "type" | "technique" | "memory" | "standsOn" | "yields" | "description" | "settings"
  > {
  readonly hypervisorType?: 1 | 2;
  readonly core?: CoreModel<S>;
  readonly service?: {
    readonly name: string;
    readonly facts: readonly string[];
    /** Memory (hypervisor and service partition) and cores gone before the first partition starts. */
    takes(site: Site<S>, usableMemoryMiB: number): { readonly memoryMiB: number; readonly cores: number };
  };
  /** Further constant supplies (partition count, vCPU count, reservations), where the platform limits them. */
  readonly supplies: (site: Site<S>) => Resources;
  /** Further constant claims of one partition beside `partitions: 1` and its vCPUs. */
  readonly claims?: (spec: PartitionSpec, site: Site<S>) => Resources;
  /** Memory one partition takes from the machine, overhead included, in MiB. */
  readonly memoryClaimMiB: (spec: PartitionSpec, site: Site<S>) => number;
  /** CPU spent on behalf of one partition per unit of its own use, ≥ 1. */
  readonly cpuFactor: (spec: PartitionSpec, site: Site<S>) => number;
  /** The vendor's settings for one partition (shares, weight, cap …), for the report. */
  readonly vendorSettings: (spec: PartitionWants, site: Site<S>) => Readonly<Record<string, number | string | boolean>>;
  /** Where each supply is stated; by site where the machine or the settings decide which bound it is. */
  readonly evidence: SupplyEvidence | ((site: Site<S>) => SupplyEvidence);
  readonly guestRule: { readonly rule: string; readonly source: Source };
  readonly needRules: readonly NeedRule[];
  /** What the generic checks do not say: extra refusals of machine, partition or whole set, and cautions. */
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const onGrain = (grains: readonly Grain[], resource: string, value: number): number => {
  const grain = grains.find((g) => g.kind !== "block" && g.resource === resource);
  if (grain === undefined || grain.kind === "block") return value;
  return grain.kind === "grid"
    ? roundUpToGrid(value, { min: grain.min.value, step: grain.step.value })
    : roundUpToValue(value, grain.values);
};

/** Build a layer of the sharing kind from its parts. */
export function sharedLayer<S>(parts: SharedLayerParts<S>): Layer<S> {
  const { limits, guests, grains } = parts.description;

  const machineMisfits = (site: Site<S>): readonly Misfit[] => [
    ...machineLimitMisfits(limits, site.machine, "refuse"),
    ...(parts.moreMachineMisfits?.(site) ?? []),
  ];

  const size = (wants: PartitionWants, site: Site<S>): PartitionSpec => ({
    ...wants,
    vcpus: onGrain(grains, "vcpus", wants.vcpus),
    memoryMiB: onGrain(grains, "memoryMiB", wants.memoryMiB),
    mode: modeFor(guests, wants.os, site.machine)?.mode ?? "none",
    blocks: {},
    settings: parts.vendorSettings(wants, site),
  });

  const claim = (spec: PartitionSpec, site: Site<S>): Claim => ({
    constant: {
      partitions: 1,
      vcpus: spec.vcpus,
      memoryMiB: parts.memoryClaimMiB(spec, site),
      ...parts.claims?.(spec, site),
    },
    cpuFactor: parts.cpuFactor(spec, site),
  });

  const supply = (site: Site<S>) => {
    const memoryMiB = usable(limits, site.machine, "memoryMiB");
    const service = parts.service?.takes(site, memoryMiB) ?? { memoryMiB: 0, cores: 0 };
    return {
      constant: { ...parts.supplies(site), memoryMiB: Math.max(0, memoryMiB - service.memoryMiB) },
      sharedCores: Math.max(0, usable(limits, site.machine, "cores") - service.cores),
    };
  };

  const partitionMisfits = (spec: PartitionSpec, site: Site<S>): readonly Misfit[] => [
    ...guestMisfits(guests, spec, site.machine, parts.guestRule),
    ...partitionLimitMisfits(limits, spec, "refuse"),
    ...needMisfits(parts.needRules, spec, site.machine),
    ...(parts.morePartitionMisfits?.(spec, site) ?? []),
  ];

  const misfits = (site: Site<S>, specs: readonly PartitionSpec[]): readonly Misfit[] => [
    ...machineMisfits(site),
    ...specs.flatMap((spec) => partitionMisfits(spec, site)),
    ...capacityMisfits(
      supply(site),
      specs.map((spec) => claim(spec, site)),
      typeof parts.evidence === "function" ? parts.evidence(site) : parts.evidence,
    ),
  ];

  const carve = (site: Site<S>, specs: readonly PartitionSpec[]): readonly Partition[] => {
    const reasons = misfits(site, specs);
    if (reasons.length > 0) throw new Error(`${parts.id}: cannot carve, first reason ${JSON.stringify(reasons[0])}`);
    return specs.map((spec) => ({
      ...site.machine,
      kind: parts.yields,
      name: spec.id,
      cores: Math.min(spec.vcpus, site.machine.cores),
      threads: spec.vcpus,
      memoryMiB: spec.memoryMiB,
      blocks: [],
      on: site.machine,
      spec,
    }));
  };

  return {
    ...parts,
    cpu: "time-shared",
    machineMisfits,
    supply,
    size,
    claim,
    partitionMisfits,
    misfits,
    cautions: (site, specs) => [
      ...machineLimitMisfits(limits, site.machine, "clamp"),
      ...machineLimitMisfits(limits, site.machine, "warn"),
      ...specs.flatMap((spec) => partitionLimitMisfits(limits, spec, "warn")),
      ...(parts.moreCautions?.(site, specs) ?? []),
    ],
    carve,
  };
}
