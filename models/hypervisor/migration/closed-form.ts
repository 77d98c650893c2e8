/**
 * What a migration is expected to take, round by round, from formulas: constant speeds, no clock, no events. Rounds are
 * bounded by the rules or by time, so the answer is finite even when the guest dirties faster than the path sends. Left
 * out, and in the event form only: pages as whole numbers, a limiter that saves unused rate, CPU that changes within a
 * migration. Source: facts/simulation.md 1b.
 */
import { type DirtyModel, dirtyModel, expectedDirty, sum } from "./dirty-pages.ts";
import { roundSeconds } from "./expected-round.ts";
import { BITS_PER_BYTE, BITS_PER_MBIT, finalLimit, firstLimit, limitBytes, nextLimit } from "./rate-control.ts";
import type { StopReason } from "./rules.ts";
import { type StopSeen, stopReason, stopsAtOnce } from "./stop-rules.ts";
import { checkTask, GIVE_UP_NS, type MigrationTask, undisturbedShare } from "./task.ts";
import { NO_THROTTLE, nextThrottle } from "./throttle.ts";

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

interface PreCopy {
  readonly rounds: readonly ExpectedRound[];
  readonly reason: StopReason;
  readonly duePages: number;
  readonly seen: StopSeen | undefined;
  readonly seconds: number;
}

const NS_PER_SECOND = 1e9;

/**
 * The expected course of a migration; time grows with rounds x sets.
 * @throws RangeError naming field, value and bound
 */
export function expectedMigration(task: ConstantTask): ExpectedMigration {
  checkTask(task);
  const model = dirtyModel(task.memory);
  const before = preCopy(task, model);
  const { rounds, reason, seconds } = before;
  const sentBytes = rounds.reduce((bytes, round) => bytes + round.sentBytes, 0);
  if (reason === "gave-up" || reason === "total-too-long")
    return { outcome: "abandoned", reason, rounds, sentBytes, totalSeconds: seconds, downtimeSeconds: 0 };
  const leftBytes = before.duePages * model.pageBytes;
  const speed = bytesPerSecond(task, finalLimit(task.rules.rate, before.seen), false);
  const suspend = (task.suspendNs ?? 0) / NS_PER_SECOND;
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
  const downtimeSeconds = suspend + copy + (task.resumeNs ?? 0) / NS_PER_SECOND;
  return {
    outcome: "moved",
    reason,
    rounds,
    sentBytes: sentBytes + leftBytes,
    totalSeconds: seconds + downtimeSeconds,
    downtimeSeconds,
  };
}

/** Rounds with the guest running. */
function preCopy(task: ConstantTask, model: DirtyModel): PreCopy {
  const { rules } = task;
  const rounds: ExpectedRound[] = [];
  let [due, limit, throttle, seconds, sent]: [Float64Array, number, typeof NO_THROTTLE, number, number] = [
    model.pages,
    firstLimit(rules.rate),
    NO_THROTTLE,
    0,
    0,
  ];
  let seen: StopSeen | undefined;
  let reason: StopReason | undefined = stopsAtOnce(rules) ? "rounds" : undefined;
  while (reason === undefined) {
    const speed = bytesPerSecond(task, limit, true);
    const pagesPerSecond = speed / model.pageBytes;
    const cpus = (speed * BITS_PER_BYTE) / BITS_PER_MBIT / task.path.mbitPerCpuSecond;
    const guestSpeed = undisturbedShare(task, cpus) * throttle.speedRatio;
    const batchPages = rules.skip?.batchPages.value ?? Infinity;
    const wanted = roundSeconds({ model, due, pagesPerSecond, guestSpeed, batchPages });
    const end = deadline(task, { since: seconds });
    const length = Math.min(wanted, end.seconds);
    const dirty = expectedDirty(model, length * guestSpeed);
    const [sentPages, leftPages] = [length * pagesPerSecond, sum(dirty)];
    seconds += length;
    sent += sentPages;
    rounds.push({ seconds: length, sentBytes: length * speed, dirtiedBytes: leftPages * model.pageBytes });
    seen = {
      limitMbitS: limit,
      dirtyRateMbitS: length > 0 ? (leftPages * model.pageBytes * BITS_PER_BYTE) / BITS_PER_MBIT / length : 0,
      rounds: rounds.length,
      sentPages,
      sentBeforePages: seen?.sentPages ?? model.total,
      duePages: sum(due),
      leftPages,
      totalSentPages: sent,
      memoryPages: model.total,
      pageBytes: model.pageBytes,
      sentPerSecond: speed,
    };
    throttle = nextThrottle(rules.throttle, throttle, { sent: sentPages, dirtied: leftPages });
    reason = wanted > end.seconds ? end.reason : stopReason(rules, seen);
    due = dirty;
    limit = nextLimit(rules.rate, seen);
  }
  return { rounds, reason, duePages: sum(due), seen, seconds };
}

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
    seconds: (task.giveUpNs ?? GIVE_UP_NS.value) / NS_PER_SECOND - spent,
    reason: "gave-up",
  };
  const { totalSeconds, pauseSeconds } = task.rules.abandon ?? {};
  if (totalSeconds !== undefined && totalSeconds.value - spent < end.seconds)
    end = { seconds: totalSeconds.value - spent, reason: "total-too-long" };
  if (suspend !== undefined && pauseSeconds !== undefined && pauseSeconds.value - suspend < end.seconds)
    end = { seconds: pauseSeconds.value - suspend, reason: "pause-too-long" };
  return end;
}
