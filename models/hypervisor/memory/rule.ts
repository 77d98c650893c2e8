/** What a host may do about memory: the mechanisms it has and their figures, as data. A platform picks one rule. */
import { type Fact, assumed, fact, recalled, seen } from "../../fact.ts";
import { SHARING } from "./sharing.ts";

/** How the pages of a host are divided when they do not suffice for all. */
export type Division =
  /** Every guest gets what it is configured with, at start and for good. */
  | { readonly kind: "static" }
  /** By shares; a tax above 0 makes idle pages dearer. */
  | { readonly kind: "shares"; readonly taxRatio: Fact<number> }
  /** Least recently used first, over all guests. */
  | { readonly kind: "recency" };

/** A host's means of reclaiming memory. */
export interface MemoryRule {
  readonly id: string;
  readonly title: string;
  readonly division: Division;
  /** A driver in the guest that allocates pages and hands them to the host. */
  readonly balloon?: {
    /** Most that it takes of the configured memory. */
    readonly limitRatio: Fact<number>;
    /** Pages that one guest's balloon takes per second. */
    readonly pagesPerSecond: Fact<number>;
  };
  readonly sharing?: { readonly perGuestPagesPerSecond: Fact<number>; readonly perHostPagesPerSecond: Fact<number> };
  /** Paging by the host, without the guest's knowledge. */
  readonly swap?: {
    /** Pages that the host writes out per second, for all guests. */
    readonly pagesPerSecond: Fact<number>;
    /** True: only as the four free states allow it. */
    readonly byFreeState: boolean;
  };
}

const BALLOON = {
  limitRatio: fact(0.65, "of configured memory", recalled("sure"), "CtlMaxPercent of the guest's driver"),
  pagesPerSecond: fact(2560, "pages/s", assumed("10 MiB at each of the polls, which come once a second (WALD02)")),
} as const;
const SWAP_RATE = fact(2000, "pages/s", assumed("one disk that writes 8 MiB/s in small clusters"));
const SCAN = {
  perGuestPagesPerSecond: SHARING.perGuestPagesPerSecond,
  perHostPagesPerSecond: SHARING.perHostPagesPerSecond,
};
const NO_TAX = fact(0, "ratio", assumed("idle memory costs what active memory does"));

/** Given out at start: Xen without balloons, Virtual Server, logical and hardware partitions. */
export const STATIC_MEMORY: MemoryRule = {
  id: "static",
  title: "given out at start",
  division: { kind: "static" },
};

/** Balloons alone, no paging by the host: Xen with targets, Hyper-V's dynamic memory. */
export const BALLOON_MEMORY: MemoryRule = {
  id: "balloon",
  title: "balloons by shares",
  division: { kind: "shares", taxRatio: NO_TAX },
  balloon: {
    ...BALLOON,
    limitRatio: fact(1, "of configured memory", assumed("down to each guest's minimum")),
  },
};

/** ESX Server: shares, idle tax, sharing, balloon, then swap by free state. */
export const TAXED_MEMORY: MemoryRule = {
  id: "idle-tax",
  title: "shares with a tax on idle memory",
  division: { kind: "shares", taxRatio: fact(0.75, "ratio", seen("WALD02"), "default") },
  balloon: BALLOON,
  sharing: SCAN,
  swap: { pagesPerSecond: SWAP_RATE, byFreeState: true },
};

/** A host system that pages its guests like other processes. */
export const HOST_SWAP_MEMORY: MemoryRule = {
  id: "host-swap",
  title: "paged by the host's system",
  division: { kind: "recency" },
  swap: { pagesPerSecond: SWAP_RATE, byFreeState: false },
};

/** z/VM's control program: paging to expanded storage and many disks at once. */
export const CP_PAGING_MEMORY: MemoryRule = {
  id: "cp-paging",
  title: "paged by the control program",
  division: { kind: "recency" },
  swap: {
    pagesPerSecond: fact(20_000, "pages/s", assumed("blocks of pages to several volumes at once")),
    byFreeState: false,
  },
};

/** All rules, by id. */
export const MEMORY_RULES: readonly MemoryRule[] = [
  STATIC_MEMORY,
  BALLOON_MEMORY,
  TAXED_MEMORY,
  HOST_SWAP_MEMORY,
  CP_PAGING_MEMORY,
];
