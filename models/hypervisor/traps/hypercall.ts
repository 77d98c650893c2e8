/**
 * Paravirtual guests, Xen of 2003: the kernel asks the hypervisor where it may not act itself. Costs are differences of
 * lmbench rows of the Xen paper (Xen against a uniprocessor Linux, 2.4 GHz Xeon); those rows are recalled, so every
 * difference is. Nothing here was fitted to the kernel build: the gate on it is a prediction.
 */
import { assumed, derived, fact, seen } from "../../fact.ts";
import type { TrapCosts } from "./trap-costs.ts";

const lmbench = (row: string) => derived(`SOSP03 lmbench (recalled), Xen less Linux: ${row}`);

/** Paravirtualization by hypercalls. */
export const HYPERCALL: TrapCosts = {
  id: "hypercall",
  title: "hypercalls of a changed kernel",
  referenceMhz: fact(2400, "MHz", seen("SOSP03")),
  events: {
    systemCall: fact(10, "ns", lmbench("null call 0.46 - 0.45 us"), "a fast trap goes past the hypervisor"),
    pageFault: fact(1310, "ns", lmbench("page fault 2.73 - 1.42 us")),
    pageTableWrite: fact(300, "ns", assumed("updates are gathered, so that a check is paid and few crossings")),
    addressSpaceSwitch: fact(1200, "ns", lmbench("context switch of two processes, 1.97 - 0.77 us")),
    processCreate: fact(326_000, "ns", lmbench("fork 198 - 110 us and exec 768 - 530 us")),
    timerTick: fact(3000, "ns", assumed("an upcall and a hypercall that sets the next timer")),
    deviceInterrupt: fact(2000, "ns", assumed("an event is marked and the kernel called back")),
    privilegedInstruction: fact(300, "ns", assumed("one crossing; interrupt masks are a write to shared memory")),
  },
  steadyRatio: fact(0, "of CPU time", derived("SOSP03: SPEC INT2000 567 on Linux and on Xen (recalled)")),
};
