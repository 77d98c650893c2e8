/**
 * The state of one migration under way: the clock, what is due, the bucket, the rounds done. Split from precopy.ts, which
 * tells the story; this file sends, waits and accounts. Pages are whole at round ends, so sums of bytes are exact.
 */
import { requireAtLeast } from "../bounds.ts";
import { NS_PER_S } from "../clock.ts";
import { type DirtyModel, dirtiedPages, dirtyModel, sum } from "./dirty-pages.ts";
import { BITS_PER_BYTE, BITS_PER_MBIT, keepsUnused, limitBytes } from "./rate-control.ts";
import type { MigrationReport, RoundReport } from "./report.ts";
import { advance, type Bucket, isDone, type OpenRound, openRound, saveUnused } from "./round.ts";
import type { StopReason } from "./rules.ts";
import { EXPECTED_RISE_RATIO, type StopSeen } from "./stop-rules.ts";
import { GIVE_UP_NS, MOST_ROUNDS, type MigrationTask, STRETCH_NS, undisturbedShare } from "./task.ts";
import { NO_THROTTLE, type Throttle } from "./throttle.ts";

/** A migration under way; one per process. */
export class MigrationRun {
  readonly rounds: RoundReport[] = [];
  throttle: Throttle = NO_THROTTLE;
  /** Limit of the last round, Mbit/s of the rules. */
  lastLimit = Infinity;
  private readonly task: MigrationTask;
  private readonly model: DirtyModel;
  private readonly bucket: Bucket;
  private now: number;
  private due: Float64Array;
  private pausedAt: number | undefined;
  private downtime = 0;
  private copy = 0;
  private guestSeconds = 0;
  private speed = 1;

  constructor(task: MigrationTask) {
    this.task = task;
    this.model = dirtyModel(task.memory);
    this.due = this.model.pages;
    this.bucket = { keepsUnused: keepsUnused(task.rules.rate), savedBytes: 0 };
    this.now = this.start;
  }

  /** Let simulated time pass; the limiter saves what it could have sent. */
  *wait(ns: number): Generator<number, void, void> {
    const whole = Math.round(ns);
    if (whole <= 0) return;
    const seconds = whole / NS_PER_S;
    saveUnused(this.bucket, limitBytes(this.task.rules.rate, this.lastLimit), { sentBytes: 0, seconds });
    yield whole;
    this.now += whole;
  }

  pause(): void {
    this.pausedAt = this.now;
    this.task.hooks?.pause?.(this.now);
  }

  resume(isOnTarget: boolean): void {
    this.downtime = this.now - (this.pausedAt ?? this.now);
    this.atFullSpeed();
    this.task.hooks?.resume?.(this.now, isOnTarget);
  }

  /** True when the round budget is used up: rules that never stop end here even when rounds take no time. */
  get isSpent(): boolean {
    return this.rounds.length >= MOST_ROUNDS.value;
  }

  /** Send what is due; the reason when the move had to be called off before the end of the round. */
  *sendRound(limitMbitS: number, isRunning: boolean): Generator<number, StopReason | undefined, void> {
    const { rules } = this.task;
    const isSkipping = isRunning && rules.skip !== undefined;
    const round = openRound(this.model, this.due, isSkipping ? rules.skip.batchPages.value : Infinity);
    const startNs = this.now;
    let cut: StopReason | undefined;
    while (!isDone(round)) {
      const left = this.nsLeft(isRunning);
      if (left.ns <= 0) {
        cut = left.reason;
        break;
      }
      const stretchNs = Math.min(left.ns, typeof this.task.senderCpu === "function" ? this.stretchNs : Infinity);
      const seconds = advance(round, this.bucket, this.rates(limitMbitS, isRunning), stretchNs / NS_PER_S);
      // Rounded up, so that a stretch never ends before its last byte is out.
      const ns = Math.max(1, Math.ceil(seconds * NS_PER_S - HALF_PICOSECOND));
      yield ns;
      this.now += ns;
    }
    this.lastLimit = limitMbitS;
    this.close(round, { startNs, limitMbitS, isRunning });
    return cut;
  }

  /** The last round as rules see it. */
  seen(limitMbitS: number): StopSeen {
    const last = this.rounds.at(-1);
    const before = this.rounds.at(-2);
    const { pageBytes, total } = this.model;
    const pages = (bytes: number | undefined) => (bytes ?? 0) / pageBytes;
    return {
      limitMbitS,
      dirtyRateMbitS: last?.dirtyRateMbitS ?? 0,
      rounds: this.rounds.length,
      sentPages: pages(last?.sentBytes),
      sentBeforePages: before === undefined ? total : pages(before.sentBytes),
      duePages: pages(last?.dueBytes),
      leftPages: pages(last?.dirtiedBytes),
      totalSentPages: pages(this.sentBytes),
      memoryPages: total,
      pageBytes,
      sentPerSecond: ((last?.achievedMbitS ?? 0) * BITS_PER_MBIT) / BITS_PER_BYTE,
      riseRatio: EXPECTED_RISE_RATIO.value,
    };
  }

