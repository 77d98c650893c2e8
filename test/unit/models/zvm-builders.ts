/** Mainframes and wishes for the tests of PR/SM and z/VM: small builders with the figures that matter left open. */
import {
  type Layer,
  type Machine,
  type Misfit,
  type PartitionWants,
  type Platform,
  type Site,
  groundOf,
} from "#models/partitioning/index.ts";

export const GIB = 1024;

/** A mainframe with as many engines and GiB as said; its model decides what PR/SM takes it for. */
export function mainframeOf(model: string, engines: number, memoryGiB: number): Machine {
  return {
    kind: "server",
    name: model,
    model,
    architecture: "s390x",
    cpuVendor: "ibm",
    sockets: 1,
    cores: engines,
    threads: engines,
    coreMhz: 1700,
    memoryMiB: memoryGiB * GIB,
    features: [],
    blocks: [],
    ioSlots: 0,
  };
}

/** The full System z9 EC, and the smallest. */
export const S54 = mainframeOf("z9-ec-s54", 54, 512);
export const S08 = mainframeOf("z9-ec-s08", 8, 128);

/** A partition of the outer layer, as large as both allow; the innermost layer stands on it. */
export function standing(platform: Platform, machine: Machine, settings: Record<string, unknown> = {}): Site {
  const layer = platform.layers[platform.layers.length - 1] ?? platform.layers[0];
  const ground = groundOf(platform, machine);
  if (ground.misfits.length > 0) throw new Error(`refused: ${JSON.stringify(ground.misfits[0])}`);
  return { machine: ground.machine, settings: layer.settings.parse(settings), memoryOvercommitRatio: 1 };
}

export const linux = (id: string, change: Partial<PartitionWants> = {}): PartitionWants => ({
  id,
  os: { family: "linux", architecture: "s390x" },
  vcpus: 1,
  memoryMiB: GIB,
  peakCores: 0.5,
  disks: 1,
  nics: 1,
  cpuReservedMhz: 0,
  memoryReservedMiB: 0,
  needs: [],
  ...change,
});

/** So many wishes of one kind. */
export const many = (count: number, change: Partial<PartitionWants> = {}): readonly PartitionWants[] =>
  Array.from({ length: count }, (_, index) => linux(`p${index + 1}`, change));

/** Everything refused or warned of, by rule, without repeats. */
const rulesOf = (misfits: readonly Misfit[]): readonly string[] => [...new Set(misfits.map((misfit) => misfit.rule))];

const sized = (layer: Layer, site: Site, wants: readonly PartitionWants[]) => wants.map((one) => layer.size(one, site));

/** Ids of the rules that refuse these wishes together. */
export const refused = (layer: Layer, site: Site, wants: readonly PartitionWants[]): readonly string[] =>
  rulesOf(layer.misfits(site, sized(layer, site, wants)));

/** Ids of the rules that warn of them. */
export const warned = (layer: Layer, site: Site, wants: readonly PartitionWants[]): readonly string[] =>
  rulesOf(layer.cautions(site, sized(layer, site, wants)));
