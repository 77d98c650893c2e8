/**
 * z/VM's scheduler and dispatcher (CP). Virtual CPUs of machines in the dispatch list run in order of deadline. A deadline
 * is that of the slice before plus slice / share, the form with feedback of "adjusted clock + slice / (normalised share ×
 * processors)": lateness is not lost and the order is that of use over share. An absolute share has its deadlines in the
 * time of day and goes first as long as it is behind (but may wait for another CPU where a relative one needs all of its
 * own); relative ones divide the rest; an absolute one ahead of its share has what these leave, by share. A maximum is an allowance per interval: hard ones stop (limit list), soft ones run only where
 * nobody else would. A minor slice is 5 ms; the earlier deadline preempts on waking. The lists are zvm-lists.ts. Leaves
 * out: paging, the interactive bias, dedicated CPUs, affinity and the vertical mode of 6.3, the time CP itself takes.
 */
import type { SchedulerOps, Turn } from "../hypervisor/cpu/index.ts";
import {
  ABSOLUTE,
  BEYOND,
  RANK_BEYOND,
  RANK_DUE,
  RANK_RELATIVE,
  RANK_SPARE,
  RELATIVE,
  STOPPED,
  type ZvmMode,
  type ZvmState,
  configure,
  isAbsolute,
  zvmState,
} from "./zvm-state.ts";
import type { ZvmTerms } from "./zvm-terms.ts";

/** Rank of nobody. */
const NOBODY = RANK_BEYOND + 1;

const isSoft = ({ setup }: ZvmState, vcpu: number): boolean =>
  setup.terms[setup.vmOf[vcpu] as number]?.maximum?.limit === "soft";

/** Queue a ready virtual CPU where it belongs now. */
function enqueue(state: ZvmState, vcpu: number): void {
  const { queues, caps, deadlines } = state;
  let queue = isAbsolute(state, vcpu) ? ABSOLUTE : RELATIVE;
  if (caps.isSpent(vcpu)) queue = isSoft(state, vcpu) ? BEYOND : STOPPED;
  const rank = queue === ABSOLUTE ? RANK_DUE : queue === RELATIVE ? RANK_RELATIVE : RANK_BEYOND;
  queues.keys[vcpu] = deadlines[rank][vcpu] as number;
  queues.insert(queue, vcpu);
}

/** Nothing is saved up while waiting or stopped: its deadlines are no earlier than the clocks. */
function catchUp({ deadlines, clocks }: ZvmState, vcpu: number, nowNs: number): void {
  clocks[RANK_DUE] = nowNs;
  for (let rank = RANK_DUE; rank <= RANK_BEYOND; rank++) {
    const own = deadlines[rank] as Float64Array;
    own[vcpu] = Math.max(own[vcpu] as number, clocks[rank] as number);
  }
}

/** Rank at which a queued virtual CPU would run now. */
function rankOf({ queues, deadlines }: ZvmState, vcpu: number, nowNs: number): number {
  const queue = queues.queues.queueOf[vcpu];
  if (queue === ABSOLUTE) return (deadlines[RANK_DUE][vcpu] as number) <= nowNs ? RANK_DUE : RANK_SPARE;
  return queue === RELATIVE ? RANK_RELATIVE : RANK_BEYOND;
}

/** Have an idle CPU look, other than this one; false when there is none. */
function kickIdle({ view }: ZvmState, except: number): boolean {
  for (let cpu = 0; cpu < view.running.length; cpu++) {
    if (cpu === except || view.running[cpu] !== -1) continue;
    view.kick(cpu);
    return true;
  }
  return false;
}

/** A virtual CPU is queued: an idle CPU, else that of the one with the lowest rank and latest deadline, if it is lower. */
function place(state: ZvmState, vcpu: number, nowNs: number): void {
  if (kickIdle(state, -1)) return;
  const { view, rank, deadlines } = state;
  let victim = -1;
  let worstRank = rankOf(state, vcpu, nowNs);
  let worst = deadlines[worstRank as 0][vcpu] as number;
  for (let cpu = 0; cpu < view.running.length; cpu++) {
    const running = view.running[cpu] as number;
    if (running < 0) continue;
    view.book(cpu);
    const own = rank[running] as number;
    const deadline = deadlines[own as 0][running] as number;
    if (own < worstRank || (own === worstRank && deadline <= worst)) continue;
    victim = cpu;
    worstRank = own;
    worst = deadline;
  }
  if (victim >= 0) view.kick(victim);
}

