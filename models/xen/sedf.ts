/**
 * Schedulers that give every vCPU a slice of each of its periods, earliest deadline first, and the rest of the CPU to those
 * that may take extra time: sedf, the default of Xen 3.0.0 to 3.0.2 (a choice to 4.5), and Atropos of Xen 2.0.
 *
 * On each CPU: who has a slice left in a period that has begun runs by deadline, until the slice ends or another period
 * begins; a missed deadline moves on by whole periods. Is nobody left, turns of extra time are dealt: sedf first repays
 * vCPUs that lost part of a slice by waking too late for it (most part lost first), then goes by stride, the stride the
 * inverse of the extra weight (period over slice at weight 0). sedf gives no extra turn when less than a whole one is left
 * before the next period. Without the extra-time flag a vCPU gets its slices and nothing else, even on an idle CPU. Nobody
 * checks that slices fit (the layer's settings do). Pinned: see pinned.ts.
 *
 * Leaves out: latency scaling, the weight mode (period 100 ms, slices by weight) which no setting of a layer reaches.
 * Atropos' extra turns are taken as round robin of 5 ms and its wake-ups as sedf's without repayment (assumed).
 */
import type { CpuView, SchedulerOps, Turn } from "../hypervisor/cpu/index.ts";
import { type PinnedQueues, pinnedQueues } from "./pinned.ts";
import { XEN_SCHEDULER_FACTS } from "./scheduler-facts.ts";

export interface SedfTerms {
  /** Whole ns, > 0; slice 0 = extra time only. */
  readonly periodNs: number;
  readonly sliceNs: number;
  readonly extraTime: boolean;
  /** Share of extra time, ≥ 0; 0 = by slice over period. */
  readonly extraWeight: number;
}

export interface SliceRules {
  readonly name: string;
  /** One turn of extra time, ns. */
  readonly quantumNs: number;
  /** No extra turn that the next period would cut short. */
  readonly onlyWholeTurns: boolean;
  /** A slice lost by a short wait is repaid in extra time. */
  readonly repays: boolean;
}

/** What whoever runs on a CPU is using up. */
const SLICE = 1;
const REPAID = 2;
const EXTRA = 3;

export interface SlicePool extends PinnedQueues {
  readonly view: CpuView;
  readonly periodNs: Float64Array;
  readonly sliceNs: Float64Array;
  readonly takesExtra: Uint8Array;
  readonly stride: Float64Array;
  readonly isRunnable: Uint8Array;
  /** Deadline of the current or coming period, and what is used of its slice. */
  readonly deadlineNs: Float64Array;
  readonly usedNs: Float64Array;
  /** Slice lost by short waits and not repaid yet. */
  readonly lostNs: Float64Array;
  /** Distance to its next extra turn. */
  readonly distance: Float64Array;
  /** Per CPU: what is being used up. */
  readonly using: Uint8Array;
}

/** A missed deadline moves on by whole periods, with a fresh slice. */
function refresh(pool: SlicePool, vcpu: number, nowNs: number): void {
  const late = nowNs - (pool.deadlineNs[vcpu] as number);
  if (late < 0) return;
  const period = pool.periodNs[vcpu] as number;
  pool.deadlineNs[vcpu] = (pool.deadlineNs[vcpu] as number) + (Math.floor(late / period) + 1) * period;
  pool.usedNs[vcpu] = 0;
}

function pickExtra(pool: SlicePool, rules: SliceRules, cpu: number): number {
  const vcpus = pool.vcpusAt[cpu] as Int32Array;
  let next = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; rules.repays && at < vcpus.length; at++) {
    const vcpu = vcpus[at] as number;
    const lost = pool.lostNs[vcpu] as number;
    if (lost <= 0 || pool.isRunnable[vcpu] === 0) continue;
    const score = (pool.periodNs[vcpu] as number) / lost;
    if (score < least) {
      least = score;
      next = vcpu;
    }
  }
  if (next >= 0) {
    pool.using[cpu] = REPAID;
    return next;
  }
  for (let at = 0; at < vcpus.length; at++) {
    const vcpu = vcpus[at] as number;
    if (pool.isRunnable[vcpu] === 0 || pool.takesExtra[vcpu] === 0) continue;
    const distance = pool.distance[vcpu] as number;
    if (distance < least) {
      least = distance;
      next = vcpu;
    }
  }
  if (next < 0) return -1;
  pool.using[cpu] = EXTRA;
  for (let at = 0; at < vcpus.length; at++) {
    const vcpu = vcpus[at] as number;
    if (pool.isRunnable[vcpu] === 1) pool.distance[vcpu] = (pool.distance[vcpu] as number) - least;
  }
  return next;
}

