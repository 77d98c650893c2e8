/**
 * Lock-holder pre-emption by events: a vCPU taken off its CPU may hold the guest's hot lock; siblings on other CPUs ask for
 * it after exponential times and then spin, burning their CPUs, until the holder runs again. The rates are
 * lock-holder.ts's. Leaves out: the few microseconds the holder then still needs, and waiters that are pre-empted.
 */
import type { Dispatcher } from "../cpu/index.ts";
import type { Simulator } from "../kernel/index.ts";
import { type RandomStream, randomStream } from "../../random.ts";

const NS_PER_SECOND = 1e9;

export interface LockingGuest {
  readonly name: string;
  /** Chance that a vCPU taken off its CPU holds the hot lock, 0 … 1. */
  readonly holdRatio: number;
  /** How often a running vCPU asks for it. */
  readonly asksPerCpuSecond: number;
}

export interface SpinnerParts {
  readonly simulator: Simulator;
  readonly seed: number;
  /** By guest; undefined = has no locks worth modelling. */
  readonly guests: readonly (LockingGuest | undefined)[];
  readonly vcpusOf: readonly Int32Array[];
  readonly dispatcher: () => Dispatcher;
}

export class LockSpinners {
  /** Per guest: CPU time burnt. */
  readonly spinNs: Float64Array;

  private readonly parts: SpinnerParts;
  private readonly streams: readonly RandomStream[];
  /** Per guest: the vCPU that holds the lock and is off its CPU, −1 = none. */
  private readonly holder: Int32Array;
  /** Per guest: bumped when the lock is free again; asks of earlier times are stale. */
  private readonly era: Int32Array;
  private readonly guestOf: Int32Array;
  /** Per vCPU: on a CPU; spinning since, −1 = not. */
  private readonly isOn: Uint8Array;
  private readonly spinSinceNs: Float64Array;
  private readonly askKind: number;

  constructor(parts: SpinnerParts) {
    this.parts = parts;
    const vcpus = parts.vcpusOf.reduce((n, list) => n + list.length, 0);
    this.spinNs = new Float64Array(parts.guests.length);
    this.streams = parts.guests.map((guest, index) => randomStream(parts.seed, guest?.name ?? index, "locks"));
    this.holder = new Int32Array(parts.guests.length).fill(-1);
    this.era = new Int32Array(parts.guests.length);
    this.guestOf = new Int32Array(vcpus);
    parts.vcpusOf.forEach((list, guest) => list.forEach((vcpu) => (this.guestOf[vcpu] = guest)));
    this.isOn = new Uint8Array(vcpus);
    this.spinSinceNs = new Float64Array(vcpus).fill(-1);
    this.askKind = parts.simulator.on((vcpu, era, nowNs) => this.ask(vcpu, era, nowNs));
  }

  /** A vCPU got on a CPU: a holder frees the lock, others may come to ask for it. */
  placed(vcpu: number, nowNs: number): void {
    const guest = this.guestOf[vcpu] as number;
    const profile = this.parts.guests[guest];
    if (profile === undefined) return;
    this.isOn[vcpu] = 1;
    if (this.holder[guest] === vcpu) return this.free(guest, nowNs);
    if ((this.holder[guest] as number) >= 0) this.scheduleAsk(vcpu, guest, profile);
  }

  /** A vCPU left its CPU. */
  removed(vcpu: number, isReady: boolean, nowNs: number): void {
    const guest = this.guestOf[vcpu] as number;
    const profile = this.parts.guests[guest];
    if (profile === undefined) return;
    this.isOn[vcpu] = 0;
    if ((this.spinSinceNs[vcpu] as number) >= 0) return this.stopSpinning(vcpu, guest, nowNs);
    if (!isReady || (this.holder[guest] as number) >= 0) return;
    if ((this.streams[guest] as RandomStream).uniform() >= profile.holdRatio) return;
    this.holder[guest] = vcpu;
    for (const sibling of this.parts.vcpusOf[guest] as Int32Array)
      if (this.isOn[sibling] === 1) this.scheduleAsk(sibling, guest, profile);
  }

  private scheduleAsk(vcpu: number, guest: number, profile: LockingGuest): void {
    if (profile.asksPerCpuSecond <= 0) return;
    const { simulator } = this.parts;
    const inNs = (this.streams[guest] as RandomStream).exponential(NS_PER_SECOND / profile.asksPerCpuSecond);
    simulator.at(simulator.nowNs + Math.ceil(inNs), this.askKind, vcpu, this.era[guest] as number);
  }

  private ask(vcpu: number, era: number, nowNs: number): void {
    const guest = this.guestOf[vcpu] as number;
    if (this.era[guest] !== era || this.isOn[vcpu] === 0 || (this.spinSinceNs[vcpu] as number) >= 0) return;
    this.spinSinceNs[vcpu] = nowNs;
    this.parts.dispatcher().spin(vcpu, true, nowNs);
  }

  private free(guest: number, nowNs: number): void {
    this.holder[guest] = -1;
    this.era[guest] = ((this.era[guest] as number) + 1) | 0;
    for (const sibling of this.parts.vcpusOf[guest] as Int32Array)
      if ((this.spinSinceNs[sibling] as number) >= 0) this.stopSpinning(sibling, guest, nowNs);
  }

  private stopSpinning(vcpu: number, guest: number, nowNs: number): void {
    this.spinNs[guest] = (this.spinNs[guest] as number) + nowNs - (this.spinSinceNs[vcpu] as number);
    this.spinSinceNs[vcpu] = -1;
    this.parts.dispatcher().spin(vcpu, false, nowNs);
  }
}
