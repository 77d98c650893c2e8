/**
 * What missing memory costs a guest: references to pages that are not resident, and the wait for each. Two ways of choosing
 * what goes: the least used pages (a guest's own choice under a balloon, or a list by age) cost nothing until the working set
 * is cut; pages taken at random cost in proportion from the first. References are spread evenly over the working set, a
 * pessimistic choice. Left out: read-ahead, the second page-out where the guest pages too.
 */
import { type Fact, assumed, derived, fact, recalled, seen } from "../../fact.ts";
import { requireAtLeast } from "../bounds.ts";
import { NS_PER_S } from "../clock.ts";

/** How the pages that are gone were chosen. */
export type Replacement = "least-used" | "random";

/** One guest's memory and what it asks of it. */
export interface PagingUse {
  /** Pages it can reach without a device: resident and shared, ≥ 0. */
  readonly residentPages: number;
  /** Pages it uses again and again, ≥ 0. */
  readonly workingSetPages: number;
  /** Pages it has touched, ≥ workingSetPages. */
  readonly touchedPages: number;
  /** Distinct pages asked for per CPU-second of guest work, ≥ 0. */
  readonly referencesPerCpuSecond: number;
  readonly replacement: Replacement;
}

/** Price of a guest's missing pages, per CPU-second of its work. */
export interface PagingPrice {
  readonly missRatio: number;
  readonly faultsPerCpuSecond: number;
  /** Seconds that its work stands still; 1 = it runs at half speed. */
  readonly stallSecondsPerCpuSecond: number;
}

/** Wait for one page, by where it is kept. */
export const PAGE_WAIT_NS: Readonly<Record<"disk" | "many-disks" | "expanded-storage" | "ssd", Fact<number>>> = {
  disk: fact(10_000_000, "ns", recalled("fairly"), "a seek, half a turn and a short queue"),
  "many-disks": fact(5_000_000, "ns", assumed("volumes of a storage server with a cache, several at once")),
  "expanded-storage": fact(50_000, "ns", assumed("a copy of one page and its path through the control program")),
  ssd: fact(150_000, "ns", assumed("one small read and its path through two systems")),
};

/** Shape that the model was set by and later readings. */
export const PAGING_SHAPE = {
  databaseLoss: fact(
    0.5,
    "of throughput",
    seen("Z60"),
    "lost, at least, by a sixth guest on memory that five had filled",
  ),
  expandedRatio: fact(
    0.25,
    "of storage",
    seen("Z23, Z24"),
    "expanded storage that z/VM is advised to have, up to 2 GB",
  ),
  faultCpuNs: fact(20_000, "ns", assumed("CPU of the host for one page in and one out")),
  databaseReferences: fact(
    1200,
    "pages per CPU-second",
    derived("Z60: 1/6 of the pages missing x 1,200 x 5 ms = 1 s of waiting per CPU-second"),
  ),
} as const;

/**
 * Faults and stall of a guest.
 * @param waitNs wait for one page, ≥ 0
 * @returns finite numbers ≥ 0; 0 where nothing is missing
 * @throws RangeError for negative pages, rates or waits, and for a working set larger than what was touched
 */
export function pagingPrice(use: PagingUse, waitNs: number): PagingPrice {
  requireAtLeast("residentPages", use.residentPages, 0);
  requireAtLeast("workingSetPages", use.workingSetPages, 0);
  requireAtLeast("touchedPages", use.touchedPages, use.workingSetPages);
  requireAtLeast("referencesPerCpuSecond", use.referencesPerCpuSecond, 0);
  requireAtLeast("waitNs", waitNs, 0);
  const missRatio = missRatioOf(use);
  const faultsPerCpuSecond = missRatio * use.referencesPerCpuSecond;
  return { missRatio, faultsPerCpuSecond, stallSecondsPerCpuSecond: (faultsPerCpuSecond * waitNs) / NS_PER_S };
}

function missRatioOf(use: PagingUse): number {
  const needed = use.replacement === "random" ? use.touchedPages : use.workingSetPages;
  return needed === 0 ? 0 : Math.max(0, 1 - use.residentPages / needed);
}

/**
 * Mean wait where the youngest of the pages that are out are kept in a fast store and the rest on disk, each as likely to be
 * asked for.
 * @param tiers.outPages pages out in all, tiers.fastPages room of the fast store; ≥ 0
 * @throws RangeError for a negative number
 */
export function tieredWaitNs(tiers: { outPages: number; fastPages: number; fastNs: number; slowNs: number }): number {
  for (const field of ["outPages", "fastPages", "fastNs", "slowNs"] as const) requireAtLeast(field, tiers[field], 0);
  const fastRatio = tiers.outPages === 0 ? 1 : Math.min(1, tiers.fastPages / tiers.outPages);
  return fastRatio * tiers.fastNs + (1 - fastRatio) * tiers.slowNs;
}
