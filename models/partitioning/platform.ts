/**
 * A platform is a stack of layers under one name and generation: what a user picks as a target. One folder in models/,
 * one line in catalog.ts.
 */
import { type GuestOs, hasFeatures } from "./guest.ts";
import type { Layer, Site } from "./layer.ts";
import type { Machine, PartitionSpec } from "./machine.ts";
import type { Misfit } from "./misfit.ts";

export interface Platform {
  /** The id users type: "esx-3.0", "sun-domains-high-end". */
  readonly id: string;
  readonly title: string;
  readonly maker: string;
  /** Version and year people know it by. */
  readonly generation: string;
  /** First year it could be bought or downloaded. */
  readonly year: number;
  /** The 2006 deck's platforms and their living successors. */
  readonly era: "2006" | "living";
  /** Outermost first; the last one carries the workloads. */
  readonly layers: readonly [Layer, ...Layer[]];
}

/** The layer that carries workloads. */
export function innermost(platform: Platform): Layer {
  return platform.layers[platform.layers.length - 1] ?? platform.layers[0];
}

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

/** One partition with all that the layer can give of this machine after its service partition. */
function wholePartition(layer: Layer, site: Site): PartitionSpec {
  const { machine } = site;
  const { constant } = layer.supply(site);
  const vcpus = Math.min(machine.threads, constant.vcpus ?? machine.threads);
  const memoryMiB = Math.min(machine.memoryMiB, constant.memoryMiB ?? machine.memoryMiB);
  return layer.size(
    {
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
    },
    site,
  );
}

/** The ground that the outer layers leave to the innermost one, or why the layer named `by` cannot cut its machine. */
interface Ground {
  readonly ground: Machine;
  readonly by: string;
  readonly misfits: readonly Misfit[];
}

function groundOf(platform: Platform, machine: Machine): Ground {
  let ground = machine;
  for (const outer of platform.layers.slice(0, -1)) {
    const site: Site = { machine: ground, settings: outer.settings.parse({}), memoryOvercommitRatio: 1 };
    const refused = outer.machineMisfits(site);
    if (refused.length > 0) return { ground, by: outer.id, misfits: refused };
    const whole = wholePartition(outer, site);
    const misfits = outer.misfits(site, [whole]);
    if (misfits.length > 0) return { ground, by: outer.id, misfits };
    ground = outer.carve(site, [whole])[0] ?? ground;
  }
  return { ground, by: platform.id, misfits: [] };
}

/** Why an outer layer of a nest cannot cut this machine; empty where the innermost layer has its ground. */
export function groundMisfits(platform: Platform, machine: Machine): readonly Misfit[] {
  return groundOf(platform, machine).misfits;
}

/**
 * The machine that the innermost layer stands on: `machine` itself for one layer; for a nest, each outer layer cuts one
 * partition with all that it can give of its machine, under its default settings.
 * @throws Error when an outer layer refuses the machine or that partition
 */
export function foundation(platform: Platform, machine: Machine): Machine {
  const { ground, by, misfits } = groundOf(platform, machine);
  if (misfits.length === 0) return ground;
  throw new Error(`${by}: cannot carve ${machine.name}, first reason ${JSON.stringify(misfits[0])}`);
}
