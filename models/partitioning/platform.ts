/**
 * A platform is a stack of layers under one name and generation: what a user picks as a target. One folder in models/,
 * one line in catalog.ts.
 */
import type { Layer, Site } from "./layer.ts";
import type { Machine } from "./machine.ts";

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

/**
 * The machine that the innermost layer stands on: `machine` itself for one layer; for a nest, each outer layer cuts one
 * partition as large as its machine.
 * @throws Error when an outer layer refuses that partition
 */
export function foundation(platform: Platform, machine: Machine): Machine {
  let ground = machine;
  for (const outer of platform.layers.slice(0, -1)) {
    const site: Site = { machine: ground, settings: outer.settings.parse({}), memoryOvercommitRatio: 1 };
    const whole = outer.size(
      {
        id: "whole",
        os: { family: "other", architecture: ground.architecture },
        vcpus: ground.threads,
        memoryMiB: ground.memoryMiB,
        peakCores: ground.cores,
        disks: 0,
        nics: 0,
        cpuReservedMhz: 0,
        memoryReservedMiB: 0,
        needs: [],
      },
      site,
    );
    ground = outer.carve(site, [whole])[0] ?? ground;
  }
  return ground;
}
