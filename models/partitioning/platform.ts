/**
 * A platform is a stack of layers under one name and generation: what a user picks as a target. One folder in models/,
 * one line in catalog.ts.
 */
import type { Layer } from "./layer.ts";

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
