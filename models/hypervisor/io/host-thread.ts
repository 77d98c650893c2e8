/**
 * Adapted front ends over a thread of the host's kernel or a host process (KVM with virtio). Network costs are Felter 2014's
 * cycles per byte beyond native at MTU 1500, as cycles per packet of 1,448 bytes; large segments hide behind that figure.
 */
import { assumed, derived, fact, recalled } from "../../fact.ts";
import { anyLatency, anySize, noCycles, packets } from "./party.ts";
import type { IoPath } from "./path.ts";

const OUT = "FELTER14: 2.25 - 2.14 cycles per byte x 1,448";
const IN = "FELTER14: 3.25 - 2.29 cycles per byte x 1,448";
const THREAD = "four fifths in the host's thread (assumed)";
const EXITS = "a fifth in exits (assumed)";

/** Paravirtual devices of a virtual machine that is a process. */
export const HOST_PROCESS: IoPath = {
  id: "host-process",
  title: "paravirtual device, host thread",
  guest: { ...noCycles(assumed("a ring entry")), disk: anySize(3000, assumed("a ring entry and an interrupt")) },
  service: {
    disk: anySize(24_000, recalled("fairly"), "one thread does about 100,000 operations per second at 2.4 GHz"),
    transmit: packets(127, 0, derived(`${OUT}; ${THREAD}`)),
    receive: packets(1112, 0, derived(`${IN}; ${THREAD}`)),
  },
  hypervisor: {
    disk: anySize(4000, derived("SPLITX11: two exits of 2,000 cycles")),
    transmit: packets(32, 0, derived(`${OUT}; ${EXITS}`)),
    receive: packets(278, 0, derived(`${IN}; ${EXITS}`)),
  },
  diskLatencyNs: anyLatency(fact(50_000, "ns", assumed("wake-ups of the host's thread and of the guest"))),
  networkLatencyNs: fact(15_000, "ns", derived("FELTER14: a round trip takes 68 instead of 38 us")),
};
