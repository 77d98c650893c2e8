/**
 * Paths without a party in between: a device passed to a guest (interrupts still go by the hypervisor), a partition's own
 * adapter, and containers on the host's own drivers, with or without a bridge that rewrites addresses.
 */
import { assumed, derived, fact } from "../../fact.ts";
import { anyLatency, anySize, noCycles, packets } from "./party.ts";
import type { IoPath } from "./path.ts";

const EXIT = "SPLITX11: 2,000 cycles per exit";
const OWN = assumed("the partition's own adapter, driven as on a bare machine");
const HOSTS = assumed("the host's own driver serves all containers");
const NO_WAIT = fact(0, "ns", assumed("nothing stands between"));

/** A device assigned to a guest; interrupts are caught and handed on. Without posted interrupts. */
export const PASS_THROUGH: IoPath = {
  id: "pass-through",
  title: "device passed through",
  guest: noCycles(assumed("the guest's own driver")),
  service: "none",
  hypervisor: {
    disk: anySize(4000, derived(`${EXIT}; interrupt and acknowledgement`)),
    transmit: packets(500, 0, derived(`${EXIT}; two for eight packets (assumed)`)),
    receive: packets(500, 0, derived(`${EXIT}; two for eight packets (assumed)`)),
  },
  diskLatencyNs: anyLatency(fact(2000, "ns", assumed("one exit before the guest's handler"))),
  networkLatencyNs: fact(2000, "ns", assumed("one exit before the guest's handler")),
};

/** Slots, chassis and channels that a partition owns. */
export const OWN_ADAPTER: IoPath = {
  id: "own-adapter",
  title: "adapter of the partition's own",
  guest: noCycles(OWN),
  service: "none",
  hypervisor: noCycles(OWN),
  diskLatencyNs: anyLatency(NO_WAIT),
  networkLatencyNs: NO_WAIT,
};

/** Containers on the host's interface. */
export const SHARED_KERNEL_IO: IoPath = {
  id: "shared-kernel",
  title: "shared kernel",
  guest: noCycles(HOSTS),
  service: "none",
  hypervisor: noCycles(HOSTS),
  diskLatencyNs: anyLatency(NO_WAIT),
  networkLatencyNs: NO_WAIT,
};

/** Containers behind a bridge with address translation, on the host's time. */
export const SHARED_KERNEL_BRIDGED: IoPath = {
  id: "shared-kernel-bridged",
  title: "shared kernel, bridge with address translation",
  guest: {
    disk: anySize(0, HOSTS),
    transmit: packets(666, 0, derived("FELTER14: 2.60 - 2.14 cycles per byte x 1,448")),
    receive: packets(666, 0, derived("FELTER14: 2.75 - 2.29 cycles per byte x 1,448")),
  },
  service: "none",
  hypervisor: noCycles(HOSTS),
  diskLatencyNs: anyLatency(NO_WAIT),
  networkLatencyNs: fact(17_500, "ns", derived("FELTER14: a round trip takes 73 instead of 38 us")),
};
