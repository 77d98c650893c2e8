/**
 * Machines and wishes for tests of platforms, built from what a layer says of itself: the architecture of its guests, the
 * blocks of its grains, the bounds of its limits. Nothing here is keyed by a platform's name.
 */
import { PLATFORMS } from "#models/catalog.ts";
import {
  ARCHITECTURES,
  type Architecture,
  CPU_FEATURES,
  type GuestOs,
  type Layer,
  type Machine,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  hasFeatures,
} from "#models/partitioning/index.ts";

export const GIB = 1024;
export const TIB = GIB * 1024;

export interface Subject {
  /** "platform / layer", for test names. */
  readonly name: string;
  readonly layer: Layer;
}

/** Every layer of every platform of the catalogue. */
export const SUBJECTS: readonly Subject[] = PLATFORMS.flatMap((platform) =>
  platform.layers.map((layer) => ({ name: `${platform.id} / ${layer.id}`, layer })),
);

/** The layer with this id. @throws Error when the catalogue has none */
export function layerOf(id: string): Layer {
  const found = SUBJECTS.find(({ layer }) => layer.id === id);
  if (found === undefined) throw new Error(`the catalogue has no layer "${id}"`);
  return found.layer;
}

/** A two-socket x86 server of 8 cores, 16 threads and 64 GiB with every processor feature. */
export const X86_SERVER: Machine = {
  kind: "server",
  name: "host",
  model: "test-server",
  architecture: "x86-64",
  cpuVendor: "intel",
  sockets: 2,
  cores: 8,
  threads: 16,
  coreMhz: 2000,
  memoryMiB: 64 * GIB,
  features: CPU_FEATURES,
  blocks: [],
  ioSlots: 8,
};

/** The server with some of its figures changed. */
export const x86 = (change: Partial<Machine> = {}): Machine => ({ ...X86_SERVER, ...change });

/** HP's four-cell servers: cells of 8 cores with 64 GiB, two I/O chassis of 8 slots. */
const cellServer = (model: string, architecture: Architecture): Machine => ({
  ...X86_SERVER,
  model,
  architecture,
  cpuVendor: "hp",
  sockets: 16,
  cores: 32,
  threads: 32,
  memoryMiB: 256 * GIB,
  features: [],
  ioSlots: 16,
  blocks: [
    { name: "cell", count: 4, cores: 8, memoryMiB: 64 * GIB, ioSlots: 0 },
    { name: "io-chassis", count: 2, cores: 0, memoryMiB: 0, ioSlots: 8 },
  ],
});

/** Cabinets that can be cut, by the names of their blocks: a model of the age and what is fitted. */
const CABINETS: readonly Machine[] = [
  {
    ...X86_SERVER,
    model: "sun-fire-6800",
    architecture: "sparc",
    cpuVendor: "sun",
    sockets: 24,
    cores: 24,
    threads: 24,
    memoryMiB: 192 * GIB,
    features: [],
    ioSlots: 32,
    blocks: [
      { name: "cpu-board", count: 6, cores: 4, memoryMiB: 32 * GIB, ioSlots: 0 },
      { name: "io-assembly", count: 4, cores: 0, memoryMiB: 0, ioSlots: 8 },
    ],
  },
  {
    ...X86_SERVER,
    model: "sun-fire-15k",
    architecture: "sparc",
    cpuVendor: "sun",
    sockets: 72,
    cores: 72,
    threads: 72,
    memoryMiB: 576 * GIB,
    features: [],
    ioSlots: 72,
    blocks: [
      { name: "slot0-board", count: 18, cores: 4, memoryMiB: 32 * GIB, ioSlots: 0 },
      { name: "slot1-board", count: 18, cores: 0, memoryMiB: 0, ioSlots: 4 },
    ],
  },
  {
    ...X86_SERVER,
    model: "sun-enterprise-10000",
    architecture: "sparc",
    cpuVendor: "sun",
    sockets: 64,
    cores: 64,
    threads: 64,
    memoryMiB: 64 * GIB,
    features: [],
    ioSlots: 64,
    blocks: [{ name: "cpu-board", count: 16, cores: 4, memoryMiB: 4 * GIB, ioSlots: 4 }],
  },
  {
    ...X86_SERVER,
    model: "sparc-m8000",
    architecture: "sparc",
    cpuVendor: "fujitsu",
    sockets: 16,
    cores: 32,
    threads: 64,
    memoryMiB: 512 * GIB,
    features: [],
    ioSlots: 32,
    blocks: [{ name: "xsb", count: 4, cores: 8, memoryMiB: 128 * GIB, ioSlots: 8 }],
  },
  cellServer("hp-rp8420", "pa-risc"),
  cellServer("hp-rx8640", "ia64"),
  {
    ...X86_SERVER,
    model: "hpe-superdome-flex",
    sockets: 32,
    cores: 896,
    threads: 1792,
    memoryMiB: 24 * TIB,
    ioSlots: 128,
    blocks: [{ name: "chassis", count: 8, cores: 112, memoryMiB: 3 * TIB, ioSlots: 16 }],
  },
];

