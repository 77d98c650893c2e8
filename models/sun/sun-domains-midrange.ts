/**
 * Dynamic System Domains on the midrange Sun Fire servers (3800 to 6800, E4900, E6900; 2001 to 2006): a domain is one or
 * more CPU/memory boards and I/O assemblies. The chassis is one segment or two; two segments fail apart from each other
 * and halve the data bandwidth. Left out: which slot a board sits in, memory bandwidth, reconfiguration while running.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type Platform,
  type Site,
  withCore,
  DEDICATED_CPUS,
  HARD_PARTITION,
} from "../partitioning/index.ts";
import { SUN_DOMAINS_DECK } from "./deck.ts";
import { domainLayer } from "./domain-layer.ts";
import { type SunMachine, familyFacts } from "./machines.ts";
import { unsupported } from "./unsupported.ts";
import { DOMAIN_COSTS } from "./core-costs.ts";

const FACTS = {
  "domain.minCpuBoards": fact(1, "boards", seen("SFDR-2")),
  "domain.minIoBoards": fact(1, "assemblies", seen("SFDR-2"), "with the boot disk and the network"),
  "board.maxCpus": fact(4, "CPUs", seen("SFCOMP-4"), "CPUs and memory of a board move together"),
  "board.maxDimms": fact(32, "DIMMs", seen("SFCOMP-4"), "8 banks of 4; one size per bank, not mixed on a board"),
  "board.maxRam": fact(32, "GiB", recalled("sure"), "2001 to 2003; larger DIMMs came later"),
  "domains.singleSegment": fact(2, "domains", recalled("fairly"), "A and B only; seen for the small models"),
  "segment.max": fact(2, "segments", seen("SEG-1316607")),
  "segment.bandwidth.single": fact(4.8, "GB/s", seen("SEG-1316607"), "data bandwidth of one segment, as printed"),
  "segment.bandwidth.dual": fact(2.4, "GB/s", seen("SEG-1316607"), "of each of two segments, as printed"),
  "mix.firstBoardMhz": fact(750, "MHz", seen("SFCOMP-4"), "not in one chassis with the 900 MHz boards"),
  "mix.plusBoardMhz": fact(900, "MHz", seen("SFCOMP-4")),
  "os.minRelease": fact(8, "Solaris", recalled("fairly")),
  "os.maxRelease": fact(10, "Solaris", recalled("sure"), "Solaris 11 dropped UltraSPARC III and IV"),
  "dr.busyPercent": fact(95, "%", seen("SF15K-DR9"), "no detach above this load; stated for the high end"),
  "cpu.overhead": fact(0, "%", seen("SFDR-2"), "none once the domain is formed"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...familyFacts("midrange"),
  ...HARD_PARTITION,
} as const;

/** Clocks of the fitted boards are asked for only where they differ. */
export const MidrangeSettings = z.strictObject({
  /** One segment with the full bandwidth and two domains at most, or two that fail apart. */
  segments: z.enum(["single", "dual"]).default("dual"),
  /** MHz of every CPU board, where boards are mixed; empty = all run at the machine's clock. */
  boardClocksMhz: z.array(z.number().positive().max(10_000)).max(18).default([]),
});
export type MidrangeSettings = z.infer<typeof MidrangeSettings>;

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

const CPU_BLOCK = "cpu-board";
const IO_BLOCK = "io-assembly";

function maxDomains(model: SunMachine, settings: MidrangeSettings) {
  const single = FACTS["domains.singleSegment"];
  return settings.segments === "single" && single.value < model.maxDomains.value ? single : model.maxDomains;
}

/** Boards of the first generation beside "+" boards, and a list of clocks that is not one per board. */
function clockMisfits(_model: SunMachine, site: Site<MidrangeSettings>): readonly Misfit[] {
  const clocks = site.settings.boardClocksMhz;
  if (clocks.length === 0) return [];
  const boards = site.machine.blocks.find((block) => block.name === CPU_BLOCK)?.count ?? 0;
  const source = FACTS["mix.firstBoardMhz"].source;
  const told = { what: "board-clocks", value: `${clocks.join(", ")} MHz` };
  if (clocks.length !== boards) {
    return [
      unsupported({ rule: "board.clocks", source }, { ...told, needs: `one clock for each of the ${boards} boards` }),
    ];
  }
  const first = FACTS["mix.firstBoardMhz"].value;
  const plus = FACTS["mix.plusBoardMhz"].value;
  if (!clocks.includes(first) || !clocks.some((mhz) => mhz >= plus)) return [];
  return [unsupported({ rule: "DSD-5", source }, { ...told, needs: `no ${first} MHz board beside ${plus} MHz ones` })];
}

function segmentCautions(settings: MidrangeSettings, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const source = FACTS["segment.max"].source;
  const segments = settings.segments === "dual" ? FACTS["segment.max"].value : 1;
  const halved = unsupported(
    { rule: "segment.bandwidth", source },
    {
      what: "full-data-bandwidth",
      value: `${FACTS["segment.bandwidth.dual"].value} GB/s in each of ${segments} segments`,
      needs: `segments: single, ${FACTS["segment.bandwidth.single"].value} GB/s`,
    },
  );
  const shared = unsupported(
    { rule: "segment.snoop", source },
    {
      what: "own-snoop-bandwidth",
      value: `${specs.length} domains in ${segments} segment${segments === 1 ? "" : "s"}`,
      needs: "no more domains than segments",
    },
  );
  return [...(settings.segments === "dual" ? [halved] : []), ...(specs.length > segments ? [shared] : [])];
}

