/**
 * Direct hardware support: the guest runs in privileged mode and the machine keeps partitions apart. POWER's hypervisor is
 * called for page-table entries and interrupts; z/VM's guests leave the interpreter (SIE) for what it does not do; PR/SM's
 * logical partitions leave it rarely; hardware partitions have no hypervisor at all. Only the cost of one exit of z/VM rests
 * on a measurement, and that of an unknown machine.
 */
import { type Source, assumed, derived, fact, recalled } from "../../fact.ts";
import { EVENT_KINDS, type EventKind } from "../guest/behaviour.ts";
import type { TrapCosts } from "./trap-costs.ts";

const HCALL = "a call of 900 cycles at 1.65 GHz, middle of an assumed 300 to 1,500";
const hcalls = (count: string) => assumed(`${count} x ${HCALL}`);
const SIE_EXIT = "Z58: 1.57 CPUs of overhead for 206,000 exits per second, 7.6 us each";
const NO_EXIT = assumed("the machine does it without leaving the guest");
const NO_HYPERVISOR = assumed("the partition owns its hardware");

/** Every event at no cost, for one stated reason. */
export function noEventCosts(source: Source): TrapCosts["events"] {
  const free = fact(0, "ns", source);
  return Object.fromEntries(EVENT_KINDS.map((kind) => [kind, free])) as Record<EventKind, typeof free>;
}

/** POWER: logical partitions that call the hypervisor. */
export const DIRECT_HCALL: TrapCosts = {
  id: "direct-hcall",
  title: "direct hardware, hypervisor calls for page tables",
  referenceMhz: fact(1650, "MHz", assumed("the POWER5 that sizing tables are made for")),
  events: {
    ...noEventCosts(NO_EXIT),
    pageFault: fact(545, "ns", hcalls("one")),
    pageTableWrite: fact(545, "ns", hcalls("one")),
    processCreate: fact(27_250, "ns", hcalls("fifty")),
    timerTick: fact(545, "ns", assumed("the hypervisor's own decrementer, as long as a call")),
    deviceInterrupt: fact(1090, "ns", hcalls("two")),
    privilegedInstruction: fact(545, "ns", assumed("one call, mostly to cede an idle processor")),
  },
  steadyRatio: fact(0, "of CPU time", assumed("user and kernel code run as they are")),
};

/** z/VM: guests under the interpreter, the control program for the rest. */
export const DIRECT_SIE: TrapCosts = {
  id: "direct-sie",
  title: "direct hardware, interpreted execution under z/VM",
  referenceMhz: fact(1200, "MHz", assumed("a z990; the measured machine is not named")),
  events: {
    ...noEventCosts(NO_EXIT),
    timerTick: fact(15_200, "ns", derived(`${SIE_EXIT}; two`)),
    deviceInterrupt: fact(15_200, "ns", derived(`${SIE_EXIT}; two`)),
    privilegedInstruction: fact(7600, "ns", derived(`${SIE_EXIT}; one`)),
  },
  steadyRatio: fact(0, "of CPU time", assumed("the interpreter runs at native speed")),
};

/** PR/SM: logical partitions of the machine. */
export const DIRECT_LPAR: TrapCosts = {
  id: "direct-lpar",
  title: "direct hardware, logical partitions of PR/SM",
  referenceMhz: fact(1200, "MHz", assumed("a z990; nothing below depends on it")),
  events: noEventCosts(NO_EXIT),
  steadyRatio: fact(0.01, "of CPU time", recalled("unsure"), "LPAR management 1 to 3 %; reported per partition"),
};

/** Hardware partitions: cells, boards, dedicated CPUs. */
export const NO_TRAPS: TrapCosts = {
  id: "none",
  title: "no hypervisor",
  referenceMhz: fact(1000, "MHz", assumed("any: nothing below depends on it")),
  events: noEventCosts(NO_HYPERVISOR),
  steadyRatio: fact(0, "of CPU time", NO_HYPERVISOR),
};
