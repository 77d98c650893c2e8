/**
 * The jobs a runner knows: snapshots, listeners, and the memory of finished jobs, which is bounded: the oldest are
 * forgotten first. Ids are random UUIDs, so that knowing one's own says nothing of the others.
 */
import { randomUUID } from "node:crypto";
import type { Progress } from "#planner";
import { extended } from "./history.ts";
import { type Job, type RunnerLoad, isFinished } from "./job.ts";
import type { Task } from "./task.ts";

/** What a board notes of a task. */
export interface JobName {
  readonly kind: Task["kind"];
  readonly request: { readonly name: string };
}

/** A job that nobody knows yet. */
export function newJob({ kind, request }: JobName, id: string = randomUUID()): Job {
  return { id, kind, name: request.name, state: "queued", sequence: 1, progressRatio: 0 };
}

/** Jobs by id: their snapshots and who listens. */
export interface JobBoard {
  add(task: JobName, id?: string): Job;
  /** Show a job that was made elsewhere. */
  show(job: Job): void;
  /**
   * Take over how a job stands by somebody else's word and tell its listeners. What is older than what is known changes
   * nothing; a wish to finish and a history, once known, stay.
   */
  receive(job: Job): void;
  /** Those that have not ended. */
  open(): readonly Job[];
  get(id: string): Job | undefined;
  /** Replace parts of a job and tell its listeners; finished jobs stay as they are. */
  update(id: string, change: Partial<Omit<Job, "id" | "sequence">>): void;
  /** The job as it would be after the change; undefined for one that is unknown or finished. */
  changed(id: string, change: Partial<Omit<Job, "id" | "sequence">>): Job | undefined;
  progress(id: string, progress: Progress): void;
  /** Tell listeners of a running job that time goes by. */
  tick(id: string): void;
  makerOf(resultId: string): Job | undefined;
  /** How many there are of each kind and state. */
  tally(): RunnerLoad["jobs"];
  watch(id: string, listener: (job: Job) => void): () => void;
  watchers(id: string): number;
  finished(id: string): Promise<Job>;
}

const MS_PER_TENTH = 100;
const TENTHS_PER_SECOND = 10;

/** The stages of a kind of task in their order, and where each begins on the whole way from 0 to 1. */
interface Way {
  readonly stages: readonly Progress["stage"][];
  /** One more than stages: the last is where the work ends; never 1, for only what is kept is done. */
  readonly begins: readonly number[];
}

const WAYS: Readonly<Record<Task["kind"], Way>> = {
  // rough shares: packing takes longest
  plan: {
    stages: ["sizing", "packing", "bounding", "simulating", "checking"],
    begins: [0, 0.1, 0.6, 0.7, 0.9, 0.99],
  },
  simulation: { stages: ["simulating"], begins: [0, 0.99] },
  "what-if": { stages: ["varying"], begins: [0, 0.99] },
};

function wholeRatio({ stages, begins }: Way, { stage, doneRatio }: Progress): number {
  const at = stages.indexOf(stage);
  const [from = 0, to = 1] = begins.slice(at, at + 2);
  return from + Math.min(Math.max(doneRatio, 0), 1) * (to - from);
}

/**
 * Progress as the part of a job that it changes; hosts and bound stay once known, and a bound of 0 hosts has no gap.
 * A stage that was passed already (a packing made only to compare with) changes nothing: undefined.
 */
export function progressOf(progress: Progress, before: Partial<Job> = {}): Partial<Job> | undefined {
  const way = WAYS[before.kind ?? "plan"];
  if (before.stage !== undefined && way.stages.indexOf(progress.stage) < way.stages.indexOf(before.stage))
    return undefined;
  const { hosts = before.hosts, bound = before.bound } = progress;
  return {
    stage: progress.stage,
    progressRatio: Math.max(wholeRatio(way, progress), before.progressRatio ?? 0),
    ...(hosts === undefined ? {} : { hosts }),
    ...(bound === undefined ? {} : { bound }),
    ...(hosts !== undefined && bound !== undefined && bound > 0 ? { gapRatio: (hosts - bound) / bound } : {}),
  };
}

