/**
 * Why something does not fit, as records with named evidence, never prose (sentences live in planner/report/phrases.ts).
 * Every record names the thing, its value, the bound, and where the bound comes from, so that the nearest miss can be
 * computed and every limit traced to its source.
 */
import type { Source } from "../fact.ts";

interface Evidence {
  /** Id of the refusal rule ("DSD-3") or of the fact ("vm.maxVcpu") that decided. */
  readonly rule: string;
  readonly source: Source;
}

export type Misfit =
  /** The sum of claims on one machine exceeds what it supplies. */
  | (Evidence & {
      readonly code: "over-capacity";
      readonly resource: string;
      readonly needs: number;
      readonly has: number;
    })
  /** Enough is free over all machines, but on none of them enough in one piece. */
  | (Evidence & {
      readonly code: "fragmented";
      readonly resource: string;
      readonly needs: number;
      /** Most that is free on one machine. */
      readonly has: number;
      /** Free on all machines together, ≥ needs. */
      readonly free: number;
      /** Machines, all in use. */
      readonly machines: number;
    })
  /** One partition, or the machine itself, is beyond a documented maximum. */
  | (Evidence & {
      readonly code: "over-limit";
      readonly scope: "partition" | "machine";
      readonly resource: string;
      readonly value: number;
      readonly bound: number;
    })
  | (Evidence & {
      readonly code: "below-minimum";
      readonly scope: "partition" | "machine";
      readonly resource: string;
      readonly value: number;
      readonly bound: number;
    })
  /** A value that is not on the grid and must not be rounded. */
  | (Evidence & {
      readonly code: "off-grid";
      readonly resource: string;
      readonly value: number;
      readonly allowed: readonly number[];
    })
  /** Whole blocks only: what was asked would split one. */
  | (Evidence & { readonly code: "moves-as-one"; readonly block: string; readonly needs: number; readonly has: number })
  /** The platform or this machine cannot do it at all. */
  | (Evidence & {
      readonly code: "not-supported";
      readonly what: string;
      readonly value: string;
      readonly needs: string;
    })
  /** A placement rule of the request forbids it (raised by the planner). */
  | (Evidence & { readonly code: "breaks-rule"; readonly kind: string; readonly with: readonly string[] });

export type MisfitCode = Misfit["code"];

/**
 * How far a misfit is from fitting, as a ratio ≥ 0 of the bound (0.1 = 10 % over). Refusals in kind have no distance
 * and come after every shortfall in amount.
 */
export function missDistance(misfit: Misfit): number {
  switch (misfit.code) {
    case "over-capacity":
    case "fragmented":
    case "moves-as-one":
      return misfit.has > 0 ? (misfit.needs - misfit.has) / misfit.has : Number.MAX_VALUE;
    case "over-limit":
      return misfit.bound > 0 ? (misfit.value - misfit.bound) / misfit.bound : Number.MAX_VALUE;
    case "below-minimum":
      return misfit.bound > 0 ? (misfit.bound - misfit.value) / misfit.bound : Number.MAX_VALUE;
    case "off-grid":
    case "breaks-rule":
      return 1;
    case "not-supported":
      return Number.MAX_VALUE;
  }
}
