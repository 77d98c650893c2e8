/**
 * What a product decides during a live migration, as data: how fast a round may send, when pre-copy ends, whether the
 * guest is slowed, when the move is given up. Rooms of platforms fill these in with sourced figures; this room knows the
 * rules only. Left out: compression, post-copy, several streams. Source: facts/simulation.md 1b.
 */
import type { Sourced } from "../../fact.ts";

/** How fast a round may send. Limits are in Mbit/s; `bitsPerMbit` says what the product's limiter makes of one. */
export type RateRule =
  /** No limit but the path's. */
  | { readonly kind: "unlimited" }
  /** One limit for all rounds and the final copy. */
  | { readonly kind: "fixed"; readonly limitMbitS: Sourced<number>; readonly bitsPerMbit: Sourced<number> }
  /** Each round at the dirty rate of the last plus a step, between minimum and maximum; the final copy at the maximum. */
  | ({ readonly kind: "follow-dirty-rate" } & AdaptiveRate)
  /** Raised to dirty rate plus step, up to the maximum, only after a round whose dirty rate was above the limit. */
  | ({ readonly kind: "raise-when-outrun" } & AdaptiveRate);

/** Figures of a limit that follows the dirty rate. */
export interface AdaptiveRate {
  readonly minimumMbitS: Sourced<number>;
  readonly stepMbitS: Sourced<number>;
  readonly maximumMbitS: Sourced<number>;
  readonly bitsPerMbit: Sourced<number>;
  /** The limiter saves what a slow sender left unused and lets it be sent later above the limit. */
  readonly keepsUnused: Sourced<boolean>;
}

/** When pre-copy ends and the guest is paused; tested after every round, in the order listed. */
export type StopRule =
  /** The round sent more than the one before although it ran at the maximum rate (before the first round: all memory). */
  | { readonly kind: "sent-more-at-maximum" }
  /** So many rounds are done; 0 = stop and copy. */
  | { readonly kind: "rounds"; readonly atMost: Sourced<number> }
  /** The round had fewer pages to send (sent or skipped). */
  | { readonly kind: "few-pages-due"; readonly fewerThan: Sourced<number> }
  /** Fewer pages are left dirty. */
  | { readonly kind: "few-pages-left"; readonly fewerThan: Sourced<number> }
  /** Fewer bytes are left dirty. */
  | { readonly kind: "few-bytes-left"; readonly fewerThan: Sourced<number> }
  /** More was sent than so many times the memory. */
  | { readonly kind: "sent-times-memory"; readonly moreThan: Sourced<number> }
  /** Dirty rate plus step is above the maximum. */
  | { readonly kind: "wanted-above-maximum" }
  /** What is left can be sent within the goal at the speed of the last round. */
  | { readonly kind: "fits-downtime"; readonly seconds: Sourced<number> }
  /** Nothing is left. */
  | { readonly kind: "all-copied" };

/** Slowing the guest so that sending wins. */
export type ThrottleRule =
  /** After a round that dirtied more than this share of what it sent: slow the guest towards that share. */
  | { readonly kind: "match-send-rate"; readonly shareOfSendRate: Sourced<number> }
  /** After so many rounds that dirtied more than a share of what they sent: slow by `first`, then by `step` more, to `most`. */
  | {
      readonly kind: "staircase";
      readonly dirtyOverSent: Sourced<number>;
      readonly rounds: Sourced<number>;
      readonly firstRatio: Sourced<number>;
      readonly stepRatio: Sourced<number>;
      readonly mostRatio: Sourced<number>;
    };

/** Pages that were written again before their turn are left for the next round. */
export interface SkipRule {
  /** How many pages are sent between two looks at what has been written. */
  readonly batchPages: Sourced<number>;
}

/** When the move is called off and the guest goes on where it was. */
export interface AbandonRule {
  /** The pause before the guest runs again may not be longer, in seconds. */
  readonly pauseSeconds?: Sourced<number>;
  /** All of it may not take longer, in seconds. */
  readonly totalSeconds?: Sourced<number>;
}

/** One product's rules at one version. */
export interface MigrationRules {
  readonly name: string;
  readonly rate: RateRule;
  readonly stops: readonly StopRule[];
  readonly skip?: SkipRule;
  readonly throttle?: ThrottleRule;
  readonly abandon?: AbandonRule;
}

/** Why pre-copy ended, or why the move was called off. */
export type StopReason = StopRule["kind"] | "pause-too-long" | "total-too-long" | "gave-up";
