/** What documents hold of Oracle VM Server for SPARC 3: the flat table of facts, rules, operations, and the deck beside them. */
import { assumed, fact, recalled, seen } from "../fact.ts";
import { hardIfCapped } from "../partitioning/index.ts";
import type { LayerDescription } from "../partitioning/index.ts";
import { LOGICAL_DOMAINS_DECK } from "./deck.ts";

const MOST = seen("OVM-REL-JA");
const POOL = seen("OVM35-LDC");
const POOL_NOTE = "per domain, with Solaris 11.3 SRU 8 in it; 1984 before";

export const OVM_SPARC_3_FACTS = {
  "cpu.oldest": fact("SPARC T3", "", recalled("fairly"), "T3 up to 3.2; T4 and later are the living ones"),
  "cpu.T3.maxDomains": fact(128, "domains", MOST),
  "cpu.T4.maxDomains": fact(128, "domains", MOST),
  "cpu.T5.maxDomains": fact(128, "domains", MOST),
  "cpu.M5.maxDomains": fact(128, "domains", MOST, "per physical domain"),
  "cpu.M6.maxDomains": fact(128, "domains", MOST, "per physical domain"),
  "cpu.T7.maxDomains": fact(128, "domains", MOST),
  "cpu.M7.maxDomains": fact(256, "domains", MOST, "per physical partition, with the newest release"),
  "cpu.M8.maxDomains": fact(256, "domains", MOST, "per physical partition, with the newest release"),
  "cpu.T3.channels": fact(768, "channels", seen("OVM32-LDC")),
  "cpu.T4.channels": fact(1984, "channels", POOL, "per domain; 768 with firmware before 8.5.2"),
  "cpu.T5.channels": fact(4080, "channels", POOL, POOL_NOTE),
  "cpu.M5.channels": fact(4080, "channels", POOL, POOL_NOTE),
  "cpu.M6.channels": fact(4080, "channels", POOL, POOL_NOTE),
  "cpu.T7.channels": fact(4080, "channels", POOL, POOL_NOTE),
  "cpu.M7.channels": fact(4080, "channels", POOL, POOL_NOTE),
  "cpu.M8.channels": fact(4080, "channels", POOL, POOL_NOTE),
  "cpu.strand": fact(1, "strands", seen("OVM-HARD-JA, LDM-1M"), "bound 1:1 to its domain, no overcommit"),
  "cpu.T4.strands": fact(64, "strands", recalled("sure"), "8 cores of 8"),
  "cpu.T5.strands": fact(128, "strands", recalled("sure"), "16 cores of 8"),
  "cpu.M7.strands": fact(256, "strands", recalled("sure"), "32 cores of 8, in T7 and M7 servers; M8 alike"),
  "cpu.overhead": fact(
    0,
    "%",
    assumed("strands are bound, nothing is scheduled; virtual I/O costs the control domain"),
  ),
  "mem.minDomain": fact(1024, "MiB", seen("LD-COOK"), "Solaris minimum, advised for every domain"),
  "mem.drStep": fact(256, "MiB", seen("OVM32-MEM, OVM-ALIGN"), "address and size; one change at a time per domain"),
  "mem.step": fact(4, "MiB", seen("LD-COOK"), "where memory is not to change while the domain runs"),
  "hypervisor.memory": fact(
    256,
    "MiB",
    assumed("planning default for firmware and hypervisor; nobody states a figure"),
  ),
  "ldc.base": fact(12, "channels", seen("LD12-LDC"), "stated for 1.2, taken over"),
  "ldc.perDomain": fact(1, "channels", seen("LD12-LDC"), "stated for 1.2, taken over; the control domain included"),
  "ldc.minClients": fact(3, "channels", seen("LD12-LDC"), "virtual device clients of a guest, one channel each"),
  "ldc.console": fact(1, "channels", assumed("disk, network and console make the stated minimum of three")),
  "net.maxVnetsPerSwitch": fact(32, "networks", seen("LD12-BOOT"), "stated for 1.2, taken over"),
  "control.strands": fact(8, "strands", assumed("the upper end of the advice for many domains: one core of eight")),
  "control.memory": fact(4096, "MiB", assumed("as advised for many domains")),
  "control.manyDomains": fact(32, "domains", seen("LD12-BOOT"), "above this the control domain needs more strands"),
  "control.manyStrands": fact(4, "strands", seen("LD12-BOOT"), "4 to 8"),
  "control.crowdDomains": fact(64, "domains", seen("LD12-BOOT"), "above this the control domain needs more memory"),
  "control.crowdMemory": fact(4096, "MiB", seen("LD12-BOOT")),
  "mig.live": fact("from 2.1, 2011", "", recalled("fairly")),
  "os.minRelease": fact(10, "Solaris", recalled("sure")),
  "os.maxRelease": fact(11, "Solaris", recalled("sure")),
  ...hardIfCapped({ settings: "maxCores cores" }),
} as const;