/** Domains too large for the boards of one power grid. */
function gridCautions(model: SunMachine, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const { powerGrids, cpuBoards } = model;
  if (powerGrids === undefined || cpuBoards === undefined) return [];
  const bound = Math.ceil(cpuBoards.value / powerGrids.value);
  return specs.flatMap((spec): readonly Misfit[] => {
    const value = spec.blocks[CPU_BLOCK] ?? 0;
    if (value <= bound) return [];
    const evidence = { rule: "power.grid", source: powerGrids.source };
    return [{ code: "over-limit", scope: "partition", resource: `block:${CPU_BLOCK}`, value, bound, ...evidence }];
  });
}

/** Boards slower than the clock that domains were sized by. */
function blendCautions(site: Site<MidrangeSettings>): readonly Misfit[] {
  const slow = site.settings.boardClocksMhz.filter((mhz) => mhz < site.machine.coreMhz);
  if (slow.length === 0) return [];
  return [
    unsupported(
      { rule: "board.blend", source: recalled("fairly") },
      {
        what: "even-speed",
        value: `${slow.length} boards at ${slow.join(", ")} MHz`,
        needs: `${site.machine.coreMhz} MHz, by which domains were sized: every CPU keeps its own clock`,
      },
    ),
  ];
}

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    {
      kind: "block",
      name: CPU_BLOCK,
      holds: "up to 4 CPUs and their memory, which move together",
      min: FACTS["domain.minCpuBoards"],
    },
    { kind: "block", name: IO_BLOCK, holds: "6 or 8 slots, by model", min: FACTS["domain.minIoBoards"] },
  ],
  rules: [
    {
      id: "DSD-1",
      severity: "refuse",
      text: "partitioning a model that has one domain, or one that is not in the table",
      source: recalled("sure"),
    },
    {
      id: "DSD-2",
      severity: "refuse",
      text: "a domain without a CPU board or an I/O assembly",
      source: seen("SFDR-2"),
    },
    {
      id: "DSD-3",
      severity: "refuse",
      text: "a part of a board, or CPUs without their memory; wishes are rounded up to whole boards and the waste is told",
      source: seen("SFCOMP-4, SFDR-2"),
    },
    {
      id: "DSD-4",
      severity: "refuse",
      text: "more domains than the model allows, or more than two in a single segment",
      source: seen("SFDR-2, SEG-1316607"),
    },
    {
      id: "DSD-5",
      severity: "refuse",
      text: "750 MHz boards in one chassis with boards of 900 MHz and above",
      source: seen("SFCOMP-4"),
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
      text: "a domain with one I/O assembly: the last I/O path cannot be detached while it runs",
      source: recalled("sure"),
    },
    { id: "os.release", severity: "refuse", text: "Solaris before 8 or after 10", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration of a domain", source: recalled("sure") },
    { id: "machine.model", severity: "refuse", text: "a model of another family", source: recalled("sure") },
    { id: "machine.boards", severity: "refuse", text: "more boards than the model takes", source: recalled("sure") },
    {
      id: "board.clocks",
      severity: "refuse",
      text: "a list of clocks that is not one per board",
      source: seen("SFCOMP-4"),
    },
    {
      id: "board.blend",
      severity: "warn",
      text: "boards slower than the clock that domains were sized by",
      source: recalled("fairly"),
    },
    {
      id: "segment.bandwidth",
      severity: "warn",
      text: "two segments halve the data bandwidth of each",
      source: seen("SEG-1316607"),
    },
    {
      id: "segment.snoop",
      severity: "warn",
      text: "two domains in one segment share its snoop bandwidth",
      source: seen("SEG-1316607"),
    },
    {
      id: "power.grid",
      severity: "warn",
      text: "a domain with more boards than one power grid feeds",
      source: recalled("fairly"),
    },
  ],
  operations: [
    {
      id: "op.boards",
      text: "boards join and leave a running domain; domain letters are fixed, nothing is created or deleted",
      source: seen("SFDR-2"),
    },
    {
      id: "op.detach",
      text: "a board with permanent kernel memory does not detach; attach the new one before detaching the old",
      source: recalled("sure"),
    },
  ],
  migration: [],
  availability: [
    { id: "iso", text: "electrical isolation at the board; two segments fail apart", source: seen("SEG-1316607") },
    {
      id: "fab",
      text: "UltraSPARC IV+ boards with version 1 repeater boards restrict the number of domains",
      source: seen("FAB-1000283"),
    },
  ],
  licence: {
    value: "none for domains; Solaris right-to-use comes with the machine, software per CPU counts the domain's CPUs",
    source: recalled("fairly"),
  },
  overheadFormula: { value: "0: a domain's memory is the memory of its boards", source: seen("SFDR-2") },
  deck: SUN_DOMAINS_DECK,
};

const LAYER = withCore(
  domainLayer<MidrangeSettings>({
    id: "sun-domains-midrange",
    family: "midrange",
    facts: FACTS,
    settings: MidrangeSettings,
    guests: GUESTS,
    description: DESCRIPTION,
    cpuBlock: CPU_BLOCK,
    ioBlock: IO_BLOCK,
    maxDomains,
    moreMachineMisfits: clockMisfits,
    moreCautions: (model, site, specs) => [
      ...segmentCautions(site.settings, specs),
      ...gridCautions(model, specs),
      ...blendCautions(site),
    ],
  }),
  { ...DEDICATED_CPUS, ...DOMAIN_COSTS },
);

export const SUN_DOMAINS_MIDRANGE: Platform = {
  id: "sun-domains-midrange",
  title: "Sun Dynamic System Domains, midrange",
  maker: "Sun",
  generation: "Sun Fire 3800 to 6800, E4900, E6900, 2001 to 2006",
  year: 2001,
  era: "2006",
  layers: [LAYER],
};
