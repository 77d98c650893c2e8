/**
 * Who is on which CPU. The dispatcher owns that: it asks the scheduler, moves vCPUs, gives them work, and books every
 * nanosecond of every vCPU as run, ready, co-stop or wait. How work gets on is progress.ts. Leaves out: the time it takes
 * to decide, interrupts.
 */
import type { Simulator } from "../kernel/index.ts";
import { CpuBooks } from "./cpu-books.ts";
import { Progress } from "./progress.ts";
import { startTimers } from "./scheduler-timers.ts";
import type { CpuView, SchedulerOps, Turn } from "./scheduler.ts";
import type { Topology } from "./topology.ts";

/** What vCPUs do; the guest side of the dispatcher. */
export interface Work {
  /** The vCPU has done what it was given: ns of further work at full speed, infinite for ever; 0 = it waits. */
  next(vcpu: number, nowNs: number): number;
  /** Got on a CPU. */
  placed?(vcpu: number, cpu: number, nowNs: number): void;
  /** Taken off its CPU; `isReady`: against its will. */
  removed?(vcpu: number, isReady: boolean, nowNs: number): void;
}

export interface DispatcherParts<Pool, Terms> {
  readonly simulator: Simulator;
  readonly topology: Topology;
  readonly ops: SchedulerOps<Pool, Terms>;
  readonly work: Work;
  /** vCPUs of each VM, numbered densely, as many as can ever be online. */
  readonly vcpusOf: readonly Int32Array[];
  readonly terms: readonly Terms[];
  /** Ns without progress when another vCPU than the last one gets on a CPU: the switch and cold caches; ≥ 0. */
  readonly switchCostNs: number;
  /** A CPU has got, or no longer has, somebody to run (for nests). */
  readonly busyChanged?: (cpu: number, isBusy: boolean, nowNs: number) => void;
  /** Told of every stretch a vCPU was on a CPU. */
  readonly ran?: (cpu: number, vcpu: number, fromNs: number, toNs: number) => void;
  /** Told of every stretch a vCPU was ready or co-stopped. */
  readonly waited?: (vcpu: number, fromNs: number, toNs: number) => void;
}

export class Dispatcher<Pool = unknown, Terms = unknown> implements CpuView {
  readonly running: Int32Array;
  readonly lastCpu: Int32Array;
  readonly runningSinceNs: Float64Array;
  readonly vmOf: Int32Array;
  readonly books: CpuBooks;
  readonly pool: Pool;

  private readonly parts: DispatcherParts<Pool, Terms>;
  private readonly simulator: Simulator;
  private readonly ops: SchedulerOps<Pool, Terms>;
  private readonly progress: Progress;
  private readonly turn: Turn = { vcpu: -1, atMostNs: Number.POSITIVE_INFINITY };
  private readonly timerKind: number;
  private readonly lookKind: number;
  /** Per CPU: stamp of its timer, kicked or not, the vCPU its caches are warm for, busy after the last look. */
  private readonly stamps: Int32Array;
  private readonly kicked: Uint8Array;
  private readonly warmFor: Int32Array;
  private readonly wasBusy: Uint8Array;

  constructor(parts: DispatcherParts<Pool, Terms>) {
    const { simulator, topology, ops, vcpusOf, terms } = parts;
    const { cpus } = topology;
    const vcpus = vcpusOf.reduce((n, list) => n + list.length, 0);
    this.parts = parts;
    this.simulator = simulator;
    this.ops = ops;
    this.books = new CpuBooks(vcpus, cpus, parts.waited);
    this.progress = new Progress(topology, this.books, vcpus);
    this.running = this.progress.running;
    this.runningSinceNs = new Float64Array(cpus);
    this.lastCpu = new Int32Array(vcpus).fill(-1);
    this.stamps = new Int32Array(cpus);
    this.kicked = new Uint8Array(cpus);
    this.warmFor = new Int32Array(cpus).fill(-1);
    this.wasBusy = new Uint8Array(cpus);
    this.vmOf = new Int32Array(vcpus);
    vcpusOf.forEach((list, vm) => list.forEach((vcpu) => (this.vmOf[vcpu] = vm)));
    this.timerKind = simulator.on((cpu, stamp, nowNs) => {
      if (this.stamps[cpu] === stamp) this.timer(cpu, nowNs);
    });
    this.lookKind = simulator.on((cpu, _stamp, nowNs) => {
      this.kicked[cpu] = 0;
      this.look(cpu, nowNs);
    });
    this.pool = ops.init({ topology, view: this, vmOf: this.vmOf, vcpusOf, terms });
    startTimers(simulator, { ops, pool: this.pool, bookAll: () => this.bookAll() });
    for (let cpu = 0; cpu < cpus; cpu++) this.kick(cpu);
  }

