/**
 * QEMU 0.8 (2005 to 2006): a machine as one process of a host system, its processor emulated. A PC on a PC may use the
 * kqemu module. Whole and flat. Left out: user-mode emulation, processors that the contract has no name for (ARM, MIPS).
 */
import { z } from "zod";
import { assumed, deck, derived, recalled, seen } from "../fact.ts";
import {
  type Architecture,
  type GuestSupport,
  type LayerDescription,
  type Machine,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  architectureMisfits,
  notSupported,
  partitionLimit,
  ruleEvidence,
  sharedLayer,
  withCore,
} from "../partitioning/index.ts";
import { QEMU_08_FACTS as FACTS } from "./qemu-0.8-facts.ts";
import { QEMU_08_CORE } from "./core.ts";
import { QEMU_08_COSTS } from "./core-costs.ts";

export const Qemu08Settings = z.strictObject({
  /** The module that runs code of a PC on a PC directly; other guests are translated in any case. */
  accelerator: z.enum(["kqemu", "none"]).default("kqemu"),
  /** CPU that a translated machine takes per CPU it would take natively. */
  slowdown: z
    .number()
    .min(FACTS["cpu.slowdownMin"].value)
    .max(FACTS["cpu.slowdown"].value)
    .default(FACTS["cpu.slowdown"].value),
  /** The same with the module; 1 = as native. */
  slowdownKqemu: z.number().min(1).max(FACTS["cpu.slowdown"].value).default(FACTS["cpu.slowdownKqemu"].value),
  /** Memory kept for the host's own system. */
  hostMemoryMiB: z.number().min(0).max(1e9).default(FACTS["svc.host"].value),
});
export type Qemu08Settings = z.infer<typeof Qemu08Settings>;

const HOSTS: readonly Architecture[] = ["x86-64", "x86-32", "power"];

const LIMITS = [
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "emulated",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "any system for a PC",
  },
  {
    mode: "emulated",
    families: ["linux"],
    architectures: ["sparc"],
    needsOneOf: [],
    source: seen("QEMU-tech"),
    note: "32-bit SPARC (V8); sparc64 is not usable yet",
  },
  {
    mode: "emulated",
    families: ["linux"],
    architectures: ["power"],
    needsOneOf: [],
    source: seen("QEMU-tech"),
    note: "32-bit PowerPC",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.minRam"], max: FACTS["vm.maxRam"] },
  ],
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is neither x86 nor PowerPC", source: seen("QEMU-tech") },
    { id: "os", severity: "refuse", text: "a guest for a processor that is not emulated", source: seen("QEMU-tech") },
    {
      id: "cpu.oneThread",
      severity: "refuse",
      text: "a peak demand that takes more than one core once emulated: a machine runs on one host thread",
      source: derived("cpu.threads, cpu.slowdown"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory and overhead of all machines beyond the host less its own system",
      source: derived("svc.host, mem.cache, mem.process"),
    },
    { id: "cpu.reserved", severity: "warn", text: "guaranteed CPU: there are no shares", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration: there is none", source: recalled("fairly") },
    { id: "io.passthrough", severity: "refuse", text: "a device passed through", source: recalled("fairly") },
    {
      id: "use.test",
      severity: "warn",
      text: "anything but development and test",
      source: assumed("planning advice for an emulator without shares or migration"),
    },
  ],
  operations: [
    { id: "op.size", text: "everything is given when a machine starts", source: recalled("fairly") },
    { id: "op.snapshot", text: "disk images that grow, overlays over a common image", source: recalled("fairly") },
  ],
  migration: [],
  availability: [{ id: "ha", text: "none; a machine is a process of the host", source: recalled("sure") }],
  licence: { value: "GPL, no charge; kqemu closed but free of charge", source: seen("SLACK-kqemu") },
  overheadFormula: {
    value: "16 (translation cache) + 16 (process) MiB per machine",
    source: derived("mem.cache, mem.process"),
  },
  deck: [
    {
      id: "seed.others",
      says: "QEMU is named among other x86 software",
      slide: "Platform overview of virtualization technology",
      verdict: "agrees",
      documented: "an emulator: the only platform here that runs another processor's systems",
      source: deck("Platform overview of virtualization technology"),
    },
  ],
};

