/**
 * Ceilings of vCPUs, kept as an allowance per interval. Where one vCPU's allowance ends in the interval the next one's
 * interval begins: used at once, the allowances then cover the time evenly, as many capped vCPUs running at any instant as
 * on average, so that the others do not find all of them stopped together. What a ready vCPU could not use of an interval
 * it keeps for one more; what a waiting one left is lost.
 */

/** An allowance below this is float dust. */
const DUST_NS = 0.5;

export class CapIntervals {
  /** Per vCPU: allowance of an interval and what is left of it, ns; infinite without a ceiling. */
  readonly capNs: Float64Array;
  readonly leftNs: Float64Array;
  /** vCPUs whose interval the last {@link fire} began, the first `dueCount` entries. */
  readonly due: Int32Array;
  dueCount = 0;

  private readonly intervalNs: number;
  private readonly beginNs: Float64Array;
  private isSpread = false;
  private firedNs = 0;
  private nextNs = 1;

  /** @param intervalNs whole ns > 0 */
  constructor(intervalNs: number, vcpus: number) {
    this.intervalNs = intervalNs;
    this.capNs = new Float64Array(vcpus).fill(Number.POSITIVE_INFINITY);
    this.leftNs = new Float64Array(vcpus).fill(Number.POSITIVE_INFINITY);
    this.beginNs = new Float64Array(vcpus);
    this.due = new Int32Array(vcpus);
  }

  /** Set a ceiling, CPUs ≥ 0, infinite for none; a new one has nothing to use before the next {@link fire}. */
  set(vcpu: number, cpus: number): void {
    const hadCeiling = this.capNs[vcpu] !== Number.POSITIVE_INFINITY;
    this.capNs[vcpu] = cpus * this.intervalNs;
    if (cpus === Number.POSITIVE_INFINITY) this.leftNs[vcpu] = cpus;
    else if (!hadCeiling) this.leftNs[vcpu] = 0;
    this.isSpread = false;
  }

  isSpent(vcpu: number): boolean {
    return (this.leftNs[vcpu] as number) <= DUST_NS;
  }

  charge(vcpu: number, ranNs: number): void {
    this.leftNs[vcpu] = (this.leftNs[vcpu] as number) - ranNs;
  }

  /** Ns from the last {@link fire} to the next one that is needed. */
  everyNs(): number {
    return this.nextNs - this.firedNs;
  }

  /** Begin the intervals that are due. @param ready per vCPU: 1 = ready or running */
  fire(ready: Uint8Array, nowNs: number): void {
    this.dueCount = 0;
    if (!this.isSpread) this.spread(nowNs);
    this.firedNs = nowNs;
    this.nextNs = nowNs + this.intervalNs;
    for (let vcpu = 0; vcpu < this.capNs.length; vcpu++) {
      const cap = this.capNs[vcpu] as number;
      if (cap === Number.POSITIVE_INFINITY) continue;
      const begin = this.beginNs[vcpu] as number;
      if (begin <= nowNs) {
        this.beginNs[vcpu] = begin + this.intervalNs;
        const kept = ready[vcpu] === 1 ? Math.min(cap, Math.max(0, this.leftNs[vcpu] as number)) : 0;
        this.leftNs[vcpu] = cap + kept;
        this.due[this.dueCount++] = vcpu;
      }
      this.nextNs = Math.min(this.nextNs, this.beginNs[vcpu] as number);
    }
  }

  /** Let the intervals follow each other from now on; what is left of the one before begins now. */
  private spread(nowNs: number): void {
    this.isSpread = true;
    let phaseNs = 0;
    for (let vcpu = 0; vcpu < this.capNs.length; vcpu++) {
      const cap = this.capNs[vcpu] as number;
      if (cap === Number.POSITIVE_INFINITY) continue;
      const beginNs = Math.floor(phaseNs % this.intervalNs);
      this.beginNs[vcpu] = nowNs + beginNs;
      phaseNs += cap;
      if (beginNs === 0) continue;
      this.leftNs[vcpu] = Math.max(this.leftNs[vcpu] as number, cap + beginNs - this.intervalNs);
      this.due[this.dueCount++] = vcpu;
    }
  }
}
