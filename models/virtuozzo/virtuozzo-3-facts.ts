/**
 * Facts of SWsoft Virtuozzo 3.0 for Linux and 3.5.1 for Windows (2005 to 2006). What was read belongs to version 6 or to
 * later support articles and is marked so; the rest is recalled or assumed.
 */
import { assumed, fact, recalled, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const VIRTUOZZO_3_FACTS = {
  kernels: fact(1, "kernel", recalled("sure"), "for all private servers; no hypervisor, no guest kernel"),
  "host.max": fact("the host kernel's limits", "", recalled("fairly"), "hundreds of private servers on a host"),
  "host.system": fact("Linux on Linux, Windows 2003 on Windows", "", recalled("sure")),
  "vm.maxVcpu": fact("the host's CPUs", "CPUs", seen("VZ-kb, VZ6-cli"), "whole CPUs shown inside; `cpus` bounds them"),
  "vm.minRam": fact(1, "MiB", assumed("the counters go down to pages; a grid of whole MiB for planning")),
  "cpu.units": fact(1000, "", seen("VZ6-cli"), "default; relative weight"),
  "cpu.unitsMin": fact(8, "", seen("VZ6-cli"), "version 6; the same in 3.x recalled, fairly"),
  "cpu.unitsMax": fact(500_000, "", seen("VZ6-cli"), "version 6; the same in 3.x recalled, fairly"),
  "cpu.limit": fact(0, "% of one CPU", seen("VZ6-cli, VZ-kb"), "0 = none; one core = 100; MHz may be given instead"),
  "cpu.burst": fact("burst_cpulimit", "", seen("VZ6-cli, VZ-kb"), "Windows: cpuguarantee in percent"),
  "sched.name": fact("two-level fair share: the private server first, then its process", "", recalled("sure")),
  "mem.policy": fact(
    "user beancounters (kmemsize, privvmpages, oomguarpages …) as barrier:limit; overselling allowed",
    "",
    seen("VZ-kb"),
    "names of the counters recalled, sure",
  ),
  "mem.overhead": fact(20, "MiB", assumed("planning floor for a private server's own processes; close to 0 beyond")),
  "svc.host": fact(512, "MiB", assumed("planning default for the host's system and the service private server")),
  "svc.hostCpu": fact(10, "% of one core", assumed("planning default for the host's system")),
  "io.priority": fact(4, "", recalled("fairly"), "default of 0 to 7"),
  "io.priorityMax": fact(7, "", seen("VZ-kb"), "from 0"),
  "io.cost": fact(3, "%", recalled("fairly"), "1 to 3, drivers of the host; the upper end is used"),
  "io.study": fact(
    100,
    "%",
    seen("HPL07"),
    "more response time from 1 to 4 instances of RUBiS on OpenVZ; 400 on Xen; not used",
  ),
} as const;
