/**
 * Xen 2.0 (November 2004): paravirtual domains only, of ported 32-bit systems, with one virtual CPU each, on hosts of
 * which it counts 16 CPUs and 4 GiB. Whole and flat: every value is a claim about 2.0 and nothing else. Left out: driver
 * domains, pinning, warp of the bvt scheduler.
 */
import { z } from "zod";
import { deck, derived, recalled, seen } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { type SliceSettings, atroposTerms, bvtTerms, sliceCapCores, sliceMisfits, sliceRatio } from "./schedulers.ts";
import { XEN_20_FACTS as FACTS } from "./xen-2.0-facts.ts";
import { type XenGeneration, ruleOf, xenLayer } from "./xen-layer.ts";
import { XEN_20_CORE } from "./core.ts";
import { XEN_20_COSTS } from "./core-costs.ts";

export const Xen20Settings = z.strictObject({
  /** Memory of dom0 in kB, as the boot option dom0_mem counts in 2.0. */
  dom0MemoryKb: z.int().min(1).max(4_194_304).default(FACTS["svc.dom0MemKb"].value),
  scheduler: z.enum(["bvt", "atropos", "rrobin"]).default("bvt"),
  /** bvt: advance of every domain; half of it is twice the CPU. */
  mcuAdvance: z.int().min(FACTS["sched.bvt.mcuAdvanceMin"].value).max(1e6).default(FACTS["sched.bvt.mcuAdvance"].value),
  /** atropos: period and slice of every domain, and whether it may use idle time beyond them. */
  periodMs: z.number().gt(0).max(1e6).default(FACTS["sched.atropos.period"].value),
  sliceMs: z.number().min(0).max(1e6).default(FACTS["sched.atropos.slice"].value),
  extraTime: z.boolean().default(FACTS["sched.atropos.extra"].value),
  /** Virtual disks are files in dom0 (loop devices), of which a host has few. */
  fileBackedDisks: z.boolean().default(false),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
});
export type Xen20Settings = z.infer<typeof Xen20Settings>;

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "vcpus", min: FACTS["vm.vcpuStep"], step: FACTS["vm.vcpuStep"], max: FACTS["vm.maxVcpu"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads", { effect: "clamp" }),
  machineLimit(FACTS, "host.maxRam", "memoryMiB", { effect: "clamp" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "pv",
    families: ["linux", "netbsd", "freebsd", "plan9", "solaris"],
    architectures: ["x86-32"],
    needsOneOf: [],
    source: deck("Xen 2.0 2005-11-05"),
    note: "ported kernels: Linux 2.4 and 2.6, NetBSD, FreeBSD, Plan 9, Solaris x86",
  },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.passthrough",
    source: recalled("fairly"),
    instead: "a domain without a device of its own",
    metBy: (spec) => !spec.needs.includes("passthrough-device"),
  },
];

const DESCRIPTION: XenGeneration<Xen20Settings>["description"] = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not x86", source: seen("X20-man") },
    {
      id: "os",
      severity: "refuse",
      text: "Windows or any other system whose kernel was not ported; a 64-bit guest",
      source: seen("X20-man"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory of all domains, dom0 and Xen's heap beyond the host: no overcommit",
      source: derived("svc.dom0MemKb, svc.xenheap, host.maxRam"),
    },
    {
      id: "mig.passthrough",
      severity: "refuse",
      text: "migration of a domain with a device of its own",
      source: recalled("fairly"),
    },
    {
      id: "sched.slice",
      severity: "refuse",
      text: "atropos with a slice beyond its period, or with no slice and no extra time",
      source: seen("X20-src, X20-man"),
    },
    {
      id: "sched.guarantee",
      severity: "refuse",
      text: "atropos: slices over periods, dom0's among them, beyond the CPUs; judged over all CPUs together",
      source: seen("X20-src, X20-man"),
    },
    {
      id: "sched.rrobin",
      severity: "warn",
      text: "the round-robin scheduler: for demonstration, not for production",
      source: seen("X20-src, X20-man"),
    },
    {
      id: "io.dma",
      severity: "warn",
      text: "a domain with a device of its own: without an IOMMU it can reach all memory",
      source: deck("I/O Architecture"),
    },
    {
      id: "cpu.capped",
      severity: "warn",
      text: "atropos: a slice without extra time below a domain's peak demand",
      source: derived("slice / period"),
    },
  ],
  operations: [
    {
      id: "op.sched",
      text: "bvt and atropos parameters change online (xm bvt, xm atropos)",
      source: recalled("fairly"),
    },
    { id: "op.balloon", text: "memory moves online within maxmem (xm balloon, xm maxmem)", source: seen("X20-man") },
    { id: "op.pin", text: "a domain is pinned to one CPU or placed once; no rebalancing", source: recalled("fairly") },
    { id: "op.dom0", text: "dom0_mem and the scheduler are boot options", source: seen("X20-man") },
  ],
  migration: [
    {
      id: "mig",
      text: "xm migrate --live, by pre-copy: xend on both hosts, memory free on the target, same L2 network, shared storage",
      source: seen("X20-man"),
    },
    {
      id: "mig.stop",
      text: "29 rounds, fewer than 50 pages left, 3x RAM sent, or dirtying grows at full rate; 500 Mbit/s at most",
      source: seen("X20-src"),
    },
    { id: "mig.downtime", text: "60 to 300 ms is typical", source: seen("X20-man") },
  ],
  availability: [{ id: "ha", text: "none built in", source: recalled("sure") }],
  licence: { value: "GPL v2, no charge", source: recalled("sure") },
  overheadFormula: {
    value: "none per domain; 12 MiB heap and dom0 (64,000 kB) per host",
    source: seen("X20-src"),
    note: "the frame table is not documented for 2.0 and not counted",
  },
  deck: [
    {
      id: "seed.xen20",
      says: "Xen 2.0 of 2005-11-05",
      slide: "Xen 2.0 2005-11-05",
      verdict: "differs",
      documented: "2.0.0 is tagged 2004-11-05, 2.0.6 2005-05-22",
      source: seen("X20-src"),
    },
    {
      id: "seed.xen20.features",
      says: "secure isolation, resource control and QoS, live relocation between nodes",
      slide: "Xen 2.0 2005-11-05",
      verdict: "agrees",
      documented: "schedulers with guarantees (atropos), xm migrate --live; no hard cap under bvt",
      source: seen("X20-man"),
    },
    {
      id: "seed.xen20.os",
      says: "only the kernel is ported: Linux 2.4 and 2.6, NetBSD, FreeBSD, Plan 9, Solaris x86",
      slide: "Xen 2.0 2005-11-05",
      verdict: "agrees",
      documented: "a kernel must be ported, programs run unchanged",
      source: seen("X20-man"),
    },
    {
      id: "seed.io",
      says: "I/O virtualization in software can burn 10 to 30 % more CPU, more for network than storage",
      slide: "IO Virtualization",
      verdict: "agrees",
      documented: "CPU for I/O is burnt in dom0 and must be billed to the guest",
      source: seen("CG05"),
    },
  ],
};

