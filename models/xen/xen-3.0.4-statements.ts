/**
 * What Xen 3.0.4 says in words: refusals and warnings, operations, migration, availability, licence, and the deck's
 * statements beside the documents'.
 */
import { assumed, recalled, seen } from "../fact.ts";
import type { LayerDescription } from "../partitioning/index.ts";
import { xen3Deck } from "./xen-3-deck.ts";

export const XEN_304_DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    {
      id: "hw.arch",
      severity: "refuse",
      text: "a host of another architecture than the build",
      source: seen("X30-man"),
    },
    { id: "hw.pae", severity: "refuse", text: "the PAE build on a processor without PAE", source: seen("X30-man") },
    {
      id: "os",
      severity: "refuse",
      text: "an unmodified system (Windows) on a host without VT-x or AMD-V",
      source: seen("X30-man, X304-man"),
    },
    {
      id: "os.build",
      severity: "refuse",
      text: "a 32-bit paravirtual guest on the 64-bit build (before 3.1), a 64-bit guest on a 32-bit build",
      source: seen("X304-src"),
    },
    {
      id: "vm.memMatch",
      severity: "refuse",
      text: "a paravirtual kernel stated to be of the other PAE mode than the hypervisor; unstated counts as matching",
      source: seen("X304-src"),
    },
    {
      id: "mig.hvm",
      severity: "refuse",
      text: "live migration of an HVM domain (before 3.1)",
      source: seen("X304-src"),
    },
    { id: "io.passthrough", severity: "refuse", text: "a device passed to an HVM domain", source: recalled("fairly") },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory and overhead of all domains beyond the host less hypervisor and dom0: no overcommit",
      source: seen("X30-src, X304-src"),
    },
    {
      id: "vm.vcpuOverPcpu",
      severity: "warn",
      text: "more virtual CPUs than the host has CPUs",
      source: seen("X30-man"),
    },
    { id: "cpu.capped", severity: "warn", text: "a cap below a domain's peak demand", source: seen("X304-man") },
    {
      id: "os.unlisted",
      severity: "warn",
      text: "a guest that the manuals do not name",
      source: assumed("runs unmodified under hardware assistance"),
    },
  ],
  operations: [
    { id: "op.sched", text: "weight and cap change online (xm sched-credit)", source: seen("X304-man") },
    { id: "op.vcpus", text: "virtual CPUs are hot-plugged in paravirtual domains", source: seen("X30-man") },
    { id: "op.balloon", text: "memory moves online within maxmem by balloon", source: seen("X30-src") },
    {
      id: "op.pin",
      text: "affinity per virtual CPU; not several of one domain on one CPU; a core for dom0 under heavy I/O",
      source: seen("X30-man"),
    },
  ],
  migration: [
    {
      id: "mig",
      text: "xm migrate --live, paravirtual only: same L2 network, shared storage, memory free on the target",
      source: seen("X30-src, X30-man, X304-src"),
    },
    {
      id: "mig.stop",
      text: "29 rounds, 3x RAM sent or fewer than 50 pages left; 100 to 500 Mbit/s; 60 to 300 ms downtime",
      source: seen("X30-src, X30-man"),
    },
    { id: "mig.trust", text: "not safe on a network that is not trusted", source: seen("X30-man") },
  ],
  availability: [{ id: "ha", text: "none built in; restart by external cluster software", source: recalled("sure") }],
  licence: {
    value: "GPL v2, no charge",
    source: recalled("sure"),
    note: "XenEnterprise was sold per host with 2 sockets (recalled, unsure)",
  },
  overheadFormula: {
    value: "PV 0; HVM 8 + max(4 KiB x (256 x vCPUs + 2 M), shadow 8) (MiB, M = maximum MiB)",
    source: seen("X304-src"),
    note: "1 vCPU and 1 GiB: 8 + 9 = 17 MiB",
  },
  deck: xen3Deck({
    windows: {
      verdict: "differs",
      documented: "3.0.0 ships VT-x support; without VT-x or AMD-V the statement holds",
      source: seen("X30-man"),
    },
    smp: {
      verdict: "agrees",
      documented: "credit steals work and does no gang scheduling",
      source: seen("X304-src"),
    },
    io: {
      verdict: "differs",
      documented:
        "a vendor study found 6 % average slowdown of whole suites (io.costStudy); 20 % of the I/O share is charged",
      source: seen("VMW-cmp"),
    },
    status: {
      vt: { verdict: "agrees", documented: "VT-x from 3.0.0, AMD-V from 3.0.2", source: recalled("fairly") },
    },
  }),
};
