/**
 * HP servers as far as partitioning asks: how many cells and I/O chassis with core I/O they take, into how many
 * nPartitions they can be cut with and without the expansion unit (SEU, on Superdome the IOX cabinet), and from which
 * release virtual partitions run on them. What is fitted comes with the machine; this table holds what the model allows.
 * Left out: Superdome 2 (blades), and which slot a cell sits in.
 */
import { type Fact, type Facts, type Source, assumed, derived, fact, recalled, seen } from "../fact.ts";

/** How a model is built: no cells, one of three cell chipsets, or today's chassis. */
export type HpChipset = "no-cells" | "gen-1" | "sx1000" | "sx2000" | "flex";

/** Streams of the vPars product, oldest first. */
export const VPAR_STREAMS = ["A.03", "A.04", "A.05"] as const;
export type VparStream = (typeof VPAR_STREAMS)[number];

export interface HpMachine {
  /** Host type id. */
  readonly model: string;
  readonly title: string;
  readonly chipset: HpChipset;
  /** Most cells (on Superdome Flex: chassis); 0 = the model has none. */
  readonly cells: Fact<number>;
  /** Most I/O chassis with core I/O in the cabinets themselves, and those that the expansion adds. */
  readonly ioChassis: Fact<number>;
  readonly expansionChassis: Fact<number>;
  readonly maxNpars: Fact<number>;
  readonly maxNparsExpanded: Fact<number>;
  /** Cells that share crossbar chips; left out = the model is too small to ask. */
  readonly quadCells?: Fact<number>;
  /** First stream of vPars that runs there; left out = none does. */
  readonly vparsFrom?: Fact<string>;
}

const fairly = recalled("fairly");
const RULE = "nPartitions ≤ I/O chassis with core I/O";

interface Shape {
  readonly title: string;
  readonly chipset: HpChipset;
  readonly cells: number;
  readonly chassis: number;
  readonly expansion: number;
  readonly maxNpars: number;
  readonly expandedMaxNpars?: number;
  readonly vparsFrom?: VparStream;
  readonly source: Source;
  readonly nparSource?: Source;
}

function machine(model: string, shape: Shape): HpMachine {
  const npars = shape.nparSource ?? shape.source;
  const { vparsFrom } = shape;
  return {
    model,
    title: shape.title,
    chipset: shape.chipset,
    cells: fact(shape.cells, "cells", shape.source),
    ioChassis: fact(shape.chassis, "I/O chassis", shape.source, "with core I/O, in the cabinets themselves"),
    expansionChassis: fact(shape.expansion, "I/O chassis", shape.source, "added by the expansion unit or cabinet"),
    maxNpars: fact(shape.maxNpars, "nPartitions", npars, RULE),
    maxNparsExpanded: fact(shape.expandedMaxNpars ?? shape.maxNpars, "nPartitions", npars, `${RULE}, expanded`),
    ...(vparsFrom === undefined ? {} : { vparsFrom: fact(vparsFrom, "vPars stream", fairly) }),
  };
}

/** Two cells and two chassis, or four cells and two chassis with two more in the expansion unit. */
const midrange = (
  name: string,
  chipset: HpChipset,
  own: {
    readonly cells: 2 | 4;
    readonly vparsFrom: VparStream;
    readonly source?: Source;
    readonly nparSource?: Source;
  },
): HpMachine =>
  machine(`hp-${name}`, {
    title: `HP ${name}`,
    chipset,
    chassis: 2,
    expansion: own.cells === 4 && chipset !== "gen-1" ? 2 : 0,
    maxNpars: 2,
    expandedMaxNpars: own.cells === 4 && chipset !== "gen-1" ? 4 : 2,
    source: fairly,
    ...own,
  });

/** Four chassis in each cabinet; the expansion cabinet doubles them from one full cabinet on. */
const superdome = (
  name: string,
  chipset: "sx1000" | "sx2000",
  own: { readonly suffix: string; readonly cells: 4 | 8 | 16; readonly vparsFrom: VparStream },
): HpMachine => {
  const chassis = own.cells === 16 ? 8 : 4;
  return {
    ...machine(`hp-superdome-${name.toLowerCase()}-${own.suffix}`, {
      title: `HP Superdome ${name} (${chipset})`,
      chipset,
      chassis,
      cells: own.cells,
      expansion: own.cells === 4 ? 0 : chassis,
      maxNpars: Math.min(own.cells, chassis),
      expandedMaxNpars: own.cells,
      vparsFrom: own.vparsFrom,
      source: fairly,
      ...(own.cells === 16 ? { nparSource: seen("WIKI-NPAR") } : {}),
    }),
    maxNpars: fact(
      Math.min(own.cells, chassis),
      "nPartitions",
      derived("one I/O chassis with core I/O each, four chassis in a cabinet"),
    ),
    quadCells: fact(4, "cells", seen("SPG01-54"), "slots 0 to 3 and 4 to 7 share crossbar chips"),
  };
};

