/**
 * HP-UX Virtual Partitions A.03 (11i v1 on PA-RISC, to 2005), the state of the 2006 deck. CPUs are bound (they take I/O
 * interrupts and stay) or float; memory comes in steps of 64 MB, interleaved over all cells. Left out: which CPU is
 * bound by path, the split of memory ranges.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type Platform,
  type Site,
  withCore,
  DEDICATED_CPUS,
  hardIfCapped,
} from "../partitioning/index.ts";
import { VPAR_A03_DECK } from "./deck.ts";
import { HP_UX } from "./hp-ux-release.ts";
import { modelFacts, vparModels } from "./machines.ts";
import { ONLINE_CHANGES, vparLayer } from "./vpar-layer.ts";
import { VPAR_AVAILABILITY, VPAR_RULES } from "./vpar-statements.ts";
import { HP_HARDWARE_COSTS } from "./core-costs.ts";

const FACTS = {
  "host.maxVpars": fact(8, "vPars", seen("VP-A0502-252"), "per nPartition or server"),
  "vpar.minCpus": fact(1, "CPUs", seen("SPG-456, VP-60-12"), "a whole core; that one is bound"),
  "vpar.cpuStep": fact(1, "CPUs", seen("VP-60-12"), "never shared, never overcommitted"),
  "vpar.maxUsefulCpus": fact(64, "CPUs", seen("SPG-459"), "a total above was pointless in 2002"),
  "cpu.bound": fact(
    "takes I/O interrupts, does not move while the partition is up",
    "",
    seen("VSEB-25104, VP-A0401-231"),
  ),
  "cpu.floating": fact("takes no interrupts, moves online", "", seen("VSEB-25104, VP-A0401-231")),
  "mem.granule": fact(64, "MiB", seen("SPG-456"), "wishes are rounded up; interleaved over all active cells"),
  "vpar.minGranules": fact(1, "granules", seen("SPG-456")),
  "pa.kernelWindow": fact(2, "GiB", seen("VP-A0502-252"), "all kernels boot below, beside the monitor's granule"),
  "vpar.minLbas": fact(1, "LBAs", seen("SPG-456"), "with a bootable disk; one for the network is advised"),
  "lba.slots": fact(1, "PCI slots", seen("VPRES-11v1, SPG-456"), "on cell servers"),
  "monitor.memory": fact(
    128,
    "MiB",
    assumed("planning value: within the first granules; no number was seen for PA-RISC"),
  ),
  "cpu.overhead": fact(0, "%", recalled("fairly"), "0 to 1 % in steady state: hardware is used directly; 0 is used"),
  "io.slotsPerNic": fact(1, "LBAs", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "LBAs", assumed("one host adapter reaches all disks; a second path would take another")),
  ...modelFacts(vparModels("A.03"), ["vparsFrom"]),
  ...hardIfCapped({ settings: "cpuMax cores" }),
} as const;

export const VparA03Settings = z.strictObject({
  /** CPUs of each partition that are bound; work with much I/O wants more of them. */
  boundCpus: z.int().max(128).default(FACTS["vpar.minCpus"].value),
  /** What must change while a partition is up. */
  onlineChanges: z.array(z.enum(ONLINE_CHANGES)).max(3).default([]),
});
export type VparA03Settings = z.infer<typeof VparA03Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["hp-ux"],
    architectures: ["pa-risc"],
    needsOneOf: [],
    source: seen("VP-TIPS-6, WNG55-12"),
    note: "11i v1",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    { kind: "grid", resource: "vcpus", min: FACTS["vpar.minCpus"], step: FACTS["vpar.cpuStep"] },
    { kind: "grid", resource: "memoryMiB", min: FACTS["mem.granule"], step: FACTS["mem.granule"] },
    { kind: "grid", resource: "lbas", min: FACTS["vpar.minLbas"], step: FACTS["lba.slots"] },
  ],
  rules: [
    ...VPAR_RULES,
    {
      id: "VPAR-3",
      severity: "refuse",
      text: "anything but HP-UX 11i v1 on PA-RISC",
      source: seen("VP-TIPS-6, WNG55-12"),
    },
    {
      id: "VPAR-4",
      severity: "refuse",
      text: "memory that is no multiple of 64 MB (wishes are rounded up), or more of it than the monitor leaves",
      source: seen("SPG-456"),
    },
    {
      id: "VPAR-6",
      severity: "refuse",
      text: "memory or adapters that change while the partition is up, and CPUs where all are bound",
      source: seen("VP-A0503-44"),
    },
    { id: "VPAR-9", severity: "refuse", text: "virtual partitions on Itanium", source: seen("VP-TIPS-6") },
    { id: "cpu.bound.min", severity: "refuse", text: "fewer bound CPUs than one", source: seen("SPG-456, VP-60-12") },
  ],
  operations: [
    { id: "op.cpu", text: "floating CPUs move between running partitions", source: seen("VSEB-25104, VP-A0401-231") },
    { id: "op.down", text: "memory and adapters change while the partition is down", source: seen("VP-A0503-44") },
  ],
  migration: [],
  availability: VPAR_AVAILABILITY,
  licence: { value: "HP-UX and vPars per CPU; pay per use not with early releases", source: recalled("fairly") },
  overheadFormula: {
    value: "about 128 MB once for the monitor, nothing per partition",
    source: FACTS["monitor.memory"].source,
  },
  deck: VPAR_A03_DECK,
};

function boundMisfits(site: Site<VparA03Settings>): readonly Misfit[] {
  const value = site.settings.boundCpus;
  const { value: bound, source } = FACTS["vpar.minCpus"];
  if (value >= bound) return [];
  return [
    { code: "below-minimum", scope: "machine", resource: "bound-cpus", value, bound, rule: "cpu.bound.min", source },
  ];
}

const LAYER = withCore(
  vparLayer<VparA03Settings>({
    id: "vpar-a03",
    stream: "A.03",
    facts: FACTS,
    settings: VparA03Settings,
    guests: GUESTS,
    architectures: ["pa-risc"],
    description: DESCRIPTION,
    granuleMiB: () => FACTS["mem.granule"].value,
    clmPercent: () => 0,
    footprint: () => ({
      monitorMiB: FACTS["monitor.memory"].value,
      dumpMiB: 0,
      perVparMiB: 0,
      firmwarePerCellMiB: 0,
    }),
    releases: () => [HP_UX.v1],
    fixedCpus: (settings) => settings.boundCpus,
    movesMemory: () => false,
    vendorSettings: (cpus, site) => {
      const boundCpus = Math.min(cpus, site.settings.boundCpus);
      return { cpuMin: boundCpus, cpuMax: cpus, boundCpus, floatingCpus: cpus - boundCpus };
    },
    moreMachineMisfits: boundMisfits,
  }),
  { ...DEDICATED_CPUS, ...HP_HARDWARE_COSTS },
);

export const VPAR_A03: Platform = {
  id: "vpar-a03",
  title: "HP-UX Virtual Partitions A.03",
  maker: "HP",
  generation: "A.03 on HP-UX 11i v1, PA-RISC, to 2005",
  year: 2003,
  era: "2006",
  layers: [LAYER],
};
