/**
 * Trap-and-map with the processor's help. The first generation (VT-x, AMD-V of 2006) leaves page tables to shadows, so that
 * every change exits; with nested page tables (EPT, NPT) the guest keeps its own and pays by longer table walks instead.
 */
import { assumed, derived, fact, recalled, seen } from "../../fact.ts";
import type { TrapCosts } from "./trap-costs.ts";

const nano = (row: string) => derived(`AA06 (recalled), hardware VMM less native at 3.8 GHz: ${row}`);
const exits = (what: string) => derived(`SPLITX11: 2,000 cycles per exit at 2.93 GHz, direct cost; ${what}`);
const OWN_TABLES = assumed("no exit: the guest keeps its own page tables");

/** Exits with shadow page tables. */
export const HARDWARE_SHADOW: TrapCosts = {
  id: "hardware-shadow",
  title: "hardware assist with shadow page tables",
  referenceMhz: fact(3800, "MHz", recalled("fairly"), "Pentium 4 model 672"),
  events: {
    systemCall: fact(0, "ns", nano("242 - 242 cycles")),
    pageFault: fact(2671, "ns", nano("11,242 - 1,093 cycles")),
    pageTableWrite: fact(2408, "ns", nano("9,150 - 1 cycles")),
    addressSpaceSwitch: fact(1268, "ns", derived("AA06 (recalled): two round trips of 2,409 cycles")),
    processCreate: fact(2_510_000, "ns", nano("(106.4 - 6.0 s) / 40,000 forks")),
    timerTick: fact(10_000, "ns", assumed("exits for interrupt, window, acknowledgement and reprogramming")),
    deviceInterrupt: fact(8000, "ns", assumed("exits for interrupt, window and acknowledgement")),
    privilegedInstruction: fact(634, "ns", derived("AA06 (recalled): one round trip of 2,409 cycles")),
  },
  steadyRatio: fact(0.05, "of CPU time", recalled("fairly"), "AA06: SPECint2000 5 % slower"),
};

/** Exits with nested page tables, as all hypervisors of today use them. */
export const HARDWARE_NESTED: TrapCosts = {
  id: "hardware-nested",
  title: "hardware assist with nested page tables",
  referenceMhz: fact(2930, "MHz", seen("SPLITX11"), "Xeon X5570"),
  events: {
    systemCall: fact(0, "ns", assumed("no exit")),
    pageFault: fact(0, "ns", OWN_TABLES),
    pageTableWrite: fact(0, "ns", OWN_TABLES),
    addressSpaceSwitch: fact(0, "ns", OWN_TABLES),
    processCreate: fact(0, "ns", OWN_TABLES),
    timerTick: fact(2048, "ns", exits("three: interrupt, acknowledgement, reprogramming")),
    deviceInterrupt: fact(1365, "ns", exits("two: interrupt and acknowledgement")),
    privilegedInstruction: fact(683, "ns", exits("one")),
  },
  steadyRatio: fact(0.02, "of CPU time", derived("FELTER14: Linpack 2 % slower where tuned, STREAM 1 to 3 %")),
};