/** Let in whom there is an opening for, with all its ready virtual CPUs. */
function admitAll(state: ZvmState, nowNs: number): void {
  const { lists, ready, queues, setup } = state;
  for (let vm = lists.admit(nowNs); vm >= 0; vm = lists.admit(nowNs)) {
    const vcpus = setup.vcpusOf[vm] as Int32Array;
    for (const vcpu of vcpus) {
      if (ready[vcpu] === 0 || queues.queues.isQueued(vcpu) || isRunning(state, vcpu)) continue;
      catchUp(state, vcpu, nowNs);
      enqueue(state, vcpu);
      if (queues.queues.queueOf[vcpu] !== STOPPED) place(state, vcpu, nowNs);
    }
  }
}

function isRunning({ view }: ZvmState, vcpu: number): boolean {
  const cpu = view.lastCpu[vcpu] as number;
  return cpu >= 0 && view.running[cpu] === vcpu;
}

/** The absolute one that has had least of the spare time for its share; −1: none is queued. */
function leastSpare({ queues, deadlines }: ZvmState): number {
  let found = -1;
  for (let vcpu = queues.first(ABSOLUTE); vcpu >= 0; vcpu = queues.after(vcpu))
    if (found < 0 || (deadlines[RANK_SPARE][vcpu] as number) < (deadlines[RANK_SPARE][found] as number)) found = vcpu;
  return found;
}

function pick(state: ZvmState, cpu: number, nowNs: number, turn: Turn): void {
  const { queues, caps, clocks, deadlines, mode } = state;
  const absolute = queues.first(ABSOLUTE);
  let chosen = absolute;
  if (absolute < 0 || rankOf(state, absolute, nowNs) !== RANK_DUE || mayPass(state, absolute, nowNs)) {
    chosen = queues.first(RELATIVE);
    if (chosen < 0) chosen = leastSpare(state);
    if (chosen < 0) chosen = queues.first(BEYOND);
  }
  turn.vcpu = chosen;
  turn.atMostNs = Number.POSITIVE_INFINITY;
  if (chosen < 0) return;
  const rank = rankOf(state, chosen, nowNs);
  const next = queues.after(chosen);
  queues.remove(chosen);
  const own = deadlines[rank as 0];
  if (rank === RANK_RELATIVE && next >= 0)
    own[chosen] = Math.max(own[chosen] as number, (own[next] as number) - state.mostBehind);
  state.rank[chosen] = rank;
  clocks[rank] = Math.max(clocks[rank] as number, own[chosen] as number);
  turn.atMostNs = rank === RANK_BEYOND ? mode.sliceNs : Math.min(mode.sliceNs, caps.leftNs[chosen] as number);
  // Whoever had this CPU before, and others that became ready in the same event, look for another.
  if (state.view.running[cpu] !== chosen) settleOthers(state, cpu, nowNs);
}

/** Rank of the best that is left queued; above all ranks when nobody is. */
function bestRank(state: ZvmState, nowNs: number): number {
  const { queues } = state;
  const absolute = queues.first(ABSOLUTE);
  const rank = absolute < 0 ? NOBODY : rankOf(state, absolute, nowNs);
  if (rank !== RANK_DUE && queues.first(RELATIVE) >= 0) return RANK_RELATIVE;
  return rank === NOBODY && queues.first(BEYOND) >= 0 ? RANK_BEYOND : rank;
}

/** Whoever is left queued has an idle CPU, that of one with a lower rank, or of a relative one ahead by over a slice. */
function settleOthers(state: ZvmState, except: number, nowNs: number): void {
  const { queues, view, rank, deadlines, due, mode } = state;
  const best = bestRank(state, nowNs);
  if (best === NOBODY || kickIdle(state, except)) return;
  const relative = deadlines[RANK_RELATIVE];
  const waiting = best === RANK_RELATIVE ? (relative[queues.first(RELATIVE)] as number) : Number.POSITIVE_INFINITY;
  let victim = -1;
  for (let cpu = 0; cpu < view.running.length; cpu++) {
    const running = view.running[cpu] as number;
    if (cpu === except || running < 0 || (rank[running] as number) < best) continue;
    const ahead = (relative[running] as number) - waiting;
    if (rank[running] === best && !(ahead > mode.sliceNs / (due[running] as number))) continue;
    if (victim < 0 || isBehind(state, running, view.running[victim] as number)) victim = cpu;
  }
  if (victim >= 0) view.kick(victim);
}

