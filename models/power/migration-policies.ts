/**
 * Live Partition Mobility since POWER6: passes over the dirty pages until enough are clean or time is out, then the
 * partition goes over. The numbers are not published. Left out: the product lets the partition run on the target before
 * all dirty pages are there and fetches the rest on demand (SORT-LPM), so the pause here is an upper bound.
 */
import { assumed, fact, recalled } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

/** POWER6 and later with a mover on each side. */
export const POWER_LPM: MigrationRules = {
  name: "passes-then-suspend",
  rate: { kind: "unlimited" },
  stops: [
    { kind: "fits-downtime", seconds: fact(2, "s", recalled("unsure"), "suspends of about two seconds are usual") },
    {
      kind: "rounds",
      atMost: fact(10, "passes", assumed("a bound so that passes end; the product's is not published")),
    },
  ],
};
