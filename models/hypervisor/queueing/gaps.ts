/**
 * How long a guest that wants to run may have to wait for its turn, and what switching costs: round robin among guests
 * that never block, and windows in which each virtual processor has a fixed part. Own derivations; see the tests.
 */
import { checkAmounts, checkCounts } from "./range.ts";

/** Guests that take turns on one CPU; times in one unit. */
export interface RoundRobin {
  /** Guests that always want to run, a whole number ≥ 1. */
  readonly guests: number;
  /** Length of a turn, > 0. */
  readonly quantum: number;
  /** Time lost at each change of turns, ≥ 0. */
  readonly switchTime: number;
}

/** Longest time from the end of a guest's turn to the start of its next. @throws RangeError naming the field */
export function roundRobinGap(turns: RoundRobin): number {
  const { guests, quantum, switchTime } = checkedTurns(turns);
  return (guests - 1) * (quantum + switchTime) + switchTime;
}

/** Part of the CPU's time that guests get. @throws RangeError naming the field */
export function usefulRatio(turns: RoundRobin): number {
  const { quantum, switchTime } = checkedTurns(turns);
  return quantum / (quantum + switchTime);
}

/**
 * Time until a guest runs, as something that arrives at any moment finds it: nothing during its turn, else what is left of
 * the gap. Mean and standard deviation, in the turns' unit. @throws RangeError naming the field
 */
export function roundRobinWait(turns: RoundRobin): { readonly mean: number; readonly deviation: number } {
  const gap = roundRobinGap(turns);
  const cycle = gap + turns.quantum;
  const mean = gap ** 2 / (2 * cycle);
  return { mean, deviation: Math.sqrt(gap ** 3 / (3 * cycle) - mean ** 2) };
}

function checkedTurns(turns: RoundRobin): RoundRobin {
  checkCounts({ guests: turns.guests }, 1);
  checkAmounts({ quantum: turns.quantum, switchTime: turns.switchTime });
  if (turns.quantum === 0) throw new RangeError("quantum is 0: it must be above 0");
  return turns;
}

/** A partition that is refilled with a part of each window. */
export interface Window {
  /** Length of the window, > 0; the gap comes out in its unit. */
  readonly length: number;
  /** CPUs the partition is entitled to, at least 0 and at most its virtual processors. */
  readonly entitledCpus: number;
  /** Virtual processors, a whole number ≥ 1. */
  readonly vcpus: number;
}

/**
 * Longest wait of a contended, capped virtual processor: its part may come at the start of one window and at the end of
 * the next, 2 × (window − part of the window). @throws RangeError naming the field
 */
export function longestWindowGap(window: Window): number {
  const { length, entitledCpus, vcpus } = window;
  checkAmounts({ length, entitledCpus });
  checkCounts({ vcpus }, 1);
  if (entitledCpus > vcpus) throw new RangeError(`entitledCpus is ${entitledCpus}: it must be at most vcpus, ${vcpus}`);
  return 2 * (length - (length * entitledCpus) / vcpus);
}
