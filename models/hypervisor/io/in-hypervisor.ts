/**
 * Drivers inside the hypervisor: ESX's kernel, the first Xen, z/VM's control program. Packet costs are differences of ttcp
 * rows of the Xen paper at MTU 500 (recalled; that Xen still held its drivers itself); z/VM's are exits.
 */
import { assumed, derived, fact } from "../../fact.ts";
import { anyLatency, anySize, noCycles, packets } from "./party.ts";
import type { IoPath } from "./path.ts";

const OUT = "SOSP03 ttcp (recalled): 516 and 602 Mbit/s at MTU 500 are 16,670 and 14,288 cycles per packet";
const IN = "SOSP03 ttcp (recalled): 467 and 544 Mbit/s at MTU 500 are 18,418 and 15,812 cycles per packet";
const GUEST = "a quarter in the guest (assumed)";
const KERNEL = "three quarters in the hypervisor (assumed)";
const EXIT = "Z58: 7.6 us per exit, 9,120 cycles of an assumed 1.2 GHz";

/** Adapted front ends over the hypervisor's own drivers. */
export const IN_HYPERVISOR: IoPath = {
  id: "in-hypervisor",
  title: "drivers in the hypervisor",
  guest: {
    disk: anySize(2000, assumed("a ring entry and one crossing")),
    transmit: packets(596, 0, derived(`${OUT}; ${GUEST}`)),
    receive: packets(652, 0, derived(`${IN}; ${GUEST}`)),
  },
  service: "none",
  hypervisor: {
    disk: anySize(15_000, assumed("virtual disk, file system and queue beyond the driver's own cycles")),
    transmit: packets(1787, 0, derived(`${OUT}; ${KERNEL}`)),
    receive: packets(1955, 0, derived(`${IN}; ${KERNEL}`)),
  },
  diskLatencyNs: anyLatency(fact(10_000, "ns", assumed("two crossings and a queue"))),
  networkLatencyNs: fact(10_000, "ns", assumed("two crossings and a queue")),
};

/** z/VM: minidisks by translated channel programs, a virtual switch behind queued direct I/O. */
export const CONTROL_PROGRAM: IoPath = {
  id: "control-program",
  title: "control program",
  guest: noCycles(assumed("the guest's own channel program")),
  service: "none",
  hypervisor: {
    disk: anySize(36_480, derived(`${EXIT}; four: start, translation, interrupt, status (assumed)`)),
    transmit: packets(2280, 0, derived(`${EXIT}; one for four packets (assumed)`)),
    receive: packets(2280, 0, derived(`${EXIT}; one for four packets (assumed)`)),
  },
  diskLatencyNs: anyLatency(fact(30_000, "ns", derived("Z58: four exits of 7.6 us"))),
  networkLatencyNs: fact(15_000, "ns", derived("Z58: two exits of 7.6 us")),
};
