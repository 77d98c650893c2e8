/** Whether pre-copy ends after a round, and by which rule: pure functions of the round and of what went before. */
import { assumed, fact } from "../../fact.ts";
import { maximumLimit, type RateSeen, wantedRate } from "./rate-control.ts";
import type { MigrationRules, StopReason, StopRule } from "./rules.ts";

/** What stop rules look at, after a round. */
export interface StopSeen extends RateSeen {
  /** Rounds done, this one included. */
  readonly rounds: number;
  readonly sentPages: number;
  /** Sent by the round before; all pages of the guest before the first. */
  readonly sentBeforePages: number;
  /** To be sent at the start of the round: sent and skipped. */
  readonly duePages: number;
  /** Left dirty at its end. */
  readonly leftPages: number;
  readonly totalSentPages: number;
  readonly memoryPages: number;
  readonly pageBytes: number;
  /** Bytes per second the round achieved. */
  readonly sentPerSecond: number;
  /** A round that sent at least this share of the one before counts as sending more: 1 for measured counts. */
  readonly riseRatio: number;
}

/**
 * Expected counts only fall from round to round, where a real guest's go up and down: two rounds of one guest at one rate
 * differ by more than this, so a round expected to send at least this share of the one before is taken to send more.
 */
export const EXPECTED_RISE_RATIO = fact(
  0.95,
  "",
  assumed("SPECweb99 in NSDI05 dirtied 22.2, 23.8 and 18.7 MB in three rounds alike: 7 % up, then 21 % down"),
);

/** True when the rule set never runs a round with the guest running. */
export function stopsAtOnce(rules: MigrationRules): boolean {
  return rules.stops.some((rule) => rule.kind === "rounds" && rule.atMost.value <= 0);
}

/** The first rule that ends pre-copy after a round as seen, or undefined. */
export function stopReason(rules: MigrationRules, seen: StopSeen): StopReason | undefined {
  return rules.stops.find((rule) => fires(rule, rules, seen))?.kind;
}

function fires(rule: StopRule, { rate }: MigrationRules, seen: StopSeen): boolean {
  switch (rule.kind) {
    case "sent-more-at-maximum":
      // Without a limit the rate never counts as at its maximum: the shipped build of 2006 had this test and never met it.
      return (
        Number.isFinite(seen.limitMbitS) &&
        seen.limitMbitS >= maximumLimit(rate) &&
        seen.sentPages > seen.riseRatio * seen.sentBeforePages
      );
    case "rounds":
      return seen.rounds >= rule.atMost.value;
    case "few-pages-due":
      return seen.duePages < rule.fewerThan.value;
    case "few-pages-left":
      return seen.leftPages < rule.fewerThan.value;
    case "few-bytes-left":
      return seen.leftPages * seen.pageBytes < rule.fewerThan.value;
    case "sent-times-memory":
      return seen.totalSentPages > rule.moreThan.value * seen.memoryPages;
    case "wanted-above-maximum":
      return wantedRate(rate, seen) > maximumLimit(rate);
    case "fits-downtime":
      return seen.leftPages * seen.pageBytes <= rule.seconds.value * seen.sentPerSecond;
    case "all-copied":
      return seen.leftPages === 0;
  }
}
