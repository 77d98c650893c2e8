/** What PowerVM says of itself on every living generation: rules by their ids, operations, mobility, availability. */
import { assumed, derived, recalled, seen } from "../fact.ts";
import type { LayerDescription, RuleStatement } from "../partitioning/index.ts";

const sure = recalled("sure");

export const POWERVM_RULES: readonly RuleStatement[] = [
  {
    id: "PV-01",
    severity: "refuse",
    text: "less than 0.05 processing units, or off the 0.01 step",
    source: seen("P21, P25"),
  },
  {
    id: "PV-02",
    severity: "refuse",
    text: "virtual processors outside ceil(PU) to min(ceil(20 x PU), active cores)",
    source: seen("P23"),
  },
  { id: "PV-03", severity: "refuse", text: "entitlements beyond the physical pool", source: seen("P5, P21") },
  {
    id: "PV-04",
    severity: "refuse",
    text: "entitlements and reserve beyond the pool's maximum; a maximum that is no whole number, or missing",
    source: seen("P26, P27, P31"),
  },
  { id: "PV-05", severity: "refuse", text: "more than 64 pools, or changes to pool 0", source: seen("P26, P27, P31") },
  {
    id: "PV-06",
    severity: "refuse",
    text: "more than 20 partitions per core or 1,000 in all; one per dedicated core",
    source: seen("P21, P22, P24"),
  },
  {
    id: "PV-07",
    severity: "refuse",
    text: "memory off the LMB; memory, page tables and hypervisor beyond what is installed; growth above 16 x or 64 x",
    source: seen("P28"),
  },
  { id: "PV-08", severity: "refuse", text: "live move with a physical adapter", source: seen("P8, P30") },
  { id: "PV-09", severity: "refuse", text: "live move to a server of another LMB size", source: seen("P8, P30") },
  { id: "PV-10", severity: "refuse", text: "live move without common storage and VLANs", source: seen("P8, P30") },
  { id: "PV-11", severity: "refuse", text: "live move without a VIOS mover on each side", source: seen("P8, P30") },
  { id: "PV-12", severity: "refuse", text: "no processor mode that both sides know", source: seen("P31") },
  {
    id: "PV-13",
    severity: "refuse",
    text: "active memory sharing with dedicated adapters or processors",
    source: sure,
  },
  { id: "PV-14", severity: "refuse", text: "IBM i on E1050 or E1150", source: seen("P32, P34") },
  { id: "PV-15", severity: "refuse", text: "x86 or Windows guest", source: sure },
  { id: "io.slots", severity: "refuse", text: "more slots owned than there are", source: sure },
  { id: "io.vios", severity: "refuse", text: "virtual adapters without a VIOS", source: sure },
  { id: "cod", severity: "refuse", text: "more cores activated than the machine has", source: sure },
  { id: "machine.architecture", severity: "refuse", text: "a machine that is not POWER", source: sure },
  { id: "machine.model", severity: "refuse", text: "a model of another POWER generation", source: sure },
  { id: "os.release", severity: "refuse", text: "AIX before 7.2, IBM i before 7.3", source: recalled("fairly") },
  {
    id: "os.unstated",
    severity: "warn",
    text: "a partition whose AIX or IBM i release nobody stated",
    source: assumed("an unknown release is let in and told"),
  },
  { id: "affinity.socket", severity: "warn", text: "a partition beyond one socket's cores or memory", source: sure },
  {
    id: "ams.support",
    severity: "warn",
    text: "active memory sharing: support on this generation is doubtful",
    source: recalled("unsure"),
  },
];

export const POWERVM_STATEMENTS: Pick<
  LayerDescription,
  "operations" | "migration" | "availability" | "overheadFormula"
> = {
  operations: [
    {
      id: "op.dynamic",
      text: "processing units, virtual processors, weight, memory by LMB and adapters change online",
      source: seen("P5, P8"),
    },
    {
      id: "op.restart",
      text: "dedicated or shared at the next activation; LMB size at a server restart",
      source: seen("P25, P28"),
    },
    { id: "op.donate", text: "a running dedicated partition donates idle cycles, in four modes", source: seen("P26") },
    {
      id: "op.dpo",
      text: "the Dynamic Platform Optimizer places partitions again; affinity score 0 to 100",
      source: sure,
    },
  ],
  migration: [
    {
      id: "lpm",
      text: "Live Partition Mobility: pre-copy of memory; AIX, IBM i, Linux; Enterprise Edition on both sides",
      source: seen("P8, P30"),
    },
    {
      id: "lpm.needs",
      text: "all I/O virtual, common SAN and LAN, same LMB, enough PU, memory and pool on the target",
      source: seen("P8, P30"),
    },
    {
      id: "lpm.movers",
      text: "a VIOS mover on each side; 8 at once per pair, 16 per server",
      source: recalled("fairly"),
    },
    { id: "lpm.mode", text: "the partition runs in the older of both processor modes", source: seen("P31") },
  ],
  availability: [
    { id: "ha.vios", text: "VIOS in pairs", source: seen("P35") },
    {
      id: "ha.target",
      text: "whether a move's target has units, memory and pool to spare is not judged host by host",
      source: derived("PV-11"),
    },
  ],
  overheadFormula: {
    value: "page table = next power of two of (maximum memory / 128; IBM i / 64) MiB per partition, outside its memory",
    source: recalled("fairly"),
  },
};
