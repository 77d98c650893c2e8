/**
 * Layers that cut a machine along hardware blocks: CPUs and memory move together, nothing is shared, every partition
 * takes whole boards or cells. The builder does the rounding and the counting; a platform says which blocks there are.
 */
import type { Source } from "../fact.ts";
import type { CoreModel } from "./core-model.ts";
import { blocksFor } from "./grain.ts";
import { modeFor } from "./guest.ts";
import { type NeedRule, type SupplyEvidence, capacityMisfits, guestMisfits, needMisfits } from "./judge.ts";
import type { Layer, Site } from "./layer.ts";
import { machineLimitMisfits, partitionLimitMisfits } from "./limit.ts";
import type { BlockStock, Partition, PartitionSpec, PartitionWants } from "./machine.ts";
import type { Misfit } from "./misfit.ts";
import type { Claim, Resources } from "./resources.ts";

/** Whole blocks by name. */
export type BlockCounts = Readonly<Record<string, number>>;

/** What a partition asked for and what its whole blocks hold: the difference is waste. */
export interface SizedBlocks {
  readonly wants: PartitionWants;
  readonly blocks: BlockCounts;
  readonly cores: number;
  readonly memoryMiB: number;
  readonly ioSlots: number;
}

interface RuleEvidence {
  readonly rule: string;
  readonly source: Source;
}

