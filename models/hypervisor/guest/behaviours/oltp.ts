/**
 * Short database transactions in the manner of OSDB-OLTP: bound by its disks, many switches between database and clients.
 * One request is one transaction.
 */
import { assumed, derived, fact, recalled, seen } from "../../../fact.ts";
import type { Behaviour } from "../behaviour.ts";

/** Short database transactions in the manner of OSDB-OLTP: bound by its disks, many switches between database and clients. */
export const OLTP: Behaviour = {
  id: "oltp",
  title: "database transactions",
  arrivals: {
    value: { kind: "closed", clients: 40, thinkNs: 500_000_000 },
    source: assumed("a small company's application"),
  },
  referenceMhz: fact(2400, "MHz", seen("SOSP03"), "the Xeon that the rates are stated for"),
  cpuPerRequestNs: fact(2_000_000, "ns", assumed("a handful of statements")),
  cpuKind: { value: "exponential", source: assumed("statements differ") },
  cpuScv: fact(1, "", assumed("exponential")),
  kernelRatio: fact(0.2, "of CPU time", assumed("database code dominates")),
  io: {
    diskReads: fact(4, "per request", assumed("index and rows are partly cached")),
    diskReadBytes: fact(32768, "bytes per request", assumed("blocks of 8 KiB")),
    diskWrites: fact(2, "per request", assumed("log and a block")),
    diskWriteBytes: fact(16384, "bytes per request", assumed("blocks of 8 KiB")),
    packetsIn: fact(6, "per request", assumed("one packet per statement")),
    bytesIn: fact(1200, "bytes per request", assumed("statements")),
    packetsOut: fact(6, "per request", assumed("one answer per statement")),
    bytesOut: fact(3000, "bytes per request", assumed("answers")),
  },
  rates: {
    systemCall: fact(20000, "per CPU-second", assumed("40 calls per transaction")),
    pageFault: fact(500, "per CPU-second", assumed("the buffer pool is touched already")),
    pageTableWrite: fact(100, "per CPU-second", assumed("little is unmapped")),
    addressSpaceSwitch: fact(4000, "per CPU-second", assumed("8 switches per transaction")),
    processCreate: fact(0.2, "per CPU-second", assumed("sessions are kept")),
    timerTick: fact(100, "per second", recalled("sure"), "Linux 2.4 on x86"),
    deviceInterrupt: fact(6000, "per CPU-second", assumed("disk and network, little coalesced")),
    privilegedInstruction: fact(4000, "per CPU-second", assumed("halts while the disk is waited for")),
  },
  memory: {
    workingSetRatio: fact(0.8, "of configured memory", assumed("the buffer pool")),
    touchedRatio: fact(0.95, "of configured memory", assumed("the buffer pool is filled")),
    pageReferencesPerCpuSecond: fact(
      1200,
      "pages per CPU-second",
      derived(
        "Z60: a sixth guest on memory for five halves throughput; 1/6 missing x 1,200 x 5 ms (assumed) = 1 s of waiting per CPU-second",
      ),
    ),
    dirtyPagesPerCpuSecond: fact(600, "pages per CPU-second", assumed("log and a block or two per transaction")),
    sharedIfIdenticalRatio: fact(
      0.3,
      "of configured memory",
      seen("V41-mem"),
      "guidance: over 30 % for nearly identical VMs, under 5 % for diverse ones",
    ),
  },
  locks: {
    lockShareRatio: fact(0.03, "of CPU time", assumed("mostly network and block-layer locks")),
    holdNs: fact(2000, "ns", assumed("a few hundred instructions and their cache misses")),
    hotLockRatio: fact(0.2, "of acquisitions", assumed("nobody measured which lock")),
  },
};
