/**
 * A desktop whose user looks at it: short bursts, timer ticks, and memory that was touched once and is not used. One request
 * is one burst.
 */
import { assumed, fact, recalled, seen } from "../../../fact.ts";
import type { Behaviour } from "../behaviour.ts";

/** A desktop whose user looks at it: short bursts, timer ticks, and memory that was touched once and is not used. One request */
export const IDLE_DESKTOP: Behaviour = {
  id: "idle-desktop",
  title: "idle desktop",
  arrivals: { value: { kind: "open", perSecond: 2 }, source: assumed("clock, mail, cursor") },
  referenceMhz: fact(2400, "MHz", seen("SOSP03"), "the Xeon that the rates are stated for"),
  cpuPerRequestNs: fact(5_000_000, "ns", assumed("a redraw")),
  cpuKind: { value: "exponential", source: assumed("bursts differ") },
  cpuScv: fact(1, "", assumed("exponential")),
  kernelRatio: fact(0.3, "of CPU time", assumed("timers and drawing")),
  io: {
    diskReads: fact(0.02, "per request", assumed("next to none")),
    diskReadBytes: fact(400, "bytes per request", assumed("next to none")),
    diskWrites: fact(0.1, "per request", assumed("logs and registry")),
    diskWriteBytes: fact(819, "bytes per request", assumed("logs and registry")),
    packetsIn: fact(0.5, "per request", assumed("broadcasts")),
    bytesIn: fact(60, "bytes per request", assumed("broadcasts")),
    packetsOut: fact(0.5, "per request", assumed("keep-alives")),
    bytesOut: fact(60, "bytes per request", assumed("keep-alives")),
  },
  rates: {
    systemCall: fact(10000, "per CPU-second", assumed("window system")),
    pageFault: fact(2000, "per CPU-second", assumed("caches of pictures")),
    pageTableWrite: fact(200, "per CPU-second", assumed("little is unmapped")),
    addressSpaceSwitch: fact(2000, "per CPU-second", assumed("one program calls another")),
    processCreate: fact(0.5, "per CPU-second", assumed("a helper now and then")),
    timerTick: fact(64, "per second", recalled("fairly"), "Windows: 15.6 ms"),
    deviceInterrupt: fact(2000, "per CPU-second", assumed("clock and keyboard")),
    privilegedInstruction: fact(5000, "per CPU-second", assumed("idle halts, interrupt masks")),
  },
  memory: {
    workingSetRatio: fact(0.1, "of configured memory", assumed("what is used while nobody works")),
    touchedRatio: fact(0.9, "of configured memory", assumed("programs were started and left")),
    pageReferencesPerCpuSecond: fact(500, "pages per CPU-second", assumed("little moves")),
    dirtyPagesPerCpuSecond: fact(300, "pages per CPU-second", assumed("little moves")),
    sharedIfIdenticalRatio: fact(
      0.3,
      "of configured memory",
      seen("V41-mem"),
      "guidance: over 30 % for nearly identical VMs, under 5 % for diverse ones",
    ),
  },
  locks: {
    lockShareRatio: fact(0.02, "of CPU time", assumed("window system")),
    holdNs: fact(2000, "ns", assumed("a few hundred instructions and their cache misses")),
    hotLockRatio: fact(0.2, "of acquisitions", assumed("nobody measured which lock")),
  },
};
