/**
 * vMotion. Before vSphere 5 pre-copy ended when little was left, and nothing slowed the guest. Since then it runs at the
 * speed of the links until the rest fits the switchover goal; when the guest dirties faster than that, its virtual CPUs are
 * put to sleep for a few milliseconds at a time until sending wins. How far it is slowed is not published. Left out: several
 * links, the time limit of releases before 5, and that they also stopped when a pass made too little progress.
 */
import { assumed, fact, recalled, seen } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

/** VirtualCenter 1 and 2 with ESX Server 2 and 3. */
export const VMOTION_2003: MigrationRules = {
  name: "few-bytes-left-full-speed",
  rate: { kind: "unlimited" },
  stops: [
    {
      kind: "few-bytes-left",
      fewerThan: fact(16_777_216, "bytes", recalled("fairly"), "16 MB: VMware's paper on migration at USENIX 2005"),
    },
    { kind: "rounds", atMost: fact(10, "passes", assumed("stands for the test of progress, which has no rule here")) },
  ],
};

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