  moved(reason: StopReason): MigrationReport {
    return this.report("moved", reason);
  }

  abandoned(reason: StopReason): MigrationReport {
    this.atFullSpeed();
    return this.report("abandoned", reason);
  }

  /** Whatever the move took from the guest is given back. */
  private atFullSpeed(): void {
    if (this.speed !== 1) this.task.hooks?.slow?.(this.now, 1);
    this.speed = 1;
  }

  private report(outcome: MigrationReport["outcome"], reason: StopReason): MigrationReport {
    const totalNs = this.now - this.start;
    const runSeconds = (totalNs - this.downtime) / NS_PER_S;
    return {
      outcome,
      reason,
      rounds: this.rounds,
      sentBytes: this.sentBytes,
      totalNs,
      downtimeNs: this.downtime,
      copyNs: this.copy,
      slowdownRatio: runSeconds > 0 ? Math.max(0, 1 - this.guestSeconds / runSeconds) : 0,
    };
  }

  private close(round: OpenRound, { startNs, limitMbitS, isRunning }: Opened): void {
    const { pageBytes } = this.model;
    const lengthNs = this.now - startNs;
    const duePages = sum(round.due);
    const sentBytes = Math.min(duePages, Math.round(round.sentPages)) * pageBytes;
    this.due = dirtiedPages(this.model, round.guestSeconds);
    const dirtiedBytes = sum(this.due) * pageBytes;
    const rate = (bytes: number) => (lengthNs > 0 ? (bytes * BITS_PER_BYTE * NS_PER_S) / lengthNs / BITS_PER_MBIT : 0);
    this.guestSeconds += round.guestSeconds;
    if (!isRunning) this.copy = lengthNs;
    this.rounds.push({
      startNs,
      lengthNs,
      limitMbitS: Number.isFinite(limitMbitS) ? limitMbitS : null,
      achievedMbitS: rate(sentBytes),
      dueBytes: duePages * pageBytes,
      sentBytes,
      skippedBytes: duePages * pageBytes - sentBytes,
      dirtiedBytes,
      dirtyRateMbitS: rate(dirtiedBytes),
      guestSpeedRatio: lengthNs > 0 ? (round.guestSeconds * NS_PER_S) / lengthNs : 0,
    });
  }

  /** Speeds from now on; the guest is told when its own changes. */
  private rates(limitMbitS: number, isRunning: boolean) {
    const { path, senderCpu, rules } = this.task;
    const cpus =
      typeof senderCpu === "function" ? senderCpu(this.now, isRunning) : senderCpu[isRunning ? "running" : "paused"];
    requireAtLeast("senderCpu", cpus, 0);
    const pathMbitS = Math.min(path.linkMbitS, cpus * path.mbitPerCpuSecond);
    const pathBytesPerSecond = (pathMbitS * BITS_PER_MBIT) / BITS_PER_BYTE;
    const limitBytesPerSecond = limitBytes(rules.rate, limitMbitS);
    const usedMbitS = (Math.min(pathBytesPerSecond, limitBytesPerSecond) * BITS_PER_BYTE) / BITS_PER_MBIT;
    const usedCpus = usedMbitS / path.mbitPerCpuSecond;
    this.task.hooks?.sending?.(this.now, usedCpus);
    const guestSpeed = isRunning ? undisturbedShare(this.task, usedCpus) * this.throttle.speedRatio : 0;
    if (isRunning && guestSpeed !== this.speed) {
      this.speed = guestSpeed;
      this.task.hooks?.slow?.(this.now, guestSpeed);
    }
    return { pathBytesPerSecond, limitBytesPerSecond, guestSpeed };
  }

  /** Time left before the move is called off, and why it would be. */
  private nsLeft(isRunning: boolean): Deadline {
    const { abandon } = this.task.rules;
    const after = (since: number, seconds: number) => since + seconds * NS_PER_S - this.now;
    let deadline: Deadline = {
      ns: this.start + (this.task.giveUpNs ?? GIVE_UP_NS.value) - this.now,
      reason: "gave-up",
    };
    const total = abandon?.totalSeconds;
    if (total !== undefined && after(this.start, total.value) < deadline.ns)
      deadline = { ns: after(this.start, total.value), reason: "total-too-long" };
    const pause = abandon?.pauseSeconds;
    if (!isRunning && pause !== undefined && after(this.pausedAt ?? this.now, pause.value) < deadline.ns)
      deadline = { ns: after(this.pausedAt ?? this.now, pause.value), reason: "pause-too-long" };
    return deadline;
  }

  private get stretchNs(): number {
    return this.task.stretchNs ?? STRETCH_NS.value;
  }

  private get start(): number {
    return this.task.startNs ?? 0;
  }

  private get sentBytes(): number {
    return this.rounds.reduce((bytes, round) => bytes + round.sentBytes, 0);
  }
}

interface Deadline {
  readonly ns: number;
  readonly reason: StopReason;
}

interface Opened {
  readonly startNs: number;
  readonly limitMbitS: number;
  readonly isRunning: boolean;
}

/** A stretch that ends within this of a whole nanosecond ends on it. */
const HALF_PICOSECOND = 5e-4;
