/**
 * The jobs a runner knows: snapshots, listeners, and the memory of finished jobs, which is bounded: the oldest are
 * forgotten first. Ids are random UUIDs, so that knowing one's own says nothing of the others.
 */
import { randomUUID } from "node:crypto";
import type { Progress } from "#planner";
import { type Job, isFinished } from "./job.ts";

/** Jobs by id: their snapshots and who listens. */
export interface JobBoard {
  add(name: string): Job;
  get(id: string): Job | undefined;
  /** Replace parts of a job and tell its listeners; finished jobs stay as they are. */
  update(id: string, change: Partial<Omit<Job, "id" | "sequence">>): void;
  progress(id: string, progress: Progress): void;
  watch(id: string, listener: (job: Job) => void): () => void;
  watchers(id: string): number;
  finished(id: string): Promise<Job>;
}

const STAGES: readonly Progress["stage"][] = ["sizing", "packing", "bounding", "checking"];
/** Where each stage begins on the whole way from 0 to 1; rough shares, packing takes longest. */
const BEGINS = [0, 0.1, 0.7, 0.8, 0.99] as const;

/** How far the whole is; never 1, for only a kept plan is done. */
function wholeRatio({ stage, doneRatio }: Progress): number {
  const at = STAGES.indexOf(stage);
  const [from = 0, to = 1] = BEGINS.slice(at, at + 2);
  return from + Math.min(Math.max(doneRatio, 0), 1) * (to - from);
}

/**
 * Progress as the part of a job that it changes; hosts and bound stay once known, and a bound of 0 hosts has no gap.
 * A stage that was passed already (a packing made only to compare with) changes nothing: undefined.
 */
export function progressOf(progress: Progress, before: Partial<Job> = {}): Partial<Job> | undefined {
  if (before.stage !== undefined && STAGES.indexOf(progress.stage) < STAGES.indexOf(before.stage)) return undefined;
  const { hosts = before.hosts, bound = before.bound } = progress;
  return {
    stage: progress.stage,
    progressRatio: Math.max(wholeRatio(progress), before.progressRatio ?? 0),
    ...(hosts === undefined ? {} : { hosts }),
    ...(bound === undefined ? {} : { bound }),
    ...(hosts !== undefined && bound !== undefined && bound > 0 ? { gapRatio: (hosts - bound) / bound } : {}),
  };
}

/** An empty board that remembers at most `finishedLimit` finished jobs. */
export function jobBoard(finishedLimit: number): JobBoard {
  const jobs = new Map<string, Job>();
  const listeners = new Map<string, Set<(job: Job) => void>>();
  const ended: string[] = [];

  const forgetOldest = (id: string) => {
    ended.push(id);
    while (ended.length > finishedLimit) {
      const oldest = ended.shift();
      if (oldest !== undefined) jobs.delete(oldest);
    }
  };

  const update: JobBoard["update"] = (id, change) => {
    const before = jobs.get(id);
    if (before === undefined || isFinished(before)) return;
    const after: Job = { ...before, ...change, sequence: before.sequence + 1 };
    jobs.set(id, after);
    if (isFinished(after)) forgetOldest(id);
    const told = new Set(listeners.get(id));
    for (const listener of told) listener(after);
    if (isFinished(after)) listeners.delete(id);
  };

  const watch: JobBoard["watch"] = (id, listener) => {
    const set = listeners.get(id) ?? new Set();
    listeners.set(id, set);
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0 && listeners.get(id) === set) listeners.delete(id);
    };
  };

  return {
    add: (name) => {
      const job: Job = { id: randomUUID(), name, state: "queued", sequence: 1, progressRatio: 0 };
      jobs.set(job.id, job);
      return job;
    },
    get: (id) => jobs.get(id),
    update,
    progress: (id, progress) => {
      const change = progressOf(progress, jobs.get(id));
      if (change !== undefined) update(id, change);
    },
    watch,
    watchers: (id) => listeners.get(id)?.size ?? 0,
    finished: (id) =>
      new Promise((resolve, reject) => {
        const job = jobs.get(id);
        if (job === undefined) return reject(new Error(`no job "${id}"`));
        if (isFinished(job)) return resolve(job);
        watch(id, (later) => {
          if (isFinished(later)) resolve(later);
        });
      }),
  };
}
