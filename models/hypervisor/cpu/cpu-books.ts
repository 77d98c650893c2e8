/**
 * The books of CPU time: for every vCPU how long it ran, was ready, co-stopped or waited since it came online, and for
 * every CPU how long it was busy. Whole ns, so that the four sum exactly to the time online. Ready is what other tools
 * call steal: runnable, and not running.
 */

/** What a vCPU is doing. */
const OFFLINE = 0;
const WAITING = 1;
const READY = 2;
const RUNNING = 3;
const CO_STOPPED = 4;

export class CpuBooks {
  readonly runNs: Float64Array;
  readonly readyNs: Float64Array;
  readonly coStopNs: Float64Array;
  readonly waitNs: Float64Array;
  /** Progress made, in ns of a full-speed core, and running time spent on switches and cold caches. */
  readonly progressNs: Float64Array;
  readonly stalledNs: Float64Array;
  /** Times it got on a CPU, and how many of these were another CPU than before. */
  readonly dispatches: Float64Array;
  readonly moves: Float64Array;
  /** Per CPU: busy ns, the same weighted by the speed of its thread, and switches from one vCPU to another. */
  readonly busyNs: Float64Array;
  readonly effortNs: Float64Array;
  readonly switches: Float64Array;

  private readonly state: Uint8Array;
  private readonly sinceNs: Float64Array;
  private readonly held: Uint8Array;

  private readonly waited: ((vcpu: number, fromNs: number, toNs: number) => void) | undefined;

  /** @param waited told of every stretch a vCPU was ready or co-stopped */
  constructor(vcpus: number, cpus: number, waited?: (vcpu: number, fromNs: number, toNs: number) => void) {
    this.waited = waited;
    const perVcpu = () => new Float64Array(vcpus);
    this.runNs = perVcpu();
    this.readyNs = perVcpu();
    this.coStopNs = perVcpu();
    this.waitNs = perVcpu();
    this.progressNs = perVcpu();
    this.stalledNs = perVcpu();
    this.dispatches = perVcpu();
    this.moves = perVcpu();
    this.busyNs = new Float64Array(cpus);
    this.effortNs = new Float64Array(cpus);
    this.switches = new Float64Array(cpus);
    this.state = new Uint8Array(vcpus);
    this.sinceNs = perVcpu();
    this.held = new Uint8Array(vcpus);
  }

  isOnline(vcpu: number): boolean {
    return this.state[vcpu] !== OFFLINE;
  }

  isWaiting(vcpu: number): boolean {
    return this.state[vcpu] === WAITING;
  }

  /** vCPUs that are ready now, co-stopped ones not counted. */
  countReady(): number {
    let count = 0;
    for (const state of this.state) if (state === READY) count++;
    return count;
  }

  online(vcpu: number, nowNs: number): void {
    this.enter(vcpu, WAITING, nowNs);
  }

  offline(vcpu: number, nowNs: number): void {
    this.enter(vcpu, OFFLINE, nowNs);
  }

  wait(vcpu: number, nowNs: number): void {
    this.enter(vcpu, WAITING, nowNs);
  }

  ready(vcpu: number, nowNs: number): void {
    this.enter(vcpu, this.held[vcpu] === 1 ? CO_STOPPED : READY, nowNs);
  }

  run(vcpu: number, nowNs: number): void {
    this.enter(vcpu, RUNNING, nowNs);
  }

  /** From now on its runnable time off a CPU is co-stop (true) or ready. */
  hold(vcpu: number, isHeld: boolean, nowNs: number): void {
    if ((this.held[vcpu] === 1) === isHeld) return;
    this.held[vcpu] = isHeld ? 1 : 0;
    const state = this.state[vcpu];
    if (state === READY || state === CO_STOPPED) this.ready(vcpu, nowNs);
  }

  /** Book a stretch of a CPU somebody ran on, and the effort in ns of a full-speed core. */
  busy(cpu: number, passedNs: number, effortNs: number): void {
    this.busyNs[cpu] = (this.busyNs[cpu] as number) + passedNs;
    this.effortNs[cpu] = (this.effortNs[cpu] as number) + effortNs;
  }

  progressed(vcpu: number, progressNs: number, stalledNs: number): void {
    this.progressNs[vcpu] = (this.progressNs[vcpu] as number) + progressNs;
    this.stalledNs[vcpu] = (this.stalledNs[vcpu] as number) + stalledNs;
  }

  dispatched(vcpu: number, hasMoved: boolean): void {
    this.dispatches[vcpu] = (this.dispatches[vcpu] as number) + 1;
    if (hasMoved) this.moves[vcpu] = (this.moves[vcpu] as number) + 1;
  }

  switched(cpu: number): void {
    this.switches[cpu] = (this.switches[cpu] as number) + 1;
  }

  /** Bring all up to now. */
  close(nowNs: number): void {
    for (let vcpu = 0; vcpu < this.state.length; vcpu++) this.enter(vcpu, this.state[vcpu] as number, nowNs);
  }

  private enter(vcpu: number, state: number, nowNs: number): void {
    const passed = nowNs - (this.sinceNs[vcpu] as number);
    this.sinceNs[vcpu] = nowNs;
    const before = this.state[vcpu] as number;
    const account = this.accountOf(before);
    if (account !== undefined) account[vcpu] = (account[vcpu] as number) + passed;
    if (passed > 0 && (before === READY || before === CO_STOPPED)) this.waited?.(vcpu, nowNs - passed, nowNs);
    this.state[vcpu] = state;
  }

  private accountOf(state: number): Float64Array | undefined {
    if (state === RUNNING) return this.runNs;
    if (state === READY) return this.readyNs;
    if (state === WAITING) return this.waitNs;
    return state === CO_STOPPED ? this.coStopNs : undefined;
  }
}