/** The clock's part of a job that runs since `started` (milliseconds of the clock). */
function clocked(job: Job, started: number, now: number): Pick<Job, "elapsedSeconds" | "history"> {
  const elapsedSeconds = Math.round((now - started) / MS_PER_TENTH) / TENTHS_PER_SECOND;
  if (job.kind !== "plan") return { elapsedSeconds };
  const { hosts, bound, history = [] } = job;
  const point = { ...(hosts === undefined ? {} : { hosts }), ...(bound === undefined ? {} : { bound }) };
  return { elapsedSeconds, history: extended(history, { seconds: elapsedSeconds, ...point }) };
}

const systemClock = () => performance.now();

/**
 * An empty board that remembers at most `finishedLimit` finished jobs.
 * @param clock milliseconds from anywhere; left out = the system's
 */
export function jobBoard(finishedLimit: number, clock: () => number = systemClock): JobBoard {
  const jobs = new Map<string, Job>();
  const listeners = new Map<string, Set<(job: Job) => void>>();
  const started = new Map<string, number>();
  const ended: string[] = [];

  const forgetOldest = (id: string) => {
    ended.push(id);
    while (ended.length > finishedLimit) {
      const oldest = ended.shift();
      if (oldest !== undefined) jobs.delete(oldest);
    }
  };

  const show: JobBoard["show"] = (job) => {
    jobs.set(job.id, job);
    if (isFinished(job)) forgetOldest(job.id);
  };

  const changed: JobBoard["changed"] = (id, change) => {
    const before = jobs.get(id);
    if (before === undefined || isFinished(before)) return undefined;
    const since = started.get(id);
    const next: Job = { ...before, ...change, sequence: before.sequence + 1 };
    return since === undefined ? next : { ...next, ...clocked(next, since, clock()) };
  };

  /** The job from now on, heard by all who listen. */
  const put = (after: Job) => {
    const { id } = after;
    jobs.set(id, after);
    if (isFinished(after)) {
      started.delete(id);
      forgetOldest(id);
    }
    const told = new Set(listeners.get(id));
    for (const listener of told) listener(after);
    if (isFinished(after)) listeners.delete(id);
  };

  const update: JobBoard["update"] = (id, change) => {
    const before = jobs.get(id);
    if (before !== undefined && !isFinished(before) && change.state === "running") started.set(id, clock());
    const after = changed(id, change);
    if (after !== undefined) put(after);
  };

  const receive: JobBoard["receive"] = (job) => {
    const before = jobs.get(job.id);
    if (before === undefined) return put(job);
    if (isFinished(before) || (!isFinished(job) && job.sequence <= before.sequence)) return;
    const { isFinishing, history } = before;
    put({
      ...(isFinishing === undefined ? {} : { isFinishing }),
      ...(history === undefined ? {} : { history }),
      ...job,
      sequence: Math.max(job.sequence, before.sequence + 1),
    });
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
    add: (task, id) => {
      const job = newJob(task, id);
      show(job);
      return job;
    },
    show,
    receive,
    open: () => [...jobs.values()].filter((job) => !isFinished(job)),
    changed,
    get: (id) => jobs.get(id),
    update,
    progress: (id, progress) => {
      const change = progressOf(progress, jobs.get(id));
      if (change !== undefined) update(id, change);
    },
    tick: (id) => {
      if (jobs.get(id)?.state === "running") update(id, {});
    },
    tally: () =>
      [...Map.groupBy(jobs.values(), ({ kind, state }) => `${kind} ${state}`).values()].flatMap((same) =>
        same.slice(0, 1).map(({ kind, state }) => ({ kind, state, count: same.length })),
      ),
    makerOf: (resultId) => [...jobs.values()].find((job) => job.resultId === resultId),
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
