/** Facts of POWER4 and POWER4+ LPAR, 2001 to 2004: whole processors, whole slots, nothing shared. */
import { assumed, fact, recalled, seen } from "../fact.ts";
import { HARD_PARTITION } from "../partitioning/index.ts";

export const POWER4_FACTS = {
  cpuGrain: fact(1, "cores", seen("P17"), "whole processors, at least one; no shared pool, no SMT"),
  minMemory: fact(256, "MiB", seen("P17")),
  memoryGrain: fact(256, "MiB", seen("P17")),
  pageTable: fact(256, "MiB", seen("P17"), "contiguous, set aside for each partition outside its memory"),
  pageTablePerStep: fact(256, "MiB", seen("P17"), "more for each full pageTableStep assigned"),
  pageTableStep: fact(16, "GiB", seen("P17")),
  firmwareOverhead: fact(
    512,
    "MiB",
    assumed("a table exists and was not seen; it grows with memory, I/O drawers and firmware level (P17)"),
  ),
  "largePartition.above": fact(16, "GiB", seen("P17"), "an AIX 5.1 partition beyond this is large"),
  "largePartition.spare": fact(16, "GiB", seen("P17"), "installed beyond 16 per large one: one needs >32, two >48"),
  "ioNeed.boot": fact(1, "boot devices per LPAR", seen("P17"), "no virtual I/O at all"),
  "ioNeed.network": fact(1, "network adapters per LPAR", seen("P17")),
  maxPartitions: fact(32, "LPARs", recalled("fairly"), "p690; 16 at launch (P18); p650 8; never more than cores"),
  dlpar: fact("AIX 5.2 and later (2002); AIX 5.1 and Linux of the time: none", "", seen("P17, P31")),
  hypervisor: fact("demand-driven: interrupt and callback", "", seen("P4"), "POWER5's is active"),
  "os.aixFirst": fact("5.1", "AIX release", recalled("sure")),
  "os.aixLast": fact("7.1", "AIX release", recalled("fairly"), "AIX 7.2 needs POWER7"),
  "os.aixDynamic": fact("5.2", "AIX release", seen("P17, P31"), "first with DLPAR and small real mode"),
  ...HARD_PARTITION,
} as const;
