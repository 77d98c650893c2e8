/** Facts of POWER5 Advanced POWER Virtualization, 2004 to 2007: processors and the hypervisor. 1 PU = one core. */
import { assumed, derived, fact, recalled, seen } from "../fact.ts";
import { hardIfCapped } from "../partitioning/index.ts";

const sure = recalled("sure");
const fairly = recalled("fairly");

export const POWER5_CPU_FACTS = {
  puMinPerPartition: fact(0.1, "PU", seen("P1, P2, P3")),
  puStep: fact(0.01, "PU", seen("P3, P14"), "above the minimum; one IBM page says steps of .1 (P13)"),
  microPartitionsPerCore: fact(
    10,
    "LPARs per core",
    seen("P2, P3, P4"),
    "the practical limit is less on a loaded system",
  ),
  maxPartitionsPerServer: fact(254, "LPARs", sure, "and never more than 10 per core: 160 on a 16-way p5-570 (P2)"),
  maxDedicatedPartitions: fact("number of cores", "", seen("P3"), "4-core p5-520Q: 4 dedicated or 40 micro"),
  maxPhysicalCores: fact(64, "cores", seen("P1"), "of the POWER5 generation"),
  maxLogicalProcessors: fact(128, "threads", seen("P1"), "SMT2 x 64"),
  maxVpPerPartition: fact(64, "VPs", seen("P1, P5")),
  vpMin: fact("ceil(PU)", "VPs", seen("P5"), "at least one virtual processor per 1.00 PU"),
  vpMax: fact("min(64, floor(10 x PU))", "VPs", seen("P5"), "the HMC holds the profile's maximum PU against it"),
  vpsPerUnit: fact(10, "VPs per PU", seen("P5"), "every virtual processor is backed by 0.10 to 1.00 PU"),
  mixSharedAndDedicated: fact("forbidden inside one partition", "", seen("P1")),
  sharedPools: fact(1, "pools", seen("P3"), "dedicated and shared LPARs coexist"),
  poolSize: fact(
    "active cores - dedicated cores of running LPARs - unlicensed CoD cores",
    "cores",
    seen("P5, P21"),
    "entitlements together fit in it",
  ),
  capped: fact("use <= entitlement per window", "", seen("P2, P7"), "the HMC's default on System i is uncapped"),
  uncapped: fact("use <= virtual processors x 1.0", "PU", seen("P6"), "0.50 PU on 1 VP never exceeds 1.00"),
  weight: fact(128, "", seen("P8"), "default; integers 0 to 255; spare PU go in direct proportion"),
  weightMax: fact(255, "", seen("P8")),
  weightZero: fact(
    "no spare capacity",
    "",
    seen("P7"),
    "behaves as capped (recalled, sure); 64 low, 128 medium, 255 high",
  ),
  dispatchWindow: fact(
    10,
    "ms",
    seen("P15, P22, P25"),
    "each VP gets entitlement / VPs x 10 ms; 0.10 PU on 1 VP: 1 ms",
  ),
  worstDispatchLatency: fact(18, "ms", fairly, "at 0.1 PU per VP: 2 x (10 - slice), derived"),
  unusedEntitlement: fact("ceded to the pool, lost at the window's end", "", seen("P26"), "not banked: recalled, sure"),
  H_CEDE: fact("0xE0", "opcode", seen("P16"), "waits for an interrupt or the decrementer"),
  H_CONFER: fact("0xE4", "opcode", seen("P16"), "gives the rest of the slice to a named VP, or to all (spin locks)"),
  H_PROD: fact("0xE8", "opcode", seen("P16"), "wakes a ceded VP"),
  hcallsPageTable: fact("H_ENTER 0x08, H_REMOVE 0x04, H_PROTECT 0x18, H_BULK_REMOVE 0x124", "opcode", seen("P16")),
  hcallsIo: fact(
    "H_PUT_TCE 0x20, H_REG_CRQ 0xFC, H_SEND_CRQ 0x108, H_COPY_RDMA 0x110, H_SEND_LOGICAL_LAN 0x120",
    "opcode",
    seen("P16"),
  ),
  hcallsOther: fact("H_REGISTER_VPA 0xDC, H_GET_PPP 0xEC, H_SET_PPP 0xF0", "opcode", seen("P16")),
  hcallCost: fact(900, "cycles", assumed("no figure is published; the middle of 300 to 1,500")),
  hcallRate: fact(20_000, "calls per second of a busy core", assumed("no figure is published; a planning default")),
  smt: fact(2, "threads per core", seen("P5"), "on or off per partition: AIX 5.3, Linux 2.6, i5/OS"),
  smtGain: fact(1.3, "x throughput", fairly, "1.2 to 1.4"),
  dedicatedIdleDonation: fact(
    "only while the dedicated LPAR is powered off",
    "",
    sure,
    "a running one donates from POWER6+ on (four later modes: P26)",
  ),
  partitionLoadManager: fact("AIX 5.3 tool that moves CPU and memory by policy", "", seen("P3"), "part of APV"),
  "plan.entitlement": fact(
    50,
    "% of the peak",
    assumed("uncapped: entitlement near the average, virtual processors for the peak; no ratio is published"),
  ),
  "warn.dedicatedUse": fact(30, "%", derived("rule P5-18: below it a dedicated LPAR's cycles are better shared")),
  ...hardIfCapped({
    settings: "processingUnits cores, dedicatedProcessors cores",
    onlyIf: "processorMode: capped, dedicated",
  }),
} as const;
