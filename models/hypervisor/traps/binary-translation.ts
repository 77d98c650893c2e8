/**
 * Trap-and-map with binary translation of the guest's kernel, shadow page tables kept by the hypervisor. Two tables: a
 * hosted product of 2002 (differences of lmbench rows of the Xen paper, recalled) and a hypervisor of 2006 (differences of
 * Adams and Agesen's rows, recalled). They give the shape; no gate stands on them.
 */
import { assumed, derived, fact, recalled, seen } from "../../fact.ts";
import type { TrapCosts } from "./trap-costs.ts";

const lmbench = (row: string) => derived(`SOSP03 lmbench (recalled), Workstation 3.2 less Linux: ${row}`);
const nano = (row: string) => derived(`AA06 (recalled), software VMM less native at 3.8 GHz: ${row}`);

/** Hosted: world switches between the VMM and the host's system (Workstation 3.2). */
export const BINARY_TRANSLATION_HOSTED: TrapCosts = {
  id: "binary-translation-hosted",
  title: "binary translation on a host system",
  referenceMhz: fact(2400, "MHz", seen("SOSP03")),
  events: {
    systemCall: fact(280, "ns", lmbench("null call 0.73 - 0.45 us")),
    pageFault: fact(10_980, "ns", lmbench("page fault 12.4 - 1.42 us")),
    pageTableWrite: fact(1500, "ns", assumed("a trap on a write-protected table, more than the later product's")),
    addressSpaceSwitch: fact(17_330, "ns", lmbench("context switch of two processes, 18.1 - 0.77 us")),
    processCreate: fact(2_534_000, "ns", lmbench("fork 874 - 110 us and exec 2,300 - 530 us")),
    timerTick: fact(20_000, "ns", assumed("a switch to the host's system and back")),
    deviceInterrupt: fact(20_000, "ns", assumed("a switch to the host's system and back")),
    privilegedInstruction: fact(1000, "ns", assumed("some are translated in place, some call out")),
  },
  steadyRatio: fact(0.023, "of CPU time", derived("SOSP03: SPEC INT2000 567 on Linux, 554 (recalled)")),
};

/** On the machine itself (ESX Server). */
export const BINARY_TRANSLATION: TrapCosts = {
  id: "binary-translation",
  title: "binary translation under a hypervisor",
  referenceMhz: fact(3800, "MHz", recalled("fairly"), "Pentium 4 model 672"),
  events: {
    systemCall: fact(544, "ns", nano("2,308 - 242 cycles")),
    pageFault: fact(746, "ns", nano("3,927 - 1,093 cycles")),
    pageTableWrite: fact(103, "ns", nano("391 - 1 cycles")),
    addressSpaceSwitch: fact(3000, "ns", assumed("a cached shadow table is found and loaded")),
    processCreate: fact(772_500, "ns", nano("(36.9 - 6.0 s) / 40,000 forks")),
    timerTick: fact(5000, "ns", assumed("interrupt, injection and end of interrupt, emulated")),
    deviceInterrupt: fact(4000, "ns", assumed("interrupt, injection and end of interrupt, emulated")),
    privilegedInstruction: fact(100, "ns", assumed("translated in place: a port read is cheaper than native")),
  },
  steadyRatio: fact(0.04, "of CPU time", recalled("fairly"), "AA06: SPECint2000 4 % slower"),
};
