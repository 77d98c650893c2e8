/**
 * PR/SM's dispatcher. A shared physical processor takes the ready logical one that has used least in proportion to what
 * it is due; it runs until it waits or its slice ends (prsm-shares.ts). With wait completion it keeps the processor
 * through waits, which counts as use. A capped partition's logical processors stop at their share of each cap interval,
 * and the others have the rest; the intervals of different ones follow each other (cap-intervals.ts, an assumption). HiperDispatch: high ones have slices of 100 ms, low ones run only where nobody else does.
 * One that wakes takes the processor of whoever has used most, where that is more than its own (recalled, unsure). Leaves
 * out: processor groups and caps in MSU, warning-track interrupts, topology, the time PR/SM itself takes.
 */
import { type SchedulerOps, type Turn, ownCpus } from "../hypervisor/cpu/index.ts";
import { CapIntervals } from "../hypervisor/cpu/cap-intervals.ts";
import { KeyedQueues } from "../hypervisor/cpu/keyed-queues.ts";
import { CAP_INTERVAL_NS, FIRM, LOW, type PrsmState, SPENT, configure } from "./prsm-state.ts";
import type { PrsmMode, PrsmTerms } from "./prsm-terms.ts";

const DUST_NS = 0.5;
/** No claim is saved up while waiting or stopped: it returns level with whoever was taken last. */
function catchUp({ queues: { keys }, clock, kind }: PrsmState, vcpu: number): void {
  keys[vcpu] = Math.max(keys[vcpu] as number, clock[kind[vcpu] as number] as number);
}

function enqueue({ queues, caps, kind }: PrsmState, vcpu: number): void {
  queues.insert(caps.isSpent(vcpu) ? SPENT : (kind[vcpu] as number), vcpu);
}

/** Is the first of two more urgent: firm before low, then the lower key? */
function isBefore({ kind, queues: { keys } }: PrsmState, one: number, other: number): boolean {
  if (kind[one] !== kind[other]) return kind[one] === FIRM;
  return (keys[one] as number) < (keys[other] as number);
}

/** Have an idle processor look, other than this one; false when there is none. */
function kickIdle({ view, owned, keeper }: PrsmState, except: number): boolean {
  for (let cpu = 0; cpu < owned.shared; cpu++) {
    if (cpu === except || view.running[cpu] !== -1 || keeper[cpu] !== -1) continue;
    view.kick(cpu);
    return true;
  }
  return false;
}

/** A logical processor became ready: an idle processor, else that of the least urgent one, where it is less urgent. */
function place(state: PrsmState, vcpu: number): void {
  if (kickIdle(state, -1)) return;
  const { view, owned } = state;
  let victim = -1;
  for (let cpu = 0; cpu < owned.shared; cpu++) {
    const running = view.running[cpu] as number;
    if (running < 0) continue;
    view.book(cpu);
    if (victim < 0 || isBefore(state, view.running[victim] as number, running)) victim = cpu;
  }
  if (victim >= 0 && isBefore(state, vcpu, view.running[victim] as number)) view.kick(victim);
}

/** The one that keeps this CPU through its wait: true while the CPU stays its. */
function isKept(state: PrsmState, cpu: number, nowNs: number, turn: Turn): boolean {
  const keeper = state.keeper[cpu] as number;
  if (keeper < 0) return false;
  const isBack = state.ready[keeper] === 1;
  const restNs = (state.sliceEndNs[cpu] as number) - nowNs;
  if (!isBack && restNs > DUST_NS) {
    turn.vcpu = -1;
    turn.atMostNs = restNs;
    return true;
  }
  state.keeper[cpu] = -1;
  const { keys } = state.queues;
  const waited = nowNs - (state.keptSinceNs[cpu] as number);
  keys[keeper] = (keys[keeper] as number) + waited / (state.weight[keeper] as number);
  if (!isBack) return false;
  if (restNs <= DUST_NS) {
    enqueue(state, keeper);
    return false;
  }
  turn.vcpu = keeper;
  turn.atMostNs = Math.min(restNs, state.caps.leftNs[keeper] as number);
  return true;
}

function pickShared(state: PrsmState, cpu: number, nowNs: number, turn: Turn): void {
  if (isKept(state, cpu, nowNs, turn)) return;
  const { queues } = state;
  const firm = queues.first(FIRM);
  const chosen = firm >= 0 ? firm : queues.first(LOW);
  turn.vcpu = chosen;
  turn.atMostNs = Number.POSITIVE_INFINITY;
  if (chosen < 0) return;
  const { keys } = queues;
  const kind = state.kind[chosen] as number;
  const next = queues.after(chosen);
  queues.remove(chosen);
  if (next >= 0)
    keys[chosen] = Math.max(keys[chosen] as number, (keys[next] as number) - (state.mostBehind[kind] as number));
  state.clock[kind] = Math.max(state.clock[kind] as number, keys[chosen] as number);
  turn.atMostNs = Math.min(state.sliceNs[chosen] as number, state.caps.leftNs[chosen] as number);
  state.sliceEndNs[cpu] = nowNs + turn.atMostNs;
  // Whoever had this processor before, and others that became ready in the same event, look for another.
  if (state.view.running[cpu] !== chosen) settleOthers(state, cpu);
}

