/** What POWER5 Advanced POWER Virtualization says of itself: rules by their ids, operations, availability, licence, and the deck. */
import { assumed, derived, recalled, seen } from "../fact.ts";
import type { DeckStatement, LayerDescription, RuleStatement } from "../partitioning/index.ts";

const sure = recalled("sure");

export const POWER5_RULES: readonly RuleStatement[] = [
  {
    id: "P5-01",
    severity: "refuse",
    text: "less than 0.10 processing units, or off the 0.01 step",
    source: seen("P1, P2, P3, P14"),
  },
  {
    id: "P5-02",
    severity: "refuse",
    text: "virtual processors outside ceil(PU) to min(64, 10 x PU)",
    source: seen("P5"),
  },
  {
    id: "P5-03",
    severity: "refuse",
    text: "entitlements and dedicated cores beyond the active cores",
    source: seen("P5, P21"),
  },
  {
    id: "P5-04",
    severity: "refuse",
    text: "more partitions than 254, ten per shared core and one per dedicated core",
    source: seen("P2, P3"),
  },
  {
    id: "P5-05",
    severity: "refuse",
    text: "memory off the LMB; memory, page tables and hypervisor beyond what is installed",
    source: seen("P5, P7, P29"),
  },
  {
    id: "P5-06",
    severity: "refuse",
    text: "profile maximum above 16 x (below 256 MiB) or 64 x the initial memory",
    source: sure,
  },
  { id: "P5-07", severity: "refuse", text: "shared and dedicated processors in one partition", source: seen("P1") },
  {
    id: "P5-08",
    severity: "refuse",
    text: "micro-partitions or a VIOS without the APV feature",
    source: seen("P3, P4, P13"),
  },
  { id: "P5-09", severity: "refuse", text: "a slot in two partitions: more slots owned than there are", source: sure },
  {
    id: "P5-10",
    severity: "refuse",
    text: "virtual SCSI or shared Ethernet without a VIOS (System p) or a hosting i5/OS (System i)",
    source: seen("P3, P6"),
  },
  {
    id: "P5-11",
    severity: "refuse",
    text: "AIX 5.1; AIX 5.2 in a micro-partition or with virtual I/O",
    source: seen("P3"),
  },
  { id: "P5-12", severity: "refuse", text: "live migration", source: seen("P30") },
  { id: "P5-13", severity: "refuse", text: "Windows, Solaris, x86 systems", source: sure },
  {
    id: "P5-14",
    severity: "refuse",
    text: "switching between dedicated and shared processors online",
    source: seen("P5, P25"),
  },
  {
    id: "P5-15",
    severity: "refuse",
    text: "online memory change on SLES 9; any online change on RHEL 3",
    source: seen("P2"),
  },
  {
    id: "P5-16",
    severity: "refuse",
    text: "more than 4 partitions, or others than Linux, under the Virtual Partition Manager; IVM or VPM beside an HMC; adapters dedicated under IVM",
    source: seen("P3, P7"),
  },
  { id: "P5-17", severity: "refuse", text: "i5/OS before V5R3", source: sure },
  { id: "P5-18", severity: "warn", text: "a dedicated partition whose peak is below 30 % of its cores", source: sure },
  { id: "P5-19", severity: "warn", text: "a VIOS whose load exceeds its entitlement", source: derived("viosCores") },
  { id: "cod", severity: "refuse", text: "more cores activated than the machine has", source: sure },
  { id: "machine.architecture", severity: "refuse", text: "a machine that is not POWER", source: sure },
  { id: "machine.model", severity: "refuse", text: "a model of another POWER generation", source: sure },
  { id: "os.release", severity: "refuse", text: "AIX after 7.1, IBM i after 7.1", source: recalled("fairly") },
  {
    id: "os.unstated",
    severity: "warn",
    text: "a partition whose AIX or i5/OS release nobody stated",
    source: assumed("an unknown release is let in and told"),
  },
];

const SLIDE = "IBM Advanced Power Virtualization (APV)";

