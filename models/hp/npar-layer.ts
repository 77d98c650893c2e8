/**
 * What the generations of nPartitions on HP's cell servers share: an nPartition is whole cells (CPUs and memory) and the
 * I/O chassis that hang on them, at least one with core I/O; borders are kept by the cells' firmware, nothing is shared
 * and nothing is taken. A generation hands in its flat table of facts and its statements. Left out: which slot a cell
 * sits in, memory that differs between cells, interleaving.
 */
import type { z } from "zod";
import { type Facts, type Source, numberFact, numberOf } from "../fact.ts";
import {
  type BlockCounts,
  type BlockStock,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  type SizedBlocks,
  blockLayer,
  wholeBlocks,
} from "../partitioning/index.ts";
import { releaseBefore } from "./hp-ux-release.ts";
import { type HpChipset, type HpMachine, hpMachine, hpModels, maxNpars } from "./machines.ts";
import { nparCautions } from "./npar-cautions.ts";
import { type Evidence, foreignGuest, unsupported } from "./refusal.ts";

export const CELL = "cell";
export const IO_CHASSIS = "io-chassis";

/** What every generation's settings hold. */
export interface NparSettings {
  /** Is the expansion unit (SEU), on Superdome the I/O expansion cabinet, fitted? It adds I/O chassis with core I/O. */
  readonly expansion: boolean;
  /** One key per cell where processors, clocks or firmware differ; empty = all cells are alike. */
  readonly cellKeys: readonly string[];
  /** Must cells join or leave an nPartition while it runs? */
  readonly onlineCells: "none" | "add" | "delete";
}

export interface NparGeneration<S extends NparSettings> {
  readonly id: string;
  readonly chipsets: readonly HpChipset[];
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests">;
  /** Reasons why cells of this partition cannot change online as the settings ask (NPAR-7). */
  readonly onlineMisfits: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
}

/** Waste is told to a thousandth of a core or MiB. */
const WASTE_STEPS_PER_UNIT = 1000;
const rounded = (value: number) => Math.round(value * WASTE_STEPS_PER_UNIT) / WASTE_STEPS_PER_UNIT;

/** Slots of the adapters: one per network interface, and for any number of disks the same few host adapters. */
export function slotsWanted(facts: Facts, wants: PartitionWants): number {
  return wants.nics * numberOf(facts, "io.slotsPerNic") + (wants.disks > 0 ? numberOf(facts, "io.slotsForDisks") : 0);
}

/** The rule with this id. @throws Error when the description does not state it: a broken table */
export function ruleOf(description: Pick<LayerDescription, "rules">, id: string): Evidence {
  const rule = description.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}

const fitted = (site: Site, name: string) => site.machine.blocks.find((block) => block.name === name)?.count ?? 0;

/** The stock with the chassis of the expansion unit. */
function blocksOf(site: Site<NparSettings>): readonly BlockStock[] {
  const model = hpMachine(site.machine.model);
  const more = site.settings.expansion ? (model?.expansionChassis.value ?? 0) : 0;
  return site.machine.blocks.map((block) =>
    block.name === IO_CHASSIS ? { ...block, count: block.count + more } : block,
  );
}

/** nPartitions of this very machine: the model's bound, and no more than it has cells and core I/O for. */
function mostNpars(site: Site<NparSettings>): number {
  const model = hpMachine(site.machine.model);
  const count = (name: string) => blocksOf(site).find((block) => block.name === name)?.count ?? 0;
  const bound = model === undefined ? 1 : maxNpars(model, site.settings.expansion).value;
  return Math.min(bound, count(CELL), count(IO_CHASSIS));
}

/** Every chassis hangs on a cell of its own: chassis for slots bring cells along. */
function chooseBlocks(wants: PartitionWants, site: Site<NparSettings>, facts: Facts): BlockCounts {
  const asked = { cores: wants.peakCores, memoryMiB: wants.memoryMiB, ioSlots: slotsWanted(facts, wants) };
  const blocks = wholeBlocks(asked, blocksOf(site), minimumBlocks(facts));
  return { ...blocks, [CELL]: Math.max(blocks[CELL] ?? 0, blocks[IO_CHASSIS] ?? 0) };
}

const minimumBlocks = (facts: Facts): BlockCounts => ({
  [CELL]: numberOf(facts, "npar.minCells"),
  [IO_CHASSIS]: numberOf(facts, "npar.minCoreIo"),
});

/** More cells or chassis than the model takes. */
function stockMisfits(model: HpMachine, site: Site, source: Source): readonly Misfit[] {
  return [
    { name: CELL, bound: model.cells.value },
    { name: IO_CHASSIS, bound: model.ioChassis.value },
  ].flatMap(({ name, bound }): readonly Misfit[] => {
    const value = fitted(site, name);
    const evidence = { rule: "machine.boards", source };
    return value <= bound
      ? []
      : [{ code: "over-limit", scope: "machine", resource: `block:${name}`, value, bound, ...evidence }];
  });
}

