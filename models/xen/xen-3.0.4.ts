/**
 * Xen 3.0.4 (December 2006): paravirtual domains, and unmodified ones where the processor has VT-x or AMD-V. What a host
 * can address and which guests it carries depend on how the hypervisor was built (32-bit, 32-bit with PAE, 64-bit).
 * Whole and flat: every value is a claim about 3.0.x. Left out: Itanium and Power ports, driver domains.
 */
import { z } from "zod";
import { assumed, numberOf, recalled, seen } from "../fact.ts";
import {
  type CpuFeature,
  type Grain,
  type GuestSupport,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Site,
  machineLimit,
  partitionLimit,
} from "../partitioning/index.ts";
import type { Platform } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { XEN_304_FACTS as FACTS } from "./xen-3.0.4-facts.ts";
import { XEN_304_DESCRIPTION as DESCRIPTION } from "./xen-3.0.4-statements.ts";
import { frameTableMiB, pagesMiB, ruleOf, xenLayer } from "./xen-layer.ts";

const BUILDS = ["x86_32", "x86_32p", "x86_64"] as const;
type Build = (typeof BUILDS)[number];

export const Xen304Settings = z.strictObject({
  /** How the hypervisor is built: 32-bit, 32-bit with PAE, or 64-bit. */
  build: z.enum(BUILDS).default("x86_64"),
  /** Memory fixed for dom0, at least dom0-min-mem; left out = the planning default. */
  dom0MemoryMiB: z.number().min(FACTS["svc.dom0MemMin"].value).max(1e9).optional(),
  weight: z
    .int()
    .min(FACTS["sched.credit.weightMin"].value)
    .max(FACTS["sched.credit.weightMax"].value)
    .default(FACTS["sched.credit.weight"].value),
  /** Ceiling of every domain in percent of one CPU; 0 = none. */
  capPercent: z.int().min(0).max(1e6).default(FACTS["sched.credit.cap"].value),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
  /** Shadow memory configured for every HVM domain; more than the formula asks wins. */
  shadowMiB: z.number().min(0).max(1e6).default(FACTS["mem.hvm.shadowMin"].value),
});
export type Xen304Settings = z.infer<typeof Xen304Settings>;

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "vcpus", min: FACTS["vm.vcpuStep"], step: FACTS["vm.vcpuStep"], max: FACTS["vm.maxVcpu"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads", { effect: "clamp" }),
  machineLimit(FACTS, "host.maxRam.x86_64", "memoryMiB", { effect: "clamp" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
];

const ASSISTED: readonly (readonly CpuFeature[])[] = [["vt-x"], ["amd-v"]];

const PV_64: GuestSupport = {
  mode: "pv",
  families: ["linux"],
  architectures: ["x86-64"],
  needsOneOf: [],
  source: seen("X30-man, X304-src"),
  note: "a paravirtual 64-bit kernel on the 64-bit build",
};
const PV_32: GuestSupport = {
  mode: "pv",
  families: ["linux"],
  architectures: ["x86-32"],
  needsOneOf: [],
  source: seen("X30-man, X304-src"),
  note: "a paravirtual 32-bit kernel on a 32-bit build; ports of NetBSD, FreeBSD and Solaris were not finished",
};
const HVM_32: GuestSupport = {
  mode: "hvm",
  families: ["windows", "linux"],
  architectures: ["x86-32"],
  needsOneOf: ASSISTED,
  source: seen("X30-man, X304-man"),
  note: "unmodified Windows XP and 2003 (installed with acpi=0), legacy Linux",
};
const HVM_64: GuestSupport = {
  mode: "hvm",
  families: ["windows", "linux"],
  architectures: ["x86-64"],
  needsOneOf: ASSISTED,
  source: seen("X30-man, X304-man"),
  note: "unmodified 64-bit systems on the 64-bit build",
};
const OTHER_32: GuestSupport = {
  mode: "hvm",
  families: "any",
  architectures: ["x86-32"],
  needsOneOf: ASSISTED,
  source: assumed("an unmodified x86 system runs under hardware assistance; nobody states this one"),
  note: "Linux or Windows",
};
const OTHER_64: GuestSupport = {
  mode: "hvm",
  families: "any",
  architectures: ["x86-64"],
  needsOneOf: ASSISTED,
  source: assumed("an unmodified x86 system runs under hardware assistance; nobody states this one"),
  note: "Linux or Windows on the 64-bit build",
};

const GUESTS = [PV_64, PV_32, HVM_32, HVM_64, OTHER_32, OTHER_64];

const GUESTS_UNDER: Readonly<Record<Build, readonly GuestSupport[]>> = {
  x86_32: [PV_32, HVM_32, OTHER_32],
  x86_32p: [PV_32, HVM_32, OTHER_32],
  x86_64: [PV_64, HVM_32, HVM_64, OTHER_32, OTHER_64],
};

/** Heap and frame entries know the word size only. */
const wordSize = (build: Build) => (build === "x86_64" ? "x86_64" : "x86_32");

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.hvm",
    source: seen("X304-src"),
    instead: "a paravirtual domain without a device of its own, or Xen 3.1",
    metBy: (spec) => spec.mode === "pv" && !spec.needs.includes("passthrough-device"),
  },
  {
    need: "passthrough-device",
    rule: "io.passthrough",
    source: recalled("fairly"),
    instead: "a paravirtual domain (without an IOMMU it is not safe against DMA)",
    metBy: (spec) => spec.mode === "pv",
  },
];

