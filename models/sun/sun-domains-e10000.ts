/**
 * Dynamic System Domains where they began, on the Enterprise 10000 (1997): a system board holds up to four CPUs, their
 * memory and four SBus slots, and a domain is one or more whole boards. Left out: bandwidth of the interconnect, boards
 * with PCI in place of SBus (2 slots), reconfiguration while running.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Platform,
  withCore,
  DEDICATED_CPUS,
  HARD_PARTITION,
} from "../partitioning/index.ts";
import { E10000_DECK } from "./deck.ts";
import { familyFacts } from "./machines.ts";
import { wholeBoardLayer } from "./whole-board-layer.ts";
import { DOMAIN_COSTS } from "./core-costs.ts";

const FACTS = {
  "domain.minBoards": fact(1, "boards", recalled("sure"), "a board brings its own I/O"),
  "board.maxCpus": fact(4, "CPUs", seen("E2-E10K"), "64 CPUs on 16 boards"),
  "board.maxRam": fact(4, "GiB", seen("E2-E10K"), "64 GB on 16 boards"),
  "os.minRelease": fact(5, "Solaris", recalled("fairly"), "2.5.1 counts as 5, 2.6 as 6"),
  "os.maxRelease": fact(10, "Solaris", recalled("unsure"), "Solaris 11 dropped UltraSPARC II"),
  "cpu.overhead": fact(0, "%", seen("SFDR-2"), "stated for the successor: none once the domain is formed"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...familyFacts("e10000"),
  ...HARD_PARTITION,
} as const;

export const E10000Settings = z.strictObject({});
export type E10000Settings = z.infer<typeof E10000Settings>;

const BOARD = "cpu-board";

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["solaris"],
    architectures: ["sparc"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "Solaris 2.5.1 to 10",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    {
      kind: "block",
      name: BOARD,
      holds: "up to 4 CPUs, their memory and 4 SBus slots, which move together",
      min: FACTS["domain.minBoards"],
    },
  ],
  rules: [
    {
      id: "DSD-1",
      severity: "refuse",
      text: "partitioning a model that has one domain, or one that is not in the table",
      source: recalled("sure"),
    },
    { id: "DSD-2", severity: "refuse", text: "a domain without a system board", source: recalled("sure") },
    {
      id: "DSD-3",
      severity: "refuse",
      text: "a part of a board; wishes are rounded up to whole boards and the waste is told",
      source: recalled("sure"),
    },
    { id: "DSD-4", severity: "refuse", text: "more than 16 domains", source: seen("E2-E10K") },
    {
      id: "DSD-6",
      severity: "refuse",
      text: "an operating system other than Solaris on SPARC",
      source: recalled("sure"),
    },
    {
      id: "DSD-7",
      severity: "warn",
      text: "a domain of one board: it holds the kernel and the last I/O path and cannot be detached",
      source: recalled("sure"),
    },
    { id: "os.release", severity: "refuse", text: "Solaris before 2.5.1 or after 10", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration of a domain", source: recalled("sure") },
    { id: "machine.model", severity: "refuse", text: "a model of another family", source: recalled("sure") },
    { id: "machine.boards", severity: "refuse", text: "more than 16 boards", source: seen("E2-E10K") },
  ],
  operations: [
    { id: "op.boards", text: "boards join and leave a running domain", source: recalled("fairly") },
    {
      id: "op.detach",
      text: "a board with permanent kernel memory does not detach",
      source: recalled("sure"),
    },
  ],
  migration: [],
  availability: [
    { id: "iso", text: "electrical isolation at the board; the interconnect is common", source: recalled("fairly") },
  ],
  licence: {
    value: "none for domains; Solaris right-to-use comes with the machine, software per CPU counts the domain's CPUs",
    source: recalled("fairly"),
  },
  overheadFormula: { value: "0: a domain's memory is the memory of its boards", source: recalled("sure") },
  deck: E10000_DECK,
};

const LAYER = withCore(
  wholeBoardLayer<E10000Settings>({
    id: "sun-domains-e10000",
    family: "e10000",
    facts: FACTS,
    settings: E10000Settings,
    guests: GUESTS,
    description: DESCRIPTION,
    board: BOARD,
    vendorSettings: (sized) => ({ systemBoards: sized.blocks[BOARD] ?? 0 }),
  }),
  { ...DEDICATED_CPUS, ...DOMAIN_COSTS },
);

export const SUN_DOMAINS_E10000: Platform = {
  id: "sun-domains-e10000",
  title: "Sun Dynamic System Domains, Enterprise 10000",
  maker: "Sun",
  generation: "Enterprise 10000, 1997",
  year: 1997,
  era: "2006",
  layers: [LAYER],
};
