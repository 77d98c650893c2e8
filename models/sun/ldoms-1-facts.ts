/** What documents hold of Logical Domains 1.x: the flat table of facts, rules, operations, and the deck beside them. */
import { assumed, fact, recalled, seen } from "../fact.ts";
import type { LayerDescription } from "../partitioning/index.ts";
import { LOGICAL_DOMAINS_DECK } from "./deck.ts";

const BUDGET = seen("LD12-LDC, LD13-LDC");

export const LDOMS_1_FACTS = {
  "cpu.oldest": fact("UltraSPARC T1", "", recalled("sure"), "LDoms 1.0, spring 2007"),
  "cpu.T1.maxDomains": fact(32, "domains", recalled("sure")),
  "cpu.T2.maxDomains": fact(64, "domains", seen("OVM-REL-JA"), "the copy prints T2 Plus twice, for 128 and for 64"),
  "cpu.T2+.maxDomains": fact(128, "domains", seen("OVM-REL-JA"), "the copy prints T2 Plus twice, for 128 and for 64"),
  "cpu.T1.channels": fact(256, "channels", BUDGET),
  "cpu.T2.channels": fact(512, "channels", BUDGET),
  "cpu.T2+.channels": fact(768, "channels", seen("LD13-LDC"), "from 1.3"),
  "cpu.T2+.channels.before-1.3": fact(512, "channels", seen("LD12-LDC"), "1.2; earlier releases are taken as 1.2"),
  "cpu.T1.strands": fact(32, "strands", seen("GREB-T1000"), "8 cores of 4"),
  "cpu.T2.strands": fact(64, "strands", recalled("sure"), "8 cores of 8"),
  "cpu.T2+.strands": fact(256, "strands", seen("LD-T5440"), "four processors of 8 cores of 8"),
  "cpu.strand": fact(1, "strands", seen("LD-COOK"), "bound 1:1 to its domain, no overcommit"),
  "cpu.overhead": fact(
    0,
    "%",
    assumed("strands are bound, nothing is scheduled; virtual I/O costs the control domain"),
  ),
  "mem.minDomain": fact(1024, "MiB", seen("LD-COOK"), "Solaris minimum, advised for every domain"),
  "mem.step": fact(4, "MiB", seen("LD-COOK"), "larger of the two page sizes that memory is rounded to"),
  "mem.dr": fact("none before 2.0: a change needs a restart of the domain", "", seen("LD-COOK")),
  "hypervisor.memory": fact(
    256,
    "MiB",
    assumed("planning default for firmware and hypervisor; nobody states a figure"),
  ),
  "ldc.base": fact(12, "channels", seen("LD12-LDC")),
  "ldc.perDomain": fact(1, "channels", seen("LD12-LDC"), "the control domain included"),
  "ldc.minClients": fact(3, "channels", seen("LD12-LDC"), "virtual device clients of a guest, one channel each"),
  "ldc.console": fact(1, "channels", assumed("disk, network and console make the stated minimum of three")),
  "net.maxVnetsPerSwitch": fact(32, "networks", seen("LD12-BOOT"), "more take a second virtual switch"),
  "boot.batch": fact(10, "domains", seen("LD12-BOOT"), "started at a time"),
  "control.strands": fact(4, "strands", assumed("the lower end of the advice for many domains, in whole cores")),
  "control.memory": fact(2048, "MiB", assumed("planning default: twice the Solaris minimum")),
  "control.manyDomains": fact(32, "domains", seen("LD12-BOOT"), "above this the control domain needs more strands"),
  "control.manyStrands": fact(4, "strands", seen("LD12-BOOT"), "4 to 8"),
  "control.crowdDomains": fact(64, "domains", seen("LD12-BOOT"), "above this the control domain needs more memory"),
  "control.crowdMemory": fact(4096, "MiB", seen("LD12-BOOT")),
  "io.T1000.roots": fact(1, "root complexes", recalled("fairly"), "all of the control domain"),
  "io.T2000.roots": fact(2, "root complexes", recalled("fairly")),
  "io.T5440.roots": fact(4, "root complexes", seen("LD-COOK"), "I/O domains, the control domain included"),
  "crypto.mau": fact("one unit per core, follows the core; taken off before migration", "", recalled("fairly")),
  "os.minRelease": fact(10, "Solaris", recalled("sure"), "10 11/06 with patches"),
  "os.maxRelease": fact(11, "Solaris", recalled("fairly")),
} as const;

export const LDOMS_1_DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    {
      id: "LDOM-1",
      severity: "refuse",
      text: "more strands than there are, or less than one",
      source: seen("LD-COOK"),
    },
    {
      id: "LDOM-2",
      severity: "refuse",
      text: "more domains than the processor allows, the control domain included",
      source: seen("OVM-REL-JA"),
    },
    { id: "LDOM-3", severity: "refuse", text: "more logical domain channels than the budget", source: BUDGET },
    {
      id: "LDOM-5",
      severity: "refuse",
      text: "live migration: from 1.1 a domain moves cold or suspended, live only from 2.1",
      source: recalled("fairly"),
    },
    { id: "LDOM-6", severity: "refuse", text: "a guest other than Solaris on SPARC", source: recalled("sure") },
    {
      id: "LDOM-7",
      severity: "refuse",
      text: "a machine of which the control domain leaves no strand or no memory",
      source: seen("LD-COOK"),
    },
    { id: "os.release", severity: "refuse", text: "Solaris before 10 or after 11", source: recalled("sure") },
    {
      id: "cpu.release",
      severity: "refuse",
      text: "a processor that the release does not run on: T1 up to 1.2, T3 and later not at all",
      source: seen("OWIKI-LDOM"),
    },
    {
      id: "machine.sun4v",
      severity: "refuse",
      text: "a SPARC server without a hypervisor in its firmware",
      source: recalled("sure"),
    },
    { id: "machine.architecture", severity: "refuse", text: "a machine that is no SPARC", source: recalled("sure") },
    {
      id: "io.rootComplex",
      severity: "refuse",
      text: "more domains with devices of their own than root complexes beside the control domain's",
      source: seen("LD-COOK"),
    },
    {
      id: "cpu.unknown",
      severity: "warn",
      text: "a model that is not in the table: the weakest processor of the release is counted with",
      source: recalled("sure"),
    },
  ],
  operations: [
    { id: "op.strands", text: "strands join and leave a running domain", source: recalled("sure") },
    { id: "op.memory", text: "a change of memory needs a restart of the domain", source: seen("LD-COOK") },
    { id: "op.boot", text: "domains are started in batches of ten at most", source: seen("LD12-BOOT") },
  ],
  migration: [],
  availability: [
    {
      id: "control",
      text: "other domains go on while the control domain is down; what it serves of their I/O stops",
      source: seen("LD-T5440"),
    },
    {
      id: "warm",
      text: "from 1.1 a domain moves cold or suspended, to free memory of the same block layout",
      source: seen("LD12-MIG, LD13-MEM"),
    },
  ],
  licence: { value: "none: comes with the server", source: recalled("fairly") },
  overheadFormula: {
    value: "0 per domain; hypervisor and control domain once per machine",
    source: assumed("no figure is stated"),
  },
  deck: LOGICAL_DOMAINS_DECK,
};
