/**
 * Dynamic System Domains on the high-end Sun Fire servers (12K, 15K, E20K, E25K; 2001 to 2006): an expander holds a
 * slot-0 board (4 CPUs with their memory) and a slot-1 board (an hsPCI assembly of 4 slots, or on 12K and 15K a MaxCPU
 * board: 2 CPUs without memory in place of the slots). Left out: which expander a board sits in; the split expanders
 * that a set of domains cannot avoid are counted.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type BlockCounts,
  type BlockStock,
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  wholeBlocks,
  withCore,
  DEDICATED_CPUS,
  HARD_PARTITION,
} from "../partitioning/index.ts";
import { SUN_DOMAINS_DECK } from "./deck.ts";
import { domainLayer, slotsWanted } from "./domain-layer.ts";
import { type SunMachine, familyFacts, sunMachine } from "./machines.ts";
import { unsupported } from "./unsupported.ts";
import { DOMAIN_COSTS } from "./core-costs.ts";

const FACTS = {
  "domain.minCpuBoards": fact(1, "slot-0 boards", seen("SFDR-2")),
  "domain.minIoBoards": fact(1, "slot-1 boards", seen("SFDR-2"), "with the boot disk and the network"),
  "board.maxCpus": fact(4, "CPUs", seen("SFCOMP-4"), "CPUs and memory of a board move together"),
  "board.maxRam": fact(32, "GiB", recalled("sure"), "2001 to 2003; larger DIMMs came later"),
  "maxcpu.cpus": fact(2, "CPUs", seen("HOISE-15K, NETLIB-25K"), "without memory, one core each"),
  "maxcpu.slotsLost": fact(4, "slots", seen("HOISE-15K, NETLIB-25K"), "the hsPCI assembly it stands in for"),
  "redundancy.expanders": fact(2, "expanders per domain", seen("SF15K-CFG4"), "both populated alike"),
  "os.minRelease": fact(8, "Solaris", recalled("fairly")),
  "os.maxRelease": fact(10, "Solaris", recalled("sure"), "Solaris 11 dropped UltraSPARC III and IV"),
  "dr.slot1": fact("SMS 1.3", "", seen("SF15K-DR9"), "slot 0 and single PCI cards with SMS 1.2"),
  "dr.busyPercent": fact(95, "%", seen("SF15K-DR9"), "no detach above this load"),
  "cpu.overhead": fact(0, "%", seen("SFDR-2"), "none once the domain is formed"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...familyFacts("high-end"),
  ...HARD_PARTITION,
} as const;

export const HighEndSettings = z.strictObject({
  /** Slot-1 positions that hold a MaxCPU board; each costs an hsPCI assembly once all positions are filled. */
  maxCpuBoards: z.int().min(0).max(18).default(0),
  /** MaxCPU boards one domain may take where they spare it a slot-0 board. */
  maxCpuPerDomain: z.int().min(0).max(18).default(0),
});
export type HighEndSettings = z.infer<typeof HighEndSettings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["solaris"],
    architectures: ["sparc"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "Solaris 8, 9 and 10",
  },
];

const CPU_BLOCK = "slot0-board";
const IO_BLOCK = "slot1-board";
const MAXCPU_BLOCK = "maxcpu-board";

/** The stock with MaxCPU boards in slot 1: an hsPCI assembly gives way where no position is free. */
function blocksOf(site: Site<HighEndSettings>): readonly BlockStock[] {
  const { maxCpuBoards } = site.settings;
  const { blocks } = site.machine;
  if (maxCpuBoards === 0) return blocks;
  const fitted = blocks.find((block) => block.name === IO_BLOCK)?.count ?? 0;
  const positions = sunMachine(site.machine.model)?.ioBoards?.value ?? fitted;
  const left = Math.max(0, Math.min(fitted, positions - maxCpuBoards));
  return [
    ...blocks.map((block) => (block.name === IO_BLOCK ? { ...block, count: left } : block)),
    { name: MAXCPU_BLOCK, count: maxCpuBoards, cores: FACTS["maxcpu.cpus"].value, memoryMiB: 0, ioSlots: 0 },
  ];
}