/** Of two that run: has the first the lower rank, or the later deadline of one rank? */
function isBehind({ rank, deadlines }: ZvmState, one: number, other: number): boolean {
  const own = rank[one] as number;
  if (own !== rank[other]) return own > (rank[other] as number);
  return (deadlines[own as 0][one] as number) > (deadlines[own as 0][other] as number);
}

/**
 * A relative one that is due more than is left of its CPU beside absolute ones: it is behind the others by over a slice,
 * and the absolute one that is due now can wait for another CPU.
 */
function mayPass({ queues, deadlines, clocks, due, mode }: ZvmState, absolute: number, nowNs: number): boolean {
  const vcpu = queues.first(RELATIVE);
  if (vcpu < 0 || nowNs - (deadlines[RANK_DUE][absolute] as number) > mode.limitNs) return false;
  const behind = (clocks[RANK_RELATIVE] as number) - (deadlines[RANK_RELATIVE][vcpu] as number);
  return behind > mode.sliceNs / (due[vcpu] as number);
}

/** The elapsed slice is over and others wait to be let in: those of this machine that are queued wait with it. */
function drop(state: ZvmState, vm: number): void {
  for (const vcpu of state.setup.vcpusOf[vm] as Int32Array) state.queues.remove(vcpu);
}

/** Begin the intervals of maxima that are due. */
function refill(state: ZvmState, nowNs: number): void {
  const { caps, queues, ready } = state;
  caps.fire(ready, nowNs);
  for (let i = 0; i < caps.dueCount; i++) {
    const vcpu = caps.due[i] as number;
    const queue = queues.queues.queueOf[vcpu] as number;
    if (queue < BEYOND || caps.isSpent(vcpu)) continue;
    queues.remove(vcpu);
    catchUp(state, vcpu, nowNs);
    enqueue(state, vcpu);
    place(state, vcpu, nowNs);
  }
}

/** The operations of a system set like this. */
export function zvmOps(mode: ZvmMode): SchedulerOps<ZvmState, ZvmTerms> {
  return {
    name: "z/VM",
    init: (setup) => zvmState(mode, setup),
    insert: (state, vcpu, nowNs) => {
      state.online[vcpu] = 1;
      configure(state, nowNs);
    },
    remove: (state, vcpu, nowNs) => {
      state.online[vcpu] = 0;
      configure(state, nowNs);
    },
    wake: (state, vcpu, nowNs) => {
      const vm = state.setup.vmOf[vcpu] as number;
      state.ready[vcpu] = 1;
      state.readyOf[vm] = (state.readyOf[vm] as number) + 1;
      if (!state.lists.wake(vm, nowNs)) return admitAll(state, nowNs);
      catchUp(state, vcpu, nowNs);
      enqueue(state, vcpu);
      if (state.queues.queues.queueOf[vcpu] !== STOPPED) place(state, vcpu, nowNs);
    },
    block: (state, vcpu, nowNs) => {
      const vm = state.setup.vmOf[vcpu] as number;
      state.ready[vcpu] = 0;
      state.readyOf[vm] = (state.readyOf[vm] as number) - 1;
      state.queues.remove(vcpu);
      if (state.readyOf[vm] > 0) return;
      state.lists.idle(vm, nowNs);
      admitAll(state, nowNs);
    },
    pick,
    leave: (state, vcpu, nowNs) => {
      const { lists, setup } = state;
      const vm = setup.vmOf[vcpu] as number;
      if (lists.isDropped(vm, nowNs)) {
        drop(state, vm);
        admitAll(state, nowNs);
      }
      if (lists.isDispatched(vm)) enqueue(state, vcpu);
    },
    charge: ({ rank, due, most, deadlines, caps }, vcpu, ranNs, nowNs) => {
      const own = deadlines[rank[vcpu] as 0];
      const passed = ranNs / ((rank[vcpu] === RANK_BEYOND ? most : due)[vcpu] as number);
      own[vcpu] = (own[vcpu] as number) + passed;
      if (rank[vcpu] === RANK_SPARE) {
        // Spare time counts as the share's, but is not held against it for long.
        const before = deadlines[RANK_DUE][vcpu] as number;
        deadlines[RANK_DUE][vcpu] = Math.max(before, Math.min(before + passed, nowNs + mode.limitNs));
      }
      if (rank[vcpu] !== RANK_BEYOND) caps.charge(vcpu, ranNs);
    },
    timers: [{ everyNs: ({ caps }) => caps.everyNs(), fire: refill }],
  };
}
