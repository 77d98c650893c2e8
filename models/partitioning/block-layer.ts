/**
 * Layers that cut a machine along hardware blocks: CPUs and memory move together, nothing is shared, every partition
 * takes whole boards or cells. The builder does the rounding and the counting; a platform says which blocks there are.
 */
import type { Source } from "../fact.ts";
import { blocksFor } from "./grain.ts";
import { modeFor } from "./guest.ts";
import { type NeedRule, type SupplyEvidence, capacityMisfits, guestMisfits, needMisfits } from "./judge.ts";
import type { Layer, Site } from "./layer.ts";
import { machineLimitMisfits, partitionLimitMisfits } from "./limit.ts";
import type { BlockStock, Partition, PartitionSpec, PartitionWants } from "./machine.ts";
import type { Misfit } from "./misfit.ts";
import type { Claim, Resources } from "./resources.ts";

export interface BlockLayerParts<S>
  extends Pick<
    Layer<S>,
    "id" | "noun" | "nouns" | "type" | "technique" | "standsOn" | "yields" | "description" | "settings"
  > {
  /** Largest number of partitions this machine can be cut into. */
  readonly maxPartitions: (site: Site<S>) => number;
  /** The blocks as this layer cuts them (an M-series board may be split into quarters). */
  readonly blocksOf: (site: Site<S>) => readonly BlockStock[];
  /** Fewest blocks of each name that one partition must have. */
  readonly minimumBlocks: Readonly<Record<string, number>>;
  readonly vendorSettings: (
    blocks: Readonly<Record<string, number>>,
    site: Site<S>,
  ) => Readonly<Record<string, number | string | boolean>>;
  readonly evidence: SupplyEvidence;
  readonly guestRule: { readonly rule: string; readonly source: Source };
  readonly needRules: readonly NeedRule[];
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const blockKey = (name: string): `block:${string}` => `block:${name}`;

/** Whole blocks that hold what is wanted: each block kind is asked only for what it holds. */
function blocksWanted(
  wants: PartitionWants,
  stock: readonly BlockStock[],
  minimum: Readonly<Record<string, number>>,
): Record<string, number> {
  const slotsWanted = wants.nics + wants.disks;
  return Object.fromEntries(
    stock.map((block) => [
      block.name,
      blocksFor(
        [
          ...(block.cores > 0 ? [{ amount: wants.peakCores, perBlock: block.cores }] : []),
          ...(block.memoryMiB > 0 ? [{ amount: wants.memoryMiB, perBlock: block.memoryMiB }] : []),
          ...(block.ioSlots > 0 ? [{ amount: slotsWanted > 0 ? 1 : 0, perBlock: block.ioSlots }] : []),
        ],
        minimum[block.name] ?? 0,
      ),
    ]),
  );
}

/** Build a layer of the block kind from its parts. */
export function blockLayer<S>(parts: BlockLayerParts<S>): Layer<S> {
  const { limits, guests } = parts.description;

  const machineMisfits = (site: Site<S>): readonly Misfit[] => [
    ...machineLimitMisfits(limits, site.machine, "refuse"),
    ...(parts.moreMachineMisfits?.(site) ?? []),
  ];

  const size = (wants: PartitionWants, site: Site<S>): PartitionSpec => {
    const stock = parts.blocksOf(site);
    const blocks = blocksWanted(wants, stock, parts.minimumBlocks);
    const held = (read: (block: BlockStock) => number) =>
      stock.reduce((sum, block) => sum + (blocks[block.name] ?? 0) * read(block), 0);
    return {
      ...wants,
      vcpus: held((block) => block.cores),
      memoryMiB: held((block) => block.memoryMiB),
      mode: modeFor(guests, wants.os, site.machine)?.mode ?? "none",
      blocks,
      settings: parts.vendorSettings(blocks, site),
    };
  };

  const claim = (spec: PartitionSpec): Claim => {
    const constant: Record<string, number> = { partitions: 1 };
    for (const [name, count] of Object.entries(spec.blocks)) constant[blockKey(name)] = count;
    return { constant, cpuFactor: 1 };
  };

  const supply = (site: Site<S>) => {
    const constant: Record<string, number> = { partitions: parts.maxPartitions(site) };
    for (const block of parts.blocksOf(site)) constant[blockKey(block.name)] = block.count;
    return { constant: constant as Resources, sharedCores: 0 };
  };

  const partitionMisfits = (spec: PartitionSpec, site: Site<S>): readonly Misfit[] => [
    ...guestMisfits(guests, spec, site.machine, parts.guestRule),
    ...partitionLimitMisfits(limits, spec, "refuse"),
    ...needMisfits(parts.needRules, spec, site.machine),
    ...(parts.morePartitionMisfits?.(spec, site) ?? []),
  ];

  const misfits = (site: Site<S>, specs: readonly PartitionSpec[]): readonly Misfit[] => [
    ...machineMisfits(site),
    ...specs.flatMap((spec) => partitionMisfits(spec, site)),
    ...capacityMisfits(supply(site), specs.map(claim), parts.evidence),
  ];

  const carve = (site: Site<S>, specs: readonly PartitionSpec[]): readonly Partition[] => {
    const reasons = misfits(site, specs);
    if (reasons.length > 0) throw new Error(`${parts.id}: cannot carve, first reason ${JSON.stringify(reasons[0])}`);
    return specs.map((spec) => ({
      ...site.machine,
      kind: parts.yields,
      name: spec.id,
      cores: spec.vcpus,
      threads: Math.round((spec.vcpus * site.machine.threads) / site.machine.cores),
      memoryMiB: spec.memoryMiB,
      blocks: parts.blocksOf(site).map((block) => ({ ...block, count: spec.blocks[block.name] ?? 0 })),
      on: site.machine,
      spec,
    }));
  };

  return {
    ...parts,
    cpu: "dedicated",
    memory: "dedicated",
    machineMisfits,
    supply,
    size,
    claim,
    partitionMisfits,
    misfits,
    cautions: (site, specs) => [
      ...machineLimitMisfits(limits, site.machine, "warn"),
      ...specs.flatMap((spec) => partitionLimitMisfits(limits, spec, "warn")),
      ...(parts.moreCautions?.(site, specs) ?? []),
    ],
    carve,
  };
}
