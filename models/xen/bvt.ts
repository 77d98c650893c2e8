/**
 * Borrowed virtual time, the scheduler of Xen 2.0 and a choice up to 3.0.2: every CPU runs whoever has the least effective
 * virtual time, which advances by `mcuAdvance` per 100 µs begun; half the advance is twice the CPU. A sleeper that wakes is
 * set to the least virtual time on its CPU, so it runs soon and hoards nothing. A warped domain runs as if it were earlier.
 *
 * Turns are the context allowance, as the code has it (the further term of the design counts for nanoseconds and so for
 * nothing), ten times that when a vCPU is alone. Who switches pays the switch, so a switch of 0.4 ms takes 8 % of turns of
 * 5 ms. Shares depend on weights, on work not at all: there is no ceiling. Pinned: see pinned.ts. Leaves out: Xen's idle
 * timer. Source: facts of the generations, "XEN-git".
 */
import { assumed } from "../fact.ts";
import type { CpuView, SchedulerKit, SchedulerOps } from "../hypervisor/cpu/index.ts";
import { clampShares } from "../hypervisor/cpu/fluid/index.ts";
import { type PinnedQueues, pinnedQueues, pinnedShares } from "./pinned.ts";
import { XEN_SCHEDULER_FACTS } from "./scheduler-facts.ts";
import { XEN_20_FACTS } from "./xen-2.0-facts.ts";

export interface BvtTerms {
  /** Virtual time per MCU, ≥ 1: the inverse of a weight. */
  readonly mcuAdvance: number;
  /** Virtual time by which a warped domain counts as earlier; left out or 0 = it does not warp. */
  readonly warpValue?: number;
  /** Longest warped run and rest before the next, ms; limit 0 = none, rest 0 = never again. Left out: Xen's defaults. */
  readonly warpLimitMs?: number;
  readonly unwarpMs?: number;
}

export interface BvtRules {
  readonly mcuNs: number;
  readonly ctxAllowNs: number;
}

export interface BvtPool extends PinnedQueues {
  readonly view: CpuView;
  /** Per vCPU: actual virtual time, its advance per MCU, ns it ran since it was put on, runnable. */
  readonly avt: Float64Array;
  readonly advance: Float64Array;
  readonly ranNs: Float64Array;
  readonly isRunnable: Uint8Array;
  /** Order among equal virtual times, least first. */
  readonly arrival: Float64Array;
  arrivals: number;
  /** Warp: value, longest run, rest, warped run so far, instant from which it may warp. */
  readonly warp: Float64Array;
  readonly warpLimitNs: Float64Array;
  readonly unwarpNs: Float64Array;
  readonly warpedNs: Float64Array;
  readonly warpsFromNs: Float64Array;
  /** Per CPU: system virtual time; 1 = whoever runs is alone there. */
  readonly svt: Float64Array;
  readonly isAlone: Uint8Array;
}

const NS_PER_MS = 1e6;
const NS_PER_US = 1e3;
const FACTS = XEN_SCHEDULER_FACTS;

/** Xen's own constants. */
export const BVT_RULES: BvtRules = {
  mcuNs: XEN_20_FACTS["sched.bvt.mcu"].value * NS_PER_US,
  ctxAllowNs: XEN_20_FACTS["sched.bvt.ctxAllow"].value * NS_PER_MS,
};

const isWarped = (pool: BvtPool, vcpu: number, nowNs: number): boolean =>
  (pool.warp[vcpu] as number) > 0 && nowNs >= (pool.warpsFromNs[vcpu] as number);

const effective = (pool: BvtPool, vcpu: number, nowNs: number): number =>
  (pool.avt[vcpu] as number) - (isWarped(pool, vcpu, nowNs) ? (pool.warp[vcpu] as number) : 0);

/** Virtual time of what it ran, MCUs begun counted whole. */
const runVirtual = (pool: BvtPool, mcuNs: number, vcpu: number): number =>
  Math.ceil((pool.ranNs[vcpu] as number) / mcuNs) * (pool.advance[vcpu] as number);

/** Turn what it ran into virtual time. */
function settle(pool: BvtPool, mcuNs: number, vcpu: number): void {
  pool.avt[vcpu] = (pool.avt[vcpu] as number) + runVirtual(pool, mcuNs, vcpu);
  pool.ranNs[vcpu] = 0;
}

/** A warped run that reached its limit ends; it may warp again after its rest. */
function countWarp(pool: BvtPool, vcpu: number, ran: { readonly ns: number; readonly untilNs: number }): void {
  const limit = pool.warpLimitNs[vcpu] as number;
  if (limit === 0 || !isWarped(pool, vcpu, ran.untilNs)) return;
  const warped = (pool.warpedNs[vcpu] as number) + ran.ns;
  pool.warpedNs[vcpu] = warped;
  if (warped < limit) return;
  const rest = pool.unwarpNs[vcpu] as number;
  pool.warpedNs[vcpu] = 0;
  pool.warpsFromNs[vcpu] = rest === 0 ? Number.POSITIVE_INFINITY : ran.untilNs + rest;
}

