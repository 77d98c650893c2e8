/** What runners and their working threads say to each other. */
import type { Progress, Scenario, WhatIfRow } from "#planner";
import type { Outcome } from "./outcome.ts";

/** A whole task to do. */
export interface TaskAsked {
  readonly kind: "task";
  /** As {@link taskJson} writes it. */
  readonly task: Uint8Array;
  /** Most seconds, beside the task's own limit; left out = no other limit. */
  readonly mostSeconds?: number | undefined;
  /** Raised by the runner, it asks for the best so far. */
  readonly flag: SharedArrayBuffer;
  /** Threads that a plan may use, the working thread among them. */
  readonly threads: number;
}

/** Some rows of a what-if: `first` to `past` − 1, or as many of them as there are when the flag is raised. */
export interface RowsAsked {
  readonly kind: "rows";
  /** The same for the same scenario: what was made ready for it is used again. */
  readonly key: string;
  readonly scenario: Scenario;
  readonly first: number;
  /** More than there are means: all that there are. */
  readonly past: number;
  readonly flag: SharedArrayBuffer;
  /** Milliseconds after which no further row is begun; two are made in any case. Left out = all are. */
  readonly withinMs?: number;
}

/** The answer to a what-if from rows that are there. */
export interface GatherAsked {
  readonly kind: "gather";
  readonly scenario: Scenario;
  readonly rows: readonly WhatIfRow[];
  /** Rows there should be. */
  readonly count: number;
}

/** Something to do; one at a time. */
export type ToWorker = TaskAsked | RowsAsked | GatherAsked;

/** Rows that were made. */
export interface RowsMade {
  readonly kind: "rows";
  readonly rows: readonly WhatIfRow[];
  /** Rows of the whole what-if. */
  readonly count: number;
  /** Mean milliseconds of one, the first left out. */
  readonly rowMs: number;
}

/** Progress, any number of times, then one answer. */
export type FromWorker =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "outcome"; readonly outcome: Outcome }
  | RowsMade;
