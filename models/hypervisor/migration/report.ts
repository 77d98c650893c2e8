/** What a migration did: rounds, stop reason, bytes, times, and what the guest felt. All numbers are finite. */
import type { StopReason } from "./rules.ts";

/** One round; the last is the copy with the guest paused. */
export interface RoundReport {
  readonly startNs: number;
  readonly lengthNs: number;
  /** Limit by the rules, Mbit/s of their own kind; null for none. */
  readonly limitMbitS: number | null;
  /** Sent over length, 10^6 bits a second; 0 for a round that had nothing to send. */
  readonly achievedMbitS: number;
  /** To be sent at its start: sent + skipped, exactly. */
  readonly dueBytes: number;
  readonly sentBytes: number;
  /** Written again before their turn, hence left for the next round. */
  readonly skippedBytes: number;
  /** Dirty at its end: what the next round has to send, exactly. */
  readonly dirtiedBytes: number;
  /** Dirtied over length, 10^6 bits a second. */
  readonly dirtyRateMbitS: number;
  /** Mean speed of the guest over the round, 0 for the last. */
  readonly guestSpeedRatio: number;
}

/** A whole migration. */
export interface MigrationReport {
  /** "moved" to the target, or "abandoned": the guest runs on where it was. */
  readonly outcome: "moved" | "abandoned";
  /** The rule that ended pre-copy, or why it was called off. */
  readonly reason: StopReason;
  readonly rounds: readonly RoundReport[];
  readonly sentBytes: number;
  /** From the start until the guest runs again. */
  readonly totalNs: number;
  /** The guest stood still: suspend + copy + resume. */
  readonly downtimeNs: number;
  /** The copy within the downtime. */
  readonly copyNs: number;
  /** Mean share of its speed that the guest lost while it ran, [0, 1). */
  readonly slowdownRatio: number;
}