/** The operations; `pick` looks at all vCPUs of one CPU. */
export function bvtOps({ mcuNs, ctxAllowNs }: BvtRules): SchedulerOps<BvtPool, BvtTerms> {
  const ran = { ns: 0, untilNs: 0 };
  return {
    name: "bvt",
    init: ({ topology, view, vmOf, terms }) => {
      const perVcpu = (of: (one: BvtTerms) => number) =>
        Float64Array.from(vmOf, (vm) => {
          const one = terms[vm];
          return one === undefined ? 0 : of(one);
        });
      return {
        ...pinnedQueues(vmOf.length, topology.cpus),
        view,
        avt: new Float64Array(vmOf.length),
        advance: perVcpu((one) => one.mcuAdvance),
        ranNs: new Float64Array(vmOf.length),
        isRunnable: new Uint8Array(vmOf.length),
        arrival: new Float64Array(vmOf.length),
        arrivals: 0,
        warp: perVcpu((one) => one.warpValue ?? 0),
        warpLimitNs: perVcpu((one) => (one.warpLimitMs ?? FACTS["sched.bvt.warpLimit"].value) * NS_PER_MS),
        unwarpNs: perVcpu((one) => (one.unwarpMs ?? FACTS["sched.bvt.unwarp"].value) * NS_PER_MS),
        warpedNs: new Float64Array(vmOf.length),
        warpsFromNs: new Float64Array(vmOf.length),
        svt: new Float64Array(topology.cpus),
        isAlone: new Uint8Array(topology.cpus),
      };
    },
    insert: (pool, vcpu) => {
      pool.avt[vcpu] = pool.svt[pool.cpuOf[vcpu] as number] as number;
    },
    remove: () => undefined,
    wake: (pool, vcpu, nowNs) => {
      const { view } = pool;
      const cpu = pool.cpuOf[vcpu] as number;
      pool.isRunnable[vcpu] = 1;
      // Of equal times whoever wakes goes first.
      pool.arrival[vcpu] = -pool.arrivals++;
      pool.avt[vcpu] = Math.max(pool.avt[vcpu] as number, pool.svt[cpu] as number);
      const current = view.running[cpu] as number;
      if (current < 0) return view.kick(cpu);
      view.book(cpu);
      const its = effective(pool, current, nowNs) + runVirtual(pool, mcuNs, current);
      // It runs now; or the long turn of one that was alone is cut short by looking again.
      if (effective(pool, vcpu, nowNs) <= its || pool.isAlone[cpu] === 1) view.kick(cpu);
    },
    block: (pool, vcpu) => {
      settle(pool, mcuNs, vcpu);
      pool.isRunnable[vcpu] = 0;
    },
    pick: (pool, cpu, nowNs, turn) => {
      const vcpus = pool.vcpusAt[cpu] as Int32Array;
      let next = -1;
      let least = Number.POSITIVE_INFINITY;
      let leastAvt = Number.POSITIVE_INFINITY;
      let runnable = 0;
      for (let at = 0; at < vcpus.length; at++) {
        const vcpu = vcpus[at] as number;
        if (pool.isRunnable[vcpu] === 0) continue;
        runnable++;
        const evt = effective(pool, vcpu, nowNs);
        const avt = pool.avt[vcpu] as number;
        if (avt < leastAvt) leastAvt = avt;
        if (evt < least || (evt === least && (pool.arrival[vcpu] as number) < (pool.arrival[next] as number))) {
          least = evt;
          next = vcpu;
        }
      }
      turn.vcpu = next;
      turn.atMostNs = Number.POSITIVE_INFINITY;
      if (next < 0) return;
      pool.svt[cpu] = leastAvt;
      pool.isAlone[cpu] = runnable === 1 ? 1 : 0;
      turn.atMostNs = runnable === 1 ? ctxAllowNs * FACTS["sched.bvt.aloneTurns"].value : ctxAllowNs;
      const limit = pool.warpLimitNs[next] as number;
      if (limit > 0 && isWarped(pool, next, nowNs))
        turn.atMostNs = Math.min(turn.atMostNs, limit - (pool.warpedNs[next] as number));
    },
    leave: (pool, vcpu) => {
      settle(pool, mcuNs, vcpu);
      pool.arrival[vcpu] = pool.arrivals++;
    },
    charge: (pool, vcpu, ranNs, nowNs) => {
      pool.ranNs[vcpu] = (pool.ranNs[vcpu] as number) + ranNs;
      ran.ns = ranNs;
      ran.untilNs = nowNs;
      countWarp(pool, vcpu, ran);
    },
  };
}

export type BvtKit = SchedulerKit<BvtTerms, BvtPool>;

/** BVT with a context allowance in ms, from 10 µs on; Xen's default is 5. */
export const bvtKit = (ctxAllowMs: number): BvtKit => ({
  id: ctxAllowMs === XEN_20_FACTS["sched.bvt.ctxAllow"].value ? "bvt" : `bvt-${ctxAllowMs}ms`,
  title: "Xen borrowed virtual time",
  ops: bvtOps({ ...BVT_RULES, ctxAllowNs: ctxAllowMs * NS_PER_MS }),
  defaults: { mcuAdvance: XEN_20_FACTS["sched.bvt.mcuAdvance"].value },
  // A CPU whose own vCPUs all wait idles, whatever the others do.
  workConserving: "never",
  fluid: {
    form: "clamp",
    scope: "cpu",
    shares: (cpus, guests) =>
      pinnedShares({ cpus, guests }, clampShares, ({ mcuAdvance }) => ({
        weight: 1 / mcuAdvance,
        reservationCpus: 0,
        limitCpus: Number.POSITIVE_INFINITY,
        uncapped: true,
      })),
    tolerance: { value: 0.005, source: assumed("gate: half a percent; exact at every multiple of the cycle of turns") },
  },
});

export const BVT: BvtKit = bvtKit(XEN_20_FACTS["sched.bvt.ctxAllow"].value);
