/**
 * Temporal bin packing, group d1 (from the Azure packing trace of Hadary et al., OSDI 2020): a job uses its size during
 * [start, end). Only moments at which the set of active jobs is maximal can be the tightest: those are the slots. Active
 * jobs form an interval graph, so there are at most as many such moments as jobs.
 */
import { join } from "node:path";
import type { PackProblem } from "#planner/pack/index.ts";
import { archiveFiles, linesOf, numbersIn, stemOf } from "./archive.ts";
import type { Instance } from "./instance.ts";

/** A job active in [start, end). */
export interface Job {
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/**
 * Starts at which the active set is no part of another's: some job that is active ends before or when the next one
 * starts. Ascending. O(jobs log jobs)
 */
export function tightestMoments(jobs: readonly Job[]): readonly number[] {
  const real = jobs.filter((job) => job.end > job.start);
  const starts = [...new Set(real.map((job) => job.start))].sort((a, b) => a - b);
  const ends = real.map((job) => job.end).sort((a, b) => a - b);
  let at = 0;
  return starts.filter((start, s) => {
    while (at < ends.length && ends[at]! <= start) at++;
    return ends[at]! <= (starts[s + 1] ?? Infinity);
  });
}

/** The problem of jobs on bins of one capacity. */
export function temporalProblem(jobs: readonly Job[], capacity: number): PackProblem {
  const moments = tightestMoments(jobs);
  const slots = moments.length;
  const demand = new Float64Array(jobs.length * slots);
  jobs.forEach(({ start, end, size }, item) => {
    for (let s = 0; s < slots; s++) if (start <= moments[s]! && moments[s]! < end) demand[item * slots + s] = size;
  });
  return {
    items: jobs.length,
    slots,
    varying: ["size"],
    constant: [],
    types: [
      {
        id: "bin",
        maxBins: Infinity,
        cost: 1,
        capacity: Float64Array.of(capacity),
        room: new Float64Array(0),
        demand: [demand],
        claim: new Float64Array(0),
        eligible: new Uint8Array(jobs.length).fill(1),
      },
    ],
    rules: [],
  };
}

/** The tbpp set, group d1. @param folder the folder of all sets */
export function readTemporal(folder: string): readonly Instance[] {
  const files = archiveFiles(join(folder, "tbpp", "tbpp-open.tar.xz")).filter(({ path }) =>
    path.split("/").includes("d1"),
  );
  return files.map(({ path, text }): Instance => {
    const [first, ...lines] = linesOf(text).map(numbersIn);
    const jobs = lines.map(([, start = 0, end = 0, size = 0]): Job => ({ start, end, size }));
    return {
      set: "tbpp-d1",
      name: stemOf(path),
      get problem() {
        return temporalProblem(jobs, first?.[1] ?? 0);
      },
      known: {},
    };
  });
}
