/** A published packing problem with what is known of its best answer, and builders for the kinds of problem there are. */
import type { BinType, PackProblem, PackRule } from "#planner/pack/index.ts";

/** What the world knows of an instance, in bins (for priced types: in cost). Absent = not known. */
export interface Known {
  /** A proved lower bound that came with the set. */
  readonly lower?: number;
  /** A packing this good is known. */
  readonly upper?: number;
  /** The proved optimum. */
  readonly optimum?: number;
  /** The best answer of the published programs that the set compares. */
  readonly published?: number;
}

/** One instance of a set. `problem` may be built anew by every access, so that large sets need not be held at once. */
export interface Instance {
  readonly set: string;
  readonly name: string;
  readonly problem: PackProblem;
  readonly known: Known;
}

/** A bin by the sizes of its dimensions. */
export interface VectorBin {
  readonly id: string;
  readonly sizes: readonly number[];
  /** Infinity = as many as needed. */
  readonly stock: number;
  readonly cost: number;
}

/** Dimension names "d0", "d1" … */
const dimensionNames = (count: number): readonly string[] => Array.from({ length: count }, (_, d) => `d${d}`);

/**
 * A vector packing problem without time: one slot, every dimension constant.
 * @param items [item][dimension] whole numbers ≥ 0
 * @param bins types of bins, all with as many dimensions as the items
 */
export function vectorProblem(
  items: readonly (readonly number[])[],
  bins: readonly VectorBin[],
  rules: readonly PackRule[] = [],
): PackProblem {
  const claim = Float64Array.from(items.flat());
  const eligible = new Uint8Array(items.length).fill(1);
  return {
    items: items.length,
    slots: 1,
    varying: [],
    constant: dimensionNames(bins[0]?.sizes.length ?? 0),
    types: bins.map(
      ({ id, sizes, stock, cost }): BinType => ({
        id,
        maxBins: stock,
        cost,
        capacity: new Float64Array(0),
        room: Float64Array.from(sizes),
        demand: [],
        claim,
        eligible,
      }),
    ),
    rules,
  };
}

/** Known facts without the entries that are undefined or negative (sets mark the unknown by −1). */
export function known(facts: { readonly [K in keyof Known]: number | undefined }): Known {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value >= 0));
}
