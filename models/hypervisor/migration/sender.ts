/** What sending costs the sender, measured once in 2005; platforms without a measurement of their own use it, scaled by clock. */
import { assumed, derived, fact, recalled } from "../../fact.ts";

/** One CPU of the sender, the pause around the last copy, the tracking of writes. */
export const SENDER = {
  mbitPerCpuSecond: fact(
    830,
    "Mbit per CPU-second",
    derived("the live-migration paper of 2005: 100 Mbit/s cost 12 % of a CPU at 2 GHz"),
  ),
  atMhz: fact(2000, "MHz", recalled("sure"), "the Xeon it was measured on"),
  suspendNs: fact(0, "ns", assumed("part of the resume time where that was measured")),
  resumeNs: fact(
    9_000_000,
    "ns",
    derived("the live-migration paper of 2005: SPECweb99 stood still for 210 ms, 201 ms of them copying"),
  ),
  trackingRatio: fact(0.02, "of the guest's speed", assumed("write faults of tracked pages; nobody states a figure")),
} as const;
