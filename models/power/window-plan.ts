/**
 * What each virtual processor may still run in the current dispatch window: first what its partition is entitled to, then
 * its part of the spare capacity. Planned anew whenever somebody cedes, wakes or the window begins, from what has been used
 * so far in this window: unused entitlement goes to uncapped partitions by weight, inside the pool first, then across
 * pools up to their maximum. Nothing is carried over. Leaves out: affinity, and the price of planning.
 */
import { LevelFill } from "./level-fill.ts";
import { type PowerPool, type PowerTerms, takesSpare } from "./power-terms.ts";

export interface WindowPlanSetup {
  readonly windowNs: number;
  readonly terms: readonly PowerTerms[];
  readonly vcpusOf: readonly Int32Array[];
  readonly pools: readonly PowerPool[];
  /** Cores nobody owns. */
  readonly sharedCores: number;
}

export class WindowPlan {
  /** Per virtual processor, ns of this window: entitled, used, and planned in all; 1 = ready or running. */
  readonly baseNs: Float64Array;
  readonly usedNs: Float64Array;
  readonly targetNs: Float64Array;
  readonly ready: Uint8Array;
  /** The plan is of another state than the present one. */
  isStale = true;
  endNs: number;

  private readonly setup: WindowPlanSetup;
  private readonly online: Uint8Array;
  private readonly vmOf: Int32Array;
  private readonly scale: number;
  private readonly fillers: LevelFill;
  /** Per partition: spare used, room for more, spare of level 0. Per pool: entitlement in use, spare of level 0 and 1. */
  private readonly spareUsed: Float64Array;
  private readonly room: Float64Array;
  private readonly inPool: Float64Array;
  private readonly poolBase: Float64Array;
  private readonly poolSpare: Float64Array;
  private readonly poolOpen: Uint8Array;

  constructor(setup: WindowPlanSetup) {
    const { terms, vcpusOf, pools, sharedCores } = setup;
    const vcpus = vcpusOf.reduce((sum, list) => sum + list.length, 0);
    this.setup = setup;
    this.endNs = setup.windowNs;
    this.baseNs = new Float64Array(vcpus);
    this.usedNs = new Float64Array(vcpus);
    this.targetNs = new Float64Array(vcpus);
    this.ready = new Uint8Array(vcpus);
    this.online = new Uint8Array(vcpus);
    this.vmOf = new Int32Array(vcpus);
    vcpusOf.forEach((list, vm) => list.forEach((vcpu) => (this.vmOf[vcpu] = vm)));
    const entitled = terms.reduce((sum, one) => sum + (one.dedicated === "no" ? one.entitledCores : 0), 0);
    this.scale = entitled > sharedCores ? sharedCores / entitled : 1;
    this.fillers = new LevelFill(terms.length);
    terms.forEach((one, vm) => (this.fillers.weight[vm] = takesSpare(one) ? one.uncappedWeight : 0));
    this.spareUsed = new Float64Array(terms.length);
    this.room = new Float64Array(terms.length);
    this.inPool = new Float64Array(terms.length);
    this.poolBase = new Float64Array(pools.length);
    this.poolSpare = new Float64Array(pools.length);
    this.poolOpen = new Uint8Array(pools.length);
  }

  /** Entitled time left in this window, ns. */
  baseLeftNs(vcpu: number): number {
    return Math.max(0, (this.baseNs[vcpu] as number) - (this.usedNs[vcpu] as number));
  }

  /** Planned time left in this window, ns. */
  leftNs(vcpu: number): number {
    return (this.targetNs[vcpu] as number) - (this.usedNs[vcpu] as number);
  }

  /** A partition's entitlement is spread evenly over its virtual processors that are online. */
  setOnline(vcpu: number, isOnline: boolean): void {
    const { terms, vcpusOf, windowNs } = this.setup;
    this.online[vcpu] = isOnline ? 1 : 0;
    const vm = this.vmOf[vcpu] as number;
    const one = terms[vm] as PowerTerms;
    const vcpus = vcpusOf[vm] as Int32Array;
    if (one.dedicated !== "no") return;
    let count = 0;
    for (const other of vcpus) count += this.online[other] as number;
    const each = Math.min(1, (one.entitledCores * this.scale) / Math.max(1, count)) * windowNs;
    for (const other of vcpus) this.baseNs[other] = this.online[other] === 1 ? each : 0;
    this.isStale = true;
  }

  /** The next window begins. */
  refill(): void {
    this.usedNs.fill(0);
    this.endNs += this.setup.windowNs;
    this.isStale = true;
  }

  /** Plan the rest of the window for `cores` cores. Everybody who runs has been charged. O(virtual processors). */
  plan(cores: number, nowNs: number): void {
    this.isStale = false;
    const restNs = this.endNs - nowNs;
    const baseLeft = this.measure(restNs);
    const { floor, ceiling, got, open } = this.fillers;
    let spare = Math.max(0, cores * restNs - baseLeft);
    for (let vm = 0; vm < floor.length; vm++) {
      const used = this.spareUsed[vm] as number;
      spare += used;
      floor[vm] = used;
      ceiling[vm] = used + (this.room[vm] as number);
    }
    if (this.hasBoundedPools()) {
      this.insidePools(spare);
      this.acrossPools(spare);
    } else {
      open.fill(1);
      this.fillers.fill(spare);
    }
    this.spread(got, restNs);
  }

