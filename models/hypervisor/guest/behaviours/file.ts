/**
 * A file server in the manner of dbench: many small operations on files, answered over the network, with a page cache that
 * takes what memory it gets. One request is one operation.
 */
import { assumed, fact, recalled, seen } from "../../../fact.ts";
import type { Behaviour } from "../behaviour.ts";

/** A file server in the manner of dbench: many small operations on files, answered over the network, with a page cache that */
export const FILE: Behaviour = {
  id: "file",
  title: "file server",
  arrivals: {
    value: { kind: "closed", clients: 40, thinkNs: 200_000_000 },
    source: assumed("40 clients as in the balloon measurement of Waldspurger 2002, a fifth of a second apart"),
  },
  referenceMhz: fact(2400, "MHz", seen("SOSP03"), "the Xeon that the rates are stated for"),
  cpuPerRequestNs: fact(120_000, "ns", assumed("look-up, copy and answer")),
  cpuKind: { value: "hyperexponential", source: assumed("look-ups are short, transfers long") },
  cpuScv: fact(3, "", assumed("look-ups are short, transfers long")),
  kernelRatio: fact(0.6, "of CPU time", assumed("file system and network")),
  io: {
    diskReads: fact(0.1, "per request", assumed("most reads hit the cache")),
    diskReadBytes: fact(1638, "bytes per request", assumed("one in ten reads 16 KiB")),
    diskWrites: fact(0.15, "per request", assumed("writes are gathered")),
    diskWriteBytes: fact(2458, "bytes per request", assumed("writes are gathered")),
    packetsIn: fact(2, "per request", assumed("request and acknowledgement")),
    bytesIn: fact(1500, "bytes per request", assumed("a third are writes of 4 KiB")),
    packetsOut: fact(3, "per request", assumed("a third are reads of 8 KiB")),
    bytesOut: fact(3000, "bytes per request", assumed("a third are reads of 8 KiB")),
  },
  rates: {
    systemCall: fact(50000, "per CPU-second", assumed("six calls per operation")),
    pageFault: fact(1500, "per CPU-second", assumed("copies into fresh pages")),
    pageTableWrite: fact(1000, "per CPU-second", assumed("mappings of files")),
    addressSpaceSwitch: fact(8000, "per CPU-second", assumed("one switch per operation")),
    processCreate: fact(0.1, "per CPU-second", assumed("processes are kept")),
    timerTick: fact(100, "per second", recalled("sure"), "Linux 2.4 on x86"),
    deviceInterrupt: fact(8000, "per CPU-second", assumed("packets, four to an interrupt, and disks")),
    privilegedInstruction: fact(3000, "per CPU-second", assumed("masks and halts")),
  },
  memory: {
    workingSetRatio: fact(0.6, "of configured memory", assumed("files in use")),
    touchedRatio: fact(0.98, "of configured memory", assumed("the page cache takes what it gets")),
    pageReferencesPerCpuSecond: fact(4000, "pages per CPU-second", assumed("operations spread over many files")),
    dirtyPagesPerCpuSecond: fact(3000, "pages per CPU-second", assumed("a third of operations write")),
    sharedIfIdenticalRatio: fact(
      0.3,
      "of configured memory",
      seen("V41-mem"),
      "guidance: over 30 % for nearly identical VMs, under 5 % for diverse ones",
    ),
  },
  locks: {
    lockShareRatio: fact(0.06, "of CPU time", assumed("directory and page-cache locks")),
    holdNs: fact(2000, "ns", assumed("a few hundred instructions and their cache misses")),
    hotLockRatio: fact(0.3, "of acquisitions", assumed("nobody measured which lock")),
  },
};
