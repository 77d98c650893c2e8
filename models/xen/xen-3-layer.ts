/**
 * What the releases of Xen 3.0 share: three builds of the hypervisor (32-bit, 32-bit with PAE, 64-bit) that decide what
 * it boots on, what it can address and whom it carries; paravirtual domains, and unmodified ones with shadow memory where
 * the processor assists. A release hands in its own facts, statements, settings and scheduler. Left out: Itanium and Power
 * ports, driver domains.
 */
import type { z } from "zod";
import { type Facts, type Source, assumed, numberFact, numberOf } from "../fact.ts";
import {
  type CpuFeature,
  type Grain,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Site,
  machineLimit,
  partitionLimit,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import type { SchedulerTerms } from "./schedulers.ts";
import { type XenSettings, frameTableMiB, pagesMiB, ruleOf, xenLayer } from "./xen-layer.ts";

/** How the hypervisor is built: 32-bit, 32-bit with PAE, or 64-bit. */
export const BUILDS = ["x86_32", "x86_32p", "x86_64"] as const;
export type Build = (typeof BUILDS)[number];

/** What every release of 3.0 lets a user set; each writes its own schema around it. */
export interface Xen3Settings extends XenSettings {
  readonly build: Build;
  /** Memory fixed for dom0; left out = the planning default. */
  readonly dom0MemoryMiB?: number | undefined;
  /** Shadow memory configured for every HVM domain. */
  readonly shadowMiB: number;
}

export interface Xen3Release<S extends Xen3Settings> {
  readonly id: string;
  /** Facts by the keys of xen-3.0.4-facts.ts; the formulas here read them. */
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  readonly guests: Readonly<Record<GuestKey, GuestSupport>>;
  readonly needRules: readonly NeedRule[];
  readonly scheduling: (settings: S) => SchedulerTerms;
  readonly capCores: (settings: S, vcpus: number) => number;
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

type GuestKey = "pv64" | "pv32" | "hvm32" | "hvm64" | "other32" | "other64";

/** Rows each build carries: paravirtual kernels of its own word size, 64-bit guests on the 64-bit build only. */
const CARRIED: Readonly<Record<Build, readonly GuestKey[]>> = {
  x86_32: ["pv32", "hvm32", "other32"],
  x86_32p: ["pv32", "hvm32", "other32"],
  x86_64: ["pv64", "hvm32", "hvm64", "other32", "other64"],
};

/** Guests of one release: whose processors assist, and who says so. */
export function xen3Guests(from: {
  readonly assistedBy: readonly (readonly CpuFeature[])[];
  readonly paravirtual: Source;
  readonly assisted32: Source;
  readonly assisted64: Source;
}): Readonly<Record<GuestKey, GuestSupport>> {
  const pv = { mode: "pv", families: ["linux"], needsOneOf: [], source: from.paravirtual } as const;
  const hvm = { mode: "hvm", families: ["windows", "linux"], needsOneOf: from.assistedBy } as const;
  const unnamed = assumed("an unmodified x86 system runs under hardware assistance; nobody states this one");
  const other = { mode: "hvm", families: "any", needsOneOf: from.assistedBy, source: unnamed } as const;
  return {
    pv64: { ...pv, architectures: ["x86-64"], note: "a paravirtual 64-bit kernel on the 64-bit build" },
    pv32: {
      ...pv,
      architectures: ["x86-32"],
      note: "a paravirtual 32-bit kernel on a 32-bit build; ports of NetBSD, FreeBSD and Solaris were not finished",
    },
    hvm32: {
      ...hvm,
      architectures: ["x86-32"],
      source: from.assisted32,
      note: "unmodified Windows XP and 2003 (installed with acpi=0), legacy Linux",
    },
    hvm64: {
      ...hvm,
      architectures: ["x86-64"],
      source: from.assisted64,
      note: "unmodified 64-bit systems on the 64-bit build",
    },
    other32: { ...other, architectures: ["x86-32"], note: "Linux or Windows" },
    other64: { ...other, architectures: ["x86-64"], note: "Linux or Windows on the 64-bit build" },
  };
}

/** Heap and frame entries know the word size only. */
const wordSize = (build: Build) => (build === "x86_64" ? "x86_64" : "x86_32");

/** MiB one HVM domain takes beside its memory: video, and shadow pages by virtual CPUs and memory. */
function hvmOverheadMiB(facts: Facts, spec: PartitionSpec, shadowMiB: number): number {
  const pages =
    numberOf(facts, "mem.hvm.pagesPerVcpu") * spec.vcpus + numberOf(facts, "mem.hvm.pagesPerMiB") * spec.memoryMiB;
  return numberOf(facts, "mem.hvm.video") + Math.max(pagesMiB(pages), shadowMiB);
}

type Rules = Pick<LayerDescription, "rules">;

/** A PAE build on a processor without PAE; every 64-bit processor has it. */
function paeMisfits(rules: Rules, { machine, settings }: Site<Xen3Settings>): readonly Misfit[] {
  if (settings.build !== "x86_32p" || machine.architecture === "x86-64" || machine.features.includes("pae")) return [];
  const value = machine.features.join(", ") || "none of its features";
  return [{ code: "not-supported", what: "host-processor", value, needs: "pae", ...ruleOf(rules, "hw.pae") }];
}

/** PAE or not, as the version text of the guest says it; undefined where it says nothing. */
function statedPae(version: string | undefined): boolean | undefined {
  if (version === undefined || !/pae/i.test(version)) return undefined;
  return !/no[nt]?[- ]?pae/i.test(version);
}

/** A paravirtual kernel stated to be of the other PAE mode than the hypervisor. */
function paeMatchMisfits(rules: Rules, spec: PartitionSpec, { settings }: Site<Xen3Settings>): readonly Misfit[] {
  const { build } = settings;
  const pae = statedPae(spec.os.version);
  if (spec.mode !== "pv" || build === "x86_64" || pae === undefined || pae === (build === "x86_32p")) return [];
  const needs = build === "x86_32p" ? "a kernel with PAE" : "a kernel without PAE";
  const told = { what: "guest-kernel", value: spec.os.version ?? "", needs };
  return [{ code: "not-supported", ...told, ...ruleOf(rules, "vm.memMatch") }];
}

/** Memory a 32-bit build leaves dark, and what HVM domains should mind. */
function buildCautions(facts: Facts, site: Site<Xen3Settings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const found: Misfit[] = [];
  const { build } = site.settings;
  const ramRule = `host.maxRam.${build}`;
  const bound = numberOf(facts, ramRule) * MIB_PER_GIB;
  const value = site.machine.memoryMiB;
  if (build !== "x86_64" && value > bound) {
    const evidence = { rule: ramRule, source: numberFact(facts, ramRule).source };
    found.push({ code: "over-limit", scope: "machine", resource: "memoryMiB", value, bound, ...evidence });
  }
  const disks = numberFact(facts, "vm.maxDisks.hvm");
  const least = numberFact(facts, "vm.minRam.hvm");
  for (const spec of specs.filter((one) => one.mode === "hvm")) {
    if (spec.disks > disks.value) {
      const evidence = { rule: "vm.maxDisks.hvm", source: disks.source };
      const told = { resource: "disks", value: spec.disks, bound: disks.value };
      found.push({ code: "over-limit", scope: "partition", ...told, ...evidence });
    }
    if (spec.memoryMiB < least.value) {
      const evidence = { rule: "vm.minRam.hvm", source: least.source };
      const told = { resource: "memoryMiB", value: spec.memoryMiB, bound: least.value };
      found.push({ code: "below-minimum", scope: "partition", ...told, ...evidence });
    }
  }
  return found;
}

function grainsOf(facts: Facts): readonly Grain[] {
  const step = numberFact(facts, "vm.vcpuStep");
  return [
    { kind: "grid", resource: "vcpus", min: step, step, max: numberFact(facts, "vm.maxVcpu") },
    {
      kind: "grid",
      resource: "memoryMiB",
      min: numberFact(facts, "vm.minRam"),
      step: numberFact(facts, "vm.memStep"),
    },
  ];
}

/** Build the layer of one release of Xen 3.0. */
export function xen3Layer<S extends Xen3Settings>(release: Xen3Release<S>): Layer<S> {
  const { facts, description, guests } = release;
  return xenLayer<S>({
    ...release,
    technique: "hypercall",
    hosts: ({ build }) => (build === "x86_64" ? ["x86-64"] : ["x86-32", "x86-64"]),
    grains: grainsOf(facts),
    limits: [
      machineLimit(facts, "host.maxLogicalCpus", "threads", { effect: "clamp" }),
      machineLimit(facts, "host.maxRam.x86_64", "memoryMiB", { effect: "clamp" }),
      partitionLimit(facts, "vm.maxVcpu", "vcpus"),
    ],
    guests: [guests.pv64, guests.pv32, guests.hvm32, guests.hvm64, guests.other32, guests.other64],
    serviceFacts: ["svc.dom0Mem", "svc.xenheap.x86_64", "svc.frame.x86_64", "io.cost", "io.share"],
    addressableMiB: (memoryMiB, { build }) =>
      Math.min(memoryMiB, numberOf(facts, `host.maxRam.${build}`) * MIB_PER_GIB),
    hypervisorMiB: (memoryMiB, { build }) =>
      numberOf(facts, `svc.xenheap.${wordSize(build)}`) +
      frameTableMiB(memoryMiB, numberOf(facts, `svc.frame.${wordSize(build)}`)),
    dom0MiB: (_memoryMiB, { dom0MemoryMiB }) => dom0MemoryMiB ?? numberOf(facts, "svc.dom0Mem"),
    domainMiB: (spec, { settings }) =>
      spec.memoryMiB +
      (spec.mode === "hvm" ? hvmOverheadMiB(facts, spec, settings.shadowMiB) : numberOf(facts, "mem.pvOverhead")),
    guestsUnder: ({ build }) => CARRIED[build].map((key) => guests[key]),
    moreMachineMisfits: (site) => [...paeMisfits(description, site), ...(release.moreMachineMisfits?.(site) ?? [])],
    morePartitionMisfits: (spec, site) => [
      ...paeMatchMisfits(description, spec, site),
      ...(release.morePartitionMisfits?.(spec, site) ?? []),
    ],
    moreCautions: (site, specs) => [
      ...buildCautions(facts, site, specs),
      ...(release.moreCautions?.(site, specs) ?? []),
    ],
  });
}
