/**
 * What all Xen generations share: a small hypervisor with a frame table, a service domain (dom0) that owns the drivers
 * and is charged for I/O, domains that are paravirtual or hardware-assisted, memory that is given out once. A generation
 * hands in its own flat table of facts and its formulas. Left out: driver domains other than dom0, ballooning.
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
  type Resources,
  type Site,
  type SupplyEvidence,
  modeFor,
  sharedLayer,
  usable,
} from "../partitioning/index.ts";
import type { SchedulerTerms } from "./schedulers.ts";

/** What every generation lets a user set; each writes its own schema around it. */
export interface XenSettings {
  /** Share of a workload's CPU that is spent on I/O, 0 to 1. */
  readonly ioShareRatio: number;
  /** CPU that dom0 burns on top of that share, in percent of it. */
  readonly ioCostPercent: number;
}

export interface XenGeneration<S extends XenSettings> {
  readonly id: string;
  readonly technique: Layer["technique"];
  /** What this build of the hypervisor boots on. */
  readonly hosts: (settings: S) => readonly Architecture[];
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly grains: readonly Grain[];
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  readonly needRules: readonly NeedRule[];
  /** Facts that state what the hypervisor and dom0 take. */
  readonly serviceFacts: readonly string[];
  /** MiB of the machine that this build of the hypervisor can address; `memoryMiB` is already clamped by the limits. */
  readonly addressableMiB: (memoryMiB: number, settings: S) => number;
  /** MiB of the hypervisor itself: heap and frame table. */
  readonly hypervisorMiB: (memoryMiB: number, settings: S) => number;
  readonly dom0MiB: (memoryMiB: number, settings: S) => number;
  /** MiB one domain takes from the machine, overhead included. */
  readonly domainMiB: (spec: PartitionSpec, site: Site<S>) => number;
  /** Rows of the support table that hold under these settings. */
  readonly guestsUnder: (settings: S) => readonly GuestSupport[];
  /** The scheduler's name and its terms for one domain (see schedulers.ts), for the report. */
  readonly scheduling: (settings: S) => SchedulerTerms;
  /** Ceiling of one domain in cores, by its virtual CPUs; left out = the schedulers know none. */
  readonly capCores?: (settings: S, vcpus: number) => number;
  /** CPU that the scheduler guarantees: cores of one domain, and cores there are to guarantee; left out = it does not. */
  readonly guarantees?: (settings: S) => { readonly perDomain: number; readonly keptByDom0: number } | undefined;
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

/** Bytes of an x86 page, and pages in one MiB. */
const PAGE_BYTES = 4096;
const PAGES_PER_MIB = 256;

/** Pages of 4 KiB as MiB. */
export const pagesMiB = (pages: number): number => pages / PAGES_PER_MIB;

/** MiB of a frame table of `entryBytes` per page of `memoryMiB`. */
export const frameTableMiB = (memoryMiB: number, entryBytes: number): number => (memoryMiB * entryBytes) / PAGE_BYTES;

/** Memory the generation can use of this machine, in MiB. */
const addressable = <S extends XenSettings>(generation: XenGeneration<S>, site: Site<S>): number =>
  generation.addressableMiB(usable(generation.limits, site.machine, "memoryMiB"), site.settings);

/**
 * Cores whose threads lie beyond the most logical CPUs the hypervisor counts: they stay dark, the host still boots.
 */
function darkCores(limits: readonly Limit[], machine: Machine): number {
  return machine.cores * (1 - usable(limits, machine, "threads") / machine.threads);
}

function architectureMisfits<S extends XenSettings>(generation: XenGeneration<S>, site: Site<S>): readonly Misfit[] {
  const { architecture } = site.machine;
  const hosts = generation.hosts(site.settings);
  if (hosts.includes(architecture)) return [];
  const needs = hosts.join(" or ");
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

/** A guest that another build of the hypervisor would carry and this one does not. */
function buildMisfits<S extends XenSettings>(
  generation: XenGeneration<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  const somewhere = modeFor(generation.guests, spec.os, site.machine);
  if (somewhere === undefined) return [];
  if (modeFor(generation.guestsUnder(site.settings), spec.os, site.machine) !== undefined) return [];
  return [
    {
      code: "not-supported",
      what: "guest-os",
      value: `${spec.os.family} (${spec.os.architecture})`,
      needs: somewhere.note ?? "another build of the hypervisor",
      ...ruleOf(generation.description, "os.build"),
    },
  ];
}

/** Soft limits that the generation states: more virtual than logical CPUs, a cap below the demand, guests nobody lists. */
function cautionsOf<S extends XenSettings>(
  generation: XenGeneration<S>,
  site: Site<S>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const { description } = generation;
  const threads = usable(generation.limits, site.machine, "threads");
  return specs.flatMap((spec): readonly Misfit[] => {
    const found: Misfit[] = [];
    const over = { code: "over-limit", scope: "partition" } as const;
    if (spec.vcpus > threads && description.rules.some((rule) => rule.id === "vm.vcpuOverPcpu")) {
      const evidence = ruleOf(description, "vm.vcpuOverPcpu");
      found.push({ ...over, resource: "vcpus", value: spec.vcpus, bound: threads, ...evidence });
    }
    const bound = generation.capCores?.(site.settings, spec.vcpus) ?? Number.POSITIVE_INFINITY;
    if (spec.peakCores > bound) {
      const evidence = ruleOf(description, "cpu.capped");
      found.push({ ...over, resource: "cpuCores", value: spec.peakCores, bound, ...evidence });
    }
    const row = modeFor(generation.guestsUnder(site.settings), spec.os, site.machine);
    if (row?.families === "any") {
      const needs = row.note ?? "a system that is known to run";
      const told = { what: "guest-os-listed", value: spec.id, needs };
      found.push({ code: "not-supported", ...told, rule: "os.unlisted", source: row.source });
    }
    return found;
  });
}

/** CPU one domain is guaranteed whatever it asked for, and CPU there is to guarantee; nothing where the scheduler has none. */
function guaranteeOf<S extends XenSettings>(generation: XenGeneration<S>, site: Site<S>): Resources {
  const kept = generation.guarantees?.(site.settings);
  return kept === undefined ? {} : { cpuReservedMhz: kept.perDomain * site.machine.coreMhz };
}

function guaranteed<S extends XenSettings>(generation: XenGeneration<S>, site: Site<S>): Resources {
  const kept = generation.guarantees?.(site.settings);
  if (kept === undefined) return {};
  const cores = site.machine.cores - darkCores(generation.limits, site.machine) - kept.keptByDom0;
  return { cpuReservedMhz: Math.max(0, cores) * site.machine.coreMhz };
}

/** Build the layer of one Xen generation. */
export function xenLayer<S extends XenSettings>(generation: XenGeneration<S>): Layer<S> {
  const { facts, grains, limits, guests, description } = generation;
  const evidence: SupplyEvidence = {
    partitions: factOf(facts, "host.maxVms"),
    memoryMiB: ruleOf(description, "mem.fit"),
    ...(generation.guarantees === undefined ? {} : { cpuReservedMhz: ruleOf(description, "sched.guarantee") }),
  };
  const layer = sharedLayer<S>({
    id: generation.id,
    noun: "domain",
    nouns: "domains",
    type: "software",
    technique: generation.technique,
    hypervisorType: 1,
    memory: "dedicated",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: generation.settings,
    description: { ...description, facts, grains, limits, guests },
    service: {
      name: "dom0",
      facts: generation.serviceFacts,
      takes: (site, usableMiB) => {
        const memoryMiB = addressable(generation, site);
        const taken = generation.hypervisorMiB(memoryMiB, site.settings) + generation.dom0MiB(memoryMiB, site.settings);
        return { memoryMiB: usableMiB - memoryMiB + taken, cores: darkCores(limits, site.machine) };
      },
    },
    supplies: (site) => ({ partitions: numberOf(facts, "host.maxVms"), ...guaranteed(generation, site) }),
    claims: (_spec, site) => guaranteeOf(generation, site),
    memoryClaimMiB: generation.domainMiB,
    // dom0 does the I/O and is billed to the domain that caused it.
    cpuFactor: (_spec, site) => 1 + (site.settings.ioShareRatio * site.settings.ioCostPercent) / 100,
    vendorSettings: (wants, site) => ({
      builder: modeFor(generation.guestsUnder(site.settings), wants.os, site.machine)?.mode ?? "none",
      ...generation.scheduling(site.settings),
    }),
    evidence,
    guestRule: ruleOf(description, "os"),
    needRules: generation.needRules,
    moreMachineMisfits: (site) => [
      ...architectureMisfits(generation, site),
      ...(generation.moreMachineMisfits?.(site) ?? []),
    ],
    morePartitionMisfits: (spec, site) => [
      ...buildMisfits(generation, spec, site),
      ...(generation.morePartitionMisfits?.(spec, site) ?? []),
    ],
    moreCautions: (site, specs) => [
      ...cautionsOf(generation, site, specs),
      ...(generation.moreCautions?.(site, specs) ?? []),
    ],
  });
  // The mode follows the build: a row of the table that this build does not carry must not name it.
  return {
    ...layer,
    size: (wants, site) => ({
      ...layer.size(wants, site),
      mode: modeFor(generation.guestsUnder(site.settings), wants.os, site.machine)?.mode ?? "none",
    }),
  };
}
