/**
 * What all ESX generations share: memory that can be overcommitted above reservations, proportional shares per virtual
 * CPU, drivers inside the VMkernel (no extra hop for I/O), admission by reservation. A generation hands in its own flat
 * table of facts, its limits and its formulas; nothing is inherited from another generation. Left out: clusters and
 * resource pools (a plan judges one host at a time).
 */
import type { z } from "zod";
import { type Facts, type Source, numberFact, numberOf } from "../fact.ts";
import {
  type Architecture,
  type Grain,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Limit,
  type Machine,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  type SupplyEvidence,
  modeFor,
  roundUpToGrid,
  roundUpToValue,
  sharedLayer,
  usable,
} from "../partitioning/index.ts";

/** Levels of shares, as VI3 and its successors name them. */
export const SHARE_LEVELS = ["low", "normal", "high"] as const;

/** What every generation lets a user set; each writes its own schema around it. */
export interface EsxSettings {
  /** CPU and memory shares of every VM. */
  readonly shares: (typeof SHARE_LEVELS)[number];
}

export interface EsxGeneration<S extends EsxSettings> {
  readonly id: string;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly technique: Layer["technique"];
  /** What the hypervisor boots on. */
  readonly hosts: readonly Architecture[];
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
  /** Virtual CPUs one host may run. */
  readonly maxVcpus: (machine: Machine) => number;
  /** MiB kept free so that reclamation need not start; not available to reservations. */
  readonly minFreeMiB: (memoryMiB: number) => number;
  /** Memory overhead of one VM in MiB, by virtual CPUs and configured MiB. */
  readonly overheadMiB: (vcpus: number, memoryMiB: number) => number;
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

type Evidence = { readonly rule: string; readonly source: Source };

/** A rule of the generation as evidence. @throws Error when the generation does not state it: a broken table */
export function ruleOf(description: Pick<LayerDescription, "rules">, id: string): Evidence {
  const rule = description.rules.find((r) => r.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}

const factOf = (facts: Facts, id: string): Evidence => ({ rule: id, source: numberFact(facts, id).source });

function onGrain(grains: readonly Grain[], resource: "vcpus" | "memoryMiB", value: number): number {
  const grain = grains.find((g) => g.kind !== "block" && g.resource === resource);
  if (grain?.kind === "values") return roundUpToValue(value, grain.values);
  if (grain?.kind === "grid") return roundUpToGrid(value, { min: grain.min.value, step: grain.step.value });
  return value;
}

/** Shares count the virtual CPUs and the memory the VM gets, not those that were asked for. */
const vendorSettings =
  (facts: Facts, grains: readonly Grain[]) => (wants: PartitionWants, site: Site<EsxSettings>) => ({
    shares: site.settings.shares,
    cpuShares: onGrain(grains, "vcpus", wants.vcpus) * numberOf(facts, `cpu.shares.${site.settings.shares}`),
    memoryShares: onGrain(grains, "memoryMiB", wants.memoryMiB) * numberOf(facts, `mem.shares.${site.settings.shares}`),
    cpuReservationMhz: wants.cpuReservedMhz,
    memoryReservationMiB: wants.memoryReservedMiB,
  });

function architectureMisfits<S extends EsxSettings>(generation: EsxGeneration<S>, site: Site<S>): readonly Misfit[] {
  const { architecture } = site.machine;
  if (generation.hosts.includes(architecture)) return [];
  const needs = generation.hosts.join(" or ");
  return [
    {
      code: "not-supported",
      what: "machine-architecture",
      value: architecture,
      needs,
      ...ruleOf(generation.description, "hw.arch"),
    },
  ];
}

/** A count of virtual CPUs between the values that are offered, given as it is. */
function offGridMisfits(grains: readonly Grain[], spec: PartitionSpec): readonly Misfit[] {
  const grain = grains.find((g) => g.kind === "values" && g.resource === "vcpus");
  if (grain?.kind !== "values" || grain.values.includes(spec.vcpus)) return [];
  if (spec.vcpus > Math.max(...grain.values)) return [];
  return [
    {
      code: "off-grid",
      resource: "vcpus",
      value: spec.vcpus,
      allowed: grain.values,
      rule: "vm.vcpuValues",
      source: grain.fact.source,
    },
  ];
}

/** A 64-bit guest on a host whose processors are 32-bit. */
function wordSizeMisfits<S extends EsxSettings>(
  generation: EsxGeneration<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  if (spec.os.architecture !== "x86-64" || site.machine.architecture !== "x86-32") return [];
  return [
    {
      code: "not-supported",
      what: "guest-architecture",
      value: spec.os.architecture,
      needs: "an x86-64 host",
      ...ruleOf(generation.description, "os"),
    },
  ];
}

/** Soft limits: virtual CPUs per core, and guests that are not on the support list. */
function cautionsOf<S extends EsxSettings>(
  generation: EsxGeneration<S>,
  site: Site<S>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const value = specs.reduce((sum, spec) => sum + spec.vcpus, 0);
  const bound = numberOf(generation.facts, "host.vcpuPerCore") * site.machine.cores;
  const crowded: readonly Misfit[] =
    value > bound
      ? [
          {
            code: "over-limit",
            scope: "machine",
            resource: "vcpus",
            value,
            bound,
            ...factOf(generation.facts, "host.vcpuPerCore"),
          },
        ]
      : [];
  const unlisted = specs.flatMap((spec): readonly Misfit[] => {
    const row = modeFor(generation.guests, spec.os, site.machine);
    if (row?.families !== "any") return [];
    const needs = row.note ?? "a system of the support list";
    return [
      {
        code: "not-supported",
        what: "guest-os-listed",
        value: spec.id,
        needs,
        rule: "os.unlisted",
        source: row.source,
      },
    ];
  });
  return [...crowded, ...unlisted, ...(generation.moreCautions?.(site, specs) ?? [])];
}

/** Where each supply's bound is stated. */
function evidenceOf<S extends EsxSettings>({ facts, description }: EsxGeneration<S>): SupplyEvidence {
  return {
    partitions: factOf(facts, "host.maxVms"),
    vcpus: ruleOf(description, "host.vcpus"),
    memoryMiB: ruleOf(description, "mem.fit"),
    memoryReservedMiB: ruleOf(description, "mem.admission"),
    cpuReservedMhz: ruleOf(description, "cpu.admission"),
  };
}

/** Build the layer of one ESX generation. */
export function esxLayer<S extends EsxSettings>(generation: EsxGeneration<S>): Layer<S> {
  const { facts, grains, limits, guests } = generation;
  const overhead = (spec: PartitionSpec) => generation.overheadMiB(spec.vcpus, spec.memoryMiB);
  return sharedLayer<S>({
    id: generation.id,
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: generation.technique,
    hypervisorType: 1,
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: generation.settings,
    description: { ...generation.description, facts, grains, limits, guests },
    service: {
      name: generation.service.name,
      facts: generation.service.facts,
      takes: (_site, memoryMiB) => generation.service.takes(memoryMiB),
    },
    supplies: (site) => {
      const memoryMiB = usable(limits, site.machine, "memoryMiB");
      const service = generation.service.takes(memoryMiB);
      return {
        partitions: numberOf(facts, "host.maxVms"),
        vcpus: generation.maxVcpus(site.machine),
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
    vendorSettings: vendorSettings(facts, grains),
    evidence: evidenceOf(generation),
    guestRule: ruleOf(generation.description, "os"),
    needRules: generation.needRules,
    moreMachineMisfits: (site) => [
      ...architectureMisfits(generation, site),
      ...(generation.moreMachineMisfits?.(site) ?? []),
    ],
    morePartitionMisfits: (spec, site) => [
      ...offGridMisfits(grains, spec),
      ...wordSizeMisfits(generation, spec, site),
      ...(generation.morePartitionMisfits?.(spec, site) ?? []),
    ],
    moreCautions: (site, specs) => cautionsOf(generation, site, specs),
  });
}
