/**
 * nPartitions on cell servers with the sx2000 chipset (from 2006): rx7640, rx8640 and Superdome with dual-core Itanium 2,
 * rp7440 and rp8440 with PA-8900. HP-UX 11i v3 adds cells online and deletes floating ones. Left out: how much of a
 * cell's memory is interleaved (a floating cell's is all local), complexes that mix processors.
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
import { NPAR_DECK } from "./deck.ts";
import { HP_UX, releaseOf } from "./hp-ux-release.ts";
import { EXPANSION_DRAW, NPAR_KEYS, hpModels, modelFacts } from "./machines.ts";
import { CELL, IO_CHASSIS, nparLayer } from "./npar-layer.ts";
import { NPAR_AVAILABILITY, NPAR_OPERATIONS, NPAR_RULES } from "./npar-statements.ts";
import { unsupported } from "./refusal.ts";
import { HP_HARDWARE_COSTS } from "./core-costs.ts";

const FACTS = {
  "npar.minCells": fact(1, "cells", seen("SPG01-50, PARCREATE-MAN"), "with a boot device path, to be of use"),
  "npar.minCoreIo": fact(1, "I/O chassis", seen("SPG01-50, PARCREATE-MAN"), "with core I/O"),
  "npar.activeCoreIo": fact(1, "core I/O", seen("SPG01-50, SPG-111"), "spare core-capable cells are advised"),
  "npar.minBaseCells": fact(1, "cells", seen("DNP-4, SPG01-37"), "the core cell is always a base cell"),
  "cell.sockets": fact(4, "sockets", seen("WNG-11"), "2 cores each with Montecito, Montvale and PA-8900"),
  "cell.dimms": fact(16, "DIMMs", seen("WNG-11, RP7440-13"), "rx76xx, rx86xx, rp74xx, rp84xx"),
  "cell.dimms.superdome": fact(32, "DIMMs", seen("WNG-11, SPG-111")),
  "cell.memoryStep": fact(4, "DIMMs", seen("DOCSHP-ch03s03"), "two echelons of 2; one halves bandwidth"),
  "cell.localMemory": fact("0 to 100 % of a cell", "", seen("DNP-4"), "chosen per cell; a floating cell is all local"),
  "cell.base": fact("cannot be removed online", "", seen("DNP-4"), "base or floating changes at a reboot only"),
  "npar.bestCells": fact("1, 2, 4, 8 or 16 cells", "", seen("SPG01-50"), "for interleaving; any number is legal"),
  "npar.spanCells": fact(6, "cells", seen("SPG01-54"), "above, best split over both cabinets of a Superdome"),
  "complex.cabinets": fact(2, "cabinets", seen("VSEB-21312, WNG-11"), "and up to 2 expansion cabinets"),
  "cell.online": fact(true, "", recalled("unsure"), "this chipset can do online cell operations"),
  "cell.online.release": fact("11.31", "HP-UX", seen("DNP-4"), "11i v3, by parolrad"),
  "os.minRelease.pa-risc": fact("11.11", "HP-UX", recalled("fairly"), "11i v1"),
  "os.minRelease.ia64": fact("11.23", "HP-UX", recalled("fairly"), "11i v2"),
  "cpu.overhead": fact(0, "%", seen("WNG-11"), "nothing is shared"),
  "io.slotsPerNic": fact(1, "slots", assumed("one card per network interface; a multi-port card takes fewer")),
  "io.slotsForDisks": fact(1, "slots", assumed("one host adapter reaches all disks; a second path would take another")),
  ...EXPANSION_DRAW,
  ...modelFacts(hpModels(["sx2000"]), NPAR_KEYS),
  ...HARD_PARTITION,
} as const;

/** The settings of a complex; most matter only where something is unusual. */
export const NparSx2000Settings = z.strictObject({
  /** Is the expansion unit (SEU-2), on Superdome the I/O expansion cabinet, fitted? */
  expansion: z.boolean().default(false),
  /** One key per cell where processors, clocks or firmware differ; empty = all alike. */
  cellKeys: z.array(z.string().min(1).max(40)).max(16).default([]),
  /** Must cells join or leave an nPartition while it runs? */
  onlineCells: z.enum(["none", "add", "delete"]).default("none"),
  /** What the cells beside the core cell are: base cells stay, floating cells can be deleted online. */
  otherCells: z.enum(["base", "floating"]).default("base"),
});
export type NparSx2000Settings = z.infer<typeof NparSx2000Settings>;

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
    families: ["linux", "windows", "openvms"],
    architectures: ["ia64"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "editions for Itanium",
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
      text: "cells that join or leave while anything but HP-UX 11i v3 runs, and an online delete of base cells",
      source: seen("DNP-4"),
    },
  ],
  operations: [
    ...NPAR_OPERATIONS,
    {
      id: "op.online",
      text: "HP-UX 11i v3 adds base cells with all memory local and floating cells online, and deletes floating ones",
      source: seen("DNP-4"),
    },
  ],
  migration: [],
  availability: NPAR_AVAILABILITY,
  licence: {
    value: "operating system per core of the nPartition; cells are bought or turned on by instant capacity",
    source: recalled("fairly"),
  },
  overheadFormula: { value: "0: an nPartition's memory is the memory of its cells", source: seen("WNG-11") },
  deck: NPAR_DECK,
};

/** Cells change under HP-UX 11i v3 alone; to lose one, an nPartition must have a floating cell. */
function onlineMisfits(spec: PartitionSpec, site: Site<NparSx2000Settings>): readonly Misfit[] {
  const { onlineCells, otherCells } = site.settings;
  const evidence = { rule: "NPAR-7", source: FACTS["cell.online.release"].source };
  const told = { what: "online-cell-change", value: onlineCells };
  if (releaseOf(spec) !== HP_UX.v3) {
    return [unsupported(evidence, { ...told, needs: "HP-UX 11i v3, or a reboot for reconfiguration" })];
  }
  if (onlineCells !== "delete") return [];
  const floating = otherCells === "floating" ? (spec.blocks[CELL] ?? 0) - FACTS["npar.minBaseCells"].value : 0;
  if (floating > 0) return [];
  return [unsupported(evidence, { ...told, needs: "a floating cell beside the core cell, or a reboot" })];
}

const LAYER = withCore(
  nparLayer<NparSx2000Settings>({
    id: "npar-sx2000",
    chipsets: ["sx2000"],
    facts: FACTS,
    settings: NparSx2000Settings,
    guests: GUESTS,
    description: DESCRIPTION,
    onlineMisfits,
  }),
  { ...DEDICATED_CPUS, ...HP_HARDWARE_COSTS },
);

export const NPAR_SX2000: Platform = {
  id: "npar-sx2000",
  title: "HP nPartitions, sx2000 cell servers",
  maker: "HP",
  generation: "sx2000 with Montecito, Montvale and PA-8900, from 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
