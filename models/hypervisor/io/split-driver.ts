/**
 * Split drivers: a front end in the guest, a back end in a service partition, a shared ring between them. The first kind hands
 * pages over and takes others back; the later kind copies and uses the adapter's offloads. Network costs follow from
 * throughputs of Menon 2006 on one 3 GHz processor (recalled; their ratios agree with the abstract that was seen), by
 * cycles = clock × 1,448 / bytes per second, native taken off. How they split among the parties is assumed.
 */
import { assumed, derived, fact } from "../../fact.ts";
import { anyLatency, anySize, packets } from "./party.ts";
import type { IoPath } from "./path.ts";

const FLIP_OUT = "MENON06 (recalled): 750 Mbit/s is 46,336 cycles per packet, native 3,760 is 9,243";
const FLIP_IN = "MENON06 (recalled): 820 Mbit/s is 42,380 cycles per packet, native 2,508 is 13,857";
const COPY_OUT = "MENON06 (recalled): 3,310 Mbit/s after offloads is 10,501 cycles per packet, native 9,243";
const COPY_IN = "SANTOS08: receiving costs 56 % less, so 18,647 of 42,380 cycles per packet, native 13,857";
const GUEST = "guest 20 % (assumed)";
const SERVICE = "service partition 50 % (assumed)";
const HYPERVISOR = "hypervisor 30 % (assumed)";
const RING = assumed("a ring entry and an event");

/** Front and back end that exchange pages: Xen 2.0 and 3.0. */
export const SPLIT_FLIP: IoPath = {
  id: "split-flip",
  title: "split driver, pages flipped",
  guest: {
    disk: anySize(3000, RING),
    transmit: packets(7419, 0, derived(`${FLIP_OUT}; ${GUEST}`)),
    receive: packets(5705, 0, derived(`${FLIP_IN}; ${GUEST}`)),
  },
  service: {
    disk: anySize(15_000, assumed("back end and block layer; the driver's own cycles are those of a bare machine")),
    transmit: packets(18_546, 0, derived(`${FLIP_OUT}; ${SERVICE}`)),
    receive: packets(14_261, 0, derived(`${FLIP_IN}; ${SERVICE}`)),
  },
  hypervisor: {
    disk: anySize(5000, assumed("mapping of the guest's pages, two events")),
    transmit: packets(11_128, 0, derived(`${FLIP_OUT}; ${HYPERVISOR}`)),
    receive: packets(8557, 0, derived(`${FLIP_IN}; ${HYPERVISOR}`)),
  },
  diskLatencyNs: anyLatency(fact(20_000, "ns", assumed("two events, the service partition runs at once"))),
  networkLatencyNs: fact(20_000, "ns", assumed("two events, the service partition runs at once")),
};

/** Front and back end that copy: later Xen, synthetic devices of Hyper-V. */
export const SPLIT_COPY: IoPath = {
  id: "split-copy",
  title: "split driver, data copied",
  guest: {
    disk: anySize(2000, RING),
    transmit: packets(252, 0, derived(`${COPY_OUT}; ${GUEST}`)),
    receive: packets(958, 0, derived(`${COPY_IN}; ${GUEST}`)),
  },
  service: {
    disk: anySize(12_000, assumed("back end and block layer, pages kept mapped")),
    transmit: packets(629, 0, derived(`${COPY_OUT}; ${SERVICE}`)),
    receive: packets(2395, 0, derived(`${COPY_IN}; ${SERVICE}`)),
  },
  hypervisor: {
    disk: anySize(3000, assumed("two events, copies of references")),
    transmit: packets(377, 0, derived(`${COPY_OUT}; ${HYPERVISOR}`)),
    receive: packets(1437, 0, derived(`${COPY_IN}; ${HYPERVISOR}`)),
  },
  diskLatencyNs: anyLatency(fact(15_000, "ns", assumed("two events, the service partition runs at once"))),
  networkLatencyNs: fact(15_000, "ns", assumed("two events, the service partition runs at once")),
};
