/**
 * A build of an operating system's kernel: many short processes that fault their memory in; little input and output.
 * One request is one file compiled. Rates of faults and processes are those of a Linux 4.13 build (seen), scaled by clock
 * alone to the 2.4 GHz Xeon of the Xen paper: neither compiler nor processor is the same, so the scaling is the weak
 * point, and that machine's clock is assumed: 3.1 to 3.9 GHz instead of 3.4 makes Xen's slowdown 3.7 to 2.9 %. Fault and
 * process costs of lmbench on the Xeon fill 4 of the 7 % of kernel time that the paper states.
 */
import { assumed, derived, fact, recalled, seen } from "../../../fact.ts";
import type { Behaviour } from "../behaviour.ts";

/** A build of an operating system's kernel: many short processes that fault their memory in; little input and output. */
export const KERNEL_BUILD: Behaviour = {
  id: "kernel-build",
  title: "kernel build",
  arrivals: { value: { kind: "saturated", threads: 1 }, source: assumed("make without parallel jobs") },
  referenceMhz: fact(2400, "MHz", seen("SOSP03"), "the Xeon that the rates are stated for"),
  cpuPerRequestNs: fact(
    350_000_000,
    "ns",
    derived("263 s on Linux (SOSP03, recalled) over about 750 files of a default configuration (assumed)"),
  ),
  cpuKind: { value: "exponential", source: assumed("files differ by an order of magnitude") },
  cpuScv: fact(1, "", assumed("exponential")),
  kernelRatio: fact(0.07, "of CPU time", seen("SOSP03"), "native share of the build's time in the system"),
  io: {
    diskReads: fact(2, "per request", assumed("source and headers are mostly cached")),
    diskReadBytes: fact(32768, "bytes per request", assumed("two of 16 KiB")),
    diskWrites: fact(1, "per request", assumed("one object file")),
    diskWriteBytes: fact(32768, "bytes per request", assumed("one object file")),
    packetsIn: fact(0, "per request", assumed("no network work")),
    bytesIn: fact(0, "bytes per request", assumed("no network work")),
    packetsOut: fact(0, "per request", assumed("no network work")),
    bytesOut: fact(0, "bytes per request", assumed("no network work")),
  },
  rates: {
    systemCall: fact(
      8000,
      "per CPU-second",
      assumed("about 2,800 calls per file: headers are looked for, opened, mapped and closed"),
    ),
    pageFault: fact(
      19840,
      "per CPU-second",
      derived(
        "MV-perf: 31,486,712 faults in 1,120.25 CPU-seconds = 28,107 per second; clock assumed 3.4 GHz, so times 2.4/3.4",
      ),
    ),
    pageTableWrite: fact(2000, "per CPU-second", assumed("unmapping of headers and of freed memory")),
    addressSpaceSwitch: fact(
      351,
      "per CPU-second",
      derived("MV-perf, build of gcc: 3,798,915 switches in 7,630.7 CPU-seconds = 498 per second, times 2.4/3.4"),
    ),
    processCreate: fact(
      18.4,
      "per CPU-second",
      derived("MV-perf: 29,135 processes in 1,120.25 CPU-seconds = 26.0 per second, times 2.4/3.4"),
    ),
    timerTick: fact(100, "per second", recalled("sure"), "Linux 2.4 on x86"),
    deviceInterrupt: fact(50, "per CPU-second", assumed("disk and console")),
    privilegedInstruction: fact(500, "per CPU-second", assumed("idle halts and control registers")),
  },
  memory: {
    workingSetRatio: fact(
      0.5,
      "of configured memory",
      assumed("compiler, sources and headers in a guest of usual size"),
    ),
    touchedRatio: fact(0.9, "of configured memory", assumed("the page cache takes the rest in time")),
    pageReferencesPerCpuSecond: fact(
      3000,
      "pages per CPU-second",
      assumed("between the batch and the database figure"),
    ),
    dirtyPagesPerCpuSecond: fact(2000, "pages per CPU-second", assumed("each file's compiler starts on fresh pages")),
    sharedIfIdenticalRatio: fact(
      0.3,
      "of configured memory",
      seen("V41-mem"),
      "guidance: over 30 % for nearly identical VMs, under 5 % for diverse ones",
    ),
  },
  locks: {
    lockShareRatio: fact(
      0.02,
      "of CPU time",
      assumed("a third of the kernel time, most of it file-system and memory locks"),
    ),
    holdNs: fact(2000, "ns", assumed("a few hundred instructions and their cache misses")),
    hotLockRatio: fact(0.3, "of acquisitions", assumed("nobody measured which lock")),
  },
};
