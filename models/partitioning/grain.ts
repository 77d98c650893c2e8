/**
 * Granularity is data: a grid (min, min + step, … up to max, anchored at min) or a block in which resources move
 * together. A grid may also list its values where they follow no step (1, 2 or 4 virtual CPUs).
 */
import type { Fact } from "../fact.ts";

export type Grain =
  | {
      readonly kind: "grid";
      readonly resource: string;
      readonly min: Fact<number>;
      readonly step: Fact<number>;
      readonly max?: Fact<number>;
    }
  | { readonly kind: "values"; readonly resource: string; readonly values: readonly number[]; readonly fact: Fact }
  | {
      readonly kind: "block";
      readonly name: string;
      readonly holds: string;
      readonly min: Fact<number>;
      readonly max?: Fact<number>;
    };

/** Tolerance that keeps 0.30000000000000004 from becoming one step more. */
const GRID_EPSILON = 1e-9;

/**
 * The smallest grid value ≥ `value`: min + k·step. Values beyond `max` are returned as they round, so that the limit
 * check can name the real figure.
 * @param value amount wanted, in the grain's unit, ≥ 0
 */
export function roundUpToGrid(value: number, grain: { readonly min: number; readonly step: number }): number {
  if (value <= grain.min) return grain.min;
  const steps = Math.ceil((value - grain.min) / grain.step - GRID_EPSILON);
  return grain.min + steps * grain.step;
}

/** The smallest listed value ≥ `value`, or `value` itself when it is beyond them all (the limit check refuses it). */
export function roundUpToValue(value: number, values: readonly number[]): number {
  return values.find((v) => v >= value) ?? value;
}

/** Whole blocks needed so that each of `wants` fits in them; at least `min`. */
export function blocksFor(
  wants: readonly { readonly amount: number; readonly perBlock: number }[],
  min: number,
): number {
  let blocks = min;
  for (const { amount, perBlock } of wants) {
    if (amount <= 0) continue;
    blocks = Math.max(blocks, perBlock > 0 ? Math.ceil(amount / perBlock - GRID_EPSILON) : Number.POSITIVE_INFINITY);
  }
  return blocks;
}
