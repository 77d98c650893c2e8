/**
 * PR/SM's dispatcher. A shared physical processor takes the ready logical one that has used least in proportion to what
 * it is due; it runs until it waits or its slice ends (prsm-shares.ts). With wait completion it keeps the processor
 * through waits, which counts as use. A capped partition's logical processors stop at their share of each cap interval,
 * and the others have the rest; the intervals of different ones begin one after the other, so that they do not all stop
 * together (an assumption). HiperDispatch: high ones have slices of 100 ms, low ones run only where nobody else does.
 * One that wakes takes the processor of whoever has used most, where that is more than its own (recalled, unsure). Leaves
 * out: processor groups and caps in MSU, warning-track interrupts, topology, the time PR/SM itself takes.
 */
import { type Sourced, assumed, seen } from "../fact.ts";
import {
  type CpuView,
  type OwnedCpus,
  type SchedulerKit,
  type SchedulerOps,
  type Turn,
  ownCpus,
} from "../hypervisor/cpu/index.ts";
import { KeyedQueues } from "../hypervisor/cpu/keyed-queues.ts";
import { prsmShares } from "./prsm-fluid.ts";
import { entitlementsOf, logicalShares, sliceMs } from "./prsm-shares.ts";
import type { PrsmMode, PrsmTerms } from "./prsm-terms.ts";

const NS_PER_MS = 1e6;
const DUST_NS = 0.5;
/** Queues: entitled logical processors by use over due, low ones likewise, capped ones that have had their share. */
const FIRM = 0;
const LOW = 1;
const SPENT = 2;
/** Slices of the longest kind by which one may be behind the others: no debt is kept for ever. */
const MOST_BEHIND_SLICES = 4;

/** Interval over which a ceiling holds. */
export const CAP_INTERVAL_MS: Sourced<number> = {
  value: 100,
  source: assumed("not published; as long as the longest slice"),
};

const INTERVAL_NS = CAP_INTERVAL_MS.value * NS_PER_MS;

export interface PrsmState {
  readonly mode: PrsmMode;
  readonly vcpusOf: readonly Int32Array[];
  readonly terms: readonly PrsmTerms[];
  readonly view: CpuView;
  readonly owned: OwnedCpus;
  readonly queues: KeyedQueues;
  /** Per logical processor: online, ready or running, queue of its kind, weight in the order, slice, ceiling per interval. */
  readonly online: Uint8Array;
  readonly ready: Uint8Array;
  readonly kind: Uint8Array;
  readonly weight: Float64Array;
  readonly sliceNs: Float64Array;
  readonly capNs: Float64Array;
  /** What is left of the ceiling, and when its next interval begins. */
  readonly leftNs: Float64Array;
  readonly refillNs: Float64Array;
  /** Per CPU: end of the slice, and who keeps it while waiting (−1: nobody), since when. */
  readonly sliceEndNs: Float64Array;
  readonly keeper: Int32Array;
  readonly keptSinceNs: Float64Array;
  /** Per kind: key of the last one taken, and most that one may lag behind the next. */
  readonly clock: Float64Array;
  readonly mostBehind: Float64Array;
  /** Ceilings have changed; instants of the last and the next look at the intervals. */
  isReset: boolean;
  firedNs: number;
  nextNs: number;
}

/** Set everything that follows from who is online. */
function configure(state: PrsmState): void {
  const { mode, vcpusOf, terms, online, owned } = state;
  const sharing = terms.map((one, vm) => ({
    terms: one,
    logical: (vcpusOf[vm] ?? new Int32Array()).reduce((sum, vcpu) => sum + (online[vcpu] as number), 0),
  }));
  const entitlements = entitlementsOf(owned.shared, sharing);
  const slice = sliceMs(mode, owned.shared, sharing) * NS_PER_MS;
  const longest = Math.max(slice, mode.runTime.high * NS_PER_MS);
  state.mostBehind.fill(0);
  state.isReset = true;
  sharing.forEach((one, vm) => {
    const shares = logicalShares(entitlements[vm] ?? 0, one, mode.isVertical);
    let next = 0;
    for (const vcpu of vcpusOf[vm] ?? []) {
      const share = online[vcpu] === 1 ? shares[next++] : undefined;
      if (share === undefined || one.terms.isDedicated) continue;
      state.kind[vcpu] = share.polarity === "low" ? LOW : FIRM;
      state.weight[vcpu] = share.polarity === "low" ? one.terms.weight / one.logical : share.due;
      state.sliceNs[vcpu] = share.polarity === "high" ? mode.runTime.high * NS_PER_MS : slice;
      const hadCeiling = state.capNs[vcpu] !== Number.POSITIVE_INFINITY;
      state.capNs[vcpu] = share.cap * INTERVAL_NS;
      if (share.cap === Number.POSITIVE_INFINITY) state.leftNs[vcpu] = share.cap;
      else if (!hadCeiling) state.leftNs[vcpu] = 0;
      const kind = state.kind[vcpu];
      const behind = (MOST_BEHIND_SLICES * longest) / state.weight[vcpu];
      state.mostBehind[kind] = Math.max(state.mostBehind[kind] as number, behind);
    }
  });
}

