/**
 * What a migration is expected to take, round by round, from formulas: constant speeds, no clock, no events. Rounds are
 * bounded by the rules or by time, so the answer is finite even when the guest dirties faster than the path sends. Left
 * out, and in the event form only: pages as whole numbers, a limiter that saves unused rate, CPU that changes within a
 * migration. Source: facts/simulation.md 1b.
 */
import { NS_PER_S } from "../clock.ts";
import { type DirtyModel, dirtyModel, expectedDirty, sum } from "./dirty-pages.ts";
import { roundSeconds } from "./expected-round.ts";
import { BITS_PER_BYTE, BITS_PER_MBIT, finalLimit, firstLimit, limitBytes, nextLimit } from "./rate-control.ts";
import type { StopReason } from "./rules.ts";
import { EXPECTED_RISE_RATIO, type StopSeen, stopReason, stopsAtOnce } from "./stop-rules.ts";
import { checkTask, GIVE_UP_NS, MOST_ROUNDS, type MigrationTask, undisturbedShare } from "./task.ts";
import { NO_THROTTLE, nextThrottle, type Throttle } from "./throttle.ts";

/** One expected round with the guest running. */
export interface ExpectedRound {
  readonly seconds: number;
  readonly sentBytes: number;
  readonly dirtiedBytes: number;
}

/** An expected migration. */
export interface ExpectedMigration {
  readonly outcome: "moved" | "abandoned";
  readonly reason: StopReason;
  /** Rounds with the guest running. */
  readonly rounds: readonly ExpectedRound[];
  readonly sentBytes: number;
  readonly totalSeconds: number;
  /** Suspend, last copy, resume. */
  readonly downtimeSeconds: number;
}

/** A task whose sender's CPU is constant. */
export type ConstantTask = MigrationTask & {
  readonly senderCpu: { readonly running: number; readonly paused: number };
};

/** Where pre-copy stands between two rounds. */
interface State {
  readonly due: Float64Array;
  readonly limitMbitS: number;
  readonly throttle: Throttle;
  readonly seconds: number;
  readonly sentPages: number;
  readonly rounds: number;
  readonly seen: StopSeen | undefined;
  readonly reason: StopReason | undefined;
}

/**
 * The expected course of a migration; time grows with rounds x sets.
 * @throws RangeError naming field, value and bound
 */
export function expectedMigration(task: ConstantTask): ExpectedMigration {
  checkTask(task);
  const model = dirtyModel(task.memory);
  const rounds: ExpectedRound[] = [];
  let before = startOf(task, model);
  while (before.reason === undefined) {
    const after = nextRound(task, model, before);
    rounds.push(after.round);
    before = after.state;
  }
  const { reason, seconds } = before;
  const sentBytes = before.sentPages * model.pageBytes;
  if (reason === "gave-up" || reason === "total-too-long")
    return { outcome: "abandoned", reason, rounds, sentBytes, totalSeconds: seconds, downtimeSeconds: 0 };
  const leftBytes = sum(before.due) * model.pageBytes;
  const speed = bytesPerSecond(task, finalLimit(task.rules.rate, before.seen), false);
  const suspend = (task.suspendNs ?? 0) / NS_PER_S;
  const left = deadline(task, { since: seconds, suspend });
  const copy = leftBytes / speed;
  if (copy > left.seconds) {
    const paused = suspend + Math.max(0, left.seconds);
    const sent = sentBytes + Math.max(0, left.seconds) * speed;
    return {
      outcome: "abandoned",
      reason: left.reason,
      rounds,
      sentBytes: sent,
      totalSeconds: seconds + paused,
      downtimeSeconds: paused,
    };
  }
  const downtimeSeconds = suspend + copy + (task.resumeNs ?? 0) / NS_PER_S;
  return {
    outcome: "moved",
    reason,
    rounds,
    sentBytes: sentBytes + leftBytes,
    totalSeconds: seconds + downtimeSeconds,
    downtimeSeconds,
  };
}

