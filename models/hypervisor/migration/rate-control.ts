/**
 * The rate limit of each round under a rule set: pure functions of the round before. Mbit/s throughout; Infinity where
 * there is no limit. Source: the rules' own figures.
 */
import { requireAbove0, requireAtLeast } from "../bounds.ts";
import type { MigrationRules, RateRule } from "./rules.ts";

/** Bits in a byte, and in the decimal megabit of links and reports. */
export const BITS_PER_BYTE = 8;
export const BITS_PER_MBIT = 1e6;

/** What a rate rule looks at. */
export interface RateSeen {
  /** The limit the round ran under, Mbit/s, Infinity for none. */
  readonly limitMbitS: number;
  /** What the guest dirtied per second of the round, Mbit/s. */
  readonly dirtyRateMbitS: number;
}

/** The limit of the first round in Mbit/s. */
export function firstLimit(rate: RateRule): number {
  switch (rate.kind) {
    case "unlimited":
      return Infinity;
    case "fixed":
      return rate.limitMbitS.value;
    case "follow-dirty-rate":
    case "raise-when-outrun":
      return rate.minimumMbitS.value;
  }
}

/** The limit of the next round in Mbit/s, after a round as seen. */
export function nextLimit(rate: RateRule, seen: RateSeen): number {
  switch (rate.kind) {
    case "unlimited":
      return Infinity;
    case "fixed":
      return rate.limitMbitS.value;
    case "follow-dirty-rate":
      return Math.max(rate.minimumMbitS.value, Math.min(wantedRate(rate, seen), rate.maximumMbitS.value));
    case "raise-when-outrun":
      return seen.dirtyRateMbitS > seen.limitMbitS
        ? Math.min(wantedRate(rate, seen), rate.maximumMbitS.value)
        : seen.limitMbitS;
  }
}

/** The limit of the copy with the guest paused, after a last round as seen (undefined when there was none). */
export function finalLimit(rate: RateRule, seen: RateSeen | undefined): number {
  if (rate.kind === "follow-dirty-rate") return rate.maximumMbitS.value;
  return seen === undefined ? firstLimit(rate) : nextLimit(rate, seen);
}

/** Dirty rate plus step in Mbit/s before any bound; 0 for rules without a step. */
export function wantedRate(rate: RateRule, seen: RateSeen): number {
  return rate.kind === "follow-dirty-rate" || rate.kind === "raise-when-outrun"
    ? seen.dirtyRateMbitS + rate.stepMbitS.value
    : 0;
}

/** The highest limit the rule ever sets, Mbit/s, Infinity for none. */
export function maximumLimit(rate: RateRule): number {
  return rate.kind === "follow-dirty-rate" || rate.kind === "raise-when-outrun"
    ? rate.maximumMbitS.value
    : firstLimit(rate);
}

/** What a limit in the rule's Mbit/s lets through, in bytes a second. */
export function limitBytes(rate: RateRule, limitMbitS: number): number {
  return rate.kind === "unlimited" ? Infinity : (limitMbitS * rate.bitsPerMbit.value) / BITS_PER_BYTE;
}

/** True when unused rate is saved for later. */
export function keepsUnused(rate: RateRule): boolean {
  return (rate.kind === "follow-dirty-rate" || rate.kind === "raise-when-outrun") && rate.keepsUnused.value;
}

/** @throws RangeError naming the rule set's field for a limit that is not above 0 or a maximum below the minimum */
export function checkRules({ name, rate, skip }: MigrationRules): void {
  if (skip !== undefined) requireAtLeast(`${name}.skip.batchPages`, skip.batchPages.value, 1);
  if (rate.kind === "unlimited") return;
  requireAbove0(`${name}.rate.bitsPerMbit`, rate.bitsPerMbit.value);
  requireAbove0(`${name}.rate`, firstLimit(rate));
  requireAtLeast(`${name}.rate.maximumMbitS`, maximumLimit(rate), firstLimit(rate));
}
