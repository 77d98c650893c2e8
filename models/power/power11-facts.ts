/** Facts of PowerVM on Power11 (July 2025 and later). 1 PU = one core. Rules that hold since POWER7+ are stated here again, whole and flat. */
import { assumed, derived, fact, recalled, seen } from "../fact.ts";
import { hardIfCapped } from "../partitioning/index.ts";

const sure = recalled("sure");
const fairly = recalled("fairly");
const carriedOver = derived("carried over from the Power10 page (P28); none for Power11 was read");

export const POWER11_FACTS = {
  puMin: fact(0.05, "PU", seen("P21, P25"), "since POWER7+; 0.10 on POWER5 to 7"),
  puStep: fact(0.01, "PU", seen("P21, P25")),
  microPartitionsPerCore: fact(20, "LPARs per core", seen("P21, P24"), "10 before POWER7+"),
  maxPartitions: fact(
    1000,
    "LPARs",
    derived("seen for the Power 780 (P22), recalled for the E1180"),
    "small models stop at 20 per core",
  ),
  maxCores: fact(256, "cores", seen("P32"), "the largest server"),
  maxMemory: fact(64, "TiB", seen("P32"), "the largest server"),
  vpMin: fact("ceil(PU)", "VPs", seen("P23")),
  vpMax: fact(
    "min(ceil(20 x PU), active cores)",
    "VPs",
    seen("P23"),
    "some later books drop the bound by active cores",
  ),
  vpsPerUnit: fact(20, "VPs per PU", seen("P23")),
  weight: fact(128, "", seen("P8"), "default; integers 0 to 255"),
  weightMax: fact(255, "", seen("P8")),
  dispatchWindow: fact(10, "ms", seen("P22, P25")),
  sharedProcessorPools: fact(64, "pools", seen("P26, P27, P31"), "ids 0 to 63; 0 is the default one and fixed"),
  poolMaximum: fact(
    "MPC is a whole number of cores; EPC = entitlements + RPC; active when MPC > 0",
    "",
    seen("P26, P27, P31"),
  ),
  poolReserved: fact(0, "PU", seen("P26, P27, P31"), "RPC, default"),
  spareDistribution: fact(
    "inside the pool by weight, then over pools by weight among uncapped LPARs below their MPC",
    "",
    seen("P24"),
  ),
  dedicatedDonation: fact(
    "keep_idle_procs, share_idle_procs, share_idle_procs_active, share_idle_procs_always",
    "",
    seen("P26"),
  ),
  smt: fact(8, "threads per core", seen("P33, P32")),
  lmb: fact("128, 256, 1024, 2048, 4096", "MiB", carriedOver, "one size per server"),
  "lmbDefault.upTo32": fact(128, "MiB", carriedOver, "servers up to 32 GiB; stated for 16 to 32"),
  "lmbDefault.above32": fact(256, "MiB", carriedOver),
  growthThreshold: fact(256, "MiB", carriedOver, "initial memory"),
  growthSmall: fact(16, "x initial", carriedOver, "below the threshold"),
  growthLarge: fact(64, "x initial", carriedOver, "from the threshold on"),
  hptRatio: fact(
    128,
    "MiB per MiB of page table",
    fairly,
    "AIX and Linux, of the profile's maximum; radix guests may need less",
  ),
  hptRatioIbmI: fact(64, "MiB per MiB of page table", fairly, "IBM i"),
  hypervisorBase: fact(1024, "MiB", assumed("no figure is published; planning base beside page tables and I/O")),
  hypervisorShare: fact(
    4,
    "% of installed",
    assumed("with page tables (1/128 to 1/64) it makes the rule of thumb of 5 % or more of installed memory"),
  ),
  hcallCost: fact(900, "cycles", assumed("no figure is published; the middle of 300 to 1,500")),
  hcallRate: fact(20_000, "calls per second of a busy core", assumed("no figure is published; a planning default")),
  "plan.entitlement": fact(
    50,
    "% of the peak",
    assumed("uncapped: entitlement near the average, virtual processors for the peak; no ratio is published"),
  ),
  lpm: fact(
    "all I/O virtual, common SAN and LAN, same LMB, PU, memory and pool on the target, a VIOS mover on each side",
    "",
    seen("P8, P30"),
    "pre-copy, re-copy of dirty pages, switch at a threshold; AIX, IBM i, Linux",
  ),
  lpmPerMover: fact(8, "migrations per mover pair", fairly),
  lpmPerServer: fact(16, "migrations per server", fairly),
  lpmCompatMode: fact("the older of both sides' processor modes", "", seen("P31")),
  ams: fact(
    "shared memory pool with VIOS paging",
    "",
    seen("P24b"),
    "needs virtual I/O and shared processors; support on Power11 unsure: off by default",
  ),
  ame: fact("AIX memory compression, factor 1.0 to 10.0", "", sure, "costs CPU; accelerated on the chip"),
  srIov: fact(
    "virtual functions without a VIOS, in % of a port",
    "",
    derived("carried over from the Power10 page (P41)"),
    "a vNIC keeps LPM (recalled, sure)",
  ),
  affinity: fact(
    "placed by node; the platform optimizer places again",
    "",
    sure,
    "warn beyond one socket's cores or memory",
  ),
  viosShare: fact(5, "% of cores per VIOS", assumed("a pair takes 5 to 10 % of the cores; the upper end")),
  viosWhere: fact("shared, uncapped, high weight, in pairs", "", seen("P35")),
  viosMemory: fact(8192, "MiB", assumed("no figure was read; a planning default for each VIOS")),
  "os.aixFirst": fact("7.2", "AIX release", fairly, "AIX 7.2 and 7.3"),
  "os.ibmIFirst": fact("7.3", "IBM i release", fairly, "IBM i 7.3 to 7.6"),
  "os.linux": fact("RHEL, SLES, Ubuntu for ppc64le", "", fairly),
  "os.noIbmI": fact("E1150", "", seen("P32"), "does not run IBM i"),
  certification: fact("none was read for Power11", "", derived("the reports seen name Power10 (P37)")),
  licenceUnit: fact(
    "PowerVM Enterprise per activated core",
    "",
    fairly,
    "included; or minutes of Enterprise Pools 2.0",
  ),
  ...hardIfCapped({
    settings: "processingUnits cores, dedicatedProcessors cores",
    onlyIf: "processorMode: capped, dedicated",
  }),
} as const;
