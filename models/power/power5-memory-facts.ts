/** Facts of POWER5 Advanced POWER Virtualization: memory, profiles, capacity on demand, licences and systems. */
import { assumed, fact, recalled, seen } from "../fact.ts";

const sure = recalled("sure");
const fairly = recalled("fairly");

export const POWER5_MEMORY_FACTS = {
  lmbSizes: fact(
    "16, 32, 64, 128, 256",
    "MiB",
    seen("P7, P29"),
    "one size per server; changing it restarts the server",
  ),
  "lmbDefault.below4": fact(16, "MiB", sure, "servers below 4 GiB; table seen for POWER7 and POWER9 (P29)"),
  "lmbDefault.from4": fact(32, "MiB", sure, "4 to 8 GiB"),
  "lmbDefault.from8": fact(64, "MiB", sure, "8 to 16 GiB"),
  "lmbDefault.from16": fact(128, "MiB", sure, "16 to 32 GiB"),
  "lmbDefault.above32": fact(256, "MiB", sure, "above 32 GiB"),
  lmbTradeoff: fact("small LMB: longer IPL, finer grain", "", seen("P7")),
  minPartitionMemory: fact(128, "MiB", seen("P2"), "p5-570, else 1 LMB; AIX 5.3 wants 256 to 512"),
  maxGrowthThreshold: fact(256, "MiB", sure, "initial memory; seen for POWER7 and POWER9 (P29)"),
  maxGrowthSmall: fact(16, "x initial", sure, "below the threshold"),
  maxGrowthLarge: fact(64, "x initial", sure, "from the threshold on"),
  hptSize: fact("nextPow2(maximum memory / 64)", "MiB", seen("P7, P5"), "outside the partition; 10,752 -> 168 -> 256"),
  hptRatio: fact(64, "MiB per MiB of page table", seen("P7")),
  hypervisorBase: fact(256, "MiB", assumed("no fixed number exists; planning base beside page tables and I/O")),
  hypervisorShare: fact(
    2.5,
    "% of installed",
    assumed("with base and page tables (1/64 to 1/32) it makes the rule of thumb of 5 to 8 % of installed memory"),
    "grows with partitions, VIOS, virtual adapters, drawers (P5, P7); IBM's own tool was the System Planning Tool",
  ),
  memorySharing: fact("none: no overcommit, no page sharing", "", sure, "AMS and AME came with POWER6 and 7+"),
  numa: fact("an LPAR's cores and memory are placed in one node where possible", "", seen("P7")),
  profile: fact(
    "minimum, desired, maximum",
    "",
    seen("P5, P7"),
    "activation fails below the minimum; the maximum bounds DLPAR",
  ),
  dynamic: fact("capped/uncapped, weight, PU, VP, dedicated cores, memory by LMB, slots", "", seen("P5")),
  notDynamic: fact("dedicated to shared and back; minimum and maximum; LMB size", "", seen("P5, P25, P29")),
  osDlpar: fact(
    "AIX 5.2 yes; i5/OS yes; SLES 9 CPU and I/O, not memory; RHEL 3 none",
    "",
    seen("P2"),
    "SLES 9 was still planned when the paper was written; i5/OS by the deck",
  ),
  cod: fact(
    "permanent CUoD (1 core, 1 GB steps), On/Off, Reserve, Trial",
    "",
    sure,
    "inactive cores are not in the pool",
  ),
  manager: fact("HMC, or IVM on VIOS 1.2 and later (small servers)", "", seen("P3")),
  vpm: fact(4, "Linux LPARs", seen("P7"), "Virtual Partition Manager on System i, no HMC"),
  licenceUnit: fact("APV feature, one per processor", "", seen("P3, P4, P13"), "System i: included (recalled, sure)"),
  liveMigration: fact("absent", "", seen("P30"), "LPM is POWER6 and later; WPAR mobility needs AIX 6.1 (P38)"),
  "os.aixShared": fact("5.3", "AIX release", seen("P3"), "first in a micro-partition and with virtual I/O"),
  "os.aixFirst": fact("5.2", "AIX release", sure, "dedicated processors and adapters only"),
  "os.aixLast": fact("7.1", "AIX release", fairly, "AIX 7.2 needs POWER7"),
  "os.ibmIFirst": fact("V5R3", "i5/OS release", sure),
  "os.ibmILast": fact("7.1", "IBM i release", fairly, "IBM i 7.2 needs POWER6"),
} as const;
