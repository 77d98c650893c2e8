/** Machines and wishes for the tests of Sun's platforms: small builders with the figures that matter left open. */
import { type Layer, type Machine, type PartitionWants, type Site, innermost } from "#models/partitioning/index.ts";
import * as sun from "#models/sun/index.ts";

const GIB = 1024;

const sparc = (model: string): Machine => ({
  kind: "server",
  name: model,
  model,
  architecture: "sparc",
  cpuVendor: "sun",
  sockets: 0,
  cores: 0,
  threads: 0,
  coreMhz: 1200,
  memoryMiB: 0,
  features: [],
  blocks: [],
  ioSlots: 0,
});

/** A midrange chassis: boards of 4 CPUs with 32 GiB, assemblies of 8 slots. */
export function midrange(model: string, boards: number, assemblies: number): Machine {
  return {
    ...sparc(model),
    sockets: boards * 4,
    cores: boards * 4,
    threads: boards * 4,
    memoryMiB: boards * 32 * GIB,
    ioSlots: assemblies * 8,
    blocks: [
      { name: "cpu-board", count: boards, cores: 4, memoryMiB: 32 * GIB, ioSlots: 0 },
      { name: "io-assembly", count: assemblies, cores: 0, memoryMiB: 0, ioSlots: 8 },
    ],
  };
}

/** The full Sun Fire 6800: 6 boards, 4 assemblies. */
export const SF6800 = midrange("sun-fire-6800", 6, 4);

/** A high-end cabinet with as many slot-0 as slot-1 boards: 4 CPUs and 32 GiB, 4 slots. */
export function highEnd(model: string, expanders: number): Machine {
  return {
    ...sparc(model),
    sockets: expanders * 4,
    cores: expanders * 4,
    threads: expanders * 4,
    memoryMiB: expanders * 32 * GIB,
    ioSlots: expanders * 4,
    blocks: [
      { name: "slot0-board", count: expanders, cores: 4, memoryMiB: 32 * GIB, ioSlots: 0 },
      { name: "slot1-board", count: expanders, cores: 0, memoryMiB: 0, ioSlots: 4 },
    ],
  };
}

/** The full Sun Fire 15K: 18 expanders. */
export const SF15K = highEnd("sun-fire-15k", 18);

/** A Sun Fire T2000: 8 cores of 4 threads, 32 GiB, no boards. */
export const T2000: Machine = {
  ...sparc("sun-fire-t2000"),
  sockets: 1,
  cores: 8,
  threads: 32,
  memoryMiB: 32 * GIB,
};

/** A Sun Fire V490: 8 cores, 32 GiB, no boards. */
export const V490: Machine = { ...sparc("sun-fire-v490"), sockets: 4, cores: 8, threads: 8, memoryMiB: 32 * GIB };

/** A Solaris 10 system that peaks at one core and holds 1 GiB, with what the test changes. */
export function wish(id: string, change: Partial<PartitionWants> = {}): PartitionWants {
  return {
    id,
    os: { family: "solaris", version: "10", architecture: "sparc" },
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

/** The layer of a platform of Sun by id. @throws Error when there is none */
export function layerOf(id: string): Layer {
  const platform = Object.values(sun).find((p) => p.id === id);
  if (platform === undefined) throw new Error(`Sun has no platform "${id}"`);
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

/** An M-series server: system boards of 4 dual-core CPUs with 64 GiB and the model's I/O slots. */
export function mSeries(model: string, boards: number, slotsPerBoard: number): Machine {
  return {
    ...sparc(model),
    sockets: boards * 4,
    cores: boards * 8,
    threads: boards * 16,
    memoryMiB: boards * 64 * GIB,
    ioSlots: boards * slotsPerBoard,
    blocks: [{ name: "xsb", count: boards, cores: 8, memoryMiB: 64 * GIB, ioSlots: slotsPerBoard }],
  };
}

/** The full Enterprise 10000: 16 boards of 4 CPUs, 4 GiB and 4 SBus slots. */
export const E10000: Machine = {
  ...sparc("sun-enterprise-10000"),
  sockets: 64,
  cores: 64,
  threads: 64,
  memoryMiB: 64 * GIB,
  ioSlots: 64,
  blocks: [{ name: "cpu-board", count: 16, cores: 4, memoryMiB: 4 * GIB, ioSlots: 4 }],
};

/** A server of the T or M line: `sockets` of `coresPerSocket` cores with 8 strands each. */
export function strandServer(model: string, sockets: number, coresPerSocket: number, memoryMiB: number): Machine {
  const cores = sockets * coresPerSocket;
  return { ...sparc(model), sockets, cores, threads: cores * 8, memoryMiB };
}

/** A SPARC T4-4: 32 cores, 256 strands, 512 GiB. */
export const T4_4 = strandServer("sparc-t4-4", 4, 8, 512 * GIB);
