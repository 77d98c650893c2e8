/**
 * What a core delivers with several of its hardware threads busy. It depends on the work far more than on the maker; one
 * cautious figure a thread count is all a planner can defend.
 */
import { type Sourced, assumed } from "../../fact.ts";

/** Busy cores' worth that one core delivers with 1, 2, … busy threads. */
export const CORE_CAPACITY: Sourced<readonly number[]> = {
  value: [1, 1.25, 1.4, 1.5, 1.57, 1.63, 1.68, 1.72],
  source: assumed("a second thread brings a quarter on mixed server work, each further one less"),
};

/** The figures for a core of so many threads; threads beyond the table bring nothing. */
export function coreCapacity(threadsPerCore: number): readonly number[] {
  const known = CORE_CAPACITY.value;
  const last = known[known.length - 1] ?? 1;
  return Array.from({ length: threadsPerCore }, (_, i) => known[i] ?? last);
}
