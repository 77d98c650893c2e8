/**
 * Emulated devices: the guest drives a card of old, every access is caught and a model of the card acts it out, in a process
 * of the host's system or in a service partition. Hosted costs follow from ttcp rows of the Xen paper (Workstation 3.2 on a
 * 2.4 GHz Xeon, recalled) by cycles = clock / packets per second, with the processor saturated; native rows are taken off.
 */
import { assumed, derived, fact } from "../../fact.ts";
import { anyLatency, anySize, noCycles, packets } from "./party.ts";
import type { IoPath } from "./path.ts";

const NATIVE = "less Linux at MTU 500, 14,288 out and 15,812 in";
const TRANSMIT = `SOSP03 ttcp (recalled): 85,164 cycles per packet at MTU 500, 95,537 at 1500, ${NATIVE}`;
const RECEIVE = `SOSP03 ttcp (recalled): 62,786 cycles per packet at MTU 500, 45,206 at 1500, their mean ${NATIVE}`;
const IN_VMM = "70 % in the monitor (SUGERMAN01: 71.5 % of the time)";
const IN_HOST = "30 % in the host's system (SUGERMAN01: the rest)";
const EXIT = "AA06 (recalled): 2,409 cycles per round trip";
const MODEL = assumed("the device model in the service partition, its wake-up and a copy");

/** Device model in a process of the host's system. */
export const EMULATED_HOSTED: IoPath = {
  id: "emulated-hosted",
  title: "emulated device on a host system",
  guest: {
    disk: anySize(60_000, assumed("a dozen port accesses and a switch to the host's system")),
    transmit: packets(46_360, 7.3, derived(`${TRANSMIT}; ${IN_VMM}`)),
    receive: packets(26_700, 0, derived(`${RECEIVE}; ${IN_VMM}`)),
  },
  service: {
    disk: anySize(60_000, assumed("the host's file system and the device model")),
    transmit: packets(19_870, 3.1, derived(`${TRANSMIT}; ${IN_HOST}`)),
    receive: packets(11_450, 0, derived(`${RECEIVE}; ${IN_HOST}`)),
  },
  hypervisor: noCycles(assumed("the monitor runs on the guest's own time")),
  diskLatencyNs: anyLatency(fact(100_000, "ns", assumed("two switches to the host's system and its queue"))),
  networkLatencyNs: fact(100_000, "ns", assumed("two switches to the host's system and its queue")),
};

/** Device model in a service partition: unmodified guests of Xen 3, old devices of Hyper-V. */
export const EMULATED_SERVICE: IoPath = {
  id: "emulated-service",
  title: "emulated device in a service partition",
  guest: noCycles(assumed("the guest waits while it is caught")),
  service: {
    disk: anySize(100_000, MODEL),
    transmit: packets(60_000, 1, MODEL),
    receive: packets(60_000, 1, MODEL),
  },
  hypervisor: {
    disk: anySize(24_090, derived(`${EXIT}; ten accesses (assumed)`)),
    transmit: packets(14_454, 0, derived(`${EXIT}; six accesses (assumed)`)),
    receive: packets(14_454, 0, derived(`${EXIT}; six accesses (assumed)`)),
  },
  diskLatencyNs: anyLatency(fact(100_000, "ns", assumed("the service partition runs at once"))),
  networkLatencyNs: fact(100_000, "ns", assumed("the service partition runs at once")),
};
