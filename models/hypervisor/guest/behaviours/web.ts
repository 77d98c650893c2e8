/**
 * A web server of mostly static pages in the manner of SPEC WEB99: kernel and network code take most of the CPU.
 * One request is one page of about 15 kB. Packet counts assume an MTU of 1500 and an acknowledgement for every second one.
 */
import { assumed, derived, fact, recalled, seen } from "../../../fact.ts";
import type { Behaviour } from "../behaviour.ts";

/** A web server of mostly static pages in the manner of SPEC WEB99: kernel and network code take most of the CPU. */
export const WEB: Behaviour = {
  id: "web",
  title: "web server",
  arrivals: {
    value: { kind: "closed", clients: 100, thinkNs: 1_000_000_000 },
    source: assumed("as many clients as the live-migration paper drives a server with, a second apart"),
  },
  referenceMhz: fact(2400, "MHz", seen("SOSP03"), "the Xeon that the rates are stated for"),
  cpuPerRequestNs: fact(
    667_000,
    "ns",
    derived("180 Mbit/s (SOSP03) of pages of 15 kB (recalled) are 1,500 pages per second of one CPU at 2.4 GHz"),
  ),
  cpuKind: { value: "hyperexponential", source: assumed("page sizes are heavy-tailed") },
  cpuScv: fact(4, "", assumed("page sizes are heavy-tailed")),
  kernelRatio: fact(0.7, "of CPU time", derived("MV-perf, apache: 289.7 s of 412.8 s in the system")),
  io: {
    diskReads: fact(0.1, "per request", assumed("a data set of the size of the host's memory")),
    diskReadBytes: fact(1500, "bytes per request", assumed("one page in ten is read")),
    diskWrites: fact(0.02, "per request", assumed("the log is written in large blocks")),
    diskWriteBytes: fact(100, "bytes per request", assumed("one line of log")),
    packetsIn: fact(7, "per request", derived("request, and an acknowledgement for every second packet out")),
    bytesIn: fact(500, "bytes per request", assumed("request line and headers")),
    packetsOut: fact(11, "per request", derived("15,000 bytes over 1,448 per packet, rounded up")),
    bytesOut: fact(15000, "bytes per request", recalled("fairly"), "mean file of SPECweb99"),
  },
  rates: {
    systemCall: fact(37500, "per CPU-second", assumed("25 calls per page")),
    pageFault: fact(
      6165,
      "per CPU-second",
      derived("MV-perf, apache: 3,605,491 faults in 412.8 CPU-seconds, times 2.4/3.4"),
    ),
    pageTableWrite: fact(1500, "per CPU-second", assumed("one mapping per page")),
    addressSpaceSwitch: fact(1500, "per CPU-second", assumed("one switch per page")),
    processCreate: fact(0.1, "per CPU-second", assumed("processes are kept")),
    timerTick: fact(100, "per second", recalled("sure"), "Linux 2.4 on x86"),
    deviceInterrupt: fact(
      6750,
      "per CPU-second",
      derived("18 packets per page, 1,500 pages, four to an interrupt (assumed)"),
    ),
    privilegedInstruction: fact(3000, "per CPU-second", assumed("two per page")),
  },
  memory: {
    workingSetRatio: fact(0.5, "of configured memory", assumed("popular files and the server")),
    touchedRatio: fact(0.95, "of configured memory", assumed("the page cache takes what it gets")),
    pageReferencesPerCpuSecond: fact(2500, "pages per CPU-second", assumed("a popular page is in the cache")),
    dirtyPagesPerCpuSecond: fact(
      800,
      "pages per CPU-second",
      derived("172.6 MB of distinct pages in the first round of 54 s of the live-migration paper's SPECweb99"),
    ),
    sharedIfIdenticalRatio: fact(
      0.3,
      "of configured memory",
      seen("V41-mem"),
      "guidance: over 30 % for nearly identical VMs, under 5 % for diverse ones",
    ),
  },
  locks: {
    lockShareRatio: fact(0.08, "of CPU time", assumed("network and file locks are a tenth of kernel time")),
    holdNs: fact(2000, "ns", assumed("a few hundred instructions and their cache misses")),
    hotLockRatio: fact(0.3, "of acquisitions", assumed("nobody measured which lock")),
  },
};
