/** Machines and wishes for the tests of HP's platforms: small builders with the figures that matter left open. */
import {
  type Architecture,
  type Layer,
  type Machine,
  type PartitionWants,
  type Site,
  innermost,
} from "#models/partitioning/index.ts";
import * as hp from "#models/hp/index.ts";

export const GIB = 1024;

/** What a cell server of the test is made of. */
export interface Fitting {
  readonly architecture: Architecture;
  readonly cells: number;
  readonly chassis: number;
  readonly cellGiB?: number;
  readonly coresPerCell?: number;
  readonly slots?: number;
}

/** A cell server: by default 8 cores and 64 GiB per cell, 8 slots per I/O chassis. */
export function cellServer(model: string, fitting: Fitting): Machine {
  const { architecture, cells, chassis, cellGiB = 64, coresPerCell = 8, slots = 8 } = fitting;
  const cores = cells * coresPerCell;
  return {
    kind: "server",
    name: model,
    model,
    architecture,
    cpuVendor: "hp",
    sockets: cells * 4,
    cores,
    threads: cores,
    coreMhz: 1000,
    memoryMiB: cells * cellGiB * GIB,
    features: [],
    ioSlots: chassis * slots,
    blocks: [
      { name: "cell", count: cells, cores: coresPerCell, memoryMiB: cellGiB * GIB, ioSlots: 0 },
      { name: "io-chassis", count: chassis, cores: 0, memoryMiB: 0, ioSlots: slots },
    ],
  };
}

/** The full rx8640: 4 cells of 8 cores and 64 GiB, 2 chassis of 8 slots. */
export const RX8640 = cellServer("hp-rx8640", { architecture: "ia64", cells: 4, chassis: 2 });
/** The full rp8420, alike on PA-RISC with the sx1000 chipset. */
export const RP8420 = cellServer("hp-rp8420", { architecture: "pa-risc", cells: 4, chassis: 2 });
/** The full Superdome SD64 without expansion: 16 cells, 8 chassis of 12 slots. */
export const SD64 = cellServer("hp-superdome-sd64-sx2000", { architecture: "ia64", cells: 16, chassis: 8, slots: 12 });

/** An HP-UX system of the machine's own processors that peaks at one core and holds 1 GiB, with what the test changes. */
export function wish(id: string, change: Partial<PartitionWants> = {}): PartitionWants {
  return {
    id,
    os: { family: "hp-ux", architecture: "unknown" },
    vcpus: 2,
    memoryMiB: GIB,
    peakCores: 1,
    disks: 0,
    nics: 0,
    cpuReservedMhz: 0,
    memoryReservedMiB: 0,
    needs: [],
    ...change,
  };
}

/** `count` equal wishes, named a1, a2, … */
export function wishes(count: number, change: Partial<PartitionWants> = {}): readonly PartitionWants[] {
  return Array.from({ length: count }, (_, i) => wish(`a${i + 1}`, change));
}

/** An HP-UX release on the processors of the machine. */
export const hpux = (version: string, architecture: Architecture = "unknown") => ({
  os: { family: "hp-ux" as const, version, architecture },
});

/** The layer of a platform of HP by id. @throws Error when there is none */
export function layerOf(id: string): Layer {
  const platform = Object.values(hp).find((p) => p.id === id);
  if (platform === undefined) throw new Error(`HP has no platform "${id}"`);
  return innermost(platform);
}

/** The site of a layer on a machine, its settings parsed as a request's would be. */
export function siteOf(layer: Layer, machine: Machine, settings: Record<string, unknown> = {}): Site {
  return { machine, settings: layer.settings.parse(settings), memoryOvercommitRatio: 1 };
}

/** Rules that refuse the whole set, sized first, in order and without repeats. */
export function refusals(layer: Layer, site: Site, wants: readonly PartitionWants[]): readonly string[] {
  const specs = wants.map((w) => layer.size(w, site));
  return [...new Set(layer.misfits(site, specs).map((misfit) => misfit.rule))];
}

/** Rules of the cautions for the set, sized first, without repeats. */
export function warnings(layer: Layer, site: Site, wants: readonly PartitionWants[]): readonly string[] {
  const specs = wants.map((w) => layer.size(w, site));
  return [...new Set(layer.cautions(site, specs).map((misfit) => misfit.rule))];
}