  /** Bring a vCPU online, waiting; {@link wake} it when it has work. */
  online(vcpu: number, nowNs: number): void {
    this.books.online(vcpu, nowNs);
    this.ops.insert(this.pool, vcpu, nowNs);
  }

  /** Take a vCPU offline, whatever it does; its work is lost. */
  offline(vcpu: number, nowNs: number): void {
    this.pause(vcpu, nowNs);
    this.progress.workNs[vcpu] = 0;
    this.ops.remove(this.pool, vcpu, nowNs);
    this.books.offline(vcpu, nowNs);
  }

  /** A waiting vCPU may have something to do: asks `work.next`. Nothing happens when it is not waiting. */
  wake(vcpu: number, nowNs: number): void {
    if (!this.books.isWaiting(vcpu)) return;
    const work = this.parts.work.next(vcpu, nowNs);
    if (work <= 0) return;
    this.progress.workNs[vcpu] = work;
    this.makeReady(vcpu, nowNs);
  }

  /** Stop a vCPU where it is, running or ready; its work is kept for {@link resume}. */
  pause(vcpu: number, nowNs: number): void {
    if (!this.books.isOnline(vcpu) || this.books.isWaiting(vcpu)) return;
    const cpu = this.cpuOf(vcpu);
    if (cpu >= 0) {
      this.takeOff(cpu, nowNs);
      this.kick(cpu);
    }
    this.books.wait(vcpu, nowNs);
    this.ops.block(this.pool, vcpu, nowNs);
    if (cpu >= 0) this.parts.work.removed?.(vcpu, false, nowNs);
  }

  /** Go on after {@link pause}; a vCPU without work left asks for some. */
  resume(vcpu: number, nowNs: number): void {
    if (!this.books.isWaiting(vcpu)) return;
    if (this.progress.isDone(vcpu)) this.wake(vcpu, nowNs);
    else this.makeReady(vcpu, nowNs);
  }

  /** Give the CPU up although there is work: back to the queues, and somebody else may run. */
  yield(vcpu: number, nowNs: number): void {
    const cpu = this.cpuOf(vcpu);
    if (cpu < 0) return;
    this.book(cpu);
    this.ops.yield?.(this.pool, vcpu, nowNs);
    this.kick(cpu);
  }

  /** Whether the vCPU burns its CPU without progress (it spins for a lock). */
  spin(vcpu: number, isSpinning: boolean, nowNs: number): void {
    const cpu = this.cpuOf(vcpu);
    if (cpu >= 0) this.progress.settle(cpu, nowNs);
    this.progress.spinning[vcpu] = isSpinning ? 1 : 0;
    if (cpu >= 0) this.arm(cpu, nowNs);
  }

  /** Switch a CPU on or off underneath whoever is on it (a nest): time off is ready time, and nobody's progress. */
  power(cpu: number, isOn: boolean, nowNs: number): void {
    if ((this.progress.powered[cpu] === 1) === isOn) return;
    this.book(cpu);
    this.tell(cpu, nowNs);
    this.progress.powered[cpu] = isOn ? 1 : 0;
    const vcpu = this.running[cpu] as number;
    if (vcpu < 0) return;
    if (isOn) this.books.run(vcpu, nowNs);
    else this.books.ready(vcpu, nowNs);
    this.arm(cpu, nowNs);
  }

  kick(cpu: number): void {
    if (this.kicked[cpu] === 1) return;
    this.kicked[cpu] = 1;
    this.simulator.soon(this.lookKind, cpu);
  }

  book(cpu: number): void {
    const vcpu = this.running[cpu] as number;
    if (vcpu < 0) return;
    const { nowNs } = this.simulator;
    this.progress.settle(cpu, nowNs);
    const ranNs = this.progress.unchargedNs[cpu] as number;
    if (ranNs <= 0) return;
    this.progress.unchargedNs[cpu] = 0;
    this.ops.charge(this.pool, vcpu, ranNs, nowNs);
  }

  private bookAll(): void {
    for (let cpu = 0; cpu < this.running.length; cpu++) this.book(cpu);
  }

  /** Bring busy times of all CPUs up to now. */
  settleAll(): void {
    for (let cpu = 0; cpu < this.running.length; cpu++) this.progress.settle(cpu, this.simulator.nowNs);
  }

  hold(vcpu: number, isHeld: boolean): void {
    this.books.hold(vcpu, isHeld, this.simulator.nowNs);
  }

  /** Bring all books up to now; called before they are read. */
  close(nowNs: number): void {
    this.settleAll();
    for (let cpu = 0; cpu < this.running.length; cpu++) this.tell(cpu, nowNs);
    this.books.close(nowNs);
  }

