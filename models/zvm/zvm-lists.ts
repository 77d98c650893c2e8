/**
 * z/VM's lists of virtual machines: dormant (nobody ready), eligible (waits to be let in) and dispatch (competes for
 * CPUs). A machine enters in class 1 and, each time its elapsed slice is over, goes on in a higher class with a longer
 * one; when others wait to be let in it goes behind them. One that goes idle for less than the test-idle time carries on
 * where it was. Without a bound on openings nobody is ever eligible, as from 6.3 on. Leaves out: storage and paging as
 * the reason to wait (the memory models'), class 0 (QUICKDSP), the interactive bias.
 */
import { ReadyQueues } from "../hypervisor/cpu/ready-queue.ts";

const DORMANT = 0;
const ELIGIBLE = 1;
const DISPATCH = 2;
const LAST_CLASS = 3;

export interface ListRules {
  /** Machines that may be in the dispatch list at once; infinite at first. */
  readonly openings: number;
  /** Elapsed slice of class 1, and of classes 2 and 3 as multiples of the one before; ns. */
  readonly elapsedNs: readonly [number, number, number];
  readonly testIdleNs: number;
}

export class GuestLists {
  /** Class of each machine: 1, 2 or 3. */
  readonly classOf: Uint8Array;

  private readonly rules: ListRules;
  private readonly listOf: Uint8Array;
  private readonly enteredNs: Float64Array;
  private readonly idleSinceNs: Float64Array;
  private readonly eligible: ReadyQueues;
  private dispatched = 0;

  constructor(machines: number, rules: ListRules) {
    this.rules = rules;
    this.classOf = new Uint8Array(machines).fill(1);
    this.listOf = new Uint8Array(machines);
    this.enteredNs = new Float64Array(machines);
    this.idleSinceNs = new Float64Array(machines).fill(Number.NEGATIVE_INFINITY);
    this.eligible = new ReadyQueues(1, machines);
  }

  isDispatched(vm: number): boolean {
    return this.listOf[vm] === DISPATCH;
  }

  /** Somebody of this machine is ready: true when the machine competes from now on. */
  wake(vm: number, nowNs: number): boolean {
    if (this.listOf[vm] === DORMANT) {
      if (nowNs - (this.idleSinceNs[vm] as number) > this.rules.testIdleNs) this.classOf[vm] = 1;
      this.listOf[vm] = ELIGIBLE;
      this.eligible.append(0, vm);
    }
    return this.listOf[vm] === DISPATCH;
  }

  /** Nobody of this machine is ready any more. */
  idle(vm: number, nowNs: number): void {
    if (this.listOf[vm] === DISPATCH) this.dispatched--;
    this.eligible.remove(vm);
    this.listOf[vm] = DORMANT;
    this.idleSinceNs[vm] = nowNs;
  }

  /** Let in the machine that has waited longest, where there is an opening; −1: nobody. */
  admit(nowNs: number): number {
    const vm = this.eligible.first(0);
    if (vm < 0 || this.dispatched >= this.rules.openings) return -1;
    this.eligible.remove(vm);
    this.listOf[vm] = DISPATCH;
    this.enteredNs[vm] = nowNs;
    this.dispatched++;
    return vm;
  }

  /** At the end of a minor slice: true when the elapsed slice is over and the machine must wait behind others. */
  isDropped(vm: number, nowNs: number): boolean {
    const own = this.classOf[vm] as number;
    const elapsedNs = this.rules.elapsedNs[own - 1] as number;
    if (this.listOf[vm] !== DISPATCH || nowNs - (this.enteredNs[vm] as number) < elapsedNs) return false;
    this.classOf[vm] = Math.min(LAST_CLASS, own + 1);
    this.enteredNs[vm] = nowNs;
    if (this.eligible.first(0) < 0) return false;
    this.dispatched--;
    this.listOf[vm] = ELIGIBLE;
    this.eligible.append(0, vm);
    return true;
  }
}