export interface BlockLayerParts<S>
  extends Pick<
    Layer<S>,
    "id" | "noun" | "nouns" | "type" | "technique" | "standsOn" | "yields" | "description" | "settings"
  > {
  readonly core?: CoreModel<S>;
  /** Largest number of partitions this machine can be cut into. */
  readonly maxPartitions: (site: Site<S>) => number;
  /** The blocks as this layer cuts them (an M-series board may be split into quarters). */
  readonly blocksOf: (site: Site<S>) => readonly BlockStock[];
  /** Fewest blocks of each name that one partition must have. */
  readonly minimumBlocks: BlockCounts;
  /** I/O slots that the adapters of a partition take, ≥ 0. */
  readonly ioSlotsWanted: (wants: PartitionWants) => number;
  /** The choice of blocks where several kinds hold the same resource; left out = {@link wholeBlocks} of all kinds. */
  readonly chooseBlocks?: (wants: PartitionWants, site: Site<S>) => BlockCounts;
  readonly vendorSettings: (sized: SizedBlocks, site: Site<S>) => Readonly<Record<string, number | string | boolean>>;
  readonly evidence: (site: Site<S>) => SupplyEvidence;
  /** Further constant supplies, where partitions share more than blocks (memory that a monitor takes part of). */
  readonly supplies?: (site: Site<S>) => Resources;
  /** Further constant claims of one partition beside `partitions: 1` and its blocks. */
  readonly claims?: (spec: PartitionSpec, site: Site<S>) => Resources;
  /** Rules of blocks that go by another one than {@link minimumRule} and {@link wholeRule}, by block name. */
  readonly blockRules?: Readonly<Record<string, RuleEvidence>>;
  /** Who says that a partition must have its minimum of blocks, and that blocks do not split. */
  readonly minimumRule: RuleEvidence;
  readonly wholeRule: RuleEvidence;
  readonly guestRule: RuleEvidence;
  readonly needRules: readonly NeedRule[];
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

const blockKey = (name: string): `block:${string}` => `block:${name}`;

/** Tolerance for fractional MiB per block. */
const HELD_EPSILON = 1e-6;

/** Whole blocks that hold what is wanted: each kind is asked only for what it holds, and is given at least its minimum. */
export function wholeBlocks(
  wants: { readonly cores: number; readonly memoryMiB: number; readonly ioSlots: number },
  stock: readonly BlockStock[],
  minimum: BlockCounts,
): BlockCounts {
  const counted = stock.map((block): readonly [string, number] => [
    block.name,
    blocksFor(
      [
        ...(block.cores > 0 ? [{ amount: wants.cores, perBlock: block.cores }] : []),
        ...(block.memoryMiB > 0 ? [{ amount: wants.memoryMiB, perBlock: block.memoryMiB }] : []),
        ...(block.ioSlots > 0 ? [{ amount: wants.ioSlots, perBlock: block.ioSlots }] : []),
      ],
      minimum[block.name] ?? 0,
    ),
  ]);
  return { ...minimum, ...Object.fromEntries(counted) };
}

/**
 * The site with memory spread evenly over the blocks that hold any: a target may ask for another memory size than the
 * one the catalogue's blocks are filled with.
 */
function evenlyFitted<S>(site: Site<S>): Site<S> {
  const { machine } = site;
  const filledMiB = machine.blocks.reduce((sum, block) => sum + block.count * block.memoryMiB, 0);
  if (filledMiB === 0 || Math.abs(filledMiB - machine.memoryMiB) <= HELD_EPSILON) return site;
  const ratio = machine.memoryMiB / filledMiB;
  const blocks = machine.blocks.map((block) => ({ ...block, memoryMiB: block.memoryMiB * ratio }));
  return { ...site, machine: { ...machine, blocks } };
}

const stockOf = <S>(parts: BlockLayerParts<S>, site: Site<S>) => parts.blocksOf(evenlyFitted(site));

const held = (stock: readonly BlockStock[], blocks: BlockCounts, read: (block: BlockStock) => number) =>
  stock.reduce((sum, block) => sum + (blocks[block.name] ?? 0) * read(block), 0);

type RuleFor = (name: string) => RuleEvidence;

/** An amount that is not what the blocks hold: some block would have to give a part of itself. */
function splitMisfits(
  amount: number,
  from: { readonly stock: readonly BlockStock[]; readonly blocks: BlockCounts; readonly wholeRule: RuleFor },
  read: (block: BlockStock) => number,
): readonly Misfit[] {
  const has = held(from.stock, from.blocks, read);
  const holder = from.stock.find((block) => read(block) > 0);
  if (holder === undefined || Math.abs(amount - has) <= HELD_EPSILON) return [];
  const whole = Math.min(has, Math.floor(amount / read(holder)) * read(holder));
  return [{ code: "moves-as-one", block: holder.name, needs: amount, has: whole, ...from.wholeRule(holder.name) }];
}

/** Refusals of the blocks themselves: fewer than the minimum, parts of a block, amounts that split one. */
function blockMisfits<S>(parts: BlockLayerParts<S>, spec: PartitionSpec, site: Site<S>): readonly Misfit[] {
  const stock = stockOf(parts, site);
  const wholeRule: RuleFor = (name) => parts.blockRules?.[name] ?? parts.wholeRule;
  const from = { stock, blocks: spec.blocks, wholeRule };
  const few = Object.entries(parts.minimumBlocks).flatMap(([name, bound]): readonly Misfit[] => {
    const value = spec.blocks[name] ?? 0;
    if (value >= bound) return [];
    const rule = parts.blockRules?.[name] ?? parts.minimumRule;
    return [{ code: "below-minimum", scope: "partition", resource: blockKey(name), value, bound, ...rule }];
  });
  const broken = Object.entries(spec.blocks).flatMap(([name, count]): readonly Misfit[] =>
    Number.isInteger(count)
      ? []
      : [{ code: "moves-as-one", block: name, needs: count, has: Math.floor(count), ...wholeRule(name) }],
  );
  if (broken.length > 0) return [...few, ...broken];
  return [
    ...few,
    ...splitMisfits(spec.vcpus, from, (block) => block.cores),
    ...splitMisfits(spec.memoryMiB, from, (block) => block.memoryMiB),
  ];
}

/** Blocks every partition needs and the machine does not have; blocks that hold no CPU or no memory carry nobody. */
function stockMisfits<S>(parts: BlockLayerParts<S>, site: Site<S>): readonly Misfit[] {
  const stock = stockOf(parts, site);
  const few = Object.entries(parts.minimumBlocks).flatMap(([name, bound]): readonly Misfit[] => {
    const value = stock.find((block) => block.name === name)?.count ?? 0;
    if (value >= bound) return [];
    const rule = parts.blockRules?.[name] ?? parts.minimumRule;
    return [{ code: "below-minimum", scope: "machine", resource: blockKey(name), value, bound, ...rule }];
  });
  if (few.length > 0) return few;
  return (["cores", "memoryMiB"] as const).flatMap((resource): readonly Misfit[] =>
    stock.some((block) => block.count > 0 && block[resource] > 0)
      ? []
      : [{ code: "below-minimum", scope: "machine", resource, value: 0, bound: 1, ...parts.minimumRule }],
  );
}

function sizeOf<S>(parts: BlockLayerParts<S>, wants: PartitionWants, site: Site<S>): PartitionSpec {
  const stock = stockOf(parts, site);
  const blocks =
    parts.chooseBlocks?.(wants, evenlyFitted(site)) ??
    wholeBlocks(
      { cores: wants.peakCores, memoryMiB: wants.memoryMiB, ioSlots: parts.ioSlotsWanted(wants) },
      stock,
      parts.minimumBlocks,
    );
  const cores = held(stock, blocks, (block) => block.cores);
  const memoryMiB = held(stock, blocks, (block) => block.memoryMiB);
  const ioSlots = held(stock, blocks, (block) => block.ioSlots);
  return {
    ...wants,
    vcpus: cores,
    memoryMiB,
    mode: modeFor(parts.description.guests, wants.os, site.machine)?.mode ?? "none",
    blocks,
    settings: parts.vendorSettings({ wants, blocks, cores, memoryMiB, ioSlots }, site),
  };
}

/** The machine that a partition's blocks make: sockets, threads and slots go with the blocks. */
function machineOf<S>(parts: BlockLayerParts<S>, spec: PartitionSpec, site: Site<S>): Partition {
  const { machine } = site;
  const stock = stockOf(parts, site);
  const shareRatio = spec.vcpus / machine.cores;
  return {
    ...machine,
    kind: parts.yields,
    name: spec.id,
    sockets: Math.max(1, Math.round(machine.sockets * shareRatio)),
    cores: spec.vcpus,
    threads: Math.round(machine.threads * shareRatio),
    memoryMiB: spec.memoryMiB,
    blocks: stock.map((block) => ({ ...block, count: spec.blocks[block.name] ?? 0 })),
    ioSlots: held(stock, spec.blocks, (block) => block.ioSlots),
    on: machine,
    spec,
  };
}

/** Build a layer of the block kind from its parts. */
export function blockLayer<S>(parts: BlockLayerParts<S>): Layer<S> {
  const { limits, guests } = parts.description;

  // A machine that is refused as a whole is not asked for its blocks as well.
  const machineMisfits = (site: Site<S>): readonly Misfit[] => {
    const refusals = [
      ...machineLimitMisfits(limits, site.machine, "refuse"),
      ...(parts.moreMachineMisfits?.(site) ?? []),
    ];
    return refusals.length > 0 ? refusals : stockMisfits(parts, site);
  };

  const claim = (spec: PartitionSpec, site: Site<S>): Claim => {
    const constant: Record<string, number> = { partitions: 1 };
    for (const [name, count] of Object.entries(spec.blocks)) constant[blockKey(name)] = count;
    return { constant: { ...constant, ...parts.claims?.(spec, site) }, cpuFactor: 1 };
  };

  const supply = (site: Site<S>) => {
    const constant: Record<string, number> = { partitions: parts.maxPartitions(site) };
    for (const name of Object.keys(parts.minimumBlocks)) constant[blockKey(name)] = 0;
    for (const block of stockOf(parts, site)) constant[blockKey(block.name)] = block.count;
    return { constant: { ...constant, ...parts.supplies?.(site) } as Resources, sharedCores: 0 };
  };

  const partitionMisfits = (spec: PartitionSpec, site: Site<S>): readonly Misfit[] => [
    ...guestMisfits(guests, spec, site.machine, parts.guestRule),
    ...partitionLimitMisfits(limits, spec, "refuse"),
    ...blockMisfits(parts, spec, site),
    ...needMisfits(parts.needRules, spec, site.machine),
    ...(parts.morePartitionMisfits?.(spec, site) ?? []),
  ];

  const misfits = (site: Site<S>, specs: readonly PartitionSpec[]): readonly Misfit[] => [
    ...machineMisfits(site),
    ...specs.flatMap((spec) => partitionMisfits(spec, site)),
    ...capacityMisfits(
      supply(site),
      specs.map((spec) => claim(spec, site)),
      parts.evidence(site),
    ),
  ];

  const carve = (site: Site<S>, specs: readonly PartitionSpec[]): readonly Partition[] => {
    const reasons = misfits(site, specs);
    if (reasons.length > 0) throw new Error(`${parts.id}: cannot carve, first reason ${JSON.stringify(reasons[0])}`);
    return specs.map((spec) => machineOf(parts, spec, site));
  };

  return {
    ...parts,
    cpu: "dedicated",
    memory: "dedicated",
    machineMisfits,
    supply,
    size: (wants, site) => sizeOf(parts, wants, site),
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