/** Fill in the turn of this CPU. */
function pick(
  pool: SlicePool,
  rules: SliceRules,
  at: { readonly cpu: number; readonly nowNs: number },
  turn: Turn,
): void {
  const { cpu, nowNs } = at;
  const vcpus = pool.vcpusAt[cpu] as Int32Array;
  let next = -1;
  let earliest = Number.POSITIVE_INFINITY;
  let beginsNs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < vcpus.length; i++) {
    const vcpu = vcpus[i] as number;
    if (pool.isRunnable[vcpu] === 0 || pool.sliceNs[vcpu] === 0) continue;
    refresh(pool, vcpu, nowNs);
    const deadline = pool.deadlineNs[vcpu] as number;
    const begins = deadline - (pool.periodNs[vcpu] as number);
    if (begins > nowNs) {
      if (begins < beginsNs) beginsNs = begins;
    } else if (deadline < earliest) {
      earliest = deadline;
      next = vcpu;
    }
  }
  turn.vcpu = next;
  if (next >= 0) {
    pool.using[cpu] = SLICE;
    turn.atMostNs = Math.min((pool.sliceNs[next] as number) - (pool.usedNs[next] as number), beginsNs - nowNs);
    return;
  }
  const leftNs = beginsNs - nowNs;
  if (!rules.onlyWholeTurns || leftNs >= rules.quantumNs) turn.vcpu = pickExtra(pool, rules, cpu);
  turn.atMostNs = turn.vcpu < 0 ? leftNs : Math.min(rules.quantumNs, leftNs);
}

/** The operations; `pick` looks at all vCPUs of one CPU. */
export function sliceOps(rules: SliceRules): SchedulerOps<SlicePool, SedfTerms> {
  return {
    name: rules.name,
    init: ({ topology, view, vmOf, terms }) => {
      const perVcpu = (of: (one: SedfTerms) => number) =>
        Float64Array.from(vmOf, (vm) => {
          const one = terms[vm];
          return one === undefined ? 0 : of(one);
        });
      const full = XEN_SCHEDULER_FACTS["sched.sedf.fullWeight"].value;
      return {
        ...pinnedQueues(vmOf.length, topology.cpus),
        view,
        periodNs: perVcpu((one) => one.periodNs),
        sliceNs: perVcpu((one) => one.sliceNs),
        takesExtra: Uint8Array.from(perVcpu((one) => (one.extraTime ? 1 : 0))),
        stride: perVcpu(({ extraWeight, periodNs, sliceNs }) =>
          extraWeight > 0 ? full / extraWeight : full * (periodNs / Math.max(1, sliceNs)),
        ),
        isRunnable: new Uint8Array(vmOf.length),
        deadlineNs: new Float64Array(vmOf.length),
        usedNs: new Float64Array(vmOf.length),
        lostNs: new Float64Array(vmOf.length),
        distance: new Float64Array(vmOf.length),
        using: new Uint8Array(topology.cpus),
      };
    },
    insert: (pool, vcpu, nowNs) => {
      pool.deadlineNs[vcpu] = nowNs;
      pool.usedNs[vcpu] = 0;
      pool.lostNs[vcpu] = 0;
    },
    remove: () => undefined,
    wake: (pool, vcpu, nowNs) => {
      pool.isRunnable[vcpu] = 1;
      wakeUp(pool, vcpu, nowNs);
      pool.view.kick(pool.cpuOf[vcpu] as number);
    },
    block: (pool, vcpu) => {
      pool.isRunnable[vcpu] = 0;
    },
    pick: (pool, cpu, nowNs, turn) => pick(pool, rules, { cpu, nowNs }, turn),
    leave: () => undefined,
    charge: (pool, vcpu, ranNs) => {
      const using = pool.using[pool.cpuOf[vcpu] as number];
      if (using === REPAID) pool.lostNs[vcpu] = Math.max(0, (pool.lostNs[vcpu] as number) - ranNs);
      if (using === EXTRA)
        pool.distance[vcpu] =
          (pool.distance[vcpu] as number) + ((pool.stride[vcpu] as number) * ranNs) / rules.quantumNs;
      if (using !== SLICE) return;
      const used = (pool.usedNs[vcpu] as number) + ranNs;
      pool.usedNs[vcpu] = used;
      if (used < (pool.sliceNs[vcpu] as number)) return;
      pool.deadlineNs[vcpu] = (pool.deadlineNs[vcpu] as number) + (pool.periodNs[vcpu] as number);
      pool.usedNs[vcpu] = 0;
    },
  };
}

/** Woken within its period: the rest of the slice is lost. Later: now begins a new period. */
function wakeUp(pool: SlicePool, vcpu: number, nowNs: number): void {
  const slice = pool.sliceNs[vcpu] as number;
  if (slice === 0) return;
  const period = pool.periodNs[vcpu] as number;
  const deadline = pool.deadlineNs[vcpu] as number;
  if (nowNs >= deadline) {
    pool.deadlineNs[vcpu] = nowNs + period;
    pool.usedNs[vcpu] = 0;
    return;
  }
  // A period that is still to come has its whole slice.
  if (deadline - period > nowNs) return;
  pool.lostNs[vcpu] = slice - (pool.usedNs[vcpu] as number);
  pool.deadlineNs[vcpu] = deadline + period;
  pool.usedNs[vcpu] = 0;
}
