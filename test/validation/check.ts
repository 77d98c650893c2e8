/** One comparison of a published figure with ours, as the validation suite prints it. */

/** A published measurement, what the models say, and how far they may differ. */
export interface Check {
  readonly gate: string;
  readonly what: string;
  readonly source: string;
  readonly published: number | string;
  readonly ours: number | string;
  readonly unit: string;
  readonly tolerance: number;
  readonly toleranceKind: "absolute" | "relative" | "exact";
  /** True where a miss fails the suite; recalled figures are shown and gate nothing. */
  readonly gates: boolean;
  readonly note?: string;
}