  /** CPU this vCPU is on now, −1 when on none. */
  private cpuOf(vcpu: number): number {
    const cpu = this.lastCpu[vcpu] as number;
    return cpu >= 0 && this.running[cpu] === vcpu ? cpu : -1;
  }

  private makeReady(vcpu: number, nowNs: number): void {
    this.books.ready(vcpu, nowNs);
    this.ops.wake(this.pool, vcpu, nowNs);
  }

  /** Set the timer of a settled CPU to whatever comes first there. */
  private arm(cpu: number, nowNs: number): void {
    const stamp = ((this.stamps[cpu] as number) + 1) | 0;
    this.stamps[cpu] = stamp;
    const dueNs = this.progress.dueNs(cpu);
    if (dueNs === Number.POSITIVE_INFINITY) return;
    this.simulator.at(nowNs + (dueNs > 0 ? Math.ceil(dueNs) : 0), this.timerKind, cpu, stamp);
  }

  private timer(cpu: number, nowNs: number): void {
    this.progress.settle(cpu, nowNs);
    const vcpu = this.running[cpu] as number;
    if (vcpu >= 0 && this.progress.isDone(vcpu)) {
      const work = this.parts.work.next(vcpu, nowNs);
      this.progress.workNs[vcpu] = work > 0 ? work : 0;
      if (work <= 0) {
        this.takeOff(cpu, nowNs);
        this.books.wait(vcpu, nowNs);
        this.ops.block(this.pool, vcpu, nowNs);
        this.parts.work.removed?.(vcpu, false, nowNs);
        return this.look(cpu, nowNs);
      }
    }
    if ((this.progress.turnLeftNs[cpu] as number) > 0) this.arm(cpu, nowNs);
    else this.look(cpu, nowNs);
  }

  /** Have the scheduler say who runs on this CPU from now on. */
  private look(cpu: number, nowNs: number): void {
    const before = this.running[cpu] as number;
    this.book(cpu);
    this.progress.settle(cpu, nowNs);
    if (before >= 0) this.ops.leave(this.pool, before, nowNs);
    const { turn } = this;
    this.ops.pick(this.pool, cpu, nowNs, turn);
    const next = turn.vcpu;
    if (next !== before) {
      if (before >= 0) {
        this.takeOff(cpu, nowNs);
        this.books.ready(before, nowNs);
        this.parts.work.removed?.(before, true, nowNs);
      }
      if (next >= 0) this.putOn(cpu, next, nowNs);
    }
    this.progress.turnLeftNs[cpu] = turn.atMostNs;
    this.arm(cpu, nowNs);
    const isBusy = next >= 0 ? 1 : 0;
    if (this.wasBusy[cpu] === isBusy) return;
    this.wasBusy[cpu] = isBusy;
    this.parts.busyChanged?.(cpu, next >= 0, nowNs);
  }

  private putOn(cpu: number, vcpu: number, nowNs: number): void {
    const isCold = this.warmFor[cpu] !== vcpu;
    if (isCold) this.books.switched(cpu);
    const isCoreSlower = this.progress.put(cpu, vcpu, isCold ? this.parts.switchCostNs : 0, nowNs);
    const last = this.lastCpu[vcpu] as number;
    this.books.dispatched(vcpu, last >= 0 && last !== cpu);
    this.warmFor[cpu] = vcpu;
    this.lastCpu[vcpu] = cpu;
    this.runningSinceNs[cpu] = nowNs;
    if (this.progress.powered[cpu] === 1) this.books.run(vcpu, nowNs);
    if (isCoreSlower) this.armSiblings(cpu, nowNs);
    this.parts.work.placed?.(vcpu, cpu, nowNs);
  }

  /** End the stretch of whoever is on this CPU; the caller says what becomes of the vCPU. */
  private takeOff(cpu: number, nowNs: number): void {
    this.book(cpu);
    this.tell(cpu, nowNs);
    if (this.progress.clear(cpu, nowNs)) this.armSiblings(cpu, nowNs);
  }

  /** Tell of the stretch somebody has been on a CPU that is on; the next one begins now. */
  private tell(cpu: number, nowNs: number): void {
    const vcpu = this.running[cpu] as number;
    if (vcpu >= 0 && this.progress.powered[cpu] === 1)
      this.parts.ran?.(cpu, vcpu, this.runningSinceNs[cpu] as number, nowNs);
    this.runningSinceNs[cpu] = nowNs;
  }

  private armSiblings(cpu: number, nowNs: number): void {
    const { cpus, cores } = this.parts.topology;
    for (let thread = cpu % cores; thread < cpus; thread += cores)
      if (thread !== cpu && (this.running[thread] as number) >= 0) this.arm(thread, nowNs);
  }
}
