/**
 * Cycles and clocks. The models scale the cost of an event by the clock alone: fewer cycles per instruction on a later
 * core, or a slower memory, are left out. Times that no core makes (a disk's, a wire's) are not scaled.
 */
import { requireAbove0 } from "./bounds.ts";

/** Nanoseconds in a second, a millisecond and a microsecond. */
export const NS_PER_S = 1e9;
export const NS_PER_MS = 1e6;
export const NS_PER_US = 1e3;
/** One cycle lasts this many nanoseconds over the clock in MHz. */
const NS_TIMES_MHZ = 1e3;

/**
 * Time that cycles take.
 * @param cycles ≥ 0, at the clock given
 * @param clockMhz > 0
 * @returns nanoseconds, not rounded
 * @throws RangeError for a clock that is not above 0
 */
export function cyclesToNs(cycles: number, clockMhz: number): number {
  requireAbove0("clockMhz", clockMhz);
  return (cycles * NS_TIMES_MHZ) / clockMhz;
}

/**
 * Cycles that a time measured at a clock stands for; inverse of {@link cyclesToNs}.
 * @throws RangeError for a clock that is not above 0
 */
export function nsToCycles(ns: number, clockMhz: number): number {
  requireAbove0("clockMhz", clockMhz);
  return (ns * clockMhz) / NS_TIMES_MHZ;
}
