/** What PR/SM's dispatcher keeps of its logical processors, and what follows from who is online. */
import { type Sourced, assumed } from "../fact.ts";
import type { CapIntervals } from "../hypervisor/cpu/cap-intervals.ts";
import type { CpuView, OwnedCpus } from "../hypervisor/cpu/index.ts";
import type { KeyedQueues } from "../hypervisor/cpu/keyed-queues.ts";
import { entitlementsOf, logicalShares, sliceMs } from "./prsm-shares.ts";
import type { PrsmMode, PrsmTerms } from "./prsm-terms.ts";

const NS_PER_MS = 1e6;
/** Queues: entitled logical processors by use over due, low ones likewise, capped ones that have had their share. */
export const FIRM = 0;
export const LOW = 1;
export const SPENT = 2;
/** Slices of the longest kind by which one may be behind the others: no debt is kept for ever. */
const MOST_BEHIND_SLICES = 4;

/** Interval over which a ceiling holds. */
export const CAP_INTERVAL_MS: Sourced<number> = {
  value: 100,
  source: assumed("not published; as long as the longest slice"),
};

/** {@link CAP_INTERVAL_MS} in ns. */
export const CAP_INTERVAL_NS = CAP_INTERVAL_MS.value * NS_PER_MS;

export interface PrsmState {
  readonly mode: PrsmMode;
  readonly vcpusOf: readonly Int32Array[];
  readonly terms: readonly PrsmTerms[];
  readonly view: CpuView;
  readonly owned: OwnedCpus;
  readonly queues: KeyedQueues;
  readonly caps: CapIntervals;
  /** Per logical processor: online, ready or running, queue of its kind, weight in the order, slice. */
  readonly online: Uint8Array;
  readonly ready: Uint8Array;
  readonly kind: Uint8Array;
  readonly weight: Float64Array;
  readonly sliceNs: Float64Array;
  /** Per CPU: end of the slice, and who keeps it while waiting (−1: nobody), since when. */
  readonly sliceEndNs: Float64Array;
  readonly keeper: Int32Array;
  readonly keptSinceNs: Float64Array;
  /** Per kind: key of the last one taken, and most that one may lag behind the next. */
  readonly clock: Float64Array;
  readonly mostBehind: Float64Array;
}

/** Set everything that follows from who is online. */
export function configure(state: PrsmState): void {
  const { mode, vcpusOf, terms, online, owned } = state;
  const sharing = terms.map((one, vm) => ({
    terms: one,
    logical: (vcpusOf[vm] ?? new Int32Array()).reduce((sum, vcpu) => sum + (online[vcpu] as number), 0),
  }));
  const entitlements = entitlementsOf(owned.shared, sharing);
  const slice = sliceMs(mode, owned.shared, sharing) * NS_PER_MS;
  const longest = Math.max(slice, mode.runTime.high * NS_PER_MS);
  state.mostBehind.fill(0);
  sharing.forEach((one, vm) => {
    const shares = logicalShares(entitlements[vm] ?? 0, one, mode.isVertical);
    let next = 0;
    for (const vcpu of vcpusOf[vm] ?? []) {
      const share = online[vcpu] === 1 ? shares[next++] : undefined;
      if (share === undefined || one.terms.isDedicated) continue;
      state.kind[vcpu] = share.polarity === "low" ? LOW : FIRM;
      state.weight[vcpu] = share.polarity === "low" ? one.terms.weight / one.logical : share.due;
      state.sliceNs[vcpu] = share.polarity === "high" ? mode.runTime.high * NS_PER_MS : slice;
      state.caps.set(vcpu, share.cap);
      const kind = state.kind[vcpu];
      const behind = (MOST_BEHIND_SLICES * longest) / state.weight[vcpu];
      state.mostBehind[kind] = Math.max(state.mostBehind[kind] as number, behind);
    }
  });
}