function startOf({ rules }: ConstantTask, model: DirtyModel): State {
  return {
    due: model.pages,
    limitMbitS: firstLimit(rules.rate),
    throttle: NO_THROTTLE,
    seconds: 0,
    sentPages: 0,
    rounds: 0,
    seen: undefined,
    reason: stopsAtOnce(rules) ? "rounds" : undefined,
  };
}

/** One round with the guest running, and where pre-copy stands after it. */
function nextRound(task: ConstantTask, model: DirtyModel, before: State) {
  const { rules } = task;
  const speed = bytesPerSecond(task, before.limitMbitS, true);
  const pagesPerSecond = speed / model.pageBytes;
  const guestSpeed = undisturbedShare(task, mbit(speed) / task.path.mbitPerCpuSecond) * before.throttle.speedRatio;
  const batchPages = rules.skip?.batchPages.value ?? Infinity;
  const wanted = roundSeconds({ model, due: before.due, pagesPerSecond, guestSpeed, batchPages });
  const end = deadline(task, { since: before.seconds });
  const seconds = Math.min(wanted, end.seconds);
  const due = expectedDirty(model, seconds * guestSpeed);
  const [sentPages, leftPages] = [seconds * pagesPerSecond, sum(due)];
  const seen: StopSeen = {
    limitMbitS: before.limitMbitS,
    dirtyRateMbitS: seconds > 0 ? mbit(leftPages * model.pageBytes) / seconds : 0,
    rounds: before.rounds + 1,
    sentPages,
    sentBeforePages: before.seen?.sentPages ?? model.total,
    duePages: sum(before.due),
    leftPages,
    totalSentPages: before.sentPages + sentPages,
    memoryPages: model.total,
    pageBytes: model.pageBytes,
    sentPerSecond: speed,
    riseRatio: EXPECTED_RISE_RATIO.value,
  };
  const isSpent = seen.rounds >= MOST_ROUNDS.value;
  const state: State = {
    due,
    limitMbitS: nextLimit(rules.rate, seen),
    throttle: nextThrottle(rules.throttle, before.throttle, { sent: sentPages, dirtied: leftPages }),
    seconds: before.seconds + seconds,
    sentPages: seen.totalSentPages,
    rounds: seen.rounds,
    seen,
    reason: wanted > end.seconds ? end.reason : (stopReason(rules, seen) ?? (isSpent ? "gave-up" : undefined)),
  };
  return { state, round: { seconds, sentBytes: seconds * speed, dirtiedBytes: leftPages * model.pageBytes } };
}

const mbit = (bytes: number): number => (bytes * BITS_PER_BYTE) / BITS_PER_MBIT;

/** What link, CPU and limit allow, bytes a second. */
function bytesPerSecond({ path, senderCpu, rules }: ConstantTask, limitMbitS: number, isRunning: boolean): number {
  const cpus = isRunning ? senderCpu.running : senderCpu.paused;
  const pathMbitS = Math.min(path.linkMbitS, cpus * path.mbitPerCpuSecond);
  return Math.min((pathMbitS * BITS_PER_MBIT) / BITS_PER_BYTE, limitBytes(rules.rate, limitMbitS));
}

/** Seconds left for sending before the move is called off, and why it would be; `suspend` is given once paused. */
function deadline(task: MigrationTask, { since, suspend }: { readonly since: number; readonly suspend?: number }) {
  const spent = since + (suspend ?? 0);
  let end: { seconds: number; reason: StopReason } = {
    seconds: (task.giveUpNs ?? GIVE_UP_NS.value) / NS_PER_S - spent,
    reason: "gave-up",
  };
  const { totalSeconds, pauseSeconds } = task.rules.abandon ?? {};
  if (totalSeconds !== undefined && totalSeconds.value - spent < end.seconds)
    end = { seconds: totalSeconds.value - spent, reason: "total-too-long" };
  if (suspend !== undefined && pauseSeconds !== undefined && pauseSeconds.value - suspend < end.seconds)
    end = { seconds: pauseSeconds.value - suspend, reason: "pause-too-long" };
  return end;
}
