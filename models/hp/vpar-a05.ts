/**
 * HP-UX Virtual Partitions A.05 (11i v3, from 2007) on PA-RISC and Itanium. Only the boot processor of a partition is
 * fixed; memory comes in granules, and memory declared floating joins and leaves while the partition is up. The monitor
 * also runs partitions of A.04.02 and later on 11i v2. Left out: memory ranges, which granules are base or floating.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Platform,
  type Site,
  withCore,
  DEDICATED_CPUS,
  hardIfCapped,
} from "../partitioning/index.ts";
import { VPAR_A05_DECK } from "./deck.ts";
import { HP_UX, releaseOf } from "./hp-ux-release.ts";
import { modelFacts, vparModels } from "./machines.ts";
import { ruleOf } from "./npar-layer.ts";
import { footprintOf, granuleMisfits, granuleOf } from "./vpar-granule.ts";
import { ONLINE_CHANGES, vparLayer } from "./vpar-layer.ts";
import { VPAR_AVAILABILITY, VPAR_RULES } from "./vpar-statements.ts";
import { HP_HARDWARE_COSTS } from "./core-costs.ts";

const FACTS = {
  "host.maxVpars": fact(8, "vPars", seen("VP-A0502-252"), "per nPartition or server"),
  "vpar.minCpus": fact(1, "CPUs", seen("SPG-456, VP-60-12"), "a whole core"),
  "vpar.cpuStep": fact(1, "CPUs", seen("VP-60-12"), "never shared, never overcommitted"),
  "vpar.fixedCpus": fact(1, "CPUs", seen("VP-A0503-44, VSEB-25104"), "the boot processor; all others move online"),
  "mem.granule.min": fact(64, "MiB", seen("VP-A0405-220, VP-A0507-195"), "power of two, fixed with the database"),
  "mem.granule.default": fact(128, "MiB", seen("VP-A0405-220, VP-A0507-195")),
  "mem.maxGranules": fact(1024, "granules", seen("VP-A0405-189, VP-A0405-220"), "of ILM on Itanium, as an example"),
  "vpar.minGranules": fact(1, "granules", seen("SPG-456")),
  "pa.kernelWindow": fact(2, "GiB", seen("VP-A0502-252, VP-A0508-237"), "one ILM granule each, beside the monitor's"),
  "vpar.minLbas": fact(1, "LBAs", seen("SPG-456"), "with a bootable disk; one for the network is advised"),
  "lba.slots": fact(1, "PCI slots", seen("VPRES-11v1, SPG-456"), "on cell servers"),
  "monitor.memory": fact(384, "MiB", seen("VP-T1335-D"), "fPar0 on Itanium"),
  "monitor.dump": fact(128, "MiB", seen("VP-T1335-D"), "Itanium"),
  "monitor.perVpar": fact(32, "MiB", seen("VP-T1335-D"), "Itanium; charged to the last partition booted"),
  "firmware.perCell": fact(64, "MiB", seen("VP-T1335-D, VP-A0305-310"), "Itanium"),
  "monitor.memory.pa": fact(
    128,
    "MiB",
    assumed("planning value: part of the first granule; no number was seen for PA-RISC"),
  ),
  "cpu.overhead": fact(0, "%", recalled("fairly"), "0 to 1 % in steady state: hardware is used directly; 0 is used"),
  "io.slotsPerNic": fact(1, "LBAs", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "LBAs", assumed("one host adapter reaches all disks; a second path would take another")),
  ...modelFacts(vparModels("A.05"), ["vparsFrom"]),
  ...hardIfCapped({ settings: "cpuMax cores" }),
} as const;

export const VparA05Settings = z.strictObject({
  /** MiB of a granule; left out = 128, doubled on Itanium until all memory fits. */
  granuleMiB: z.number().positive().max(1_048_576).optional(),
  /** Percent of each cell's memory kept local to the cell. */
  clmPercent: z.number().min(0).max(100).default(0),
  /** What must change while a partition is up. */
  onlineChanges: z.array(z.enum(ONLINE_CHANGES)).max(3).default([]),
});
export type VparA05Settings = z.infer<typeof VparA05Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["hp-ux"],
    architectures: ["pa-risc", "ia64"],
    needsOneOf: [],
    source: seen("VP-TIPS-6, WNG55-12"),
    note: "11i v3, and 11i v2 in partitions of A.04.02 and later",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    { kind: "grid", resource: "vcpus", min: FACTS["vpar.minCpus"], step: FACTS["vpar.cpuStep"] },
    { kind: "grid", resource: "memoryMiB", min: FACTS["mem.granule.default"], step: FACTS["mem.granule.default"] },
    { kind: "grid", resource: "lbas", min: FACTS["vpar.minLbas"], step: FACTS["lba.slots"] },
  ],
  rules: [
    ...VPAR_RULES,
    {
      id: "VPAR-3",
      severity: "refuse",
      text: "anything but HP-UX 11i v3, or 11i v2 with A.04.02 and later, of the machine's own processors",
      source: seen("VP-TIPS-6, VP-A0508-57"),
    },
    {
      id: "VPAR-4",
      severity: "refuse",
      text: "memory that is not in granules (wishes are rounded up), a granule that is no power of two from 64 MB on, or more than the monitor leaves",
      source: seen("VP-A0405-220, VP-A0507-195, VP-T1335-D"),
    },
    {
      id: "VPAR-6",
      severity: "refuse",
      text: "adapters that change while the partition is up, memory of a partition on 11i v2, and the boot processor",
      source: seen("VP-A0503-44, VP-A0305-178"),
    },
    { id: "mem.clm", severity: "refuse", text: "memory local to a cell where there is none", source: seen("SPG-456") },
  ],
  operations: [
    {
      id: "op.cpu",
      text: "all CPUs but the boot processor move between running partitions",
      source: seen("VP-A0503-44"),
    },
    {
      id: "op.memory",
      text: "floating memory joins and leaves online; base memory joins online and leaves while the partition is down",
      source: seen("VP-A0503-44, VP-A0305-178"),
    },
    { id: "op.io", text: "adapters change while the partition is down", source: seen("VP-A0503-44") },
    {
      id: "op.mix",
      text: "the monitor also runs partitions of A.04.02 and later",
      source: seen("VP-TIPS-6, VP-A0508-57"),
    },
  ],
  migration: [],
  availability: VPAR_AVAILABILITY,
  licence: { value: "HP-UX and vPars per core", source: recalled("fairly") },
  overheadFormula: {
    value: "Itanium: 384 MB + 128 MB dump + 64 MB per cell, once; 32 MB per partition that is up",
    source: seen("VP-T1335-D, VP-A0305-310"),
  },
  deck: VPAR_A05_DECK,
};

