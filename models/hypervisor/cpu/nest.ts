/**
 * A hypervisor inside a partition of another one (PR/SM → z/VM → guest): the inner dispatcher's CPUs are vCPUs of the
 * outer. An inner CPU is powered exactly while its outer vCPU runs; the outer vCPU is ready exactly while the inner CPU
 * has somebody to run. Inner turns pass in powered time, inner timers (windows, accounting) in wall time.
 * Leaves out: the speed of the outer CPU's hardware thread, which does not reach the inner guests; the cost of two levels.
 */
import { Dispatcher, type DispatcherParts, type Work } from "./dispatcher.ts";

export interface NestParts<Pool, Terms> extends Omit<DispatcherParts<Pool, Terms>, "busyChanged"> {
  /** Outer vCPU under each inner CPU, as many as the inner topology has CPUs. */
  readonly outerVcpus: Int32Array;
}

/** The inner hypervisor; to the outer dispatcher it is the work of its vCPUs. Bring these online yourself. */
export class Nest<Pool = unknown, Terms = unknown> implements Work {
  readonly inner: Dispatcher<Pool, Terms>;

  private outer: Pick<Dispatcher, "wake" | "pause"> | undefined;
  private readonly outerVcpus: Int32Array;
  /** Inner CPU on each outer vCPU, by the outer number. */
  private readonly cpuOf = new Map<number, number>();
  private readonly busy: Uint8Array;

  /** @throws RangeError when the number of outer vCPUs is not that of the inner CPUs */
  constructor(parts: NestParts<Pool, Terms>) {
    const { outerVcpus, ...rest } = parts;
    const { cpus } = parts.topology;
    if (outerVcpus.length !== cpus)
      throw new RangeError(`outerVcpus: ${outerVcpus.length} given, must be ${cpus}, one for each inner CPU`);
    this.outerVcpus = outerVcpus;
    this.busy = new Uint8Array(cpus);
    outerVcpus.forEach((vcpu, cpu) => this.cpuOf.set(vcpu, cpu));
    this.inner = new Dispatcher({ ...rest, busyChanged: (cpu, isBusy, nowNs) => this.busyChanged(cpu, isBusy, nowNs) });
    for (let cpu = 0; cpu < cpus; cpu++) this.inner.power(cpu, false, parts.simulator.nowNs);
  }

  /** Say who schedules the vCPUs; before the first event. */
  attach(outer: Pick<Dispatcher, "wake" | "pause">): void {
    this.outer = outer;
  }

  /** Endless while the inner CPU is busy: it says itself when it no longer is. */
  next(vcpu: number): number {
    return this.busy[this.cpu(vcpu)] === 1 ? Number.POSITIVE_INFINITY : 0;
  }

  placed(vcpu: number, _cpu: number, nowNs: number): void {
    this.inner.power(this.cpu(vcpu), true, nowNs);
  }

  removed(vcpu: number, _isReady: boolean, nowNs: number): void {
    this.inner.power(this.cpu(vcpu), false, nowNs);
  }

  private cpu(vcpu: number): number {
    return this.cpuOf.get(vcpu) as number;
  }

  private busyChanged(cpu: number, isBusy: boolean, nowNs: number): void {
    this.busy[cpu] = isBusy ? 1 : 0;
    const vcpu = this.outerVcpus[cpu] as number;
    if (isBusy) this.outer?.wake(vcpu, nowNs);
    else this.outer?.pause(vcpu, nowNs);
  }
}

/** One {@link Work} for a dispatcher whose VMs do different things: each call goes to the work of the vCPU's VM. */
export function workByVm(vcpusOf: readonly Int32Array[], works: readonly Work[]): Work {
  const workOf: Work[] = [];
  vcpusOf.forEach((vcpus, vm) => {
    for (const vcpu of vcpus) workOf[vcpu] = works[vm] as Work;
  });
  const at = (vcpu: number) => workOf[vcpu] as Work;
  return {
    next: (vcpu, nowNs) => at(vcpu).next(vcpu, nowNs),
    placed: (vcpu, cpu, nowNs) => at(vcpu).placed?.(vcpu, cpu, nowNs),
    removed: (vcpu, isReady, nowNs) => at(vcpu).removed?.(vcpu, isReady, nowNs),
  };
}
