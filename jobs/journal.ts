/**
 * Where a runner writes its jobs down, so that they outlive the process: a job before it is acknowledged, every change of
 * its state, its end in one step with what it made. The runner knows no store; whoever starts it hands in the journal.
 */
import type { Job } from "./job.ts";
import type { Keep, Made } from "./made.ts";

/** What a runner needs written down. What has resolved is kept, whatever becomes of the process. */
export interface Journal {
  /** False: nothing outlives the process, so what has not ended when the runner closes is cancelled. */
  readonly isLasting: boolean;
  /** A new job with its question, as {@link taskJson} writes it. */
  add(job: Job, task: Uint8Array): Promise<void>;
  /** The present state of a job that has not ended; nothing happens to one that has. @param attempts how often it began to run */
  note(job: Job, attempts: number): Promise<void>;
  /** A job has failed or was cancelled. False when it had ended before: then it stays as it was. */
  end(job: Job): Promise<boolean>;
  /**
   * Keep what was made and end its job as succeeded, both or neither; the id of what is kept. Undefined when the job had
   * ended before: then nothing is kept.
   */
  settle(job: Job, made: Made): Promise<string | undefined>;
  /** The job as it is written down; undefined where jobs are not. */
  read(id: string): Promise<Job | undefined>;
}

/** A job as a journal knows it. */
export interface Recorded {
  readonly job: Job;
  /** How often it began to run. */
  readonly attempts: number;
  /** Its question, as {@link taskJson} writes it; a job that has ended has none any more. */
  readonly task?: Uint8Array;
}

/** Keeps what is made and writes down no jobs: for tests and for runners that live as long as their caller. */
export function unrecorded(keep: Keep): Journal {
  return {
    isLasting: false,
    add: () => Promise.resolve(),
    note: () => Promise.resolve(),
    end: () => Promise.resolve(true),
    settle: (_job, made) => keep(made),
    read: () => Promise.resolve(undefined),
  };
}
