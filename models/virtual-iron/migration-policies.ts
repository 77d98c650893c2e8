/** LiveMigrate of Virtual Iron: pre-copy as in the Xen it builds on; the product states no numbers. */
import { assumed, fact } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

export const LIVE_MIGRATE: MigrationRules = {
  name: "passes-then-suspend",
  rate: { kind: "unlimited" },
  stops: [
    { kind: "fits-downtime", seconds: fact(0.5, "s", assumed("a suspension that applications bear")) },
    { kind: "rounds", atMost: fact(29, "passes", assumed("as many as the Xen it builds on allows")) },
  ],
};
