/**
 * nPartitions on cell servers with the sx1000 chipset (2003 to 2006): rp7420, rp8420 and Superdome with PA-RISC, rx7620
 * and rx8620 with Itanium 2. Cells change only while their nPartition is down. Left out: servers of the generation
 * before (rp7410, rp8400), complexes that mix PA-RISC and Itanium cells.
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
import { NPAR_DECK } from "./deck.ts";
import { EXPANSION_DRAW, NPAR_KEYS, hpModels, modelFacts } from "./machines.ts";
import { CELL, IO_CHASSIS, nparLayer } from "./npar-layer.ts";
import { NPAR_AVAILABILITY, NPAR_OPERATIONS, NPAR_RULES } from "./npar-statements.ts";
import { unsupported } from "./refusal.ts";
import { HP_HARDWARE_COSTS } from "./core-costs.ts";

const FACTS = {
  "npar.minCells": fact(1, "cells", seen("SPG01-50, PARCREATE-MAN"), "with a boot device path, to be of use"),
  "npar.minCoreIo": fact(1, "I/O chassis", seen("SPG01-50, PARCREATE-MAN"), "with core I/O"),
  "npar.activeCoreIo": fact(1, "core I/O", seen("SPG01-50, SPG-111"), "spare core-capable cells are advised"),
  "cell.sockets": fact(4, "sockets", seen("WNG-11"), "2 cores each with PA-8800, PA-8900 and mx2, 1 with Madison"),
  "cell.dimms": fact(16, "DIMMs", seen("WNG-11, SPG-111"), "rx76xx, rx86xx, rp74xx, rp84xx"),
  "cell.dimms.superdome": fact(32, "DIMMs", seen("WNG-11, SPG-111")),
  "cell.minRam": fact(2, "GiB", seen("RP8420Q"), "rp8420"),
  "cell.memoryStep": fact(4, "DIMMs", seen("SPG-111, DOCSHP-ch03s03"), "two echelons of 2; one rank halves bandwidth"),
  "npar.bestCells": fact("1, 2, 4, 8 or 16 cells", "", seen("SPG01-50"), "for interleaving; any number is legal"),
  "npar.spanCells": fact(6, "cells", seen("SPG01-54"), "above, best split over both cabinets of a Superdome"),
  "complex.cabinets": fact(2, "cabinets", seen("VSEB-21312, WNG-11"), "and up to 2 expansion cabinets"),
  "mix.complex": fact(
    "nPartitions of one complex may differ in clock and family",
    "",
    recalled("fairly"),
    "PA-RISC and Itanium cells only in different nPartitions",
  ),
  "cell.online": fact(false, "", recalled("unsure"), "online cell operations"),
  "os.minRelease.pa-risc": fact("11.11", "HP-UX", recalled("fairly"), "11i v1"),
  "os.minRelease.ia64": fact("11.23", "HP-UX", recalled("fairly"), "11i v2"),
  "cpu.overhead": fact(0, "%", seen("WNG-11"), "nothing is shared"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...EXPANSION_DRAW,
  ...modelFacts(hpModels(["sx1000"]), NPAR_KEYS),
  ...HARD_PARTITION,
} as const;

/** The settings of a complex; most matter only where something is unusual. */
export const NparSx1000Settings = z.strictObject({
  /** Is the expansion unit (SEU), on Superdome the I/O expansion cabinet, fitted? */
  expansion: z.boolean().default(false),
  /** One key per cell where processors, clocks or firmware differ; empty = all alike. */
  cellKeys: z.array(z.string().min(1).max(40)).max(16).default([]),
  /** Must cells join or leave an nPartition while it runs? */
  onlineCells: z.enum(["none", "add", "delete"]).default("none"),
});
export type NparSx1000Settings = z.infer<typeof NparSx1000Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "native",
    families: ["hp-ux"],
    architectures: ["pa-risc", "ia64"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "from 11i v1 on PA-RISC, from 11i v2 on Itanium",
  },
  {
    mode: "native",
    families: ["linux", "windows"],
    architectures: ["ia64"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "editions for Itanium",
  },
  {
    mode: "native",
    families: ["openvms"],
    architectures: ["ia64"],
    versions: ["8.2-1", "V8.2-1", "8.3", "V8.3", "8.4", "V8.4"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "from V8.2-1, late 2005, on some models",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    {
      kind: "block",
      name: CELL,
      holds: "4 processors and their memory, which move together",
      min: FACTS["npar.minCells"],
    },
    { kind: "block", name: IO_CHASSIS, holds: "core I/O and 7, 8 or 12 slots, by model", min: FACTS["npar.minCoreIo"] },
  ],
  rules: [
    ...NPAR_RULES,
    {
      id: "NPAR-7",
      severity: "refuse",
      text: "cells that join or leave while the nPartition runs: this chipset needs a reboot for reconfiguration",
      source: recalled("unsure"),
    },
  ],
  operations: NPAR_OPERATIONS,
  migration: [],
  availability: NPAR_AVAILABILITY,
  licence: {
    value: "operating system per processor of the nPartition; cells are bought or turned on by instant capacity",
    source: recalled("fairly"),
  },
  overheadFormula: { value: "0: an nPartition's memory is the memory of its cells", source: seen("WNG-11") },
  deck: NPAR_DECK,
};

const LAYER = withCore(
  nparLayer<NparSx1000Settings>({
    id: "npar-sx1000",
    chipsets: ["sx1000"],
    facts: FACTS,
    settings: NparSx1000Settings,
    guests: GUESTS,
    description: DESCRIPTION,
    onlineMisfits: (_spec, site) => [
      unsupported(
        { rule: "NPAR-7", source: FACTS["cell.online"].source },
        { what: "online-cell-change", value: site.settings.onlineCells, needs: "a reboot for reconfiguration" },
      ),
    ],
  }),
  { ...DEDICATED_CPUS, ...HP_HARDWARE_COSTS },
);

export const NPAR_SX1000: Platform = {
  id: "npar-sx1000",
  title: "HP nPartitions, sx1000 cell servers",
  maker: "HP",
  generation: "sx1000 with PA-8800, PA-8900 and Itanium 2, 2003 to 2006",
  year: 2003,
  era: "2006",
  layers: [LAYER],
};
