/** What a plan needs from outside beside its request; all of it pure, so that the same request gives the same bytes. */
import type { Platform } from "#models/partitioning/index.ts";
import type { HostType } from "./contract/index.ts";

/** How far a plan has come; `bound` and `hosts` appear once known. */
export interface Progress {
  readonly stage: "sizing" | "packing" | "bounding" | "simulating" | "checking";
  readonly doneRatio: number;
  readonly hosts?: number;
  readonly bound?: number;
}

export interface PlanContext {
  /** The host catalogue; a request's own `hostTypes` win over it. */
  readonly hostTypes: readonly HostType[];
  readonly platforms: readonly Platform[];
  /** Asked now and then; true makes plan() throw `Stopped`. */
  readonly stopped?: () => boolean;
  readonly progress?: (progress: Progress) => void;
}