/** No claim is saved up while waiting or stopped: it returns level with whoever was taken last. */
function catchUp({ queues: { keys }, clock, kind }: PrsmState, vcpu: number): void {
  keys[vcpu] = Math.max(keys[vcpu] as number, clock[kind[vcpu] as number] as number);
}

function enqueue({ queues, leftNs, kind }: PrsmState, vcpu: number): void {
  queues.insert((leftNs[vcpu] as number) > DUST_NS ? (kind[vcpu] as number) : SPENT, vcpu);
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
  turn.atMostNs = Math.min(restNs, state.leftNs[keeper] as number);
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
  turn.atMostNs = Math.min(state.sliceNs[chosen] as number, state.leftNs[chosen] as number);
  state.sliceEndNs[cpu] = nowNs + turn.atMostNs;
  // Several may have become ready in one event.
  if (queues.first(FIRM) >= 0 || queues.first(LOW) >= 0) kickIdle(state, cpu);
}

/**
 * Begin the cap intervals that are due: what a ready one could not use of the last is not lost, what a waiting one left is.
 */
function refill(state: PrsmState, nowNs: number): void {
  const { capNs, leftNs, ready, refillNs } = state;
  if (state.isReset) spreadIntervals(state, nowNs);
  state.firedNs = nowNs;
  state.nextNs = nowNs + INTERVAL_NS;
  for (let vcpu = 0; vcpu < capNs.length; vcpu++) {
    const cap = capNs[vcpu] as number;
    if (cap === Number.POSITIVE_INFINITY) continue;
    if ((refillNs[vcpu] as number) <= nowNs) {
      refillNs[vcpu] = (refillNs[vcpu] as number) + INTERVAL_NS;
      const kept = ready[vcpu] === 1 ? Math.min(cap, Math.max(0, leftNs[vcpu] as number)) : 0;
      leftNs[vcpu] = cap + kept;
      release(state, vcpu);
    }
    state.nextNs = Math.min(state.nextNs, refillNs[vcpu] as number);
  }
}

/** A capped one that had stopped and has something left is ready again. */
function release(state: PrsmState, vcpu: number): void {
  const { queues, leftNs } = state;
  if (queues.queues.queueOf[vcpu] !== SPENT || (leftNs[vcpu] as number) <= DUST_NS) return;
  queues.remove(vcpu);
  catchUp(state, vcpu);
  enqueue(state, vcpu);
  place(state, vcpu);
}

/** Where one interval's ceiling ends the next one's begins, so that as many capped ones run at any time as on average. */
function spreadIntervals(state: PrsmState, nowNs: number): void {
  const { capNs, leftNs, refillNs } = state;
  state.isReset = false;
  let phaseNs = 0;
  for (let vcpu = 0; vcpu < capNs.length; vcpu++) {
    const cap = capNs[vcpu] as number;
    if (cap === Number.POSITIVE_INFINITY) continue;
    const beginNs = Math.floor(phaseNs % INTERVAL_NS);
    refillNs[vcpu] = nowNs + beginNs;
    // The end of the interval before belongs to now.
    if (beginNs > 0) leftNs[vcpu] = Math.max(leftNs[vcpu] as number, cap + beginNs - INTERVAL_NS);
    release(state, vcpu);
    phaseNs += cap;
  }
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
        capNs: perVcpu().fill(Number.POSITIVE_INFINITY),
        leftNs: perVcpu().fill(Number.POSITIVE_INFINITY),
        refillNs: perVcpu(),
        sliceEndNs: new Float64Array(topology.cpus),
        keeper: new Int32Array(topology.cpus).fill(-1),
        keptSinceNs: new Float64Array(topology.cpus),
        clock: new Float64Array(2),
        mostBehind: new Float64Array(2),
        isReset: true,
        firedNs: 0,
        nextNs: 1,
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
    charge: ({ queues: { keys }, weight, leftNs }, vcpu, ranNs) => {
      keys[vcpu] = (keys[vcpu] as number) + ranNs / (weight[vcpu] as number);
      leftNs[vcpu] = (leftNs[vcpu] as number) - ranNs;
    },
    timers: [{ everyNs: ({ firedNs, nextNs }) => nextNs - firedNs, fire: refill }],
  };
}

export interface PrsmKitParts {
  readonly id: string;
  readonly title: string;
  readonly mode: PrsmMode;
  readonly defaults: PrsmTerms;
}

/** The scheduler of one machine. */
export function prsmKit({ id, title, mode, defaults }: PrsmKitParts): SchedulerKit<PrsmTerms, PrsmState> {
  return {
    id,
    title,
    ops: prsmOps(mode),
    defaults,
    workConserving: mode.isWaitCompleting ? "never" : "unless-capped",
    capPeriodNs: { value: INTERVAL_NS, source: CAP_INTERVAL_MS.source },
    fluid: {
      form: "clamp",
      scope: "host",
      shares: (cpus, guests) => prsmShares(cpus, guests, mode),
      tolerance: {
        value: 0.036,
        source: seen("Z17"),
        note:
          "what IBM says PR/SM keeps to; without caps ours lies within 0.005 in ten seconds, with caps more, because a " +
          "capped processor in its interval displaces one that is due a whole processor and cannot make up for it",
      },
    },
  };
}
