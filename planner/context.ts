/** What a plan needs from outside beside its request; all of it pure, so that the same request gives the same bytes. */
import type { Platform } from "#models/partitioning/index.ts";
import type { Grid, HostType, ProductPrice } from "./contract/index.ts";
import type { KnownTexts } from "./canonical.ts";
import type { LinearSolver, PackTeam } from "./pack/index.ts";
import type { KnownProfiles } from "./size/known-profiles.ts";

/** How far a plan has come; `bound` and `hosts` appear once known. */
export interface Progress {
  readonly stage: "sizing" | "packing" | "bounding" | "simulating" | "checking" | "varying";
  readonly doneRatio: number;
  readonly hosts?: number;
  readonly bound?: number;
}

export interface PlanContext {
  /** The host catalogue; a request's own `hostTypes` win over it. */
  readonly hostTypes: readonly HostType[];
  readonly platforms: readonly Platform[];
  /** Price list of licensed products; a request's own `prices` win over it. */
  readonly productPrices?: readonly ProductPrice[];
  /** Carbon of electricity grids, by id. */
  readonly grids?: readonly Grid[];
  /** Most bytes that one plan may take; left out = no bound, for the door has seen to it. */
  readonly memoryBytes?: number;
  /** Solves linear programs for the packer; without it no column generation. */
  readonly solver?: LinearSolver;
  /** Threads that pack big fleets together; without it the calling thread does it alone. Plans depend on its size. */
  readonly team?: PackTeam;
  /** Kept by whoever plans many requests with parts in common, so that those are written out for the hash once. */
  readonly knownTexts?: KnownTexts;
  /** Kept likewise, so that series they share are folded once. */
  readonly knownProfiles?: KnownProfiles;
  /** Asked now and then; true makes plan() throw `Stopped`. */
  readonly stopped?: () => boolean;
  /** Asked often while packing; true ends the search: the plan is made of its best so far. */
  readonly enough?: () => boolean;
  /** Asked after packing; true = somebody waits for the answer now: replays are left out, and the plan says so. */
  readonly isAwaited?: () => boolean;
  readonly progress?: (progress: Progress) => void;
}
