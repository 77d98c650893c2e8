/** Live migration of logical domains since Oracle VM Server for SPARC 2.1: passes over what is dirty, then the rest. */
import { assumed, fact } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

/** The numbers are not published; the shape is that of every pre-copy. */
export const OVM_SPARC_MIGRATION: MigrationRules = {
  name: "passes-then-suspend",
  rate: { kind: "unlimited" },
  stops: [
    { kind: "fits-downtime", seconds: fact(1, "s", assumed("a suspension that applications bear")) },
    { kind: "rounds", atMost: fact(10, "passes", assumed("a bound so that passes end")) },
  ],
};
