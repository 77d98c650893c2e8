/**
 * The cost of changing which guest runs on a CPU: the switch itself, and the cache that the next guest finds full of
 * another's data. The second part is lines refilled × time per line; the lines are those of the cache, or fewer where the
 * guest uses less. The figure of 2003 follows from one measurement; that of today is assumed. Left out: address-translation
 * caches that are not flushed, shared caches that keep part of the data.
 */
import { type Fact, assumed, derived, fact, recalled, seen } from "../../fact.ts";
import { requireAbove0, requireAtLeast } from "../bounds.ts";
import { NS_PER_MS } from "../clock.ts";

/** Bytes in a KiB. */
const KIB = 1024;

/** Measured: share of throughput lost to switches at this slice, 64 compute-bound domains on each CPU. */
export const SWITCH_MEASUREMENT = {
  lossRatio: fact(0.075, "of throughput", seen("SOSP03"), "128 domains on two CPUs"),
  sliceMs: fact(5, "ms", seen("SOSP03")),
} as const;

/** Time that explains a loss: c / (c + slice) = loss. */
const measuredNs =
  (SWITCH_MEASUREMENT.lossRatio.value / (1 - SWITCH_MEASUREMENT.lossRatio.value)) *
  SWITCH_MEASUREMENT.sliceMs.value *
  NS_PER_MS;

/** What a switch costs on one kind of machine. */
export interface SwitchCosts {
  readonly id: string;
  /** Registers, page tables and the scheduler, ns. */
  readonly directNs: Fact<number>;
  /** Cache that only this CPU fills. */
  readonly cacheKiB: Fact<number>;
  readonly lineBytes: Fact<number>;
  /** Time to bring one line back, as far as the guest waits for it, ns. */
  readonly lineNs: Fact<number>;
}

const LINE = fact(64, "bytes", recalled("sure"));
const DIRECT_2003 = fact(2000, "ns", assumed("some thousand cycles for registers, page tables and the scheduler"));
const CACHE_2003 = fact(512, "KiB", recalled("sure"), "second-level cache of the 2.4 GHz Xeon");
const lines2003 = (CACHE_2003.value * KIB) / LINE.value;

/** The Xeon of the Xen paper: 0.405 ms in all, so about 49 ns per line. */
export const SWITCH_2003: SwitchCosts = {
  id: "2003",
  directNs: DIRECT_2003,
  cacheKiB: CACHE_2003,
  lineBytes: LINE,
  lineNs: fact(
    (measuredNs - DIRECT_2003.value) / lines2003,
    "ns",
    derived("SOSP03: 7.5 % lost at 5 ms is 0.405 ms per switch, over 8,192 lines"),
    "a memory access of the time, partly overlapped",
  ),
};

/** A server core of today. */
export const SWITCH_TODAY: SwitchCosts = {
  id: "today",
  directNs: fact(1000, "ns", assumed("some thousand cycles at a higher clock")),
  cacheKiB: fact(2048, "KiB", recalled("fairly"), "private second-level cache of server cores since 2023"),
  lineBytes: LINE,
  lineNs: fact(1, "ns", assumed("refilled from a shared cache, prefetched and overlapped")),
};

/**
 * Time that one change of guest takes from a CPU.
 * @param usedKiB what the next guest keeps in its cache; the whole cache where left out
 * @returns ns, between the direct part and a full refill
 * @throws RangeError for a negative size
 */
export function domainSwitchNs(costs: SwitchCosts, usedKiB: number = costs.cacheKiB.value): number {
  requireAtLeast("usedKiB", usedKiB, 0);
  const refilledKiB = Math.min(usedKiB, costs.cacheKiB.value);
  return costs.directNs.value + ((refilledKiB * KIB) / costs.lineBytes.value) * costs.lineNs.value;
}

/**
 * Share of a CPU lost where each run of `runNs` is followed by one switch.
 * @returns 0 to below 1
 * @throws RangeError for a negative switch time or a run that is not above 0
 */
export function switchLossRatio(switchNs: number, runNs: number): number {
  requireAtLeast("switchNs", switchNs, 0);
  requireAbove0("runNs", runNs);
  return switchNs / (switchNs + runNs);
}
