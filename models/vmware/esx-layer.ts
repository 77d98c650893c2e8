/**
 * What all ESX generations share: memory that can be overcommitted above reservations, proportional shares per virtual
 * CPU, drivers inside the VMkernel (no extra hop for I/O), admission by reservation. A generation hands in its own flat
 * table of facts, its limits and its formulas; nothing is inherited from another generation.
 */
import { z } from "zod";
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Limit,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  modeFor,
  sharedLayer,
} from "../partitioning/index.ts";

/** Shares per virtual CPU and per MiB by level, as VI3 and its successors count them. */
export const EsxSettings = z.strictObject({
  /** CPU and memory shares of every VM: low, normal or high. */
  shares: z.enum(["low", "normal", "high"]).default("normal"),
});
export type EsxSettings = z.infer<typeof EsxSettings>;

export interface EsxGeneration {
  readonly id: string;
  readonly facts: Facts;
  readonly technique: Layer["technique"];
  readonly grains: readonly Grain[];
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  readonly needRules: readonly NeedRule[];
  readonly service: {
    readonly name: string;
    readonly facts: readonly string[];
    /** MiB and cores gone before the first VM; `memoryMiB` is what ESX can use of the host. */
    takes(memoryMiB: number): { readonly memoryMiB: number; readonly cores: number };
  };
  /** MiB kept free so that reclamation need not start; not available to reservations. */
  readonly minFreeMiB: (memoryMiB: number) => number;
  /** Memory overhead of one VM in MiB, by virtual CPUs and configured MiB. */
  readonly overheadMiB: (vcpus: number, memoryMiB: number) => number;
  readonly moreCautions?: (site: Site<EsxSettings>, specs: readonly PartitionSpec[]) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<EsxSettings>) => readonly Misfit[];
}

const vendorSettings = (facts: Facts) => (wants: PartitionWants, site: Site<EsxSettings>) => ({
  shares: site.settings.shares,
  cpuShares: wants.vcpus * numberOf(facts, `cpu.shares.${site.settings.shares}`),
  memoryShares: Math.round(wants.memoryMiB * numberOf(facts, `mem.shares.${site.settings.shares}`)),
  cpuReservationMhz: wants.cpuReservedMhz,
  memoryReservationMiB: wants.memoryReservedMiB,
});

/** Soft limits: virtual CPUs per core, and guests that are not on the support list. */
function cautionsOf(
  generation: EsxGeneration,
  site: Site<EsxSettings>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const perCore = numberFact(generation.facts, "host.vcpuPerCore");
  const vcpus = specs.reduce((sum, spec) => sum + spec.vcpus, 0);
  const bound = perCore.value * site.machine.cores;
  const crowded: readonly Misfit[] =
    vcpus > bound
      ? [
          {
            code: "over-limit",
            scope: "machine",
            resource: "vcpus",
            value: vcpus,
            bound,
            rule: "host.vcpuPerCore",
            source: perCore.source,
          },
        ]
      : [];
  const unlisted = specs.flatMap((spec): readonly Misfit[] => {
    const row = modeFor(generation.guests, spec.os, site.machine);
    if (row?.families !== "any") return [];
    return [
      {
        code: "not-supported",
        what: "guest-os-listed",
        value: spec.id,
        needs: row.note ?? "a system of the support list",
        rule: "os.unlisted",
        source: row.source,
      },
    ];
  });
  return [...crowded, ...unlisted, ...(generation.moreCautions?.(site, specs) ?? [])];
}

/** Build the layer of one ESX generation. */
export function esxLayer(generation: EsxGeneration): Layer<EsxSettings> {
  const { facts } = generation;
  const overhead = (spec: PartitionSpec) => generation.overheadMiB(spec.vcpus, spec.memoryMiB);
  return sharedLayer<EsxSettings>({
    id: generation.id,
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: generation.technique,
    hypervisorType: 1,
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: EsxSettings,
    description: {
      ...generation.description,
      facts,
      grains: generation.grains,
      limits: generation.limits,
      guests: generation.guests,
    },
    service: {
      name: generation.service.name,
      facts: generation.service.facts,
      takes: (_site, memoryMiB) => generation.service.takes(memoryMiB),
    },
    supplies: (site) => {
      const memoryMiB = site.machine.memoryMiB;
      const service = generation.service.takes(memoryMiB);
      return {
        partitions: numberOf(facts, "host.maxVms"),
        vcpus: numberOf(facts, "host.maxVcpus"),
        memoryReservedMiB: Math.max(0, memoryMiB - service.memoryMiB - generation.minFreeMiB(memoryMiB)),
        cpuReservedMhz: Math.max(0, site.machine.cores - service.cores) * site.machine.coreMhz,
      };
    },
    claims: (spec) => ({
      memoryReservedMiB: spec.memoryReservedMiB + overhead(spec),
      cpuReservedMhz: spec.cpuReservedMhz,
    }),
    memoryClaimMiB: (spec, site) => spec.memoryMiB / site.memoryOvercommitRatio + overhead(spec),
    // Drivers run in the VMkernel on the VM's own time; the published cost is one average over whole suites.
    cpuFactor: () => 1 + numberOf(facts, "io.cost") / 100,
    vendorSettings: vendorSettings(facts),
    evidence: {
      partitions: { rule: "host.maxVms", source: numberFact(facts, "host.maxVms").source },
      vcpus: { rule: "host.maxVcpus", source: numberFact(facts, "host.maxVcpus").source },
      memoryReservedMiB: {
        rule: "mem.admission",
        source: { kind: "derived", from: "reservation + overhead must be unreserved" },
      },
    },
    guestRule: { rule: "os", source: { kind: "derived", from: "the support table of the generation" } },
    needRules: generation.needRules,
    moreCautions: (site, specs) => cautionsOf(generation, site, specs),
    ...(generation.morePartitionMisfits === undefined ? {} : { morePartitionMisfits: generation.morePartitionMisfits }),
  });
}
