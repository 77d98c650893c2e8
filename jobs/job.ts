/** A job: one plan or simulation being made. What doors show of it, and the runner that every door talks to. */
import type { InputProblem, Progress } from "#planner";
import type { SearchPoint } from "./history.ts";
import type { AnyTask, Task } from "./task.ts";

/** The states of a job; the last three are final. */
export const JOB_STATES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
/** One of {@link JOB_STATES}. */
export type JobState = (typeof JOB_STATES)[number];

/** A snapshot; every change makes a new one with a higher `sequence`. */
export interface Job {
  readonly id: string;
  readonly kind: Task["kind"];
  /** Name of the plan or simulation. */
  readonly name: string;
  readonly state: JobState;
  /** Grows by one with every change, from 1; by ten million when the job is taken up again after its server ended. */
  readonly sequence: number;
  readonly stage?: Progress["stage"];
  /** Somebody asked for the best so far. */
  readonly isFinishing?: boolean;
  /** 0–1; 1 only when succeeded. */
  readonly progressRatio: number;
  /** Of a plan: hosts of the best plan so far, and the fewest any plan could do with. */
  readonly hosts?: number;
  readonly bound?: number;
  /** (hosts − bound) / bound, once both are known. */
  readonly gapRatio?: number;
  /** Seconds since it began to run, of a finished job the seconds it took; absent while it waits. */
  readonly elapsedSeconds?: number;
  /** Of a plan: hosts and bound whenever they changed. */
  readonly history?: readonly SearchPoint[];
  /** Id of what was stored; present exactly when succeeded. */
  readonly resultId?: string;
  /** Why it failed: problems of the input, or one sentence. */
  readonly problems?: readonly InputProblem[];
  readonly error?: string;
}

/** True when the job will not change any more. */
export const isFinished = (job: Job): boolean =>
  job.state === "succeeded" || job.state === "failed" || job.state === "cancelled";

/** Too many jobs wait already: HTTP 503 with Retry-After. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds: number;
  constructor(waiting: number, retryAfterSeconds: number) {
    super(`${waiting} jobs are waiting already, which is the most this server queues`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The server ends: HTTP 503 with Retry-After, for the next one may be there soon. */
export class ShuttingDown extends Error {
  override readonly name = "ShuttingDown";
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds = 10;
  constructor() {
    super("this server is being closed and takes no more jobs");
  }
}

/** How busy a runner is. */
export interface RunnerLoad {
  /** Jobs it remembers, by kind and state; what there is none of is left out. */
  readonly jobs: readonly { readonly kind: Task["kind"]; readonly state: JobState; readonly count: number }[];
  /** Jobs that it would take now, ≥ 0; left out = it has no bound. */
  readonly room?: number;
}

/** Makes plans and simulations, one job each; every door talks to this and knows no threads. */
export interface Runner {
  /**
   * Start or queue a task whose request is decoded. Resolves when the job is written down: what it gives may be promised.
   * @param id of the job, a random one when left out; where it is known already, nothing is started and that job is the answer
   * @throws QueueFull
   * @throws ShuttingDown
   */
  submit(task: AnyTask, id?: string): Promise<Job>;
  get(id: string): Job | undefined;
  /** The job that made this plan or simulation, while it is remembered. */
  makerOf(resultId: string): Job | undefined;
  /** Called with every later snapshot; returns how to stop listening. */
  watch(id: string, listener: (job: Job) => void): () => void;
  /** How many listen to this job now. */
  watchers(id: string): number;
  /** Resolves with the last snapshot. @throws Error for an unknown id */
  finished(id: string): Promise<Job>;
  /**
   * Have the job answer with the best it has so far: a plan that is judged as any other, a simulation of the time that was
   * simulated. One that waits is done without a search. Unknown id: undefined; a finished job stays as it is. Resolves when the
   * wish is written down.
   */
  finish(id: string): Promise<Job | undefined>;
  /** Stop the job if it has not finished; resolves when its thread has ended. Unknown id: undefined. */
  cancel(id: string): Promise<Job | undefined>;
  /** How busy it is now; absent where the runner does not know. */
  load?(): RunnerLoad;
  /** True once it is being closed: what has not ended now may end in another process. */
  isClosed(): boolean;
  /**
   * Take no more, give what runs a moment, end all threads. What has not ended then waits for the next runner where it is
   * written down, and is cancelled where it is not.
   */
  close(): Promise<void>;
}
