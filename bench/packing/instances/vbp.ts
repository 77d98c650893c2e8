/**
 * The text format of vector packing sets: number of dimensions, capacities, number of item lines, then per line the
 * sizes and how many such items there are.
 */
import type { PackProblem } from "#planner/pack/index.ts";
import { linesOf, numbersIn } from "./archive.ts";
import { vectorProblem } from "./instance.ts";

/** Dimensions of a .vbp text. */
export const dimensionsOf = (text: string): number => Number(linesOf(text)[0]);

/**
 * The problem of a .vbp text; undefined when a size or a capacity is negative or not whole (some published files are so).
 * @throws Error when lines are missing
 */
export function vbpProblem(text: string): PackProblem | undefined {
  const [first, second, third, ...rest] = linesOf(text).map(numbersIn);
  const dimensions = first?.[0] ?? 0;
  const capacity = second ?? [];
  const count = third?.[0] ?? 0;
  if (capacity.length !== dimensions || rest.length < count) {
    throw new Error(`a .vbp text of ${rest.length} item lines has ${capacity.length} capacities, says ${dimensions}`);
  }
  const lines = rest.slice(0, count);
  const isSize = (value: number | undefined) => value !== undefined && Number.isSafeInteger(value) && value >= 0;
  if (![...lines, capacity].every((line) => line.every(isSize))) return undefined;
  const items = lines.flatMap((line) => Array.from({ length: line[dimensions] ?? 1 }, () => line.slice(0, dimensions)));
  return vectorProblem(items, [{ id: "bin", sizes: capacity, stock: Infinity, cost: 1 }]);
}
