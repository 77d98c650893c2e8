/**
 * What the innermost layer of a nest stands on: each outer layer cuts one partition, the outermost as it is asked to, else with
 * all that it can give of its machine and that the layer inside can use. Leaves out: several outer partitions on one machine.
 */
import { type GuestOs, hasFeatures } from "./guest.ts";
import type { Layer, Site } from "./layer.ts";
import type { Machine, PartitionSpec, PartitionWants } from "./machine.ts";
import type { Misfit } from "./misfit.ts";
import type { Platform } from "./platform.ts";

/** What a layer stands on, and why nothing can stand there: the outer layer's own reasons, empty when it can. */
export interface Ground {
  readonly machine: Machine;
  readonly misfits: readonly Misfit[];
  /** Id of the outer layer that refuses. */
  readonly refusedBy?: string;
}

/** What somebody asks of the outermost layer; what is left out is all that there is. */
export interface OuterCut {
  readonly vcpus?: number | undefined;
  readonly memoryMiB?: number | undefined;
  /** Parsed by the layer's own schema. @see Layer.settings */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

/** Tries to find the largest partition; each one takes what a layer named as too much off the wish. */
const MAX_TRIES = 32;

/** A system that the layer carries on this machine, for a partition that stands for the whole of it. */
function carriedBy(layer: Layer, machine: Machine): GuestOs {
  const rows = layer.description.guests.filter((row) => hasFeatures(row.needsOneOf, machine.features));
  const row = rows.find((one) => one.architectures.includes(machine.architecture));
  const family = row === undefined || row.families === "any" ? "other" : (row.families[0] ?? "other");
  return { family, version: row?.versions?.[0], architecture: machine.architecture };
}

/** The most MiB on the layer's memory grid that is within `memoryMiB`; the amount itself where it has no grid. */
function onMemoryGrid(layer: Layer, memoryMiB: number): number {
  const grain = layer.description.grains.find((one) => one.kind === "grid" && one.resource === "memoryMiB");
  if (grain?.kind !== "grid" || memoryMiB < grain.min.value) return memoryMiB;
  return grain.min.value + Math.floor((memoryMiB - grain.min.value) / grain.step.value) * grain.step.value;
}

/** A wish for all that the layer can give of this machine after its service partition. */
function wholeOf(layer: Layer, site: Site): PartitionWants {
  const { machine } = site;
  const { constant } = layer.supply(site);
  const vcpus = Math.min(machine.threads, constant.vcpus ?? machine.threads);
  const memoryMiB = Math.min(machine.memoryMiB, constant.memoryMiB ?? machine.memoryMiB);
  return {
    id: "whole",
    os: carriedBy(layer, machine),
    vcpus,
    memoryMiB: onMemoryGrid(layer, memoryMiB),
    peakCores: (machine.cores * vcpus) / machine.threads,
    disks: 0,
    nics: 0,
    cpuReservedMhz: 0,
    memoryReservedMiB: 0,
    needs: [],
  };
}

/** MiB by which a wish is cut at the least, so that every try is smaller. */
const LEAST_CUT_MIB = 1;

/**
 * What a layer says is too much, in virtual CPUs and MiB of the wish. A claim above the supply holds the partition's
 * overhead as well, so the wish shrinks by its own part of the excess.
 */
function excessOf(wants: PartitionWants, misfits: readonly Misfit[]) {
  const excess = { vcpus: 0, memoryMiB: 0 };
  for (const misfit of misfits) {
    if (misfit.code !== "over-limit" && misfit.code !== "over-capacity") continue;
    const over = misfit.code === "over-limit" ? misfit.value - misfit.bound : misfit.needs - misfit.has;
    const ownRatio = misfit.code === "over-limit" ? 1 : Math.min(1, wants.memoryMiB / misfit.needs);
    if (misfit.resource === "memoryMiB") {
      excess.memoryMiB = Math.max(excess.memoryMiB, over * ownRatio, LEAST_CUT_MIB);
    }
    if (["vcpus", "threads", "cores"].includes(misfit.resource)) excess.vcpus = Math.max(excess.vcpus, over);
  }
  return excess;
}

/** The wish less what is too much, or undefined when there is nothing that a smaller one would mend. */
function smaller(wants: PartitionWants, misfits: readonly Misfit[]): PartitionWants | undefined {
  const excess = excessOf(wants, misfits);
  const vcpus = wants.vcpus - Math.ceil(excess.vcpus);
  const memoryMiB = wants.memoryMiB - excess.memoryMiB;
  if ((excess.vcpus === 0 && excess.memoryMiB === 0) || vcpus < 1 || memoryMiB <= 0) return undefined;
  return { ...wants, vcpus, memoryMiB, peakCores: Math.min(wants.peakCores, vcpus) };
}

/** The wish as it was granted: what the inner layer finds too much is counted from there, not from before the rounding. */
const granted = (wants: PartitionWants, { vcpus, memoryMiB }: PartitionSpec): PartitionWants => ({
  ...wants,
  vcpus,
  memoryMiB,
});

const siteOf = (layer: Layer, machine: Machine, settings: OuterCut["settings"] = {}): Site => ({
  machine,
  settings: layer.settings.parse(settings),
  memoryOvercommitRatio: 1,
});

/** The partition that was asked for, as the layer builds it: granted whole or refused, never made smaller in silence. */
function asked(outer: Layer, site: Site, cut: OuterCut): Ground {
  const whole = wholeOf(outer, site);
  const vcpus = cut.vcpus ?? whole.vcpus;
  const peakCores = (site.machine.cores * vcpus) / site.machine.threads;
  const spec = outer.size({ ...whole, vcpus, peakCores, memoryMiB: cut.memoryMiB ?? whole.memoryMiB }, site);
  const misfits = outer.misfits(site, [spec]);
  if (misfits.length > 0) return { machine: site.machine, misfits, refusedBy: outer.id };
  return { machine: outer.carve(site, [spec])[0] ?? site.machine, misfits };
}

/** The largest partition that `outer` cuts and `inner` can use; reasons when even that is refused by `outer`. */
function largest(outer: Layer, inner: Layer, ground: Machine, cut: OuterCut): Ground {
  const site = siteOf(outer, ground, cut.settings);
  const refusals = outer.machineMisfits(site);
  if (refusals.length > 0) return { machine: ground, misfits: refusals, refusedBy: outer.id };
  if (cut.vcpus !== undefined || cut.memoryMiB !== undefined) return asked(outer, site, cut);
  let wants: PartitionWants | undefined = wholeOf(outer, site);
  let found: Ground = { machine: ground, misfits: [] };
  for (let tries = 0; wants !== undefined && tries < MAX_TRIES; tries++) {
    const spec = outer.size(wants, site);
    const misfits = outer.misfits(site, [spec]);
    const machine = misfits.length === 0 ? (outer.carve(site, [spec])[0] ?? ground) : ground;
    found = misfits.length === 0 ? { machine, misfits } : { machine, misfits, refusedBy: outer.id };
    wants =
      misfits.length > 0
        ? smaller(wants, misfits)
        : smaller(granted(wants, spec), inner.machineMisfits(siteOf(inner, machine)));
  }
  return found;
}

/**
 * The machine that the innermost layer stands on: `machine` itself for one layer; for a nest, each outer layer cuts one
 * partition, as large as its machine and the limits of both layers allow. Where an outer layer refuses, its reasons and
 * the last machine that stood.
 * @param cut what is asked of the outermost layer; a size that is asked for is granted or refused, never shrunk
 */
export function groundOf(platform: Platform, machine: Machine, cut: OuterCut = {}): Ground {
  let ground: Ground = { machine, misfits: [] };
  platform.layers.slice(0, -1).forEach((outer, index) => {
    const inner = platform.layers[index + 1];
    if (inner !== undefined && ground.misfits.length === 0) {
      ground = largest(outer, inner, ground.machine, index === 0 ? cut : {});
    }
  });
  return ground;
}

/**
 * The machine of {@link groundOf}.
 * @throws Error when an outer layer refuses every partition
 */
export function foundation(platform: Platform, machine: Machine): Machine {
  const ground = groundOf(platform, machine);
  const [first] = ground.misfits;
  if (first === undefined) return ground.machine;
  throw new Error(`${ground.refusedBy}: cannot carve ${machine.name}, first reason ${JSON.stringify(first)}`);
}
