/**
 * Is column generation worth the try? It is where few items share a bin and few rows bind: its pricing problem grows out
 * of hand with both. Told by sums alone, in a moment.
 */
import type { PackProblem } from "../problem.ts";
import { rowsOf } from "../least-demand.ts";
import { continuousBound } from "../bound-continuous.ts";

/** Above so many numbers even folding takes long. */
const MOST_NUMBERS = 4_000_000;
/** Items that share a bin on average: above this, pricing no longer ends. Measured on sets of one to ten dimensions. */
const MOST_PER_BIN = 24;
/** The same where profiles give a bin more rows than this. */
const MANY_ROWS = 12;
const MOST_PER_BIN_OF_MANY_ROWS = 5;

/** Judge by size, rows, and the mean number of items in a bin. @param placed items to be packed */
export function isWorthTrying(problem: PackProblem, placed: readonly number[]): boolean {
  const rows = problem.slots * problem.varying.length + problem.constant.length;
  if (placed.length * rows * problem.types.length > MOST_NUMBERS) return false;
  const least = continuousBound(rowsOf(problem, placed), problem).bins;
  const perBin = placed.length / Math.max(1, least);
  return perBin <= (rows > MANY_ROWS ? MOST_PER_BIN_OF_MANY_ROWS : MOST_PER_BIN);
}