export const OVM_SPARC_3_DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    { id: "LDOM-1", severity: "refuse", text: "more strands than there are, or less than one", source: seen("LDM-1M") },
    {
      id: "LDOM-2",
      severity: "refuse",
      text: "more domains than the processor allows, the control domain included",
      source: MOST,
    },
    {
      id: "LDOM-3",
      severity: "refuse",
      text: "more channels than the control domain's budget: it serves every virtual device",
      source: POOL,
    },
    {
      id: "LDOM-4",
      severity: "refuse",
      text: "memory that is to change while the domain runs and is no multiple of 256 MiB, unless it is adjusted",
      source: seen("OVM32-MEM, OVM-ALIGN"),
    },
    {
      id: "LDOM-5",
      severity: "refuse",
      text: "live migration with a device of its own, or into free memory in pieces smaller than the domain's block",
      source: seen("LD12-MIG, LD13-MEM"),
    },
    { id: "LDOM-6", severity: "refuse", text: "a guest other than Solaris on SPARC", source: recalled("sure") },
    {
      id: "LDOM-7",
      severity: "refuse",
      text: "a machine of which the control domain leaves no strand or no memory",
      source: seen("LD-COOK"),
    },
    {
      id: "cpu.wholeCore",
      severity: "refuse",
      text: "a part of a core where whole cores are given",
      source: seen("OVM-HARD-JA"),
    },
    { id: "os.release", severity: "refuse", text: "Solaris before 10 or after 11", source: recalled("sure") },
    {
      id: "cpu.release",
      severity: "refuse",
      text: "UltraSPARC T1, T2 and T2 Plus: earlier releases carry them",
      source: recalled("fairly"),
    },
    {
      id: "machine.sun4v",
      severity: "refuse",
      text: "a SPARC server without a hypervisor in its firmware",
      source: recalled("sure"),
    },
    { id: "machine.architecture", severity: "refuse", text: "a machine that is no SPARC", source: recalled("sure") },
    {
      id: "mig.cpuArch",
      severity: "warn",
      text: "domains that migrate under cpuArch native: only between processors of one type",
      source: recalled("fairly"),
    },
    {
      id: "lic.hardPartition",
      severity: "warn",
      text: "domains without a cap of whole cores: licences by core count the whole machine",
      source: seen("OVM-HARD-JA"),
    },
    {
      id: "cpu.unknown",
      severity: "warn",
      text: "a model that is not in the table: the weakest processor of the release is counted with",
      source: recalled("sure"),
    },
  ],
  operations: [
    { id: "op.strands", text: "strands and cores join and leave a running domain", source: seen("LDM-1M") },
    {
      id: "op.memory",
      text: "memory changes online in aligned steps, one change at a time per domain",
      source: seen("OVM32-MEM"),
    },
    { id: "op.boot", text: "domains are started in batches of ten at most", source: seen("LD12-BOOT") },
  ],
  migration: [
    {
      id: "mig.layout",
      text: "free memory of the same block layout on the target",
      source: seen("LD12-MIG, LD13-MEM"),
    },
    {
      id: "mig.services",
      text: "free strands and the same virtual services on the target; no device of its own",
      source: recalled("fairly"),
    },
    { id: "mig.generic", text: "cpuArch generic between processors of different types", source: recalled("fairly") },
    { id: "mig.crypto", text: "quicker with crypto units in both control domains", source: seen("LD12-MIG") },
  ],
  availability: [
    {
      id: "control",
      text: "other domains go on while the control domain is down; what it serves of their I/O stops",
      source: seen("LD-T5440"),
    },
    { id: "stack", text: "zones run inside domains, domains inside physical domains", source: recalled("sure") },
  ],
  licence: {
    value:
      "none: comes with the server's support; a domain of capped whole cores is a hard partition for licences by core",
    source: seen("OVM-HARD-JA"),
  },
  overheadFormula: {
    value: "0 per domain; hypervisor and control domain once per machine",
    source: assumed("no figure is stated"),
  },
  deck: LOGICAL_DOMAINS_DECK,
};
