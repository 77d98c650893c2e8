/**
 * What Xen 3.0.2 says in words: refusals and warnings, operations, migration, availability, licence, and the deck's
 * statements beside the documents'. What was read in another release only is marked as an assumption.
 */
import { assumed, derived, recalled, seen } from "../fact.ts";
import type { LayerDescription } from "../partitioning/index.ts";
import { xen3Deck } from "./xen-3-deck.ts";

/** Read in the manual or the sources of 3.0.0, not in those of 3.0.2. */
const AS_IN_300 = assumed("as in 3.0.0 (X30-man, X30-src); not read for 3.0.2");
/** Read in the sources or the manual of 3.0.4, not in those of 3.0.2. */
const AS_IN_304 = assumed("as read in 3.0.4 (X304-src, X304-man); not read for 3.0.2");

export const XEN_302_DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host of another architecture than the build", source: AS_IN_300 },
    { id: "hw.pae", severity: "refuse", text: "the PAE build on a processor without PAE", source: AS_IN_300 },
    {
      id: "os",
      severity: "refuse",
      text: "an unmodified system (Windows) on a host without VT-x or AMD-V",
      source: recalled("fairly"),
    },
    {
      id: "os.build",
      severity: "refuse",
      text: "a 32-bit paravirtual guest on the 64-bit build (before 3.1), a 64-bit guest on a 32-bit build",
      source: seen("X302-src"),
    },
    {
      id: "vm.memMatch",
      severity: "refuse",
      text: "a paravirtual kernel stated to be of the other PAE mode than the hypervisor; unstated counts as matching",
      source: AS_IN_304,
    },
    {
      id: "vm.maxVcpu.hvm",
      severity: "warn",
      text: "an HVM domain of more than one virtual CPU: matured by 3.0.3 only",
      source: recalled("fairly"),
    },
    {
      id: "mig.hvm",
      severity: "refuse",
      text: "live migration of an HVM domain (before 3.1)",
      source: seen("X302-src"),
    },
    { id: "io.passthrough", severity: "refuse", text: "a device passed to an HVM domain", source: recalled("fairly") },
    {
      id: "sched.slice",
      severity: "refuse",
      text: "sedf with a slice beyond its period, or with no slice and no extra time: the domain would not run",
      source: derived("a slice is part of its period"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory and overhead of all domains beyond the host less hypervisor and dom0: no overcommit",
      source: derived("X30-src and X304-src agree, on both sides of 3.0.2"),
    },
    {
      id: "vm.vcpuOverPcpu",
      severity: "warn",
      text: "more virtual CPUs than the host has CPUs",
      source: AS_IN_300,
    },
    {
      id: "cpu.capped",
      severity: "warn",
      text: "a slice without extra time below a domain's peak demand",
      source: derived("slice / period of each virtual CPU"),
    },
    {
      id: "os.unlisted",
      severity: "warn",
      text: "a guest that the manuals do not name",
      source: assumed("runs unmodified under hardware assistance"),
    },
  ],
  operations: [
    {
      id: "op.sched",
      text: "sedf's period, slice, extra time and weight change online (xm sched-sedf)",
      source: recalled("fairly"),
    },
    { id: "op.vcpus", text: "virtual CPUs are hot-plugged in paravirtual domains", source: AS_IN_300 },
    { id: "op.balloon", text: "memory moves online within maxmem by balloon", source: AS_IN_300 },
    {
      id: "op.pin",
      text: "affinity per virtual CPU; not several of one domain on one CPU; a core for dom0 under heavy I/O",
      source: AS_IN_300,
    },
  ],
  migration: [
    {
      id: "mig",
      text: "xm migrate --live, paravirtual only: same L2 network, shared storage, memory free on the target",
      source: AS_IN_300,
    },
    {
      id: "mig.stop",
      text: "29 rounds, 3x RAM sent or fewer than 50 pages left; 100 to 500 Mbit/s; 60 to 300 ms downtime",
      source: AS_IN_300,
    },
    { id: "mig.trust", text: "not safe on a network that is not trusted", source: AS_IN_300 },
  ],
  availability: [{ id: "ha", text: "none built in; restart by external cluster software", source: recalled("sure") }],
  licence: { value: "GPL v2, no charge", source: recalled("sure") },
  overheadFormula: {
    value: "PV 0; HVM 8 + max(4 KiB x (256 x vCPUs + 2 M), shadow 8) (MiB, M = maximum MiB)",
    source: AS_IN_304,
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
      documented: "sedf gives each virtual CPU its slice; no gang scheduling",
      source: seen("X302-src"),
    },
    io: {
      verdict: "opinion",
      documented: "no measurement of 3.0.2 was read; 20 % of the I/O share is charged",
      source: assumed("within the deck's range"),
    },
    status: {
      smp: {
        verdict: "differs",
        documented: "paravirtual domains up to 32 virtual CPUs; more than one in HVM domains matured by 3.0.3",
        source: recalled("fairly"),
      },
      vt: { verdict: "agrees", documented: "VT-x, and AMD-V from this release", source: recalled("fairly") },
    },
  }),
};