  private hasBoundedPools(): boolean {
    const { pools } = this.setup;
    return pools.length > 1 || (pools[0] as PowerPool).maxCores < this.setup.sharedCores;
  }

  /** Take stock of all virtual processors; returns the entitlements that may still be used, ns. */
  private measure(restNs: number): number {
    const { spareUsed, room, poolBase } = this;
    spareUsed.fill(0);
    room.fill(0);
    poolBase.fill(0);
    let baseLeft = 0;
    for (let vcpu = 0; vcpu < this.ready.length; vcpu++) {
      const vm = this.vmOf[vcpu] as number;
      const one = this.setup.terms[vm] as PowerTerms;
      if (one.dedicated !== "no") continue;
      const used = this.usedNs[vcpu] as number;
      const base = this.baseNs[vcpu] as number;
      const isReady = this.ready[vcpu] === 1;
      const left = isReady ? Math.min(restNs, this.baseLeftNs(vcpu)) : 0;
      baseLeft += left;
      spareUsed[vm] = (spareUsed[vm] as number) + Math.max(0, used - base);
      if (isReady) room[vm] = (room[vm] as number) + restNs - left;
      poolBase[one.pool] = (poolBase[one.pool] as number) + Math.min(used, base) + left;
    }
    return baseLeft;
  }

  /** Level 0: each pool's own entitlement and reserve, as far as it is not used, to its uncapped members. */
  private insidePools(spareNs: number): void {
    const { terms, pools, windowNs } = this.setup;
    const { floor, got, open } = this.fillers;
    const { poolSpare, poolBase, inPool } = this;
    let sum = 0;
    for (let pool = 0; pool < pools.length; pool++) {
      const { reservedCores, maxCores } = pools[pool] as PowerPool;
      let entitled = reservedCores;
      for (const one of terms)
        if (one.pool === pool && one.dedicated === "no") entitled += one.entitledCores * this.scale;
      poolSpare[pool] = Math.max(0, Math.min(entitled, maxCores) * windowNs - (poolBase[pool] as number));
      sum += poolSpare[pool] as number;
    }
    const factor = sum > spareNs ? spareNs / sum : 1;
    for (let pool = 0; pool < pools.length; pool++) {
      for (let vm = 0; vm < open.length; vm++) open[vm] = (terms[vm] as PowerTerms).pool === pool ? 1 : 0;
      for (let vm = 0; vm < open.length; vm++) if (open[vm] === 1) floor[vm] = 0;
      this.fillers.fill((poolSpare[pool] as number) * factor);
    }
    inPool.set(got);
  }

  /** Level 1: what is left to all uncapped partitions by weight; a pool at its maximum is filled apart and closed. */
  private acrossPools(spareNs: number): void {
    const { terms, pools } = this.setup;
    const { floor, ceiling, got, open } = this.fillers;
    const { inPool, poolOpen, poolSpare } = this;
    let left = spareNs;
    for (let vm = 0; vm < open.length; vm++) {
      const held = inPool[vm] as number;
      left -= held;
      floor[vm] = Math.max(0, (this.spareUsed[vm] as number) - held);
      ceiling[vm] = Math.max(floor[vm] as number, (ceiling[vm] as number) - held);
    }
    poolOpen.fill(1);
    for (let round = 0; round <= pools.length; round++) {
      for (let vm = 0; vm < open.length; vm++) open[vm] = poolOpen[(terms[vm] as PowerTerms).pool] as number;
      this.fillers.fill(left);
      let isAny = false;
      for (let pool = 0; pool < pools.length; pool++) {
        if (poolOpen[pool] === 0 || !this.isBeyondMaximum(pool)) continue;
        isAny = true;
        poolOpen[pool] = 0;
        left -= poolSpare[pool] as number;
        for (let vm = 0; vm < open.length; vm++) open[vm] = (terms[vm] as PowerTerms).pool === pool ? 1 : 0;
        this.fillers.fill(poolSpare[pool] as number);
      }
      if (!isAny) break;
    }
    for (let vm = 0; vm < got.length; vm++) got[vm] = (got[vm] as number) + (inPool[vm] as number);
  }

  /** Would this pool exceed its maximum? Leaves what it may have at level 1 in `poolSpare`. */
  private isBeyondMaximum(pool: number): boolean {
    const { terms, pools, windowNs } = this.setup;
    let sum = 0;
    let room = (pools[pool] as PowerPool).maxCores * windowNs - (this.poolBase[pool] as number);
    for (let vm = 0; vm < terms.length; vm++) {
      if ((terms[vm] as PowerTerms).pool !== pool) continue;
      sum += this.fillers.got[vm] as number;
      room -= this.inPool[vm] as number;
    }
    this.poolSpare[pool] = Math.max(0, room);
    return sum > room + 1;
  }

  /** Spread each partition's spare over its ready virtual processors, by the room each has. */
  private spread(spareNs: Float64Array, restNs: number): void {
    for (let vcpu = 0; vcpu < this.ready.length; vcpu++) {
      const used = this.usedNs[vcpu] as number;
      this.targetNs[vcpu] = used;
      if (this.ready[vcpu] === 0) continue;
      const vm = this.vmOf[vcpu] as number;
      const base = Math.min(restNs, this.baseLeftNs(vcpu));
      const room = this.room[vm] as number;
      const more = Math.max(0, (spareNs[vm] as number) - (this.spareUsed[vm] as number));
      this.targetNs[vcpu] = used + base + (room > 0 ? more * ((restNs - base) / room) : 0);
    }
  }
}
