/**
 * Measured rounds fed into a rule set: which limit it would have set in each, and after which it would have stopped. A
 * check of rules against a published migration, not a model: the measured dirty rates are the input.
 */
import { within } from "./bounds.ts";
import { firstLimit, nextLimit } from "./rate-control.ts";
import type { MigrationRules, StopReason } from "./rules.ts";
import { stopReason } from "./stop-rules.ts";

/** One measured round with the guest running. */
export interface MeasuredRound {
  readonly sentBytes: number;
  /** Dirty at its end: due in the next. */
  readonly dirtiedBytes: number;
  readonly seconds: number;
  /** As measured, Mbit/s. */
  readonly dirtyRateMbitS: number;
}

/** What the rules make of the measured rounds. */
export interface Replay {
  /** Limit of each round given, Mbit/s, Infinity for none; rounds after the stop keep counting. */
  readonly limitsMbitS: readonly number[];
  /** The first stop: number of the round, from 1; absent when no rule fires. */
  readonly stop?: { readonly round: number; readonly reason: StopReason };
}

/** The memory the rounds belong to. */
export interface ReplayMemory {
  readonly bytes: number;
  readonly pageBytes: number;
}

/**
 * Limits and stop by the rules.
 * @throws RangeError for a negative or missing figure, naming round and field
 */
export function replay(rules: MigrationRules, memory: ReplayMemory, rounds: readonly MeasuredRound[]): Replay {
  const { pageBytes } = memory;
  const memoryPages = within("memory.bytes", memory.bytes, { above: 0 }) / within("pageBytes", pageBytes, { above: 0 });
  const limitsMbitS: number[] = [];
  let stop: Replay["stop"];
  let limit = firstLimit(rules.rate);
  let [due, sentBefore, total] = [memoryPages, memoryPages, 0];
  rounds.forEach((round, index) => {
    const at = `rounds[${index}]`;
    const sentPages = within(`${at}.sentBytes`, round.sentBytes, { least: 0 }) / pageBytes;
    const seconds = within(`${at}.seconds`, round.seconds, { above: 0 });
    const dirtyRateMbitS = within(`${at}.dirtyRateMbitS`, round.dirtyRateMbitS, { least: 0 });
    const leftPages = within(`${at}.dirtiedBytes`, round.dirtiedBytes, { least: 0 }) / pageBytes;
    total += sentPages;
    const seen = { limitMbitS: limit, dirtyRateMbitS };
    const reason = stopReason(rules, {
      ...seen,
      rounds: index + 1,
      sentPages,
      sentBeforePages: sentBefore,
      duePages: due,
      leftPages,
      totalSentPages: total,
      memoryPages,
      pageBytes,
      sentPerSecond: round.sentBytes / seconds,
      riseRatio: 1,
    });
    if (stop === undefined && reason !== undefined) stop = { round: index + 1, reason };
    limitsMbitS.push(limit);
    limit = nextLimit(rules.rate, seen);
    [due, sentBefore] = [leftPages, sentPages];
  });
  return stop === undefined ? { limitsMbitS } : { limitsMbitS, stop };
}
