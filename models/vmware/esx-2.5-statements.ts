/**
 * What ESX Server 2.5 says in words: refusals and warnings, operations, migration, availability, licence, and the deck's
 * statements beside the documents'.
 */
import { assumed, derived, recalled, seen } from "../fact.ts";
import type { LayerDescription } from "../partitioning/index.ts";

export const ESX_25_DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not x86", source: recalled("sure") },
    { id: "os", severity: "refuse", text: "a 64-bit guest", source: recalled("sure") },
    {
      id: "host.vcpus",
      severity: "refuse",
      text: "more virtual CPUs than the service console has memory for, 80 at most",
      source: seen("ESX2-adm"),
    },
    { id: "lic.smp", severity: "refuse", text: "two virtual CPUs without Virtual SMP", source: seen("ESX2-adm") },
    { id: "lic.vmotion", severity: "refuse", text: "VMotion without VirtualCenter", source: recalled("sure") },
    {
      id: "sched.strict",
      severity: "refuse",
      text: "two virtual CPUs on a host of one CPU: strict co-scheduling runs both at once",
      source: derived("strict co-scheduling, V-cosched"),
    },
    {
      id: "cpu.range",
      severity: "refuse",
      text: "a CPU minimum above the maximum, which is 100 % of one CPU for each virtual CPU at most",
      source: seen("ESX2-adm"),
    },
    {
      id: "cpu.admission",
      severity: "refuse",
      text: "CPU minimums beyond the host's CPUs less the service console",
      source: seen("ESX2-adm"),
    },
    {
      id: "mem.admission",
      severity: "refuse",
      text: "memory minimums and overhead beyond unreserved memory",
      source: seen("ESX2-adm"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "configured memory (over the overcommit that the swap file allows) and overhead beyond the host less console",
      source: seen("ESX2-adm"),
    },
    { id: "io.passthrough", severity: "refuse", text: "a device passed through to a guest", source: recalled("sure") },
    {
      id: "mem.swap",
      severity: "warn",
      text: "more overcommit asked for than the swap file allows: the plan gets what it allows",
      source: seen("ESX2-adm"),
    },
    { id: "cpu.capped", severity: "warn", text: "a CPU maximum below a VM's peak demand", source: seen("ESX2-adm") },
    {
      id: "os.unlisted",
      severity: "warn",
      text: "a guest system that is not on the support list",
      source: assumed("runs unmodified, not supported"),
    },
  ],
  operations: [
    { id: "op.shares", text: "shares, minimum and maximum of CPU change online", source: recalled("fairly") },
    { id: "op.console", text: "memory of the service console changes with a restart", source: recalled("fairly") },
    { id: "op.size", text: "virtual CPUs and memory change with the VM powered off", source: recalled("sure") },
  ],
  migration: [
    {
      id: "mig.name",
      text: "VMotion with VirtualCenter 1.x: shared SAN, Gigabit network, CPUs of one family",
      source: recalled("sure"),
    },
  ],
  availability: [{ id: "ha", text: "none built in; clusters inside the guests", source: recalled("fairly") }],
  licence: { value: "per 2 processors; Virtual SMP and VirtualCenter extra", source: recalled("fairly") },
  overheadFormula: {
    value: "54 (1 vCPU) or 64 (2) + 32 for each GiB of memory above 512 MiB (MiB)",
    source: seen("ESX2-adm"),
    note: "1 vCPU and 2 GiB: 102, as the guide's own example",
  },
  deck: [
    {
      id: "seed.vms",
      says: "at most 80 virtual machines per VMware image",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "differs",
      documented: "the slide is about VI3; 80 is the figure of ESX 2.x (host.maxVms), likely but not proven",
      source: recalled("fairly"),
    },
    {
      id: "seed.smp",
      says: "up to 4 CPUs per virtual machine with Virtual SMP",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "differs",
      documented: "4 is VI3's; 2 on ESX 2.5 (vm.maxVcpu)",
      source: seen("ESX2-adm"),
    },
    {
      id: "seed.tech",
      says: "guest in user mode, privileged instructions trapped, some guest code translated: used by VMware today",
      slide: "“Trapping and mapping” method",
      verdict: "agrees",
      documented: "type 1 with binary translation; VMkernel and a Linux service console on CPU 0",
      source: recalled("sure"),
    },
  ],
};