/** Whoever is left queued has an idle processor, a firm one that of a low one, or of one that is ahead by over a slice. */
function settleOthers(state: PrsmState, except: number): void {
  const { queues, view, owned, kind, weight, sliceNs } = state;
  const firm = queues.first(FIRM);
  if ((firm < 0 && queues.first(LOW) < 0) || kickIdle(state, except) || firm < 0) return;
  for (let cpu = 0; cpu < owned.shared; cpu++) {
    const running = view.running[cpu] as number;
    if (cpu === except || running < 0) continue;
    const ahead = (queues.keys[running] as number) - (queues.keys[firm] as number);
    if (kind[running] === FIRM && ahead <= (sliceNs[running] as number) / (weight[running] as number)) continue;
    view.kick(cpu);
    return;
  }
}

/** Begin the cap intervals that are due. */
function refill(state: PrsmState, nowNs: number): void {
  const { caps, ready } = state;
  caps.fire(ready, nowNs);
  for (let i = 0; i < caps.dueCount; i++) release(state, caps.due[i] as number);
}

/** A capped one that had stopped and has something left is ready again. */
function release(state: PrsmState, vcpu: number): void {
  const { queues, caps } = state;
  if (queues.queues.queueOf[vcpu] !== SPENT || caps.isSpent(vcpu)) return;
  queues.remove(vcpu);
  catchUp(state, vcpu);
  enqueue(state, vcpu);
  place(state, vcpu);
}

/** The operations of a machine set like this. */
export function prsmOps(mode: PrsmMode): SchedulerOps<PrsmState, PrsmTerms> {
  return {
    name: "PR/SM",
    init: ({ topology, view, vmOf, vcpusOf, terms }) => {
      const perVcpu = () => new Float64Array(vmOf.length);
      return {
        mode,
        vcpusOf,
        terms,
        view,
        owned: ownCpus({ cpus: topology.cpus, vcpusOf, owns: (vm) => terms[vm]?.isDedicated === true }),
        queues: new KeyedQueues(3, vmOf.length),
        online: new Uint8Array(vmOf.length),
        ready: new Uint8Array(vmOf.length),
        kind: new Uint8Array(vmOf.length),
        weight: perVcpu().fill(1),
        sliceNs: perVcpu(),
        caps: new CapIntervals(CAP_INTERVAL_NS, vmOf.length),
        sliceEndNs: new Float64Array(topology.cpus),
        keeper: new Int32Array(topology.cpus).fill(-1),
        keptSinceNs: new Float64Array(topology.cpus),
        clock: new Float64Array(2),
        mostBehind: new Float64Array(2),
      };
    },
    insert: (state, vcpu) => {
      state.online[vcpu] = 1;
      configure(state);
    },
    remove: (state, vcpu) => {
      state.online[vcpu] = 0;
      const cpu = state.keeper.indexOf(vcpu);
      if (cpu >= 0) {
        state.keeper[cpu] = -1;
        state.view.kick(cpu);
      }
      configure(state);
    },
    wake: (state, vcpu) => {
      const { owned, queues, keeper, view } = state;
      state.ready[vcpu] = 1;
      const own = owned.cpuOf[vcpu] as number;
      if (own >= 0) return view.kick(own);
      const kept = mode.isWaitCompleting ? keeper.indexOf(vcpu) : -1;
      if (kept >= 0) return view.kick(kept);
      queues.keys[vcpu] = Math.max(queues.keys[vcpu] as number, state.clock[state.kind[vcpu] as number] as number);
      enqueue(state, vcpu);
      if ((queues.queues.queueOf[vcpu] as number) !== SPENT) place(state, vcpu);
    },
    block: (state, vcpu, nowNs) => {
      const isRunning = state.ready[vcpu] === 1 && !state.queues.queues.isQueued(vcpu);
      state.ready[vcpu] = 0;
      state.queues.remove(vcpu);
      const cpu = state.view.lastCpu[vcpu] as number;
      if (!mode.isWaitCompleting || !isRunning || cpu < 0 || cpu >= state.owned.shared) return;
      if ((state.sliceEndNs[cpu] as number) - nowNs <= DUST_NS || (state.keeper[cpu] as number) >= 0) return;
      state.keeper[cpu] = vcpu;
      state.keptSinceNs[cpu] = nowNs;
    },
    pick: (state, cpu, nowNs, turn) => {
      const owner = state.owned.ownerOf[cpu] as number;
      if (owner < 0) return pickShared(state, cpu, nowNs, turn);
      turn.vcpu = state.ready[owner] === 1 ? owner : -1;
      turn.atMostNs = Number.POSITIVE_INFINITY;
    },
    leave: (state, vcpu) => {
      if ((state.owned.cpuOf[vcpu] as number) < 0) enqueue(state, vcpu);
    },
    charge: ({ queues: { keys }, weight, caps }, vcpu, ranNs) => {
      keys[vcpu] = (keys[vcpu] as number) + ranNs / (weight[vcpu] as number);
      caps.charge(vcpu, ranNs);
    },
    timers: [{ everyNs: ({ caps }) => caps.everyNs(), fire: refill }],
  };
}
