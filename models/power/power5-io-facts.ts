/** Facts of POWER5 Advanced POWER Virtualization: slots, virtual Ethernet and SCSI, and what the VIOS costs. */
import { assumed, fact, recalled, seen } from "../fact.ts";

const fairly = recalled("fairly");
const AT_165 = "at 1.65 GHz; scale by clock; method seen (P10)";
const SEA = "agrees with seaFormula to less than 1 %";

export const POWER5_IO_FACTS = {
  ioAssignUnit: fact("one PCI-X slot", "", recalled("sure"), "embedded USB and slimline media move as groups (P2)"),
  viosRole: fact(
    "owns SCSI, FC and network adapters; runs no applications",
    "",
    seen("P6, P8"),
    "redundancy: two VIOS with MPIO and SEA failover; only a VIOS has vSCSI server adapters",
  ),
  viosClients: fact("AIX 5.3, Linux", "", seen("P3"), "i5/OS only from POWER6"),
  virtualEthernet: fact(
    "802.1Q switch in the hypervisor, part of the base system",
    "",
    seen("P3"),
    "1 to 3 GB/s by MTU",
  ),
  "virtualEthernet.adapters": fact(256, "adapters per partition", seen("P3")),
  "virtualEthernet.vlans": fact(4096, "VLANs", seen("P3"), "21 networks per adapter; MTU up to 65,394"),
  seaCpuMtu1500: fact(1, "cores of 1.65 GHz", seen("P9"), "per saturated Gb adapter; as ten 100 Mb adapters"),
  seaCpuJumbo: fact(0.5, "cores of 1.65 GHz", seen("P9"), "per saturated Gb adapter, large packets only"),
  seaFormula: fact(
    "cores x utilization x Hz / (bytes per s) = cycles per byte",
    "",
    seen("P9"),
    "1 x 1.65 GHz, SMT on",
  ),
  "seaCycles.mtu1500": fact(11.2, "cycles per byte", fairly, `threaded, simplex; duplex 8.6; ${SEA}`),
  "seaCycles.mtu9000": fact(5, "cycles per byte", fairly, `threaded, simplex; duplex 3.8; ${SEA}`),
  "seaCycles.nonThreaded1500": fact(
    9.3,
    "cycles per byte",
    fairly,
    "simplex; duplex 7.4; threading where vSCSI shares (P8)",
  ),
  "seaCycles.nonThreaded9000": fact(3.6, "cycles per byte", fairly, "simplex; duplex 2.9"),
  "seaCycles.request64B": fact(23_022, "cycles per transaction", fairly, "threaded; 1 KiB 25,406"),
  "seaCycles.request64BNonThreaded": fact(17_956, "cycles per transaction", fairly, "1 KiB 20,196"),
  vscsiClientCost: fact(0, "cycles", seen("P10"), "comparable to a local disk"),
  "vscsiServerCycles.4": fact(45_000, "cycles per operation", fairly, `physical disk, 4 KiB; ${AT_165}`),
  "vscsiServerCycles.8": fact(47_000, "cycles per operation", fairly, `physical disk, 8 KiB; ${AT_165}`),
  "vscsiServerCycles.32": fact(58_000, "cycles per operation", fairly, `physical disk, 32 KiB; ${AT_165}`),
  "vscsiServerCycles.64": fact(81_000, "cycles per operation", fairly, `physical disk, 64 KiB; ${AT_165}`),
  "vscsiServerCycles.128": fact(120_000, "cycles per operation", fairly, `physical disk, 128 KiB; ${AT_165}`),
  vscsiServerCyclesLv: fact(
    "49,000 / 51,000 / 59,000 / 74,000 / 105,000",
    "cycles per operation",
    fairly,
    "logical volume, 4 to 128 KiB",
  ),
  vscsiAddedLatency: fact(
    "0.032 / 0.033 / 0.033 / 0.040 / 0.061",
    "ms",
    seen("P11"),
    "physical disk, 4 to 128 KiB, VIOS dedicated",
  ),
  vscsiAddedLatencyLv: fact("0.035 / 0.036 / 0.034 / 0.040 / 0.063", "ms", seen("P11"), "logical volume, 4 to 128 KiB"),
  vscsiBandwidth: fact(
    "20.3/24.3, 35.4/41.7, 82.6/90.6, 106.8/114.6, 124.5/132.6",
    "MB/s",
    seen("P12"),
    "virtual/physical, one thread, 4 to 128 KiB",
  ),
  viosCores: fact(
    "(MB/s x 2^20 x cycles per byte + operations/s x cycles) / Hz",
    "cores",
    seen("P9, P10"),
    "over the target use, up to 0.01 PU",
  ),
  viosTargetUse: fact(75, "%", assumed("middle of the usual 70 to 80 %")),
  viosShare: fact(
    5,
    "% of cores per VIOS",
    assumed("field rule of 5 to 10 % for a pair; the load decides where it is higher"),
  ),
  viosMemory: fact(512, "MiB", recalled("unsure"), "minimum with SEA; 128 and buffers where only vSCSI"),
  viosWhere: fact(
    "shared, uncapped, high weight, one or two spare VPs",
    "",
    seen("P35"),
    "field advice of a later generation",
  ),
} as const;
