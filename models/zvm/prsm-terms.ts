/** What a logical partition is given under PR/SM, and how a machine's dispatcher is set. */

/** Terms of one logical partition, for the one processor type the simulated pool is of. */
export interface PrsmTerms {
  /** Processing weight, 1–999; not looked at when dedicated. */
  readonly weight: number;
  /** Initial capping: its weight share is its ceiling. */
  readonly isCapped: boolean;
  /** Absolute cap in processors, > 0; infinite: none. */
  readonly absoluteCap: number;
  /** Owns one physical processor per logical one. */
  readonly isDedicated: boolean;
}

/** How the dispatcher of a machine is set. */
export interface PrsmMode {
  /** HiperDispatch: logical processors are high, medium or low; else all of a partition are alike. */
  readonly isVertical: boolean;
  /** Do not end the slice when a partition waits: it keeps the processor. */
  readonly isWaitCompleting: boolean;
  /** Running time the user set, 1–100 ms; left out = by the formula. */
  readonly userRunTimeMs?: number;
  /** Figures of the formula and of high processors, ms. */
  readonly runTime: { readonly full: number; readonly min: number; readonly max: number; readonly high: number };
}
