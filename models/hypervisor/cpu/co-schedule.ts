/**
 * Co-scheduling of the vCPUs of one VM. Strict: all runnable ones start together or none does. Relaxed: a vCPU that is
 * runnable and does not run falls behind its siblings that do; once the skew exceeds a limit the leaders are held back
 * (co-stop) until it has caught up: all that run, or from later releases each leader by itself. An idle vCPU counts as
 * keeping up. Leaves out: the cost of stopping and starting them.
 */
import type { CpuView } from "./scheduler.ts";
import type { ReadyQueues } from "./ready-queue.ts";

export type CoScheduling =
  | { readonly kind: "none" }
  | { readonly kind: "strict" }
  /** `checkNs`: how often skews are looked at; `skewNs`: the most allowed. */
  | { readonly kind: "all-stop" | "leaders-stop"; readonly checkNs: number; readonly skewNs: number };

interface CoScheduleSetup {
  readonly view: CpuView;
  readonly vmOf: Int32Array;
  readonly vcpusOf: readonly Int32Array[];
}

export class CoSchedule {
  private readonly rules: CoScheduling;
  private readonly view: CpuView;
  private readonly vmOf: Int32Array;
  private readonly vcpusOf: readonly Int32Array[];
  /** vCPUs of the VMs that have several. */
  private readonly siblings: readonly Int32Array[];
  /** Per vCPU: progress beside its siblings, ns; 1 = runnable; 1 = held back. */
  private readonly progressNs: Float64Array;
  private readonly isRunnable: Uint8Array;
  private readonly isHeld: Uint8Array;

  constructor(rules: CoScheduling, { view, vmOf, vcpusOf }: CoScheduleSetup) {
    this.rules = rules;
    this.view = view;
    this.vmOf = vmOf;
    this.vcpusOf = vcpusOf;
    this.siblings = vcpusOf.filter(({ length }) => length > 1);
    this.progressNs = new Float64Array(vmOf.length);
    this.isRunnable = new Uint8Array(vmOf.length);
    this.isHeld = new Uint8Array(vmOf.length);
  }

  /** The first queued vCPU of a VM that may run now; −1 when none may. */
  firstAllowed(queues: ReadyQueues, vm: number): number {
    for (let vcpu = queues.first(vm); vcpu >= 0; vcpu = queues.after(vcpu)) if (this.isHeld[vcpu] === 0) return vcpu;
    return -1;
  }

  woke(vcpu: number): void {
    this.isRunnable[vcpu] = 1;
    // It was idle, and has kept up.
    this.progressNs[vcpu] = Math.max(this.progressNs[vcpu] as number, this.furthest(this.vmOf[vcpu] as number));
  }

  blocked(vcpu: number): void {
    this.isRunnable[vcpu] = 0;
    this.release(vcpu);
  }

  ran(vcpu: number, ranNs: number): void {
    this.progressNs[vcpu] = (this.progressNs[vcpu] as number) + ranNs;
  }

  /** Look at all skews: hold leaders, let go who may run again. */
  check(): void {
    const { rules } = this;
    if (rules.kind === "none" || rules.kind === "strict") return;
    for (const vcpus of this.siblings) {
      const least = this.least(vcpus);
      let isSkewed = false;
      for (const vcpu of vcpus)
        if (this.isRunnable[vcpu] === 1 && (this.progressNs[vcpu] as number) - least > rules.skewNs) isSkewed = true;
      for (const vcpu of vcpus) {
        if (this.isRunnable[vcpu] === 0) continue;
        const lead = (this.progressNs[vcpu] as number) - least;
        const holds = rules.kind === "all-stop" ? isSkewed && lead > 0 : lead > rules.skewNs;
        if (holds) this.hold(vcpu);
        else this.release(vcpu);
      }
    }
  }

  private hold(vcpu: number): void {
    if (this.isHeld[vcpu] === 1) return;
    this.isHeld[vcpu] = 1;
    this.view.hold(vcpu, true);
    const cpu = this.view.lastCpu[vcpu] as number;
    if (cpu >= 0 && this.view.running[cpu] === vcpu) this.view.kick(cpu);
  }

  private release(vcpu: number): void {
    if (this.isHeld[vcpu] === 0) return;
    this.isHeld[vcpu] = 0;
    this.view.hold(vcpu, false);
    const idle = this.view.running.indexOf(-1);
    if (idle >= 0) this.view.kick(idle);
  }

  /** Progress of the runnable vCPU furthest behind. */
  private least(vcpus: Int32Array): number {
    let least = Number.POSITIVE_INFINITY;
    for (const vcpu of vcpus)
      if (this.isRunnable[vcpu] === 1 && (this.progressNs[vcpu] as number) < least)
        least = this.progressNs[vcpu] as number;
    return least;
  }

  private furthest(vm: number): number {
    let most = 0;
    for (const vcpu of this.vcpusOf[vm] as Int32Array) most = Math.max(most, this.progressNs[vcpu] as number);
    return most;
  }

  /**
   * May a VM's vCPUs start? Where all have to start together: only when there are CPUs for every runnable one, idle ones
   * and those its own vCPUs have. Others then wait with it, until enough CPUs are free.
   */
  mayStart(vm: number, onCpu: number): boolean {
    if (this.rules.kind !== "strict") return true;
    const wanted = this.wanted(vm);
    let room = 0;
    this.view.running.forEach((vcpu, cpu) => {
      // The CPU that asks is free, whoever was on it.
      if (cpu === onCpu || vcpu < 0 || this.vmOf[vcpu] === vm) room++;
    });
    return room >= wanted;
  }

  /** False for a VM that has to start on more CPUs than there are: it never runs. */
  canEverStart(vm: number): boolean {
    return this.rules.kind !== "strict" || this.wanted(vm) <= this.view.running.length;
  }

  private wanted(vm: number): number {
    let wanted = 0;
    for (const vcpu of this.vcpusOf[vm] as Int32Array) if (this.isRunnable[vcpu] === 1) wanted++;
    return wanted;
  }
}
