/**
 * The rows of a what-if that is spread over workers: which ranges there are, who is at which, and the rows as they come.
 * Kept until the job has ended.
 */

/** Rows `first` to `past` − 1 of a what-if, as one piece of work; its ticket has its id. */
export interface Chunk {
  readonly id: string;
  readonly jobId: string;
  readonly first: number;
  readonly past: number;
  /** How often it began to run. */
  readonly attempts: number;
  readonly state: "waiting" | "running" | "done";
  /** Rows of the whole what-if. */
  readonly count: number;
  /** Seconds that its job still has; absent where there is no limit. */
  readonly secondsLeft?: number;
}

/** How far a whole what-if is. */
export interface SpreadProgress {
  /** Rows done, over all chunks. */
  readonly done: number;
  readonly count: number;
  /** The job's sequence when it was spread. */
  readonly sequence: number;
  /** Seconds since the job began to run. */
  readonly elapsedSeconds: number;
}

/** How a what-if is to be spread. */
export interface Spreading {
  readonly jobId: string;
  readonly count: number;
  /** Rows from 0 on that are there already. */
  readonly rows: readonly unknown[];
  /** Rows to a chunk, ≥ 1. */
  readonly size: number;
  /** The job's sequence now. */
  readonly sequence: number;
  /** Seconds since the job began to run. */
  readonly elapsedSeconds: number;
  /** Seconds that the job still has; left out = no limit. */
  readonly secondsLeft?: number;
}

/** The chunks of all what-ifs on a queue. */
export interface Chunks {
  /** Spread a what-if, all or nothing; one that is spread already stays as it is. */
  lay(spreading: Spreading): Promise<void>;
  /** Ids of the chunks that are not done; undefined for a job that is not spread. */
  unfinished(jobId: string): Promise<readonly string[] | undefined>;
  find(id: string): Promise<Chunk | undefined>;
  /** A chunk begins to run, or waits again. */
  note(id: string, state: "waiting" | "running", attempts: number): Promise<void>;
  /** So many rows of a chunk are done; how far the whole is. */
  progress(id: string, done: number): Promise<SpreadProgress | undefined>;
  /** Keep the rows of a chunk; it is done. Rows that are there already stay. How far the whole is. */
  settle(id: string, rows: readonly unknown[]): Promise<SpreadProgress | undefined>;
  /** All rows that are there, in their order, and how far the whole is. */
  gathered(
    jobId: string,
  ): Promise<{ readonly rows: readonly unknown[]; readonly progress: SpreadProgress } | undefined>;
  /** Forget what-ifs that have ended. */
  forget(jobIds: readonly string[]): Promise<void>;
  /** Jobs that are spread. */
  jobs(): Promise<readonly string[]>;
}