const NEED_RULES: readonly NeedRule[] = [
  { need: "live-migration", ...ruleEvidence(DESCRIPTION, "mig.none"), instead: "a platform that moves machines" },
  { need: "passthrough-device", ...ruleEvidence(DESCRIPTION, "io.passthrough"), instead: "an emulated device" },
];

type Here = Site<Qemu08Settings>;

/** Does kqemu run this guest on this host: a PC on a PC, and no 64-bit one on 32-bit processors? */
function isAccelerated(spec: Pick<PartitionSpec, "os">, machine: Machine): boolean {
  const host = machine.architecture;
  if (host !== "x86-32" && host !== "x86-64") return false;
  const guest = spec.os.architecture === "unknown" ? host : spec.os.architecture;
  return guest === "x86-32" || (guest === "x86-64" && host === "x86-64");
}

/** CPU per CPU that the same work would take natively. */
function slowdownOf(spec: Pick<PartitionSpec, "os">, { machine, settings }: Here): number {
  const usesModule = settings.accelerator === "kqemu" && isAccelerated(spec, machine);
  return usesModule ? settings.slowdownKqemu : settings.slowdown;
}

/** Demand beyond the one thread a machine has. */
function cpuMisfits(spec: PartitionSpec, site: Here): readonly Misfit[] {
  const value = spec.peakCores * slowdownOf(spec, site);
  const bound = FACTS["cpu.threads"].value;
  if (value <= bound) return [];
  const evidence = ruleEvidence(DESCRIPTION, "cpu.oneThread");
  return [{ code: "over-limit", scope: "partition", resource: "cpuCores", value, bound, ...evidence }];
}

/** Guaranteed CPU that nobody here can keep. */
function floorCautions(specs: readonly PartitionSpec[]): readonly Misfit[] {
  const evidence = ruleEvidence(DESCRIPTION, "cpu.reserved");
  return specs
    .filter((spec) => spec.cpuReservedMhz > 0)
    .map((spec) => notSupported(evidence, { what: "reserved-CPU", value: spec.id, needs: "a platform with shares" }));
}

/** One caution for a host that carries machines at all. */
function useCautions(specs: readonly PartitionSpec[]): readonly Misfit[] {
  if (specs.length === 0) return [];
  const told = { what: "production-use", value: "an emulator", needs: `${FACTS["use.class"].value} instead` };
  return [notSupported(ruleEvidence(DESCRIPTION, "use.test"), told)];
}

const LAYER = withCore(
  sharedLayer<Qemu08Settings>({
    id: "qemu-0.8",
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: "emulation",
    hypervisorType: 2,
    memory: "dedicated",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: Qemu08Settings,
    description: { ...DESCRIPTION, facts: FACTS, limits: LIMITS, guests: GUESTS },
    service: {
      name: "host system",
      facts: ["svc.host", "svc.hostCpu", "cpu.slowdown", "cpu.slowdownKqemu"],
      takes: ({ settings }) => ({ memoryMiB: settings.hostMemoryMiB, cores: FACTS["svc.hostCpu"].value / 100 }),
    },
    supplies: () => ({}),
    memoryClaimMiB: (spec) => spec.memoryMiB + FACTS["mem.cache"].value + FACTS["mem.process"].value,
    cpuFactor: slowdownOf,
    vendorSettings: (wants, site) => ({
      smp: wants.vcpus,
      accelerator: isAccelerated(wants, site.machine) ? site.settings.accelerator : "none",
      slowdown: slowdownOf(wants, site),
    }),
    evidence: { memoryMiB: ruleEvidence(DESCRIPTION, "mem.fit") },
    guestRule: ruleEvidence(DESCRIPTION, "os"),
    needRules: NEED_RULES,
    moreMachineMisfits: ({ machine }) => architectureMisfits(HOSTS, machine, ruleEvidence(DESCRIPTION, "hw.arch")),
    morePartitionMisfits: cpuMisfits,
    moreCautions: (_site, specs) => [...useCautions(specs), ...floorCautions(specs)],
  }),
  { ...QEMU_08_CORE, ...QEMU_08_COSTS },
);

export const QEMU_08: Platform = {
  id: "qemu-0.8",
  title: "QEMU 0.8",
  maker: "QEMU project",
  generation: "QEMU 0.8, December 2005 to 2006",
  year: 2005,
  era: "2006",
  layers: [LAYER],
};
