/**
 * Lock-holder pre-emption: a virtual CPU taken off its CPU inside a kernel spinlock keeps its siblings spinning until it runs
 * again. It holds a lock with the probability of its lock share; a running sibling asks for the same lock at a constant rate
 * and then spins for the rest of the gap, at most up to a limit where guest or hypervisor notices and gives the CPU away.
 * Left out: queues of waiters with tickets (where a pre-empted waiter blocks those behind it), locks of applications.
 */
import { type Fact, assumed, fact, recalled } from "../../fact.ts";
import { requireAbove0, requireAtLeast, requireRatio, requireWhole } from "../bounds.ts";
import { NS_PER_S } from "../clock.ts";

/** How long a virtual CPU spins before anybody notices. */
export const SPIN_LIMIT_NS: Readonly<Record<"unnoticed" | "pauseLoopExit" | "paravirtualLock", Fact<number>>> = {
  unnoticed: fact(Number.MAX_SAFE_INTEGER, "ns", assumed("plain spinlocks without help: longer than any run")),
  pauseLoopExit: fact(2000, "ns", recalled("fairly"), "a window of 4,096 cycles at about 2 GHz"),
  paravirtualLock: fact(10_000, "ns", assumed("the guest's lock gives up after some thousand turns and yields")),
};

/** Locks of one guest; times at the clock the guest runs at. */
export interface LockProfile {
  /** Share of CPU time inside a kernel spinlock, 0 to 1. */
  readonly lockShareRatio: number;
  /** Mean time that one lock is held, > 0. */
  readonly holdNs: number;
  /** Share of acquisitions that go to the lock in question, 0 to 1. */
  readonly hotLockRatio: number;
}

/** One pre-emption of a virtual CPU. */
export interface Preemption {
  /** Siblings on a CPU meanwhile. */
  readonly siblingsRunning: number;
  /** Until the virtual CPU runs again, ≥ 0. */
  readonly gapNs: number;
  /** Longest spin before the CPU is given away, ≥ 0; see {@link SPIN_LIMIT_NS}. */
  readonly spinLimitNs: number;
}

/** Probability that a virtual CPU pre-empted at a random moment holds a lock. @throws RangeError outside 0 to 1 */
export function holderRatio(profile: LockProfile): number {
  requireRatio("lockShareRatio", profile.lockShareRatio);
  return profile.lockShareRatio;
}

/** How often a running virtual CPU asks for the hot lock, per second of its CPU time. @throws RangeError naming the field */
export function hotLockRequestsPerSecond(profile: LockProfile): number {
  requireAbove0("holdNs", profile.holdNs);
  requireRatio("hotLockRatio", profile.hotLockRatio);
  return (holderRatio(profile) * profile.hotLockRatio * NS_PER_S) / profile.holdNs;
}

/**
 * CPU time that one running sibling is expected to spin away when the hot lock's holder is off its CPU.
 * With requests at rate r the sibling asks after an exponential time and spins min(limit, what is left of the gap):
 * over a gap g without a limit that is g - (1 - e^(-r g)) / r.
 * A sibling that gave its CPU away is counted with one spin: it does not ask again within the gap.
 * @returns ns, 0 to the shorter of gap and limit
 */
export function spinNsPerSibling(profile: LockProfile, preemption: Preemption): number {
  const rate = hotLockRequestsPerSecond(profile) / NS_PER_S;
  requireAtLeast("gapNs", preemption.gapNs, 0);
  requireAtLeast("spinLimitNs", preemption.spinLimitNs, 0);
  const gap = preemption.gapNs;
  const limit = Math.min(preemption.spinLimitNs, gap);
  if (rate === 0 || limit === 0) return 0;
  // The spin exceeds s when the request comes before gap - s: 1 - e^(-rate (gap - s)), integrated over s from 0 to limit.
  const cutShort = (Math.exp(-rate * (gap - limit)) * -Math.expm1(-rate * limit)) / rate;
  return Math.max(0, limit - cutShort);
}

/**
 * CPU time that a guest is expected to lose to one pre-emption of one of its virtual CPUs.
 * The lock held is the hot one with the share of acquisitions that go to it.
 * @returns ns of all running siblings together, ≥ 0, finite
 * @throws RangeError naming field, value and bound
 */
export function spinNsPerPreemption(profile: LockProfile, preemption: Preemption): number {
  requireWhole("siblingsRunning", preemption.siblingsRunning, 0);
  const holdsHot = holderRatio(profile) * profile.hotLockRatio;
  return holdsHot * preemption.siblingsRunning * spinNsPerSibling(profile, preemption);
}
