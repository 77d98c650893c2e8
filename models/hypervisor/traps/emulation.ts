/**
 * Emulation of the processor by dynamic translation: all code runs several times longer, so that single events do not show.
 * Two tables: everything translated, and user code run directly by a kernel module.
 */
import { assumed, fact, recalled } from "../../fact.ts";
import { noEventCosts } from "./direct-hardware.ts";
import type { TrapCosts } from "./trap-costs.ts";

const INSIDE = assumed("part of the translated code's own slowness");
const ANY_CLOCK = fact(1000, "MHz", assumed("any: a slowdown has no clock"));

/** All code translated. */
export const EMULATION: TrapCosts = {
  id: "emulation",
  title: "emulated processor",
  referenceMhz: ANY_CLOCK,
  events: noEventCosts(INSIDE),
  steadyRatio: fact(9, "of CPU time", recalled("fairly"), "4 to 10 times slower with an emulated MMU; the upper end"),
};

/** User code on the processor itself, kernel code translated. */
export const EMULATION_ACCELERATED: TrapCosts = {
  id: "emulation-accelerated",
  title: "emulated processor with a kernel module",
  referenceMhz: ANY_CLOCK,
  events: noEventCosts(INSIDE),
  steadyRatio: fact(1, "of CPU time", assumed("kernel code is still translated; sources say near native, no figure")),
};
