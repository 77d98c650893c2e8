/**
 * What Solaris Containers (zones) share over updates: environments inside one Solaris, under one kernel. CPU is shared
 * by the fair share scheduler or bound in processor sets, memory is not handed out beyond what there is. An update hands
 * in its flat table of facts, its settings and its rules. Left out: network stacks, disk (sizes are facts), file systems.
 */
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type Architecture,
  type Claim,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  sharedLayer,
} from "../partitioning/index.ts";
import { unsupported } from "./unsupported.ts";
import type { z } from "zod";

/** What every update's settings hold. */
export interface ZoneSettings {
  readonly root: "sparse" | "whole";
  readonly sharesPerVcpu: number;
}

export interface ZoneUpdate<S extends ZoneSettings> {
  readonly id: string;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests">;
  /** Are zones bound to whole CPUs of their own under these settings? */
  readonly bindsCpus: (settings: S) => boolean;
  /** Hard memory of one zone in MiB, where the update can promise it; the sum must fit. */
  readonly lockedMiB: (spec: PartitionSpec) => number;
  readonly vendorSettings: (
    wants: PartitionWants,
    site: Site<S>,
  ) => Readonly<Record<string, number | string | boolean>>;
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly moreCautions: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const X86: readonly Architecture[] = ["x86-32", "x86-64"];
const SOLARIS_MACHINES: readonly Architecture[] = ["sparc", ...X86];

/** One kernel serves 32-bit and 64-bit programs of its own family of processors. */
const runsUnder = (guest: Architecture, host: Architecture) =>
  guest === "unknown" || guest === host || (X86.includes(guest) && X86.includes(host));

/** CPUs as Solaris counts them: hardware threads. */
export function cpusWanted(wants: { readonly peakCores: number }, site: Site): number {
  return (wants.peakCores * site.machine.threads) / site.machine.cores;
}

/** Whole CPUs for a zone that has its own, at least one. */
export function wholeCpus(wants: { readonly peakCores: number }, site: Site): number {
  return Math.max(1, Math.ceil(cpusWanted(wants, site)));
}

const needRules = (facts: Facts): readonly NeedRule[] => {
  const { source } = numberFact(facts, "kernels");
  return [
    { need: "own-kernel", rule: "ZONE-2", source, instead: "a domain or a virtual machine: zones share one kernel" },
    { need: "kernel-modules", rule: "ZONE-2", source, instead: "modules are loaded in the global zone, for all zones" },
    {
      need: "live-migration",
      rule: "ZONE-6",
      source: { kind: "recalled", confidence: "fairly" },
      instead: "a platform that can move a running partition",
    },
  ];
};

function architectureMisfits(facts: Facts, spec: PartitionSpec, site: Site): readonly Misfit[] {
  if (runsUnder(spec.os.architecture, site.machine.architecture)) return [];
  const { source } = numberFact(facts, "kernels");
  const told = { what: "guest-architecture", value: spec.os.architecture, needs: site.machine.architecture };
  return [unsupported({ rule: "ZONE-1", source }, told)];
}

function machineMisfits(facts: Facts, site: Site): readonly Misfit[] {
  if (SOLARIS_MACHINES.includes(site.machine.architecture)) return [];
  const { source } = numberFact(facts, "kernels");
  const told = { what: "machine-architecture", value: site.machine.architecture, needs: SOLARIS_MACHINES.join(", ") };
  return [unsupported({ rule: "machine.architecture", source }, told)];
}

/** Cores and MiB that the global zone keeps: planning defaults, shown as assumptions. */
function globalZone(facts: Facts) {
  const percentPerCore = 100;
  return {
    memoryMiB: numberOf(facts, "global.memory"),
    cores: numberOf(facts, "global.cpu") / percentPerCore,
  };
}

function suppliesOf<S extends ZoneSettings>(update: ZoneUpdate<S>, site: Site<S>): Claim["constant"] {
  const { facts } = update;
  const { machine, settings } = site;
  const global = globalZone(facts);
  return {
    partitions: numberOf(facts, "host.maxZones"),
    memoryReservedMiB: Math.max(0, machine.memoryMiB - global.memoryMiB),
    cpuReservedMhz: Math.max(0, machine.cores - global.cores) * machine.coreMhz,
    ...(update.bindsCpus(settings) ? { vcpus: machine.threads - numberOf(facts, "global.minCpus") } : {}),
  };
}

/** Build the layer of one Solaris update. */
export function zoneLayer<S extends ZoneSettings>(update: ZoneUpdate<S>): Layer<S> {
  const { facts } = update;
  const percent = 100;
  return sharedLayer<S>({
    id: update.id,
    noun: "zone",
    nouns: "zones",
    type: "container",
    technique: "shared-kernel",
    memory: "dedicated",
    standsOn: ["server", "domain"],
    yields: "operating-system",
    settings: update.settings,
    description: { ...update.description, facts, guests: update.guests, limits: [] },
    service: {
      name: "global zone",
      facts: ["global.memory", "global.cpu"],
      takes: () => globalZone(facts),
    },
    supplies: (site) => suppliesOf(update, site),
    claims: (spec, site) => ({
      memoryReservedMiB: update.lockedMiB(spec),
      cpuReservedMhz: spec.cpuReservedMhz,
      ...(update.bindsCpus(site.settings) ? { vcpus: wholeCpus(spec, site) } : {}),
    }),
    memoryClaimMiB: (spec) => spec.memoryMiB + numberOf(facts, "mem.overhead"),
    cpuFactor: () => 1 + numberOf(facts, "cpu.overhead") / percent,
    vendorSettings: (wants, site) => ({
      root: site.settings.root,
      rootDiskMB: numberOf(facts, site.settings.root === "sparse" ? "disk.sparseRoot" : "disk.wholeRoot"),
      ...update.vendorSettings(wants, site),
    }),
    evidence: {
      partitions: { rule: "ZONE-3", source: numberFact(facts, "host.maxZones").source },
      vcpus: { rule: "ZONE-4", source: numberFact(facts, "global.minCpus").source },
      memoryReservedMiB: { rule: "ZONE-5", source: { kind: "derived", from: "hard caps together must fit the host" } },
      cpuReservedMhz: {
        rule: "cpu.fssFloor",
        source: { kind: "derived", from: "shares are a floor only while the floors fit the machine" },
      },
    },
    guestRule: { rule: "ZONE-1", source: numberFact(facts, "kernels").source },
    needRules: needRules(facts),
    moreMachineMisfits: (site) => [...machineMisfits(facts, site), ...(update.moreMachineMisfits?.(site) ?? [])],
    morePartitionMisfits: (spec, site) => architectureMisfits(facts, spec, site),
    moreCautions: update.moreCautions,
  });
}

/** FSS shares of a zone: whole, at least one, in proportion to the virtual CPUs it had. */
export function fssShares(wants: PartitionWants, settings: ZoneSettings): number {
  return Math.max(1, Math.round(wants.vcpus * settings.sharesPerVcpu));
}
