/**
 * Measured rounds fed into a rule set: which limit it would have set in each, and after which it would have stopped. A
 * check of rules against a published migration, not a model: the measured dirty rates are the input.
 */
import { requireAbove0, requireAtLeast } from "../bounds.ts";
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
  requireAbove0("memory.pageBytes", pageBytes);
  requireAbove0("memory.bytes", memory.bytes);
  const memoryPages = memory.bytes / pageBytes;
  const limitsMbitS: number[] = [];
  let stop: Replay["stop"];
  let limit = firstLimit(rules.rate);
  let [due, sentBefore, total] = [memoryPages, memoryPages, 0];
  rounds.forEach((round, index) => {
    checkRound(`rounds[${index}]`, round);
    const [sentPages, leftPages] = [round.sentBytes / pageBytes, round.dirtiedBytes / pageBytes];
    const { dirtyRateMbitS } = round;
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
      sentPerSecond: round.sentBytes / round.seconds,
      riseRatio: 1,
    });
    if (stop === undefined && reason !== undefined) stop = { round: index + 1, reason };
    limitsMbitS.push(limit);
    limit = nextLimit(rules.rate, seen);
    [due, sentBefore] = [leftPages, sentPages];
  });
  return stop === undefined ? { limitsMbitS } : { limitsMbitS, stop };
}

function checkRound(field: string, round: MeasuredRound): void {
  requireAtLeast(`${field}.sentBytes`, round.sentBytes, 0);
  requireAtLeast(`${field}.dirtiedBytes`, round.dirtiedBytes, 0);
  requireAbove0(`${field}.seconds`, round.seconds);
  requireAtLeast(`${field}.dirtyRateMbitS`, round.dirtyRateMbitS, 0);
}