/** The architecture a layer's first guest is built for, 64-bit where it carries both word sizes. */
function architectureOf(layer: Layer): Architecture {
  const carried = layer.description.guests.flatMap((row) => row.architectures);
  if (carried.includes("x86-64")) return "x86-64";
  return ARCHITECTURES.find((architecture) => carried.includes(architecture)) ?? "x86-64";
}

/** The machine within every limit that the layer states for machines. */
function withinLimits(layer: Layer, base: Machine): Machine {
  const machine = { ...base, kind: layer.standsOn[0] ?? base.kind };
  for (const limit of layer.description.limits) {
    if (limit.scope !== "machine") continue;
    const value = machine[limit.quantity];
    machine[limit.quantity] = limit.side === "max" ? Math.min(value, limit.bound) : Math.max(value, limit.bound);
  }
  return machine;
}

/**
 * A machine that the layer stands on, inside all its limits: one with the blocks that its grains name, else the plain
 * server, else a cabinet that the layer knows by its model.
 * @throws Error when no cabinet has the blocks
 */
export function machineFor(layer: Layer): Machine {
  const blocks = layer.description.grains.flatMap((grain) => (grain.kind === "block" ? [grain.name] : []));
  const cabinets = CABINETS.filter((cabinet) => cabinet.blocks.every((block) => blocks.includes(block.name)));
  const plain: Machine = { ...X86_SERVER, architecture: architectureOf(layer) };
  const candidates = (blocks.length > 0 ? cabinets : [plain, ...CABINETS]).map((one) => withinLimits(layer, one));
  const machine = candidates.find((one) => layer.machineMisfits(siteOf(layer, one)).length === 0) ?? candidates[0];
  if (machine === undefined) throw new Error(`no cabinet with blocks ${blocks.join(", ")} for layer "${layer.id}"`);
  return machine;
}

/** The layer on a machine (its own by default), settings parsed as a request's would be. */
export function siteOf(
  layer: Layer,
  machine: Machine = machineFor(layer),
  settings: Record<string, unknown> = {},
): Site {
  return { machine, settings: layer.settings.parse(settings), memoryOvercommitRatio: 1 };
}

/** A system that the layer's support table carries on this machine. @throws Error when there is none */
export function guestOf(layer: Layer, machine: Machine): GuestOs {
  const rows = layer.description.guests.filter((row) => hasFeatures(row.needsOneOf, machine.features));
  const row = rows.find((one) => one.architectures.includes(machine.architecture)) ?? rows[0];
  if (row === undefined) throw new Error(`layer "${layer.id}" carries nothing on ${machine.model}`);
  return {
    family: row.families === "any" ? "other" : (row.families[0] ?? "other"),
    architecture: row.architectures.includes(machine.architecture)
      ? machine.architecture
      : (row.architectures[0] ?? "unknown"),
    version: row.versions?.[0],
  };
}

/** One virtual CPU, 1 GiB, half a core at its peak, one disk and one adapter, with what the test changes. */
export function wish(id: string, change: Partial<PartitionWants> = {}): PartitionWants {
  return {
    id,
    os: { family: "linux", architecture: "x86-64" },
    vcpus: 1,
    memoryMiB: GIB,
    peakCores: 0.5,
    disks: 1,
    nics: 1,
    cpuReservedMhz: 0,
    memoryReservedMiB: 0,
    needs: [],
    ...change,
  };
}

/** A sized wish, then changed as nobody should: what a layer judges when sizing was skipped. */
export function specOf(layer: Layer, site: Site, change: Partial<PartitionSpec> = {}): PartitionSpec {
  return { ...layer.size(wish("a", { os: guestOf(layer, site.machine) }), site), ...change };
}

/** Ids of the rules that refuse one wish, in order and without repeats. */
export function refusals(layer: Layer, site: Site, change: Partial<PartitionWants> = {}): readonly string[] {
  const spec = layer.size(wish("a", { os: guestOf(layer, site.machine), ...change }), site);
  return [...new Set(layer.misfits(site, [spec]).map((misfit) => misfit.rule))];
}

/** Ids of the rules that caution about one wish, in order and without repeats. */
export function warnings(layer: Layer, site: Site, change: Partial<PartitionWants> = {}): readonly string[] {
  const spec = layer.size(wish("a", { os: guestOf(layer, site.machine), ...change }), site);
  return [...new Set(layer.cautions(site, [spec]).map((misfit) => misfit.rule))];
}