/** Servers without cells that virtual partitions ran on. */
const wholeServer = (name: string): HpMachine =>
  machine(`hp-${name}`, {
    title: `HP ${name}`,
    chipset: "no-cells",
    cells: 0,
    chassis: 0,
    expansion: 0,
    maxNpars: 1,
    vparsFrom: "A.03",
    source: fairly,
  });

const flex = (model: string, title: string, chassis: number): HpMachine => ({
  ...machine(model, {
    title,
    chipset: "flex",
    cells: chassis,
    chassis: 0,
    expansion: 0,
    maxNpars: chassis,
    source: fairly,
    nparSource: assumed("one nPartition per chassis at most; no page seen states the maximum (GROK-NPAR is weak)"),
  }),
  cells: fact(chassis, "chassis", fairly, "of 4 sockets each"),
});

const MACHINES: readonly HpMachine[] = [
  wholeServer("rp5405"),
  wholeServer("rp5470"),
  wholeServer("rp7400"),
  midrange("rp7410", "gen-1", { cells: 2, vparsFrom: "A.03", nparSource: seen("SPG-111") }),
  midrange("rp8400", "gen-1", { cells: 4, vparsFrom: "A.03", nparSource: seen("SPG-111") }),
  midrange("rp7420", "sx1000", { cells: 2, vparsFrom: "A.03" }),
  midrange("rp8420", "sx1000", { cells: 4, vparsFrom: "A.03" }),
  midrange("rx7620", "sx1000", { cells: 2, vparsFrom: "A.04", nparSource: seen("RX7620-26") }),
  midrange("rx8620", "sx1000", { cells: 4, vparsFrom: "A.04" }),
  midrange("rp7440", "sx2000", { cells: 2, vparsFrom: "A.04", source: seen("RP7440-13") }),
  midrange("rp8440", "sx2000", { cells: 4, vparsFrom: "A.04", source: seen("RP7440-13") }),
  midrange("rx7640", "sx2000", { cells: 2, vparsFrom: "A.04" }),
  midrange("rx8640", "sx2000", { cells: 4, vparsFrom: "A.04", source: seen("RX8640-20, RX8640Q-10") }),
  ...([4, 8, 16] as const).flatMap((cells) => {
    const name = `SD${cells * 4}`;
    return [
      superdome(name, "sx1000", { suffix: "pa", cells, vparsFrom: "A.03" }),
      superdome(name, "sx2000", { suffix: "sx2000", cells, vparsFrom: "A.04" }),
    ];
  }),
  flex("hpe-superdome-flex", "HPE Superdome Flex", 8),
  flex("hpe-scale-up-3200", "HPE Compute Scale-up Server 3200", 4),
];

const BY_MODEL: ReadonlyMap<string, HpMachine> = new Map(MACHINES.map((one) => [one.model, one]));

/** The entry of a host type id, or undefined for a machine that the table does not hold. */
export function hpMachine(model: string): HpMachine | undefined {
  return BY_MODEL.get(model);
}

/** Every model of these chipsets, in table order. */
export function hpModels(chipsets: readonly HpChipset[]): readonly HpMachine[] {
  return MACHINES.filter((one) => chipsets.includes(one.chipset));
}

/** Models that virtual partitions of this stream run on. */
export function vparModels(stream: VparStream): readonly HpMachine[] {
  const known = VPAR_STREAMS.slice(0, VPAR_STREAMS.indexOf(stream) + 1);
  return MACHINES.filter((one) => known.some((from) => from === one.vparsFrom?.value));
}

/** nPartitions a model allows, with its expansion or without, and who says so. */
export const maxNpars = (one: HpMachine, expansion: boolean): Fact<number> =>
  expansion ? one.maxNparsExpanded : one.maxNpars;

const FACT_KEYS = [
  "cells",
  "ioChassis",
  "expansionChassis",
  "maxNpars",
  "maxNparsExpanded",
  "quadCells",
  "vparsFrom",
] as const;

/** The figures of some models as one table of facts: `model.hp-rx8640.maxNpars` and so on. */
export function modelFacts(models: readonly HpMachine[], keys: readonly (typeof FACT_KEYS)[number][]): Facts {
  return Object.fromEntries(
    models.flatMap((one) =>
      keys.flatMap((key) => {
        const value = one[key];
        return value === undefined ? [] : [[`model.${one.model}.${key}`, value] as const];
      }),
    ),
  );
}

/** What the server expansion unit draws: beside, not within, the draw of a host type. */
export const EXPANSION_DRAW = {
  "seu.draw.typical": fact(649, "W", seen("SEU-30")),
  "seu.draw.max": fact(1000, "W", seen("SEU-30"), "1,020 VA; the label says 1,300 VA"),
} as const;

/** The keys that hardware partitioning asks for. */
export const NPAR_KEYS = FACT_KEYS.filter((key) => key !== "vparsFrom");