/** Binary kB in one MiB. */
const KB_PER_MIB = 1024;

const isSliced = (settings: Xen20Settings): settings is Xen20Settings & SliceSettings =>
  settings.scheduler === "atropos";

function termsOf(settings: Xen20Settings) {
  switch (settings.scheduler) {
    case "bvt":
      return bvtTerms(settings);
    case "atropos":
      return atroposTerms(settings);
    case "rrobin":
      return { scheduler: "rrobin", sliceMs: FACTS["sched.rrobin.slice"].value };
  }
}

/** A scheduler for demonstration, devices without an IOMMU, more file-backed disks than loop devices. */
function moreCautions({ settings }: Site<Xen20Settings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const found: Misfit[] = [];
  if (settings.scheduler === "rrobin") {
    const told = { what: "scheduler", value: "rrobin", needs: "bvt or atropos" };
    found.push({ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "sched.rrobin") });
  }
  for (const spec of specs.filter((one) => one.needs.includes("passthrough-device"))) {
    const told = { what: "dma-protection", value: spec.id, needs: "an IOMMU, which 2.0 does not use" };
    found.push({ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "io.dma") });
  }
  const loops = FACTS["vm.maxLoopDisks"];
  const value = specs.reduce((sum, spec) => sum + spec.disks, 0);
  if (settings.fileBackedDisks && value > loops.value) {
    const evidence = { rule: "vm.maxLoopDisks", source: loops.source };
    found.push({ code: "over-limit", scope: "machine", resource: "disks", value, bound: loops.value, ...evidence });
  }
  return found;
}

const LAYER = withCore(
  xenLayer<Xen20Settings>({
    id: "xen-2.0",
    technique: "hypercall",
    hosts: () => ["x86-32", "x86-64"],
    facts: FACTS,
    settings: Xen20Settings,
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    description: DESCRIPTION,
    needRules: NEED_RULES,
    serviceFacts: ["svc.dom0MemKb", "svc.xenheap", "io.cost", "io.share"],
    addressableMiB: (memoryMiB) => memoryMiB,
    hypervisorMiB: () => FACTS["svc.xenheap"].value,
    dom0MiB: (_memoryMiB, { dom0MemoryKb }) => dom0MemoryKb / KB_PER_MIB,
    domainMiB: (spec) => spec.memoryMiB + FACTS["mem.perDomain"].value,
    guestsUnder: () => GUESTS,
    scheduling: termsOf,
    capCores: (settings, vcpus) => (isSliced(settings) ? sliceCapCores(settings, vcpus) : Number.POSITIVE_INFINITY),
    guarantees: (settings) =>
      isSliced(settings)
        ? { perDomain: sliceRatio(settings), keptByDom0: FACTS["sched.atropos.dom0"].value }
        : undefined,
    moreMachineMisfits: ({ settings }) =>
      isSliced(settings) ? sliceMisfits(settings, ruleOf(DESCRIPTION, "sched.slice")) : [],
    moreCautions,
  }),
  { ...XEN_20_CORE, ...XEN_20_COSTS },
);

export const XEN_20: Platform = {
  id: "xen-2.0",
  title: "Xen 2.0",
  maker: "Xen project",
  generation: "Xen 2.0, November 2004",
  year: 2004,
  era: "2006",
  layers: [LAYER],
};
