/** What the application is built from; tests hand in their own. */
import type { Runner } from "#jobs";
import type { PlanContext } from "#planner";
import type { Store } from "#store";
import type { Exporter } from "./export/exporter.ts";
import type { Importer } from "./intake/importer.ts";
import type { Readings } from "./intake/readings.ts";
import type { Log } from "./log.ts";

/** The parts; the caller made them and closes them. */
export interface AppParts {
  readonly store: Store;
  readonly jobs: Runner;
  readonly context: PlanContext;
  /** Left out = files are read in a thread of their own. */
  readonly importer?: Importer;
  /** Left out = documents that take long are written in a thread of their own. */
  readonly exporter?: Exporter;
  /** Left out = stderr. */
  readonly log?: Log;
  /** Bound to loopback: then only this machine's own names are answered to. Left out = no. */
  readonly isLoopback?: boolean;
  /** Most bytes that one plan may take. Left out = 2 GiB. */
  readonly memoryBytes?: number;
}

/** The parts as routes see them: nothing left out, and what the application makes itself. */
export type Parts = Required<AppParts> & { readonly readings: Readings };