/**
 * Boards of one domain: MaxCPU boards are taken only as far as each spares slot-0 boards, fewest first. A domain sized
 * with one fits only where one is free, so none is taken unless the settings allow it.
 */
function chooseBlocks(wants: PartitionWants, site: Site<HighEndSettings>): BlockCounts {
  const stock = blocksOf(site).filter((block) => block.name !== MAXCPU_BLOCK);
  const minimum = {
    [CPU_BLOCK]: FACTS["domain.minCpuBoards"].value,
    [IO_BLOCK]: FACTS["domain.minIoBoards"].value,
  };
  const { maxCpuBoards, maxCpuPerDomain } = site.settings;
  const amounts = { memoryMiB: wants.memoryMiB, ioSlots: slotsWanted(FACTS, wants) };
  let best = wholeBlocks({ ...amounts, cores: wants.peakCores }, stock, minimum);
  for (let taken = 1; taken <= Math.min(maxCpuBoards, maxCpuPerDomain); taken++) {
    const cores = wants.peakCores - taken * FACTS["maxcpu.cpus"].value;
    const counts = wholeBlocks({ ...amounts, cores }, stock, minimum);
    if ((counts[CPU_BLOCK] ?? 0) < (best[CPU_BLOCK] ?? 0)) best = { ...counts, [MAXCPU_BLOCK]: taken };
  }
  return best;
}

function maxCpuMisfits(model: SunMachine, site: Site<HighEndSettings>): readonly Misfit[] {
  const value = site.settings.maxCpuBoards;
  if (value === 0) return [];
  if (model.maxCpu?.value !== true) {
    const source = model.maxCpu?.source ?? FACTS["maxcpu.cpus"].source;
    return [
      unsupported({ rule: "maxcpu", source }, { what: "maxcpu-board", value: model.model, needs: "a 12K or a 15K" }),
    ];
  }
  const bound = model.ioBoards?.value ?? 0;
  if (value <= bound) return [];
  const source = model.ioBoards?.source ?? FACTS["maxcpu.cpus"].source;
  return [
    {
      code: "over-limit",
      scope: "machine",
      resource: `block:${MAXCPU_BLOCK}`,
      value,
      bound,
      rule: "maxcpu",
      source,
    },
  ];
}

/** Expanders these domains would take if none were split: each needs the larger of its slot-0 and slot-1 boards. */
function expandersUnsplit(specs: readonly PartitionSpec[]): number {
  return specs.reduce((sum, { blocks }) => {
    const slot1 = (blocks[IO_BLOCK] ?? 0) + (blocks[MAXCPU_BLOCK] ?? 0);
    return sum + Math.max(blocks[CPU_BLOCK] ?? 0, slot1);
  }, 0);
}

