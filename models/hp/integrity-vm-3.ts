/**
 * Integrity Virtual Machines A.03 (2006 to 2007): guests on an HP-UX host on Itanium. Every vCPU has an entitlement, a
 * floor of 5 to 100 % of a core in steps of 1 %; above it idle time is shared. Memory is never handed out twice. Left
 * out: placing guests on cells, dynamic memory, caps (4.x), guests that move while they run (4.1).
 */
import { z } from "zod";
import { recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  partitionLimit,
  roundUpToGrid,
  sharedLayer,
  withCore,
} from "../partitioning/index.ts";
import { VSE_DECK } from "./deck.ts";
import { HP_UX, releaseOutside } from "./hp-ux-release.ts";
import { INTEGRITY_VM_3_FACTS as FACTS } from "./integrity-vm-3-facts.ts";
import { ruleOf } from "./npar-layer.ts";
import { foreignGuest, unsupported } from "./refusal.ts";
import { INTEGRITY_VM_CORE } from "./core.ts";
import { INTEGRITY_VM_COSTS } from "./core-costs.ts";

const PERCENT = 100;

export const IntegrityVm3Settings = z.strictObject({
  /** Percent of a core that every vCPU is entitled to, at the least. */
  entitlementPercent: z.number().min(0).max(1000).default(FACTS["vm.entitlementDefault"].value),
  /** "setting": the percentage above, more where a reservation asks; "peak": as much as the guest's own peak needs. */
  entitlementBy: z.enum(["setting", "peak"]).default("setting"),
});
export type IntegrityVm3Settings = z.infer<typeof IntegrityVm3Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "hvm",
    families: ["hp-ux"],
    architectures: ["ia64"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "11i v2 and 11i v3",
  },
  {
    mode: "hvm",
    families: ["windows"],
    architectures: ["ia64"],
    versions: ["2003", "Server 2003", "Windows Server 2003"],
    needsOneOf: [],
    source: recalled("fairly"),
  },
  {
    mode: "hvm",
    families: ["linux"],
    architectures: ["ia64"],
    versions: ["RHEL 4", "SLES 9", "SLES 10"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "RHEL and SLES from 2.0 and 3.x on; OpenVMS came with 4.x",
  },
];

const DESCRIPTION: LayerDescription = {
  facts: FACTS,
  grains: [
    { kind: "grid", resource: "vcpus", min: FACTS["vm.minVcpu"], step: FACTS["vm.minVcpu"] },
    {
      kind: "grid",
      resource: "entitlementPercent",
      min: FACTS["vm.minEntitlement"],
      step: FACTS["vm.entitlementStep"],
      max: FACTS["vm.maxEntitlement"],
    },
    { kind: "grid", resource: "memoryMiB", min: FACTS["vm.memStep"], step: FACTS["vm.memStep"] },
  ],
  limits: [partitionLimit(FACTS, "vm.maxVcpu", "vcpus"), partitionLimit(FACTS, "vm.maxRam", "memoryMiB")],
  guests: GUESTS,
  rules: [
    {
      id: "HPVM-1",
      severity: "refuse",
      text: "an entitlement below 5 % or above 100 % of a core per vCPU",
      source: recalled("sure"),
    },
    {
      id: "HPVM-2",
      severity: "refuse",
      text: "more vCPUs in one guest than the host has cores; the version's own maximum is vm.maxVcpu",
      source: seen("VP-63-53, GWLM-VM-6"),
    },
    {
      id: "HPVM-3",
      severity: "refuse",
      text: "entitlements together beyond the host's cores",
      source: recalled("sure"),
    },
    {
      id: "HPVM-4",
      severity: "refuse",
      text: "guest memory with its overhead beyond what the host leaves",
      source: seen("VP-63-58, HPVM43-51"),
    },
    { id: "HPVM-5", severity: "refuse", text: "a host that is not Itanium", source: seen("HPVM-SIZE-10") },
    {
      id: "HPVM-6",
      severity: "refuse",
      text: "a guest other than HP-UX 11i v2 or v3, Windows 2003, RHEL 4, SLES 9 or 10, each for Itanium",
      source: recalled("fairly"),
    },
    { id: "VPAR-8", severity: "refuse", text: "a VM Host within a virtual partition", source: recalled("sure") },
    { id: "mig.offline", severity: "refuse", text: "live migration, which came with 4.1", source: recalled("fairly") },
    {
      id: "io.virtual",
      severity: "refuse",
      text: "a device of a guest's own: disks and networks are virtual",
      source: recalled("fairly"),
    },
  ],
  operations: [
    { id: "op.entitlement", text: "entitlements change while the guest runs", source: recalled("fairly") },
    { id: "op.move", text: "a guest that is down moves to another host", source: recalled("fairly") },
  ],
  migration: [],
  availability: [
    { id: "iso", text: "guests are apart by address space; the VM Host fails for all", source: recalled("sure") },
    { id: "nest", text: "a VM Host takes a whole server or nPartition, never beside vPars", source: recalled("sure") },
  ],
  licence: { value: "per core of the host, for the host software", source: recalled("fairly") },
  overheadFormula: {
    value: "guest: vCPUs x memory x 0.4 % + 64 MiB; host: 750 MiB + 7.5 % of the rest",
    source: seen("VP-63-58"),
  },
  deck: VSE_DECK,
};

