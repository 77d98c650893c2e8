/**
 * vMotion since vSphere 5: pre-copy at the speed of the links until the rest fits the switchover goal; when the guest
 * dirties faster than that, its virtual CPUs are put to sleep for a few milliseconds at a time until sending wins. How far
 * it is slowed is not published. Left out: several links, and the time limit of releases before 5.
 */
import { assumed, fact, seen } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

/** vSphere 5 and later. */
export const VSPHERE_5: MigrationRules = {
  name: "switchover-goal-slowed-guest",
  rate: { kind: "unlimited" },
  stops: [{ kind: "fits-downtime", seconds: fact(0.5, "s", seen("VMO-log"), "switchover goal") }],
  throttle: {
    kind: "match-send-rate",
    shareOfSendRate: fact(
      0.7,
      "",
      assumed("anything below 1 lets pre-copy end; 0.7 ends it in a handful of rounds"),
      "that it slows the guest: YB-sdps; how far is not published",
    ),
  },
};