function settingMisfits(model: HpMachine, site: Site<NparSettings>, rule: (id: string) => Evidence): readonly Misfit[] {
  const { expansion, cellKeys } = site.settings;
  const cells = fitted(site, CELL);
  const noExpansion = unsupported(
    { rule: "expansion.model", source: model.expansionChassis.source },
    { what: "expansion-unit", value: model.title, needs: "a model of four cells or more with room for it" },
  );
  const keys = unsupported(rule("cell.keys"), {
    what: "cell-keys",
    value: `${cellKeys.length} keys`,
    needs: `one key for each of the ${cells} cells`,
  });
  const empty = site.machine.blocks.some((block) => block.name === CELL && block.memoryMiB === 0);
  const noMemory = unsupported(rule("NPAR-8"), {
    what: "cell-without-memory",
    value: "0 MiB per cell",
    needs: "a working rank or echelon 0 in every cell, or the cell does not boot",
  });
  return [
    ...(expansion && model.expansionChassis.value === 0 ? [noExpansion] : []),
    ...(cellKeys.length > 0 && cellKeys.length !== cells ? [keys] : []),
    ...(empty ? [noMemory] : []),
  ];
}

function machineMisfits<S extends NparSettings>(generation: NparGeneration<S>, site: Site<S>): readonly Misfit[] {
  const rule = (id: string) => ruleOf(generation.description, id);
  const model = hpMachine(site.machine.model);
  const names = hpModels(generation.chipsets)
    .map((one) => one.model)
    .join(", ");
  if (model === undefined || model.maxNpars.value <= 1) {
    const told = { what: "partitioning", value: site.machine.model, needs: `a cell server: ${names}` };
    return [unsupported(rule("NPAR-5"), told)];
  }
  if (!generation.chipsets.includes(model.chipset)) {
    const told = { what: "machine-model", value: site.machine.model, needs: `one of ${names}` };
    return [unsupported(rule("machine.model"), told)];
  }
  return [...stockMisfits(model, site, model.cells.source), ...settingMisfits(model, site, rule)];
}

/** Most cells that may stand in one nPartition: those of one key. */
function largestLike(keys: readonly string[]): number {
  return Math.max(...keys.map((key) => keys.filter((other) => other === key).length));
}

function partitionMisfits<S extends NparSettings>(
  generation: NparGeneration<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  const rule = (id: string) => ruleOf(generation.description, id);
  const cells = spec.blocks[CELL] ?? 0;
  const chassis = spec.blocks[IO_CHASSIS] ?? 0;
  const { cellKeys, onlineCells } = site.settings;
  const like = cellKeys.length === 0 ? cells : largestLike(cellKeys);
  const first = generation.facts[`os.minRelease.${site.machine.architecture}`]?.value;
  const apart: Misfit = { code: "moves-as-one", block: IO_CHASSIS, needs: chassis, has: cells, ...rule("NPAR-2") };
  const mixed = unsupported(rule("NPAR-4"), {
    what: "cells-of-one-kind",
    value: `${cells} cells`,
    needs: `${like} at most: no more cells have the same processors, clock and firmware`,
  });
  return [
    ...foreignGuest(spec, site, rule("NPAR-6")),
    ...releaseBefore(first, spec, rule("os.release")),
    ...(chassis > cells ? [apart] : []),
    ...(cells > like ? [mixed] : []),
    ...(onlineCells === "none" ? [] : generation.onlineMisfits(spec, site)),
  ];
}

/** The nPartition in HP's words, and what rounding up leaves unused (NPAR-3). */
const cellsAndWaste = (facts: Facts) => (sized: SizedBlocks) => ({
  cells: sized.blocks[CELL] ?? 0,
  coreIoChassis: sized.blocks[IO_CHASSIS] ?? 0,
  activeCoreIo: numberOf(facts, "npar.activeCoreIo"),
  wastedCores: rounded(sized.cores - sized.wants.peakCores),
  wastedMemoryMiB: rounded(sized.memoryMiB - sized.wants.memoryMiB),
  wastedIoSlots: sized.ioSlots - slotsWanted(facts, sized.wants),
});

/** Build the layer of one generation of cell servers. */
export function nparLayer<S extends NparSettings>(generation: NparGeneration<S>): Layer<S> {
  const { facts, description } = generation;
  const rule = (id: string) => ruleOf(description, id);
  return blockLayer<S>({
    id: generation.id,
    noun: "nPartition",
    nouns: "nPartitions",
    type: "hardware",
    technique: "electrical",
    standsOn: ["server"],
    yields: "npar",
    settings: generation.settings,
    description: { ...description, facts, guests: generation.guests, limits: [] },
    maxPartitions: mostNpars,
    blocksOf,
    minimumBlocks: minimumBlocks(facts),
    ioSlotsWanted: (wants) => slotsWanted(facts, wants),
    chooseBlocks: (wants, site) => chooseBlocks(wants, site, facts),
    vendorSettings: cellsAndWaste(facts),
    evidence: (site) => {
      const model = hpMachine(site.machine.model);
      const source = model === undefined ? rule("NPAR-5").source : maxNpars(model, site.settings.expansion).source;
      return {
        partitions: { rule: "NPAR-5", source },
        [`block:${CELL}`]: rule("NPAR-2"),
        [`block:${IO_CHASSIS}`]: rule("NPAR-2"),
      };
    },
    minimumRule: rule("NPAR-1"),
    wholeRule: rule("NPAR-3"),
    guestRule: { rule: "NPAR-6", source: numberFact(facts, "npar.minCells").source },
    needRules: [
      { need: "live-migration", ...rule("mig.none"), instead: "a platform that can move a running partition" },
    ],
    moreMachineMisfits: (site) => machineMisfits(generation, site),
    morePartitionMisfits: (spec, site) => partitionMisfits(generation, spec, site),
    moreCautions: (site, specs) => nparCautions(site, specs, rule),
  });
}
