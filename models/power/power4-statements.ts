/** What POWER4 LPAR says of itself: rules (by the facts that state them), operations, licence, and the deck. */
import { assumed, derived, recalled, seen } from "../fact.ts";
import type { LayerDescription } from "../partitioning/index.ts";

const sure = recalled("sure");

export const POWER4_DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    {
      id: "cpuGrain",
      severity: "refuse",
      text: "parts of a processor, or more processors than there are",
      source: seen("P17"),
    },
    { id: "memoryGrain", severity: "refuse", text: "memory off the 256 MiB step", source: seen("P17") },
    {
      id: "memory.fit",
      severity: "refuse",
      text: "memory, page tables and firmware beyond what is installed",
      source: seen("P17"),
    },
    {
      id: "largePartition",
      severity: "refuse",
      text: "an AIX 5.1 partition above 16 GB without more than 32 GB installed; two without more than 48",
      source: seen("P17"),
    },
    {
      id: "ioNeed",
      severity: "refuse",
      text: "a partition without a slot for boot and one for network",
      source: seen("P17"),
    },
    {
      id: "maxPartitions",
      severity: "refuse",
      text: "more partitions than the model allows or than cores",
      source: recalled("fairly"),
    },
    { id: "dlpar", severity: "refuse", text: "online changes on AIX 5.1 or Linux", source: seen("P17, P31") },
    { id: "os", severity: "refuse", text: "Windows, Solaris, x86 systems", source: sure },
    { id: "os.release", severity: "refuse", text: "AIX before 5.1 or after 7.1", source: recalled("fairly") },
    { id: "mig.none", severity: "refuse", text: "live migration", source: seen("P30") },
    { id: "machine.architecture", severity: "refuse", text: "a machine that is not POWER", source: sure },
    { id: "machine.model", severity: "refuse", text: "a model of another POWER generation", source: sure },
    {
      id: "os.unstated",
      severity: "warn",
      text: "a partition whose AIX release nobody stated",
      source: assumed("an unknown release is let in and told"),
    },
  ],
  operations: [
    {
      id: "op.dlpar",
      text: "processors, memory and slots change online with AIX 5.2 and later",
      source: seen("P17, P31"),
    },
    { id: "op.none", text: "AIX 5.1 and Linux: only by restarting the partition", source: seen("P17, P31") },
  ],
  migration: [],
  availability: [
    { id: "ha.cert", text: "security target for LPAR on POWER4, November 2003", source: seen("P37") },
    {
      id: "ha.isolation",
      text: "the hypervisor keeps partitions apart in firmware; nothing is shared",
      source: seen("P4"),
    },
  ],
  licence: { value: "part of the base system", source: sure },
  overheadFormula: {
    value: "256 MiB, and 256 MiB more for each full 16 GiB assigned, per partition outside its memory",
    source: derived("pageTable, pageTablePerStep (P17)"),
    note: "the guide's sentence may also mean 256 MiB per started 16 GiB; this reading is never smaller",
  },
  deck: [
    {
      id: "seed.security",
      says: "POWER4 is certified EAL4+",
      slide: "IBM Advanced Power Virtualization (APV)",
      verdict: "agrees",
      documented: "a security target for LPAR on POWER4 of November 2003 exists; the certificate itself was not read",
      source: seen("P37"),
    },
  ],
};
