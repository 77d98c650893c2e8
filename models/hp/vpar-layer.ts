/**
 * What the streams of HP-UX Virtual Partitions share: software cuts one server or one nPartition into at most eight
 * partitions of whole CPUs, granules of memory and local bus adapters (LBA: on cell servers one PCI slot each), never
 * shared and never time-sliced. A stream hands in its flat table of facts and its statements. Left out: a server cut
 * into several nPartitions with virtual partitions in each (here it is one nPartition), paths, boot devices.
 */
import type { z } from "zod";
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type Architecture,
  type BlockStock,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type Site,
  type SizedBlocks,
  blockLayer,
} from "../partitioning/index.ts";
import { releaseOutside } from "./hp-ux-release.ts";
import { type VparStream, vparModels } from "./machines.ts";
import { ruleOf, slotsWanted } from "./npar-layer.ts";
import { type Evidence, foreignGuest, unsupported } from "./refusal.ts";
import { type VparFootprint, freeMemory, granulesIn, memoryOf, vparsBelow } from "./vpar-memory.ts";

export const CPU = "cpu";
export const GRANULE = "granule";
export const LBA = "lba";

/** What may have to change while a virtual partition is up. */
export const ONLINE_CHANGES = ["cpu", "memory", "io"] as const;
export type OnlineChange = (typeof ONLINE_CHANGES)[number];

/** What every stream's settings hold. */
export interface VparSettings {
  readonly onlineChanges: readonly OnlineChange[];
}

