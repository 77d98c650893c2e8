/** What a contradiction among rules is: a code, the rules that meet, the workloads they meet at. */

/** Every code; contradiction-text.ts has a sentence for each. */
export const CONTRADICTIONS = [
  "duplicate-rule-id",
  "same-rule-twice",
  "unknown-workload",
  "empty-rule",
  "together-and-apart",
  "together-and-split",
  "together-and-lonely",
  "split-itself",
  "least-above-most",
  "least-above-workloads",
  "no-common-place",
  "no-place-left",
  "together-pinned-apart",
  "apart-pinned-together",
  "too-few-hosts-apart",
  "no-refuge",
] as const;

/** Rules that can never be kept at once. */
export interface Contradiction {
  /** Ids of the rules that meet, in the order of the request. */
  readonly rules: readonly string[];
  readonly workloads: readonly string[];
  readonly why: (typeof CONTRADICTIONS)[number];
}
