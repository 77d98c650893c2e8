/**
 * How work on the CPUs gets on: each CPU holds at most one vCPU, which after a switch works at half speed until it has paid
 * for it (registers and cold caches: a short visit cannot refill them all, and pays for what it touches), then at the speed
 * of the CPU. A busy hardware sibling slows a thread; a CPU that is not powered (a logical processor
 * whose own hypervisor has taken it off) stands still; a vCPU that spins burns time. Work is in ns of a full-speed core.
 */
import type { CpuBooks } from "./cpu-books.ts";
import type { Topology } from "./topology.ts";

/** Work of less than this is done: float dust of speeds that are no whole numbers. */
const DUST_NS = 1e-3;

export class Progress {
  /** vCPU on each CPU, −1 = idle. */
  readonly running: Int32Array;
  /** Per CPU: ns of its turn left, and ns it ran since that was charged. */
  readonly turnLeftNs: Float64Array;
  readonly unchargedNs: Float64Array;
  /** Per CPU: 1 = powered. */
  readonly powered: Uint8Array;
  /** Per vCPU: work left; 1 = spins. */
  readonly workNs: Float64Array;
  readonly spinning: Uint8Array;

  private readonly topology: Topology;
  private readonly books: CpuBooks;
  private readonly settledNs: Float64Array;
  private readonly stallNs: Float64Array;
  private readonly speed: Float64Array;
  private readonly busyThreads: Int32Array;

  constructor(topology: Topology, books: CpuBooks, vcpus: number) {
    const { cpus } = topology;
    this.topology = topology;
    this.books = books;
    this.running = new Int32Array(cpus).fill(-1);
    this.turnLeftNs = new Float64Array(cpus).fill(Number.POSITIVE_INFINITY);
    this.unchargedNs = new Float64Array(cpus);
    this.powered = new Uint8Array(cpus).fill(1);
    this.workNs = new Float64Array(vcpus);
    this.spinning = new Uint8Array(vcpus);
    this.settledNs = new Float64Array(cpus);
    this.stallNs = new Float64Array(cpus);
    this.speed = new Float64Array(cpus).fill(1);
    this.busyThreads = new Int32Array(cpus);
  }

  /** Let time pass on a CPU up to now. */
  settle(cpu: number, nowNs: number): void {
    const passed = nowNs - (this.settledNs[cpu] as number);
    if (passed === 0) return;
    this.settledNs[cpu] = nowNs;
    const vcpu = this.running[cpu] as number;
    if (vcpu < 0) {
      this.turnLeftNs[cpu] = (this.turnLeftNs[cpu] as number) - passed;
      return;
    }
    if (this.powered[cpu] === 0) return;
    this.turnLeftNs[cpu] = (this.turnLeftNs[cpu] as number) - passed;
    this.unchargedNs[cpu] = (this.unchargedNs[cpu] as number) + passed;
    const speed = this.speed[cpu] as number;
    this.books.busy(cpu, passed, passed * speed);
    if (this.spinning[vcpu] === 1) return;
    const stall = this.stallNs[cpu] as number;
    const stalled = passed < 2 * stall ? passed / 2 : stall;
    this.stallNs[cpu] = stall - stalled;
    const progress = (passed - stalled) * speed;
    this.workNs[vcpu] = (this.workNs[vcpu] as number) - progress;
    this.books.progressed(vcpu, progress, stalled);
  }

  /** True when the vCPU has done its work. */
  isDone(vcpu: number): boolean {
    return (this.workNs[vcpu] as number) <= DUST_NS;
  }

  /** Ns until something happens on this CPU by itself: work done or turn over; infinite when nothing will. Settled. */
  dueNs(cpu: number): number {
    const vcpu = this.running[cpu] as number;
    const turn = this.turnLeftNs[cpu] as number;
    if (vcpu < 0) return turn;
    if (this.powered[cpu] === 0) return Number.POSITIVE_INFINITY;
    if (this.spinning[vcpu] === 1) return turn;
    const work = this.workNs[vcpu] as number;
    const plain = (work > 0 ? work : 0) / (this.speed[cpu] as number);
    const stall = this.stallNs[cpu] as number;
    const done = plain + (plain < stall ? plain : stall);
    return done < turn ? done : turn;
  }

  /** Put a vCPU on an idle CPU; `switchNs` pass without progress. True when siblings changed speed. */
  put(cpu: number, vcpu: number, switchNs: number, nowNs: number): boolean {
    this.settle(cpu, nowNs);
    this.running[cpu] = vcpu;
    this.stallNs[cpu] = switchNs;
    return this.threads(cpu, 1, nowNs);
  }

  /** Take the vCPU off a CPU. True when siblings changed speed. */
  clear(cpu: number, nowNs: number): boolean {
    this.settle(cpu, nowNs);
    this.running[cpu] = -1;
    return this.threads(cpu, -1, nowNs);
  }

  /** Speed of a CPU, 0 … 1. */
  speedOf(cpu: number): number {
    return this.powered[cpu] === 1 ? (this.speed[cpu] as number) : 0;
  }

  /** Settle a core and set the speed of its threads by how many are busy; true when it changed. */
  private threads(cpu: number, change: number, nowNs: number): boolean {
    const { threadsPerCore, cpus, cores, threadSpeed } = this.topology;
    if (threadsPerCore === 1) return false;
    const core = cpu % cores;
    const busy = (this.busyThreads[core] as number) + change;
    this.busyThreads[core] = busy;
    const speed = busy === 0 ? 1 : (threadSpeed[busy] as number);
    if (this.speed[core] === speed) return false;
    for (let thread = core; thread < cpus; thread += cores) {
      this.settle(thread, nowNs);
      this.speed[thread] = speed;
    }
    return true;
  }
}
