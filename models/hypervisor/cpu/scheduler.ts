/**
 * What a CPU scheduler is to the core: a read-only table of functions over a pool that `init` made. The tables live in
 * their platforms' rooms; the dispatcher calls them, owns who is on which CPU, and books time. A scheduler decides, it
 * never moves anybody: to have a CPU look again it kicks it.
 */
import type { Topology } from "./topology.ts";

/** Who runs next on a CPU, and for how long at the most; filled in by `pick`. */
export interface Turn {
  /** Number of the vCPU; −1: the CPU idles. */
  vcpu: number;
  /** Ns of running (for idle: of waiting) after which `pick` is asked again; may be infinite. */
  atMostNs: number;
}

/** What a scheduler sees of the dispatcher, and what it may ask of it. Arrays are read-only by agreement. */
export interface CpuView {
  /** vCPU on each CPU, −1 = idle. */
  readonly running: Int32Array;
  /** CPU each vCPU is on, or was on last; −1 = never ran. */
  readonly lastCpu: Int32Array;
  /** Instant the vCPU on each CPU got there, or its CPU was switched on again. */
  readonly runningSinceNs: Float64Array;
  /** Ask `pick` again for this CPU as soon as the current event is done. */
  kick(cpu: number): void;
  /** Charge whoever runs on this CPU up to now (calls `charge`). */
  book(cpu: number): void;
  /**
   * Mark a vCPU as co-stopped (true) or not: not running while runnable then counts as co-stop instead of ready. Only a
   * word for the books; the scheduler itself must not pick it.
   */
  hold(vcpu: number, isHeld: boolean): void;
}

/** The virtual machines a pool schedules. Numbers are dense; everything is known from the start, online or not. */
export interface SchedulerSetup<Terms> {
  readonly topology: Topology;
  readonly view: CpuView;
  /** VM of each vCPU. */
  readonly vmOf: Int32Array;
  /** vCPUs of each VM, online or not, in order. */
  readonly vcpusOf: readonly Int32Array[];
  /** Scheduling terms of each VM. */
  readonly terms: readonly Terms[];
}

/** Something a pool does at fixed times; everybody running has been charged before. */
export interface SchedulerTimer<Pool> {
  /** Whole ns, > 0. */
  everyNs(pool: Pool): number;
  fire(pool: Pool, nowNs: number): void;
}

/**
 * The operations. Calls come in this order: `insert` once a vCPU is online (not runnable yet) · `wake` when it becomes
 * runnable · `pick` names it and it leaves the queues · `charge` for every stretch it ran, before any other call that
 * could look at it · then either `leave` (still runnable: back to the queues) or `block`. `block` also comes for a queued
 * vCPU that is paused. None of them may allocate.
 */
export interface SchedulerOps<Pool = unknown, Terms = unknown> {
  readonly name: string;
  init(setup: SchedulerSetup<Terms>): Pool;
  insert(pool: Pool, vcpu: number, nowNs: number): void;
  /** Goes offline; it is neither running nor queued. */
  remove(pool: Pool, vcpu: number, nowNs: number): void;
  wake(pool: Pool, vcpu: number, nowNs: number): void;
  block(pool: Pool, vcpu: number, nowNs: number): void;
  /** Gives the CPU up although runnable; `leave` follows. */
  yield?(pool: Pool, vcpu: number, nowNs: number): void;
  pick(pool: Pool, cpu: number, nowNs: number, turn: Turn): void;
  /** Off its CPU and still runnable. */
  leave(pool: Pool, vcpu: number, nowNs: number): void;
  /** It ran this long since it was charged last; whole ns > 0. */
  charge(pool: Pool, vcpu: number, ranNs: number, nowNs: number): void;
  readonly timers?: readonly SchedulerTimer<Pool>[];
}
