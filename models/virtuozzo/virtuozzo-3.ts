/**
 * SWsoft Virtuozzo 3 (2005 to 2006): private servers inside one operating system, under one kernel. The host runs Linux
 * or Windows 2003, and so does every private server on it. Whole and flat. Left out: disk templates, quotas, the single
 * beancounters (memory is planned as one figure).
 */
import { z } from "zod";
import { derived, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  architectureMisfits,
  cappedCautions,
  cpusOf,
  notSupported,
  percentOf,
  ruleEvidence,
  sharedLayer,
  wordSizeMisfits,
  withCore,
} from "../partitioning/index.ts";
import { VIRTUOZZO_3_FACTS as FACTS } from "./virtuozzo-3-facts.ts";
import { VIRTUOZZO_CORE } from "./core.ts";
import { VIRTUOZZO_COSTS } from "./core-costs.ts";

export const Virtuozzo3Settings = z.strictObject({
  /** What the host runs: the kernel of every private server. */
  hostSystem: z.enum(["linux", "windows"]).default("linux"),
  /** Relative weight of every private server. */
  cpuUnits: z.int().min(FACTS["cpu.unitsMin"].value).max(FACTS["cpu.unitsMax"].value).default(FACTS["cpu.units"].value),
  /** Ceiling of every private server in percent of one CPU (400 = four); 0 = none. */
  cpuLimitPercent: z.number().min(0).max(1e6).default(FACTS["cpu.limit"].value),
  ioPriority: z.int().min(0).max(FACTS["io.priorityMax"].value).default(FACTS["io.priority"].value),
  /** Memory kept for the host's own system. */
  hostMemoryMiB: z.number().min(0).max(1e9).default(FACTS["svc.host"].value),
});
export type Virtuozzo3Settings = z.infer<typeof Virtuozzo3Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "shared-kernel",
    families: ["linux"],
    architectures: ["x86-64", "x86-32"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "any distribution on the host's Linux kernel",
  },
  {
    mode: "shared-kernel",
    families: ["windows"],
    architectures: ["x86-64", "x86-32"],
    versions: ["2003"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "Windows Server 2003 on a Windows Server 2003 host",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [{ kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.minRam"] }],
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not x86", source: recalled("fairly") },
    { id: "os", severity: "refuse", text: "anything but Linux or Windows 2003", source: recalled("sure") },
    {
      id: "os.kernel",
      severity: "refuse",
      text: "a system of another family, word size or kernel than the host's: there is one kernel",
      source: derived("host.system, kernels"),
    },
    {
      id: "os.ownKernel",
      severity: "refuse",
      text: "a kernel of its own, or a kernel changed for one private server",
      source: derived("kernels"),
    },
    { id: "os.modules", severity: "refuse", text: "kernel modules of its own", source: derived("kernels") },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory (over the overcommit ratio) and overhead beyond the host less its own system",
      source: derived("svc.host, mem.overhead"),
    },
    {
      id: "mem.guaranteed",
      severity: "refuse",
      text: "guaranteed memory of all private servers beyond the host",
      source: seen("VZ-kb"),
    },
    {
      id: "cpu.guaranteed",
      severity: "refuse",
      text: "guaranteed CPU of all private servers beyond the host",
      source: seen("VZ6-cli"),
    },
    { id: "cpu.capped", severity: "warn", text: "a cpulimit below the peak demand", source: seen("VZ6-cli, VZ-kb") },
    {
      id: "cpu.shown",
      severity: "warn",
      text: "more CPUs wanted than the host has: fewer are shown inside",
      source: seen("VZ-kb, VZ6-cli"),
    },
  ],
  operations: [
    { id: "op.cpu", text: "cpuunits, cpulimit and counters change online", source: seen("VZ6-cli") },
    {
      id: "op.template",
      text: "files of the templates are shared between private servers",
      source: recalled("fairly"),
    },
  ],
  migration: [
    {
      id: "mig",
      text: "zero downtime by checkpoint and restart, no pre-copy: same CPU features and the same kernel",
      source: recalled("fairly"),
    },
  ],
  availability: [
    { id: "fault", text: "a kernel panic or a kernel update takes all private servers", source: recalled("sure") },
  ],
  licence: {
    value: "per physical CPU of the host, plus one Windows licence for the host in the Windows edition",
    source: recalled("unsure"),
  },
  overheadFormula: {
    value: "20 MiB per private server",
    source: FACTS["mem.overhead"].source,
    note: "a planning floor: shared files cost nothing twice",
  },
  deck: [
    {
      id: "seed.others",
      says: "SWsoft Virtuozzo is named among other x86 software",
      slide: "Platform overview of virtualization technology",
      verdict: "agrees",
      documented: "of type container: one shared kernel, no hypervisor",
      source: recalled("sure"),
    },
  ],
};

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "own-kernel",
    ...ruleEvidence(DESCRIPTION, "os.ownKernel"),
    instead: "a virtual machine: private servers share one kernel",
  },
  {
    need: "kernel-modules",
    ...ruleEvidence(DESCRIPTION, "os.modules"),
    instead: "modules loaded on the host, for all private servers",
  },
];

