/**
 * Computation without system calls: a SPEC CPU program. Hypervisors of every technique but emulation leave it alone;
 * one request is one second of work.
 */
import { assumed, fact, recalled, seen } from "../../../fact.ts";
import type { Behaviour } from "../behaviour.ts";

/** Computation without system calls: a SPEC CPU program. Hypervisors of every technique but emulation leave it alone; */
export const BATCH: Behaviour = {
  id: "batch",
  title: "batch computation",
  arrivals: { value: { kind: "saturated", threads: 1 }, source: assumed("the next job waits already") },
  referenceMhz: fact(2400, "MHz", seen("SOSP03"), "the Xeon that the rates are stated for"),
  cpuPerRequestNs: fact(1_000_000_000, "ns", assumed("a unit of work, so that throughput reads as CPU-seconds")),
  cpuKind: { value: "constant", source: assumed("a unit of work") },
  cpuScv: fact(0, "", assumed("constant")),
  kernelRatio: fact(
    0.01,
    "of CPU time",
    assumed("timer and a few faults; the Xen paper shows no loss for SPEC INT2000"),
  ),
  io: {
    diskReads: fact(0, "per request", assumed("no disk work")),
    diskReadBytes: fact(0, "bytes per request", assumed("no disk work")),
    diskWrites: fact(0, "per request", assumed("no disk work")),
    diskWriteBytes: fact(0, "bytes per request", assumed("no disk work")),
    packetsIn: fact(0, "per request", assumed("no network work")),
    bytesIn: fact(0, "bytes per request", assumed("no network work")),
    packetsOut: fact(0, "per request", assumed("no network work")),
    bytesOut: fact(0, "bytes per request", assumed("no network work")),
  },
  rates: {
    systemCall: fact(100, "per CPU-second", assumed("buffered output")),
    pageFault: fact(100, "per CPU-second", assumed("memory is touched once")),
    pageTableWrite: fact(10, "per CPU-second", assumed("little is unmapped")),
    addressSpaceSwitch: fact(20, "per CPU-second", assumed("one process and the system's own")),
    processCreate: fact(0.01, "per CPU-second", assumed("a job a minute or two")),
    timerTick: fact(100, "per second", recalled("sure"), "Linux 2.4 on x86"),
    deviceInterrupt: fact(10, "per CPU-second", assumed("next to none")),
    privilegedInstruction: fact(50, "per CPU-second", assumed("timer reads")),
  },
  memory: {
    workingSetRatio: fact(0.7, "of configured memory", assumed("arrays of the program")),
    touchedRatio: fact(0.8, "of configured memory", assumed("program and its data")),
    pageReferencesPerCpuSecond: fact(2000, "pages per CPU-second", assumed("passes over arrays larger than a cache")),
    dirtyPagesPerCpuSecond: fact(1500, "pages per CPU-second", assumed("most references write")),
    sharedIfIdenticalRatio: fact(
      0.3,
      "of configured memory",
      seen("V41-mem"),
      "guidance: over 30 % for nearly identical VMs, under 5 % for diverse ones",
    ),
  },
  locks: {
    lockShareRatio: fact(0.001, "of CPU time", assumed("kernel time is a hundredth")),
    holdNs: fact(2000, "ns", assumed("a few hundred instructions and their cache misses")),
    hotLockRatio: fact(0.1, "of acquisitions", assumed("nobody measured which lock")),
  },
};
