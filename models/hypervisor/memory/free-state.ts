/**
 * How short of memory a host is, in ESX Server's four states, and what each allows. Read here as: a state is entered when
 * the free share falls below its threshold, and reclaiming aims at the highest. The delay before a better state is entered
 * again is left out.
 */
import { fact, seen } from "../../fact.ts";

/** From plenty to none: nothing to do; balloon; page out; page out and block guests above their goal. */
export type FreeState = "high" | "soft" | "hard" | "low";

/** Free share of host memory at which each state begins. */
export const FREE_THRESHOLDS = {
  high: fact(0.06, "of host memory", seen("WALD02"), "what reclaiming aims at"),
  soft: fact(0.04, "of host memory", seen("WALD02")),
  hard: fact(0.02, "of host memory", seen("WALD02")),
  low: fact(0.01, "of host memory", seen("WALD02")),
} as const;

/** The state of a host with this share of its memory free, 0 to 1. */
export function freeStateOf(freeRatio: number): FreeState {
  if (freeRatio < FREE_THRESHOLDS.low.value) return "low";
  if (freeRatio < FREE_THRESHOLDS.hard.value) return "hard";
  return freeRatio < FREE_THRESHOLDS.soft.value ? "soft" : "high";
}