type Here = Site<Virtuozzo3Settings>;

/** A system of another family or word size than the host's kernel. */
function kernelMisfits(spec: PartitionSpec, { machine, settings }: Here): readonly Misfit[] {
  const evidence = ruleEvidence(DESCRIPTION, "os.kernel");
  const { family } = spec.os;
  const isOther = (family === "linux" || family === "windows") && family !== settings.hostSystem;
  const told = { what: "guest-kernel", value: family, needs: `${settings.hostSystem}, as the host runs` };
  return [...(isOther ? [notSupported(evidence, told)] : []), ...wordSizeMisfits(spec, machine, evidence)];
}

/** CPUs of its limit, or undefined where there is none. */
function limitCpus({ settings, machine }: Here): number | undefined {
  if (settings.cpuLimitPercent === 0) return undefined;
  const limit = { kind: "pctOfOneCpu", percent: settings.cpuLimitPercent } as const;
  return cpusOf(limit, { vcpus: machine.threads, hostCpus: machine.threads });
}

function shownCautions(site: Here, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const bound = site.machine.threads;
  return specs.flatMap((spec): readonly Misfit[] => {
    if (spec.vcpus <= bound) return [];
    const told = { resource: "vcpus", value: spec.vcpus, bound };
    return [{ code: "over-limit", scope: "partition", ...told, ...ruleEvidence(DESCRIPTION, "cpu.shown") }];
  });
}

/** Guaranteed CPU of one private server in percent of one CPU, four decimals. */
function guaranteePercent(cpuReservedMhz: number, { machine }: Here): number {
  const counts = { vcpus: machine.threads, hostCpus: machine.threads };
  return Number(percentOf(cpuReservedMhz / machine.coreMhz, "pctOfOneCpu", counts).percent.toFixed(4));
}

const LAYER: Layer<Virtuozzo3Settings> = withCore<Virtuozzo3Settings>(
  sharedLayer<Virtuozzo3Settings>({
    id: "virtuozzo-3",
    noun: "virtual private server",
    nouns: "virtual private servers",
    type: "container",
    technique: "shared-kernel",
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "operating-system",
    settings: Virtuozzo3Settings,
    description: { ...DESCRIPTION, facts: FACTS, limits: [], guests: GUESTS },
    service: {
      name: "host system",
      facts: ["svc.host", "svc.hostCpu", "io.cost"],
      takes: ({ settings }) => ({ memoryMiB: settings.hostMemoryMiB, cores: FACTS["svc.hostCpu"].value / 100 }),
    },
    supplies: ({ machine, settings }) => ({
      memoryReservedMiB: Math.max(0, machine.memoryMiB - settings.hostMemoryMiB),
      cpuReservedMhz: Math.max(0, machine.cores - FACTS["svc.hostCpu"].value / 100) * machine.coreMhz,
    }),
    claims: (spec) => ({
      memoryReservedMiB: spec.memoryReservedMiB + FACTS["mem.overhead"].value,
      cpuReservedMhz: spec.cpuReservedMhz,
    }),
    memoryClaimMiB: (spec, site) => spec.memoryMiB / site.memoryOvercommitRatio + FACTS["mem.overhead"].value,
    cpuFactor: () => 1 + FACTS["io.cost"].value / 100,
    vendorSettings: (wants, site) => ({
      cpuunits: site.settings.cpuUnits,
      cpulimitPctOfOneCpu: site.settings.cpuLimitPercent,
      cpus: Math.min(wants.vcpus, site.machine.threads),
      guaranteePctOfOneCpu: guaranteePercent(wants.cpuReservedMhz, site),
      ioPriority: site.settings.ioPriority,
      oomguarMiB: wants.memoryReservedMiB,
    }),
    evidence: {
      memoryMiB: ruleEvidence(DESCRIPTION, "mem.fit"),
      memoryReservedMiB: ruleEvidence(DESCRIPTION, "mem.guaranteed"),
      cpuReservedMhz: ruleEvidence(DESCRIPTION, "cpu.guaranteed"),
    },
    guestRule: ruleEvidence(DESCRIPTION, "os"),
    needRules: NEED_RULES,
    moreMachineMisfits: ({ machine }) =>
      architectureMisfits(["x86-32", "x86-64"], machine, ruleEvidence(DESCRIPTION, "hw.arch")),
    morePartitionMisfits: kernelMisfits,
    moreCautions: (site, specs) => [
      ...cappedCautions(specs, () => limitCpus(site), ruleEvidence(DESCRIPTION, "cpu.capped")),
      ...shownCautions(site, specs),
    ],
  }),
  { ...VIRTUOZZO_CORE, ...VIRTUOZZO_COSTS },
);

export const VIRTUOZZO_3: Platform = {
  id: "virtuozzo-3",
  title: "SWsoft Virtuozzo 3",
  maker: "SWsoft",
  generation: "Virtuozzo 3.0 for Linux, 3.5.1 for Windows, 2005 to 2006",
  year: 2005,
  era: "2006",
  layers: [LAYER],
};