/** MiB one HVM domain takes beside its memory: video, and shadow pages by virtual CPUs and memory. */
function hvmOverheadMiB(spec: PartitionSpec, shadowMiB: number): number {
  const pages = FACTS["mem.hvm.pagesPerVcpu"].value * spec.vcpus + FACTS["mem.hvm.pagesPerMiB"].value * spec.memoryMiB;
  return FACTS["mem.hvm.video"].value + Math.max(pagesMiB(pages), shadowMiB);
}

/** A PAE build on a processor without PAE; every 64-bit processor has it. */
function paeMisfits(site: Site<Xen304Settings>): readonly Misfit[] {
  const { machine, settings } = site;
  if (settings.build !== "x86_32p" || machine.architecture === "x86-64" || machine.features.includes("pae")) return [];
  const value = machine.features.join(", ") || "none of its features";
  return [{ code: "not-supported", what: "host-processor", value, needs: "pae", ...ruleOf(DESCRIPTION, "hw.pae") }];
}

/** PAE or not, as the version text of the guest says it; undefined where it says nothing. */
function statedPae(version: string | undefined): boolean | undefined {
  if (version === undefined || !/pae/i.test(version)) return undefined;
  return !/no[nt]?[- ]?pae/i.test(version);
}

/** A paravirtual kernel stated to be of the other PAE mode than the hypervisor. */
function paeMatchMisfits(spec: PartitionSpec, site: Site<Xen304Settings>): readonly Misfit[] {
  const { build } = site.settings;
  const pae = statedPae(spec.os.version);
  if (spec.mode !== "pv" || build === "x86_64" || pae === undefined || pae === (build === "x86_32p")) return [];
  return [
    {
      code: "not-supported",
      what: "guest-kernel",
      value: spec.os.version ?? "",
      needs: build === "x86_32p" ? "a kernel with PAE" : "a kernel without PAE",
      rule: "vm.memMatch",
      source: FACTS["vm.memMatch"].source,
    },
  ];
}

/** Memory a 32-bit build leaves dark, and what HVM domains should mind. */
function moreCautions(site: Site<Xen304Settings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const found: Misfit[] = [];
  const { build } = site.settings;
  const ram = FACTS[`host.maxRam.${build}`];
  const bound = ram.value * MIB_PER_GIB;
  const value = site.machine.memoryMiB;
  if (build !== "x86_64" && value > bound) {
    const evidence = { rule: `host.maxRam.${build}`, source: ram.source };
    found.push({ code: "over-limit", scope: "machine", resource: "memoryMiB", value, bound, ...evidence });
  }
  for (const spec of specs.filter((one) => one.mode === "hvm")) {
    const disks = FACTS["vm.maxDisks.hvm"];
    if (spec.disks > disks.value) {
      const evidence = { rule: "vm.maxDisks.hvm", source: disks.source };
      const told = { resource: "disks", value: spec.disks, bound: disks.value };
      found.push({ code: "over-limit", scope: "partition", ...told, ...evidence });
    }
    const least = FACTS["vm.minRam.hvm"];
    if (spec.memoryMiB < least.value) {
      const evidence = { rule: "vm.minRam.hvm", source: least.source };
      const told = { resource: "memoryMiB", value: spec.memoryMiB, bound: least.value };
      found.push({ code: "below-minimum", scope: "partition", ...told, ...evidence });
    }
  }
  return found;
}

const LAYER = xenLayer<Xen304Settings>({
  id: "xen-3.0.4",
  technique: "hypercall",
  hosts: ({ build }) => (build === "x86_64" ? ["x86-64"] : ["x86-32", "x86-64"]),
  facts: FACTS,
  settings: Xen304Settings,
  grains: GRAINS,
  limits: LIMITS,
  guests: GUESTS,
  description: DESCRIPTION,
  needRules: NEED_RULES,
  serviceFacts: ["svc.dom0Mem", "svc.xenheap.x86_64", "svc.frame.x86_64", "io.cost", "io.share"],
  addressableMiB: (memoryMiB, { build }) => Math.min(memoryMiB, FACTS[`host.maxRam.${build}`].value * MIB_PER_GIB),
  hypervisorMiB: (memoryMiB, { build }) =>
    numberOf(FACTS, `svc.xenheap.${wordSize(build)}`) +
    frameTableMiB(memoryMiB, numberOf(FACTS, `svc.frame.${wordSize(build)}`)),
  dom0MiB: (_memoryMiB, { dom0MemoryMiB }) => dom0MemoryMiB ?? FACTS["svc.dom0Mem"].value,
  domainMiB: (spec, site) =>
    spec.memoryMiB +
    (spec.mode === "hvm" ? hvmOverheadMiB(spec, site.settings.shadowMiB) : FACTS["mem.pvOverhead"].value),
  guestsUnder: ({ build }) => GUESTS_UNDER[build],
  scheduler: () => FACTS["sched.default"].value,
  moreMachineMisfits: paeMisfits,
  morePartitionMisfits: paeMatchMisfits,
  moreCautions,
});

export const XEN_304: Platform = {
  id: "xen-3.0.4",
  title: "Xen 3.0.4",
  maker: "Xen project",
  generation: "Xen 3.0.4, December 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
