/** What z/VM's scheduler keeps of its virtual machines: shares per virtual CPU, deadlines, maxima, lists. */
import { CapIntervals } from "../hypervisor/cpu/cap-intervals.ts";
import type { CpuView, SchedulerSetup } from "../hypervisor/cpu/index.ts";
import { KeyedQueues } from "../hypervisor/cpu/keyed-queues.ts";
import { GuestLists, type ListRules } from "./zvm-lists.ts";
import { type ZvmTerms, zvmDues } from "./zvm-terms.ts";

export interface ZvmMode extends ListRules {
  /** Minor slice (DSPSLICE): CPU time before a virtual CPU is looked at again; ns. */
  readonly sliceNs: number;
  /** Interval over which a maximum holds; ns. */
  readonly limitNs: number;
}

/** Queues: absolute ones by deadline, relative ones likewise, soft ones beyond their maximum, stopped ones. */
export const ABSOLUTE = 0;
export const RELATIVE = 1;
export const BEYOND = 2;
export const STOPPED = 3;
/** Ranks: absolute and behind its share, relative, absolute and ahead of it, beyond a soft maximum. */
export const RANK_DUE = 0;
export const RANK_RELATIVE = 1;
export const RANK_SPARE = 2;
export const RANK_BEYOND = 3;

/** Slices by which a relative one may lag: no debt is kept for ever. */
const MOST_BEHIND_SLICES = 4;

export interface ZvmState {
  readonly mode: ZvmMode;
  readonly setup: SchedulerSetup<ZvmTerms>;
  readonly view: CpuView;
  readonly lists: GuestLists;
  readonly queues: KeyedQueues;
  readonly caps: CapIntervals;
  readonly online: Uint8Array;
  readonly ready: Uint8Array;
  /** Per virtual CPU: rank it was last taken at; CPUs (absolute) or weight (relative) it is due. */
  readonly rank: Uint8Array;
  readonly due: Float64Array;
  /** Per virtual CPU: CPUs of its maximum, by which it shares what lies beyond. */
  readonly most: Float64Array;
  /** Per rank and virtual CPU: deadline in the clock of that rank. */
  readonly deadlines: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  /** Per rank: latest deadline taken. That of {@link RANK_DUE} is the time of day instead. */
  readonly clocks: Float64Array;
  /** Per machine: virtual CPUs that are ready or running. */
  readonly readyOf: Int32Array;
  mostBehind: number;
}

export function zvmState(mode: ZvmMode, setup: SchedulerSetup<ZvmTerms>): ZvmState {
  const vcpus = setup.vmOf.length;
  const perVcpu = () => new Float64Array(vcpus);
  return {
    mode,
    setup,
    view: setup.view,
    lists: new GuestLists(setup.terms.length, mode),
    queues: new KeyedQueues(4, vcpus),
    caps: new CapIntervals(mode.limitNs, vcpus),
    online: new Uint8Array(vcpus),
    ready: new Uint8Array(vcpus),
    rank: new Uint8Array(vcpus),
    due: perVcpu().fill(1),
    most: perVcpu().fill(1),
    deadlines: [perVcpu(), perVcpu(), perVcpu(), perVcpu()],
    clocks: new Float64Array(4),
    readyOf: new Int32Array(setup.terms.length),
    mostBehind: 0,
  };
}

export const isAbsolute = ({ setup }: ZvmState, vcpu: number): boolean =>
  setup.terms[setup.vmOf[vcpu] as number]?.share.kind === "absolute";

/**
 * Set what follows from who is logged on: shares against all others, split over the virtual CPUs online. The first slices
 * of absolute ones follow each other, so that they do not all fall due together (an assumption).
 */
export function configure(state: ZvmState, nowNs: number): void {
  const { setup, online, due, caps, mode, ready, deadlines } = state;
  let phase = 0;
  const counts = setup.vcpusOf.map((vcpus) => vcpus.reduce((sum, vcpu) => sum + (online[vcpu] as number), 0));
  const logged = setup.terms.flatMap((terms, vm) => (counts[vm] === 0 ? [] : [{ terms, vm }]));
  const dues = zvmDues(
    setup.topology.cpus,
    logged.map(({ terms }) => terms),
  );
  state.mostBehind = 0;
  logged.forEach(({ vm }, i) => {
    const count = counts[vm] as number;
    const one = dues[i];
    if (one === undefined) return;
    const mostCpus = one.mostCpus / count;
    for (const vcpu of setup.vcpusOf[vm] ?? []) {
      due[vcpu] = (one.absoluteCpus > 0 ? one.absoluteCpus : one.relative) / count;
      state.most[vcpu] = mostCpus;
      caps.set(vcpu, mostCpus < 1 ? mostCpus : Number.POSITIVE_INFINITY);
      if (one.absoluteCpus > 0 && ready[vcpu] === 0)
        deadlines[RANK_DUE][vcpu] = nowNs + ((phase % 1) * mode.sliceNs) / due[vcpu];
      phase += one.absoluteCpus / count;
      if (one.relative > 0)
        state.mostBehind = Math.max(state.mostBehind, (MOST_BEHIND_SLICES * mode.sliceNs) / due[vcpu]);
    }
  });
}
