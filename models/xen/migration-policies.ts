/**
 * Live migration of Xen by version: the rate and stop rules of the paper's prose, of the tree of February 2006 with its
 * rate control compiled in (the build behind the paper's figures) and as shipped without, and of Xen 4.x. The limiter of
 * 2006 adds 100 KiB to its budget every 781,250 / limit microseconds, so its Mbit is 2^20 bits, and never caps the budget:
 * what a slow sender leaves unused it may send later.
 */
import { derived, fact, recalled, seen } from "../fact.ts";
import type { AdaptiveRate, MigrationRules, SkipRule, StopRule } from "../hypervisor/migration/index.ts";

const TREE = seen("X0602-save");
const PAPER = seen("NSDI05");

const SKIP_BY_BATCH: SkipRule = {
  batchPages: fact(1024, "pages", seen("X20-src"), "the dirty map is read before each batch"),
};

const RATE_2006: AdaptiveRate = {
  minimumMbitS: fact(100, "Mbit/s", TREE, "the start; not a setting"),
  stepMbitS: fact(50, "Mbit/s", TREE),
  maximumMbitS: fact(500, "Mbit/s", TREE),
  bitsPerMbit: fact(1_048_576, "bit", derived("100 KiB per 781,250 / limit microseconds")),
  keepsUnused: fact(true, "", TREE, "the budget is not capped"),
};

const STOPS_2006: readonly StopRule[] = [
  { kind: "sent-more-at-maximum" },
  { kind: "rounds", atMost: fact(29, "rounds", TREE) },
  { kind: "few-pages-due", fewerThan: fact(50, "pages", TREE, "sent and skipped") },
  { kind: "sent-times-memory", moreThan: fact(3, "x memory", TREE) },
];

/** The prose of the paper of 2005: each round at the dirty rate of the last plus 50 Mbit/s. */
export const XEN_PAPER_2005: MigrationRules = {
  name: "adaptive-rate-paper",
  rate: {
    kind: "follow-dirty-rate",
    minimumMbitS: fact(100, "Mbit/s", PAPER, "the administrator's minimum in the measured migrations"),
    stepMbitS: fact(50, "Mbit/s", PAPER),
    maximumMbitS: fact(500, "Mbit/s", PAPER, "the administrator's maximum in the measured migrations"),
    bitsPerMbit: fact(1_000_000, "bit", recalled("fairly"), "the paper does not say"),
    keepsUnused: fact(false, "", recalled("unsure"), "the paper does not say"),
  },
  stops: [
    { kind: "wanted-above-maximum" },
    { kind: "few-bytes-left", fewerThan: fact(262_144, "bytes", PAPER, "256 KB") },
  ],
  skip: { batchPages: fact(1024, "pages", recalled("fairly"), "the paper says that it looks ahead, not how often") },
};

/** The tree of February 2006 with ADAPTIVE_SAVE: raise the limit only when outrun. */
export const XEN_2006_ADAPTIVE: MigrationRules = {
  name: "adaptive-rate-when-outrun",
  rate: { kind: "raise-when-outrun", ...RATE_2006 },
  stops: STOPS_2006,
  skip: SKIP_BY_BATCH,
};

/** The same tree as shipped: no limit, so the first stop test never fires. */
export const XEN_2006_SHIPPED: MigrationRules = {
  name: "full-speed-29-rounds",
  rate: { kind: "unlimited" },
  stops: STOPS_2006,
  skip: SKIP_BY_BATCH,
};

/** Xen 4.x: five rounds at full speed, or fewer than 50 dirty pages. */
export const XEN_4: MigrationRules = {
  name: "full-speed-5-rounds",
  rate: { kind: "unlimited" },
  stops: [
    { kind: "few-pages-left", fewerThan: fact(50, "pages", seen("XSR-save")) },
    { kind: "rounds", atMost: fact(5, "rounds", seen("XSR-save"), "the first, of all pages, is counted here") },
  ],
};