const footprint = (site: Site<VparA05Settings>) => footprintOf(FACTS, site, "monitor.memory");

const LAYER = withCore(
  vparLayer<VparA05Settings>({
    id: "vpar-a05",
    stream: "A.05",
    facts: FACTS,
    settings: VparA05Settings,
    guests: GUESTS,
    architectures: ["pa-risc", "ia64"],
    description: DESCRIPTION,
    granuleMiB: (site) => granuleOf(FACTS, site),
    clmPercent: (settings) => settings.clmPercent,
    footprint,
    releases: () => [HP_UX.v3, HP_UX.v2],
    fixedCpus: () => FACTS["vpar.fixedCpus"].value,
    movesMemory: (spec) => releaseOf(spec) === HP_UX.v3,
    vendorSettings: (cpus) => ({ cpuMin: FACTS["vpar.minCpus"].value, cpuMax: cpus }),
    moreMachineMisfits: (site) =>
      granuleMisfits(FACTS, site, { rule: (id) => ruleOf(DESCRIPTION, id), footprint: footprint(site) }),
  }),
  { ...DEDICATED_CPUS, ...HP_HARDWARE_COSTS },
);

export const VPAR_A05: Platform = {
  id: "vpar-a05",
  title: "HP-UX Virtual Partitions A.05",
  maker: "HP",
  generation: "A.05 on HP-UX 11i v3, PA-RISC and Itanium, from 2007",
  year: 2007,
  era: "living",
  layers: [LAYER],
};