/** Percent of a core per vCPU: the setting, or what a reservation or the peak asks for where that is more. */
function entitlementOf(wants: PartitionWants, site: Site<IntegrityVm3Settings>): number {
  const { settings, machine } = site;
  const ofCores = (cores: number) => (cores / wants.vcpus) * PERCENT;
  const asked = Math.max(
    settings.entitlementPercent,
    ofCores(wants.cpuReservedMhz / machine.coreMhz),
    settings.entitlementBy === "peak" ? ofCores(wants.peakCores) : 0,
  );
  return roundUpToGrid(asked, { min: FACTS["vm.minEntitlement"].value, step: FACTS["vm.entitlementStep"].value });
}

/** Memory of one guest beside its own, in MiB. */
function overheadMiB(vcpus: number, memoryMiB: number): number {
  return (vcpus * memoryMiB * FACTS["mem.perVcpu"].value) / PERCENT + FACTS["mem.perVm"].value;
}

/** What the VM Host keeps of so much memory, in MiB. */
function hostMiB(memoryMiB: number): number {
  const fixed = FACTS["svc.memory"].value;
  return fixed + (Math.max(0, memoryMiB - fixed) * FACTS["svc.memoryShare"].value) / PERCENT;
}

function machineMisfits(site: Site<IntegrityVm3Settings>): readonly Misfit[] {
  const { machine, settings } = site;
  const rule = (id: string) => ruleOf(DESCRIPTION, id);
  const value = settings.entitlementPercent;
  const least = FACTS["vm.minEntitlement"].value;
  const most = FACTS["vm.maxEntitlement"].value;
  const told = { scope: "machine", resource: "entitlementPercent", value, ...rule("HPVM-1") } as const;
  const wrong = { what: "machine-architecture", value: machine.architecture, needs: "ia64" };
  const nested = { what: "vm-host", value: "within a vPar", needs: "a server or an nPartition" };
  return [
    ...(machine.architecture === "ia64" ? [] : [unsupported(rule("HPVM-5"), wrong)]),
    ...(machine.kind === "vpar" ? [unsupported(rule("VPAR-8"), nested)] : []),
    ...(value < least ? [{ code: "below-minimum", bound: least, ...told } as const] : []),
    ...(value > most ? [{ code: "over-limit", bound: most, ...told } as const] : []),
  ];
}

function partitionMisfits(spec: PartitionSpec, site: Site<IntegrityVm3Settings>): readonly Misfit[] {
  const rule = (id: string) => ruleOf(DESCRIPTION, id);
  const { cores } = site.machine;
  const value = entitlementOf(spec, site);
  const bound = FACTS["vm.maxEntitlement"].value;
  const scope = "partition";
  return [
    ...foreignGuest(spec, site, rule("HPVM-6")),
    ...releaseOutside([HP_UX.v2, HP_UX.v3], spec, rule("HPVM-6")),
    ...(spec.vcpus > cores
      ? [{ code: "over-limit", scope, resource: "vcpus", value: spec.vcpus, bound: cores, ...rule("HPVM-2") } as const]
      : []),
    ...(value > bound
      ? [{ code: "over-limit", scope, resource: "entitlementPercent", value, bound, ...rule("HPVM-1") } as const]
      : []),
  ];
}

const LAYER = withCore(
  sharedLayer<IntegrityVm3Settings>({
    id: "integrity-vm-3",
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "logical",
    technique: "trap-and-map",
    hypervisorType: 2,
    memory: "dedicated",
    standsOn: ["server", "npar"],
    yields: "virtual-machine",
    settings: IntegrityVm3Settings,
    description: DESCRIPTION,
    service: {
      name: "VM Host",
      facts: ["svc.memory", "svc.memoryShare", "svc.cpu"],
      takes: (_site, usableMemoryMiB) => ({
        memoryMiB: hostMiB(usableMemoryMiB),
        cores: FACTS["svc.cpu"].value / PERCENT,
      }),
    },
    supplies: ({ machine }) => ({
      partitions: FACTS["host.maxVms"].value,
      vcpus: machine.cores * FACTS["host.maxVcpuPerCore"].value,
      cpuReservedMhz: machine.cores * machine.coreMhz,
    }),
    claims: (spec, site) => ({
      cpuReservedMhz: (spec.vcpus * entitlementOf(spec, site) * site.machine.coreMhz) / PERCENT,
    }),
    memoryClaimMiB: (spec) => spec.memoryMiB + overheadMiB(spec.vcpus, spec.memoryMiB),
    cpuFactor: () => 1 + FACTS["cpu.overhead"].value / PERCENT,
    vendorSettings: (wants, site) => ({ entitlementPercent: entitlementOf(wants, site) }),
    evidence: {
      partitions: { rule: "host.maxVms", source: FACTS["host.maxVms"].source },
      vcpus: { rule: "host.maxVcpuPerCore", source: FACTS["host.maxVcpuPerCore"].source },
      cpuReservedMhz: ruleOf(DESCRIPTION, "HPVM-3"),
      memoryMiB: ruleOf(DESCRIPTION, "HPVM-4"),
    },
    guestRule: ruleOf(DESCRIPTION, "HPVM-6"),
    needRules: [
      {
        need: "live-migration",
        ...ruleOf(DESCRIPTION, "mig.offline"),
        instead: "version 4.1 or later, or a move while down",
      },
      { need: "passthrough-device", ...ruleOf(DESCRIPTION, "io.virtual"), instead: "an nPartition or a vPar" },
    ],
    moreMachineMisfits: machineMisfits,
    morePartitionMisfits: partitionMisfits,
  }),
  { ...INTEGRITY_VM_CORE, ...INTEGRITY_VM_COSTS },
);

export const INTEGRITY_VM_3: Platform = {
  id: "integrity-vm-3",
  title: "HP Integrity Virtual Machines A.03",
  maker: "HP",
  generation: "A.03 on HP-UX 11i v2 for Itanium, 2006 to 2007",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
