/**
 * What documents say in words of Hyper-V in the releases modelled here: refusals, warnings, operations. A release adds
 * its own sentences; figures stay in the flat tables of the releases.
 */
import { derived, recalled, seen } from "../fact.ts";
import type { DeckStatement, LayerDescription, RuleStatement, Statement } from "../partitioning/index.ts";

const REFUSED: readonly Omit<RuleStatement, "severity">[] = [
  { id: "hw.arch", text: "a host that is not 64-bit x86", source: recalled("sure") },
  { id: "hw.slat", text: "a host without VT-x or AMD-V and nested paging", source: seen("HV-perf, HV-sch") },
  { id: "os", text: "a guest without a row of the support table", source: recalled("sure") },
  { id: "os.generation", text: "a 32-bit guest in a machine of generation 2", source: recalled("sure") },
  { id: "vm.maxVcpuHost", text: "more virtual CPUs than the host has logical ones", source: recalled("fairly") },
  {
    id: "mem.fit",
    text: "what machines start with and their overhead beyond the host less hypervisor and root partition",
    source: derived("mem.overhead, svc.hypervisor, svc.root"),
  },
  { id: "mem.startup", text: "startup memory below the minimum", source: seen("HV-dm") },
  {
    id: "cpu.reserve",
    text: "reserves beyond the host's logical processors; whole cores under the core scheduler",
    source: recalled("sure"),
  },
  {
    id: "sched.root",
    text: "the root scheduler, which is for clients: reserves and caps do not work",
    source: seen("HV-sch"),
  },
  { id: "io.dda", text: "a device assigned on a host without an IOMMU", source: recalled("sure") },
  { id: "mig.dda", text: "live migration with an assigned device", source: recalled("sure") },
  { id: "mig.vendor", text: "live migration between CPU makers", source: seen("HV-lm") },
];

const WARNED: readonly Omit<RuleStatement, "severity">[] = [
  { id: "cpu.capped", text: "a maximum below a machine's peak demand", source: recalled("sure") },
  { id: "cpu.even", text: "an odd count of virtual CPUs where a core has two threads", source: seen("HV-perf") },
  {
    id: "mem.vnuma",
    text: "dynamic memory for a machine wider than a socket: no virtual NUMA",
    source: seen("HV-perf"),
  },
  { id: "mem.pressure", text: "demand and buffer of all machines beyond the host", source: seen("HV-dm") },
  { id: "os.old", text: "Windows of before Server 2008: runs, not supported", source: recalled("sure") },
  { id: "os.unlisted", text: "a guest that is not on the support list", source: recalled("sure") },
];

const DECK: readonly DeckStatement[] = [
  {
    id: "seed.vm",
    says: "Virtual Server: 1 CPU and up to 3.6 GB for a virtual machine",
    slide: "Microsoft Virtual Server 2005 – architecture",
    verdict: "differs",
    documented: "its successor goes to the figures of vm.maxVcpu.gen2 and vm.maxRam.gen2",
    source: seen("HV-max"),
  },
  {
    id: "seed.host",
    says: "Virtual Server needs a hosting operating system",
    slide: "Microsoft Virtual Server 2005",
    verdict: "differs",
    documented: "the hypervisor stands under its Windows, which is the root partition",
    source: seen("HV-root"),
  },
  {
    id: "seed.licence",
    says: "a Windows Server 2003 licence for every four guests",
    slide: "Microsoft Virtual Server 2005",
    verdict: "differs",
    documented: "by core: Standard covers 2 Windows machines for each full set of core licences",
    source: seen("WS-lic"),
  },
];

/** The description of one release: what both share, and its own sentence on migration. */
export function hyperVStatements(own: {
  readonly migration: Statement;
}): Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> {
  return {
    rules: [
      ...REFUSED.map((rule) => ({ ...rule, severity: "refuse" }) as const),
      ...WARNED.map((rule) => ({ ...rule, severity: "warn" }) as const),
    ],
    operations: [
      { id: "op.cpu", text: "weight, reserve and maximum change while machines run", source: recalled("fairly") },
      { id: "op.memory", text: "maximum up and minimum down change while machines run", source: recalled("fairly") },
      { id: "op.generation", text: "a machine keeps the generation it was made with", source: recalled("sure") },
    ],
    migration: [
      {
        id: "mig",
        text: "pre-copy over TCP/IP, compressed or SMB; blackout 1 to 2 s; also without shared storage",
        source: seen("HV-lm"),
      },
      { id: "mig.blockers", text: "assigned devices (DDA); another CPU maker", source: recalled("sure") },
      own.migration,
    ],
    availability: [
      {
        id: "ha",
        text: "failover clustering restarts machines on a surviving node; plan a spare",
        source: recalled("sure"),
      },
      { id: "ha.size", text: "64 nodes and 8000 running machines in a cluster", source: seen("HV-max") },
      { id: "ha.replica", text: "Hyper-V Replica keeps a copy at another site", source: recalled("sure") },
    ],
    licence: {
      value:
        "Windows Server by physical core, at least 8 per socket and 16 per server: Standard ceil(Windows VMs / 2) full sets, Datacenter one set and any number",
      source: seen("WS-lic"),
      note: "applies on any hypervisor that runs Windows guests",
    },
    overheadFormula: {
      value: "32 + 8 for each further GiB begun (MiB)",
      source: recalled("sure"),
      note: "guidance of 2008 to 2012; not confirmed for this release. 4 GiB: 32 + 3 x 8 = 56",
    },
    deck: DECK,
  };
}
