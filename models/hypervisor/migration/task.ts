/**
 * What one migration is given: memory, rules, the path, the costs around the pause, and what it asks and tells while it
 * runs. The achieved rate is the least of the limit, the link, and the sender's CPU times what one CPU can send.
 */
import { assumed, fact } from "../../fact.ts";
import { requireAbove0, requireAtLeast, requireRatio } from "../bounds.ts";
import type { GuestMemory } from "./dirty-pages.ts";
import { checkRules } from "./rate-control.ts";
import type { MigrationRules } from "./rules.ts";

/** The way from source to target. */
export interface MigrationPath {
  /** What the link carries, Mbit/s (10^6 bits), > 0. */
  readonly linkMbitS: number;
  /** What one CPU of the sender moves per second of its time, Mbit (10^6 bits), > 0. */
  readonly mbitPerCpuSecond: number;
}

/** CPU the sender can have, in CPUs, ≥ 0: constant while the guest runs and while it is paused, or asked at an instant. */
export type SenderCpu =
  | { readonly running: number; readonly paused: number }
  | ((nowNs: number, isGuestRunning: boolean) => number);

/** What the migration tells its surroundings; `nowNs` is simulated time. */
export interface MigrationHooks {
  /** The guest runs at this share of its speed from now on, (0, 1]. */
  slow?(nowNs: number, speedRatio: number): void;
  /** The sender uses so many CPUs from now until it says otherwise. */
  sending?(nowNs: number, cpus: number): void;
  pause?(nowNs: number): void;
  /** The guest runs again, on the target or, when the move was called off, on the source. */
  resume?(nowNs: number, isOnTarget: boolean): void;
}

/** One migration. */
export interface MigrationTask {
  readonly memory: GuestMemory;
  readonly rules: MigrationRules;
  readonly path: MigrationPath;
  readonly senderCpu: SenderCpu;
  /** Time to suspend the guest before the last copy, ns, whole, ≥ 0 (default 0). */
  readonly suspendNs?: number;
  /** Time from the last byte until the guest runs, ns, whole, ≥ 0 (default 0). */
  readonly resumeNs?: number;
  /** Share of the guest's speed lost to tracking its writes, [0, 1] (default 0). */
  readonly trackingRatio?: number;
  /** Share of each CPU second of the sender that the guest would have used, [0, 1] (default 0: the sender has spare CPU). */
  readonly contentionRatio?: number;
  /** Instant at which it starts, ns (default 0). */
  readonly startNs?: number;
  /** Longest stretch before CPU is asked for again, where it is a function, ns (default STRETCH_NS). */
  readonly stretchNs?: number;
  /** Called off after so long, ns (default GIVE_UP_NS), so that every run ends. */
  readonly giveUpNs?: number;
  readonly hooks?: MigrationHooks;
}

/** Longest stretch without asking for the sender's CPU. */
export const STRETCH_NS = fact(
  10_000_000,
  "ns",
  assumed("one time slice of common schedulers; finer shares average out"),
);
/** A migration that has not ended by then is called off. */
export const GIVE_UP_NS = fact(86_400_000_000_000, "ns", assumed("one day: a move that cannot end must say so"));
/** A migration with more rounds is called off. */
export const MOST_ROUNDS = fact(
  10_000,
  "rounds",
  assumed("hundreds of times what any rule set allows or a person awaits"),
);

/** @throws RangeError naming field, value and bound */
export function checkTask(task: MigrationTask): void {
  checkRules(task.rules);
  requireAbove0("path.linkMbitS", task.path.linkMbitS);
  requireAbove0("path.mbitPerCpuSecond", task.path.mbitPerCpuSecond);
  if (typeof task.senderCpu !== "function") {
    requireAbove0("senderCpu.running", task.senderCpu.running);
    requireAbove0("senderCpu.paused", task.senderCpu.paused);
  }
  requireAtLeast("suspendNs", task.suspendNs ?? 0, 0);
  requireAtLeast("resumeNs", task.resumeNs ?? 0, 0);
  requireRatio("trackingRatio", task.trackingRatio ?? 0);
  requireRatio("contentionRatio", task.contentionRatio ?? 0);
  requireAtLeast("startNs", task.startNs ?? 0, 0);
  requireAtLeast("stretchNs", task.stretchNs ?? STRETCH_NS.value, 1);
  requireAtLeast("giveUpNs", task.giveUpNs ?? GIVE_UP_NS.value, 1);
}

/** A guest never loses more of its speed: one that stands still is paused, and the rules say when. */
const MOST_LOST = 0.999;

/** Speed of a guest while the sender uses that many CPUs, before any throttle: (0, 1]. */
export function undisturbedShare(task: MigrationTask, senderCpus: number): number {
  const left = 1 - (task.trackingRatio ?? 0) - (task.contentionRatio ?? 0) * senderCpus;
  return Math.max(left, 1 - MOST_LOST);
}