function cautions(model: SunMachine, site: Site<HighEndSettings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const value = expandersUnsplit(specs);
  const bound = model.cpuBoards?.value ?? value;
  const split: Misfit = {
    code: "over-limit",
    scope: "machine",
    resource: "expanders",
    value,
    bound,
    rule: "split-expander",
    source: seen("SF15K-CFG4"),
  };
  const { maxCpuBoards, maxCpuPerDomain } = site.settings;
  const idle = unsupported(
    { rule: "maxcpu.idle", source: FACTS["maxcpu.cpus"].source },
    { what: "maxcpu-board", value: `${maxCpuBoards} fitted, no domain may take one`, needs: "maxCpuPerDomain above 0" },
  );
  return [...(value > bound ? [split] : []), ...(maxCpuBoards > 0 && maxCpuPerDomain === 0 ? [idle] : [])];
}

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    {
      kind: "block",
      name: CPU_BLOCK,
      holds: "4 CPUs and their memory, which move together",
      min: FACTS["domain.minCpuBoards"],
    },
    { kind: "block", name: IO_BLOCK, holds: "4 PCI slots (hsPCI)", min: FACTS["domain.minIoBoards"] },
  ],
  rules: [
    {
      id: "DSD-1",
      severity: "refuse",
      text: "partitioning a model that has one domain, or one that is not in the table",
      source: recalled("sure"),
    },
    { id: "DSD-2", severity: "refuse", text: "a domain without a slot-0 or a slot-1 board", source: seen("SFDR-2") },
    {
      id: "DSD-3",
      severity: "refuse",
      text: "a part of a board, or CPUs without their memory; wishes are rounded up to whole boards and the waste is told",
      source: seen("SFCOMP-4, SFDR-2"),
    },
    {
      id: "DSD-4",
      severity: "refuse",
      text: "more domains than the model allows: 9 on 12K and E20K, 18 on 15K and E25K",
      source: seen("HOISE-15K"),
    },
    {
      id: "DSD-6",
      severity: "refuse",
      text: "an operating system other than Solaris on SPARC",
      source: recalled("sure"),
    },
    {
      id: "DSD-7",
      severity: "warn",
      text: "a domain with one slot-1 board: the last I/O path cannot be detached while it runs",
      source: recalled("sure"),
    },
    { id: "os.release", severity: "refuse", text: "Solaris before 8 or after 10", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration of a domain", source: recalled("sure") },
    { id: "machine.model", severity: "refuse", text: "a model of another family", source: recalled("sure") },
    { id: "machine.boards", severity: "refuse", text: "more boards than the model takes", source: recalled("sure") },
    {
      id: "maxcpu",
      severity: "refuse",
      text: "MaxCPU boards on E20K or E25K, or more of them than slot-1 positions",
      source: seen("HOISE-15K, NETLIB-25K"),
    },
    {
      id: "maxcpu.idle",
      severity: "warn",
      text: "MaxCPU boards that no domain may take",
      source: seen("HOISE-15K, NETLIB-25K"),
    },
    {
      id: "split-expander",
      severity: "warn",
      text: "domains that need more expanders than there are: some expanders serve two domains and fail for both",
      source: seen("SF15K-CFG4"),
    },
  ],
  operations: [
    {
      id: "op.slot0",
      text: "slot-0 boards and single PCI cards change online with SMS 1.2",
      source: seen("SF15K-DR9"),
    },
    { id: "op.slot1", text: "slot-1 boards change online from SMS 1.3", source: seen("SF15K-DR9") },
    {
      id: "op.detach",
      text: "a board with permanent kernel memory does not detach; nor with real-time threads or above 95 % load",
      source: seen("SF15K-DR9"),
    },
  ],
  migration: [],
  availability: [
    { id: "iso", text: "electrical isolation at the board; a split expander is shared", source: seen("SF15K-CFG4") },
    {
      id: "redundant",
      text: "full redundancy takes two expanders per domain, populated alike",
      source: seen("SF15K-CFG4"),
    },
    { id: "mix", text: "boards of UltraSPARC III Cu, IV and IV+ may share a domain", source: recalled("fairly") },
  ],
  licence: {
    value: "none for domains; Solaris right-to-use comes with the machine, software per CPU counts the domain's CPUs",
    source: recalled("fairly"),
  },
  overheadFormula: { value: "0: a domain's memory is the memory of its boards", source: seen("SFDR-2") },
  deck: SUN_DOMAINS_DECK,
};

const LAYER = withCore(
  domainLayer<HighEndSettings>({
    id: "sun-domains-high-end",
    family: "high-end",
    facts: FACTS,
    settings: HighEndSettings,
    guests: GUESTS,
    description: DESCRIPTION,
    cpuBlock: CPU_BLOCK,
    ioBlock: IO_BLOCK,
    maxDomains: (model) => model.maxDomains,
    blocksOf,
    chooseBlocks,
    moreMachineMisfits: maxCpuMisfits,
    moreCautions: cautions,
  }),
  { ...DEDICATED_CPUS, ...DOMAIN_COSTS },
);

export const SUN_DOMAINS_HIGH_END: Platform = {
  id: "sun-domains-high-end",
  title: "Sun Dynamic System Domains, high end",
  maker: "Sun",
  generation: "Sun Fire 12K, 15K, E20K, E25K, 2001 to 2006",
  year: 2001,
  era: "2006",
  layers: [LAYER],
};
