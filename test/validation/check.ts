/**
 * One line of the validation page: what somebody published or computed, what we get, and how far apart they may be.
 * Every file of this folder that exports `checks(): readonly Check[]` is collected (collect.ts).
 */

/** A published or exactly computed figure beside ours. */
export interface Check {
  /** Gate id of the core's issue ("G1"), or a name for figures without one. */
  readonly gate: string;
  /** What is compared, readable without the source. */
  readonly what: string;
  /** Where the published figure comes from, with its tag (seen, computed, recalled). */
  readonly source: string;
  readonly published: number | string;
  readonly ours: number | string;
  /** Unit of both; "" for none. */
  readonly unit: string;
  /** In `unit` when absolute, a ratio of the published figure when relative (0.04 is 4 %); not looked at when exact. */
  readonly tolerance: number;
  readonly toleranceKind: "absolute" | "relative" | "exact";
  /** False shows the line for reference only: recalled figures gate nothing. */
  readonly gates: boolean;
  readonly note?: string;
}

export type Verdict = "ok" | "FAILS" | "for reference";

/** True when ours is within the tolerance. Text can only be equal; NaN is never within. */
export function isWithin({ published, ours, tolerance, toleranceKind }: Check): boolean {
  if (toleranceKind === "exact" || typeof published === "string" || typeof ours === "string") return published === ours;
  const allowed = toleranceKind === "relative" ? tolerance * Math.abs(published) : tolerance;
  return Math.abs(ours - published) <= allowed;
}

/** What the page says of a line. */
export function verdictOf(check: Check): Verdict {
  if (!check.gates) return "for reference";
  return isWithin(check) ? "ok" : "FAILS";
}

/** Lines that must hold and do not. */
export const failures = (checks: readonly Check[]): readonly Check[] =>
  checks.filter((check) => verdictOf(check) === "FAILS");
