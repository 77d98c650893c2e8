/**
 * Containers: one kernel for all, so that nothing is trapped. What remains is the check of limits and name spaces at a
 * system call. Contention inside the shared kernel is left out.
 */
import { assumed, derived, fact, seen } from "../../fact.ts";
import { noEventCosts } from "./direct-hardware.ts";
import type { TrapCosts } from "./trap-costs.ts";

/** One kernel shared by all guests. */
export const SHARED_KERNEL: TrapCosts = {
  id: "shared-kernel",
  title: "one shared kernel",
  referenceMhz: fact(2400, "MHz", seen("FELTER14"), "E5-2665"),
  events: {
    ...noEventCosts(assumed("the shared kernel handles it as its own")),
    systemCall: fact(10, "ns", assumed("a look at limits and name spaces")),
  },
  steadyRatio: fact(
    0,
    "of CPU time",
    derived("FELTER14: containers within noise of native but for address translation"),
  ),
};
