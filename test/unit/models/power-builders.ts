/** Machines and judgements for the tests of IBM POWER: small builders with the figures that matter left open. */
import type { Layer, Machine, PartitionSpec, PartitionWants, Site } from "#models/partitioning/index.ts";
import { GIB, layerOf, wish as anyWish } from "../../support/site.ts";

export const POWER4 = layerOf("power4-lpar");
export const POWER5 = layerOf("power5-apv");
export const POWER10 = layerOf("power10");
export const POWER11 = layerOf("power11");

export const AIX53 = { family: "aix", version: "5.3", architecture: "power" } as const;
export const AIX73 = { family: "aix", version: "7.3", architecture: "power" } as const;
export const IBM_I = { family: "ibm-i", version: "V5R4", architecture: "power" } as const;
export const SLES = { family: "linux", version: "SLES 10", architecture: "power" } as const;

/** Settings that keep the hypervisor's calls out of sums done by hand. */
export const FREE_CALLS = { hcallCycles: 0 };

/** A server of 4 cores at 2,000 MHz with 16 GiB and 6 slots, of no model that the table holds. */
export function power(change: Partial<Machine> = {}): Machine {
  return {
    kind: "server",
    name: "host",
    model: "test-power",
    architecture: "power",
    cpuVendor: "ibm",
    sockets: 2,
    cores: 4,
    threads: 8,
    coreMhz: 2000,
    memoryMiB: 16 * GIB,
    features: [],
    blocks: [],
    ioSlots: 6,
    ...change,
  };
}

export type Settings = Readonly<Record<string, unknown>>;

/** The layer on a machine, settings parsed, hypervisor calls free of cost unless told otherwise. */
export function at(layer: Layer, settings: Settings = {}, machine: Machine = power()): Site {
  const calls = layer === POWER4 ? {} : FREE_CALLS;
  return { machine, settings: layer.settings.parse({ ...calls, ...settings }), memoryOvercommitRatio: 1 };
}

/** 1 GiB, two virtual CPUs, a peak of one core, a disk and an adapter. */
export const wish = (id: string, change: Partial<PartitionWants> = {}): PartitionWants =>
  anyWish(id, { os: AIX53, vcpus: 2, peakCores: 1, ...change });

export const many = (count: number, change: Partial<PartitionWants> = {}): readonly PartitionWants[] =>
  Array.from({ length: count }, (_, i) => wish(`w${i + 1}`, change));

const ids = (misfits: readonly { readonly rule: string }[]) => [...new Set(misfits.map(({ rule }) => rule))];

/** Rules that refuse the set, sized first, without repeats. */
export const refused = (layer: Layer, site: Site, wants: readonly PartitionWants[]): readonly string[] =>
  ids(
    layer.misfits(
      site,
      wants.map((one) => layer.size(one, site)),
    ),
  );

/** Rules that warn of the set, sized first, without repeats. */
export const warned = (layer: Layer, site: Site, wants: readonly PartitionWants[]): readonly string[] =>
  ids(
    layer.cautions(
      site,
      wants.map((one) => layer.size(one, site)),
    ),
  );

/** Rules that refuse one spec given as it is, sizing skipped. */
export const refusedAsIs = (
  layer: Layer,
  site: Site,
  change: Partial<PartitionSpec>,
  os = AIX53 as PartitionWants["os"],
) => ids(layer.partitionMisfits({ ...layer.size(wish("a", { os }), site), ...change }, site));