export interface VparGenerationStream<S extends VparSettings> {
  readonly id: string;
  readonly stream: VparStream;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly guests: readonly GuestSupport[];
  readonly architectures: readonly Architecture[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests">;
  readonly granuleMiB: (site: Site<S>) => number;
  /** Percent of each cell's memory that is local to it. */
  readonly clmPercent: (settings: S) => number;
  readonly footprint: (site: Site<S>) => VparFootprint;
  /** HP-UX releases that run side by side under this monitor on this machine. */
  readonly releases: (site: Site<S>) => readonly string[];
  /** CPUs of one partition that never move while it is up. */
  readonly fixedCpus: (settings: S) => number;
  /** Does memory change while this partition is up? */
  readonly movesMemory: (spec: PartitionSpec) => boolean;
  readonly vendorSettings: (cpus: number, site: Site<S>) => Readonly<Record<string, number | string | boolean>>;
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
}

type Stream<S extends VparSettings> = VparGenerationStream<S>;

const WASTE_STEPS_PER_UNIT = 1000;
const rounded = (value: number) => Math.round(value * WASTE_STEPS_PER_UNIT) / WASTE_STEPS_PER_UNIT;

/** Free memory before the first partition is up. */
function unclaimed<S extends VparSettings>(stream: Stream<S>, site: Site<S>) {
  const memory = memoryOf(site.machine, stream.clmPercent(site.settings));
  return { cells: memory.cells, free: freeMemory(memory, stream.footprint(site), 0) };
}

/** CPUs, granules and adapters of the machine as blocks of their own. */
function blocksOf<S extends VparSettings>(stream: Stream<S>, site: Site<S>): readonly BlockStock[] {
  const { cells, free } = unclaimed(stream, site);
  const memoryMiB = stream.granuleMiB(site);
  const { cores, ioSlots } = site.machine;
  return [
    { name: CPU, count: cores, cores: 1, memoryMiB: 0, ioSlots: 0 },
    { name: GRANULE, count: granulesIn(free, cells, memoryMiB), cores: 0, memoryMiB, ioSlots: 0 },
    { name: LBA, count: ioSlots, cores: 0, memoryMiB: 0, ioSlots: 1 },
  ];
}

/** Eight, or fewer where PA-RISC kernels do not all find a granule below 2 GB; with the rule that says so. */
function mostVpars<S extends VparSettings>(stream: Stream<S>, site: Site<S>): Evidence & { readonly value: number } {
  const eight = numberFact(stream.facts, "host.maxVpars");
  const of8 = { rule: "VPAR-2", source: eight.source, value: eight.value };
  if (site.machine.architecture !== "pa-risc") return of8;
  const value = vparsBelow(numberOf(stream.facts, "pa.kernelWindow"), stream.granuleMiB(site));
  return value < eight.value ? { ...ruleOf(stream.description, "VPAR-7"), value } : of8;
}

function machineMisfits<S extends VparSettings>(stream: Stream<S>, site: Site<S>): readonly Misfit[] {
  const rule = (id: string) => ruleOf(stream.description, id);
  const { architecture, kind, model } = site.machine;
  if (!stream.architectures.includes(architecture)) {
    const id = architecture === "ia64" ? "VPAR-9" : "machine.model";
    const needs = stream.architectures.join(" or ");
    return [unsupported(rule(id), { what: "machine-architecture", value: architecture, needs })];
  }
  if (kind !== "server" && kind !== "npar") {
    const told = { what: "virtual-partitions", value: `within a ${kind}`, needs: "a server or an nPartition" };
    return [unsupported(rule("VPAR-8"), told)];
  }
  const models = vparModels(stream.stream).map((one) => one.model);
  if (!models.includes(model)) {
    return [
      unsupported(rule("machine.model"), { what: "machine-model", value: model, needs: `one of ${models.join(", ")}` }),
    ];
  }
  return stream.moreMachineMisfits?.(site) ?? [];
}

/** Changes that this partition cannot make while it is up. */
function onlineMisfits<S extends VparSettings>(
  stream: Stream<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  const rule = ruleOf(stream.description, "VPAR-6");
  const fixed = stream.fixedCpus(site.settings);
  const needs: Readonly<Record<OnlineChange, string | undefined>> = {
    cpu: spec.vcpus > fixed ? undefined : `more than the ${fixed} CPUs that never move while it is up`,
    memory: stream.movesMemory(spec) ? undefined : "the partition down, or A.05 on HP-UX 11i v3",
    io: "the partition down: adapters never move while it is up",
  };
  return site.settings.onlineChanges.flatMap((what): readonly Misfit[] => {
    const instead = needs[what];
    return instead === undefined
      ? []
      : [unsupported(rule, { what: `online-${what}-change`, value: spec.id, needs: instead })];
  });
}

/** More CPUs bound by minimum than are left when a cell fails. */
function cautions<S extends VparSettings>(
  stream: Stream<S>,
  site: Site<S>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const cell = site.machine.blocks.find((block) => block.name === "cell");
  if (cell === undefined || specs.length === 0) return [];
  const value = specs.reduce((sum, spec) => sum + Math.min(spec.vcpus, stream.fixedCpus(site.settings)), 0);
  const bound = Math.max(0, (cell.count - 1) * cell.cores);
  const evidence = ruleOf(stream.description, "cell.loss");
  if (value <= bound) return [];
  return [{ code: "over-limit", scope: "machine", resource: "minimum-cpus", value, bound, ...evidence }];
}

/** The partition as vparcreate counts it: CPUs, granules, adapters, and what rounding up leaves unused. */
const asCreated =
  <S extends VparSettings>(stream: Stream<S>) =>
  (sized: SizedBlocks, site: Site<S>) => ({
    cpuTotal: sized.cores,
    ...stream.vendorSettings(sized.cores, site),
    memMiB: sized.memoryMiB,
    granuleMiB: stream.granuleMiB(site),
    ioLbas: sized.blocks[LBA] ?? 0,
    wastedCores: rounded(sized.cores - sized.wants.peakCores),
    wastedMemoryMiB: rounded(sized.memoryMiB - sized.wants.memoryMiB),
  });

/** Build the layer of one stream of virtual partitions. */
export function vparLayer<S extends VparSettings>(stream: Stream<S>): Layer<S> {
  const { facts, description } = stream;
  const rule = (id: string) => ruleOf(description, id);
  return blockLayer<S>({
    id: stream.id,
    noun: "virtual partition",
    nouns: "virtual partitions",
    type: "software",
    technique: "direct-hardware",
    standsOn: ["server", "npar"],
    yields: "vpar",
    settings: stream.settings,
    description: { ...description, facts, guests: stream.guests, limits: [] },
    maxPartitions: (site) => mostVpars(stream, site).value,
    blocksOf: (site) => blocksOf(stream, site),
    minimumBlocks: {
      [CPU]: numberOf(facts, "vpar.minCpus"),
      [GRANULE]: numberOf(facts, "vpar.minGranules"),
      [LBA]: numberOf(facts, "vpar.minLbas"),
    },
    ioSlotsWanted: (wants) => slotsWanted(facts, wants),
    vendorSettings: asCreated(stream),
    supplies: (site) => {
      const { cells, free } = unclaimed(stream, site);
      return { memoryReservedMiB: free.ilmMiB + cells * free.clmPerCellMiB };
    },
    claims: (spec, site) => ({ memoryReservedMiB: spec.memoryMiB + stream.footprint(site).perVparMiB }),
    evidence: (site) => ({
      partitions: mostVpars(stream, site),
      [`block:${CPU}`]: rule("VPAR-1"),
      [`block:${GRANULE}`]: rule("VPAR-4"),
      [`block:${LBA}`]: rule("VPAR-5"),
      memoryReservedMiB: rule("VPAR-4"),
    }),
    minimumRule: rule("VPAR-1"),
    wholeRule: rule("VPAR-1"),
    blockRules: { [GRANULE]: rule("VPAR-4"), [LBA]: rule("VPAR-5") },
    guestRule: rule("VPAR-3"),
    needRules: [
      { need: "live-migration", ...rule("mig.none"), instead: "a platform that can move a running partition" },
    ],
    moreMachineMisfits: (site) => machineMisfits(stream, site),
    morePartitionMisfits: (spec, site) => [
      ...foreignGuest(spec, site, rule("VPAR-3")),
      ...releaseOutside(stream.releases(site), spec, rule("VPAR-3")),
      ...onlineMisfits(stream, spec, site),
    ],
    moreCautions: (site, specs) => cautions(stream, site, specs),
  });
}