export const POWER5_DECK: readonly DeckStatement[] = [
  {
    id: "seed.minCpu",
    says: "at least 1/10 of a CPU",
    slide: SLIDE,
    verdict: "agrees",
    documented: "0.10 processing units, in steps of 0.01 above (puMinPerPartition, puStep)",
    source: seen("P1, P2, P3"),
  },
  {
    id: "seed.processorModes",
    says: "processors are dedicated or shared",
    slide: SLIDE,
    verdict: "agrees",
    documented: "per partition, never both in one (P5-07); shared ones are capped or uncapped",
    source: seen("P1, P2"),
  },
  {
    id: "seed.ioModes",
    says: "I/O adapters are dedicated or shared",
    slide: SLIDE,
    verdict: "agrees",
    documented: "a slot belongs to one partition, or its adapter to a VIOS",
    source: seen("P6, P8"),
  },
  {
    id: "seed.virtualIo",
    says: "virtual SCSI and shared Ethernet for AIX 5.3 and Linux, by the VIOS or a hosting i5/OS",
    slide: SLIDE,
    verdict: "agrees",
    documented: "AIX 5.3 and Linux are clients; i5/OS is one only from POWER6 (viosClients)",
    source: seen("P3"),
  },
  {
    id: "seed.virtualEthernet",
    says: "in-memory network between partitions for AIX 5.3, Linux and i5/OS",
    slide: SLIDE,
    verdict: "agrees",
    documented: "part of the base system: neither VIOS nor APV feature is needed",
    source: seen("P3"),
  },
  {
    id: "seed.dynamicOps",
    says: "dynamic operations with AIX, i5/OS and SLES 9; can be automated",
    slide: SLIDE,
    verdict: "differs",
    documented: "SLES 9 changes CPU and I/O online, not memory (P5-15); automated by the Partition Load Manager",
    source: seen("P2, P3"),
  },
  {
    id: "seed.security",
    says: "POWER4 is certified EAL4+; for POWER5 there is a statement of direction",
    slide: SLIDE,
    verdict: "agrees",
    documented: "a security target for LPAR on POWER4 exists (2003); none was found for POWER5",
    source: seen("P37"),
  },
  {
    id: "seed.summary",
    says: "LPAR-like, with I/O and network shared through hosted partitions; AIX, Linux and i5/OS",
    slide: "Platform overview of virtualization technology",
    verdict: "agrees",
    documented: "adapters may also be dedicated slot by slot, and virtual Ethernet needs no hosted partition",
    source: seen("P3, P6"),
  },
  {
    id: "seed.technique",
    says: "hypervisor call method: a modified kernel calls a super-privileged hypervisor, as on Xen",
    slide: "Hypervisor call method (“paravirtualization”)",
    verdict: "agrees",
    documented: "calls for page table, I/O mapping and yielding (H_ENTER, H_PUT_TCE, H_CEDE)",
    source: seen("P16"),
  },
];

export const POWER5_STATEMENTS: Pick<
  LayerDescription,
  "operations" | "migration" | "availability" | "licence" | "overheadFormula"
> = {
  operations: [
    {
      id: "op.dynamic",
      text: "capped or uncapped, weight, processing units, virtual processors, dedicated cores, memory by LMB and slots change online",
      source: seen("P5"),
    },
    {
      id: "op.restart",
      text: "dedicated or shared, minima and maxima at the next activation; LMB size at a server restart",
      source: seen("P5, P25, P29"),
    },
    {
      id: "op.os",
      text: "AIX 5.2 and later and i5/OS all of it; SLES 9 not memory; RHEL 3 nothing",
      source: seen("P2"),
    },
    {
      id: "op.plm",
      text: "Partition Load Manager moves CPU and memory of AIX partitions by policy",
      source: seen("P3"),
    },
  ],
  migration: [],
  availability: [
    { id: "ha.vios", text: "two VIOS with MPIO and SEA failover", source: seen("P6, P8") },
    { id: "ha.cert", text: "no certification on POWER5, only a statement of direction", source: seen("P37") },
  ],
  licence: { value: "APV feature (FC 7940, 7941 …) per processor; included on System i", source: seen("P3, P4, P13") },
  overheadFormula: {
    value: "page table = next power of two of (maximum memory / 64) MiB per partition, outside its memory",
    source: seen("P7, P5"),
  },
};
