/**
 * Facts of QEMU 0.8 (2005 to 2006): a processor emulator by dynamic translation, hosted by another system. Little is
 * documented as a limit; what was not read is recalled or assumed.
 */
import { assumed, fact, recalled, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const QEMU_08_FACTS = {
  "tech.name": fact("dynamic translation; processors of one kind on another", "", seen("QEMU-tech")),
  "tech.hosts": fact("x86 and PowerPC", "", seen("QEMU-tech"), "others were being tried"),
  "tech.kqemu": fact(
    "module that runs most code of a PC on a PC directly",
    "",
    seen("SLACK-kqemu"),
    "of closed source, free of charge",
  ),
  "cpu.slowdownMin": fact(4, "times", recalled("fairly"), "emulated against native, without kqemu"),
  "cpu.slowdown": fact(10, "times", recalled("fairly"), "upper end of 4 to 10, which is used"),
  "cpu.slowdownKqemu": fact(2, "times", assumed("kernel code is still translated; sources say near native, no figure")),
  "cpu.threads": fact(1, "host threads", recalled("fairly"), "all virtual CPUs of a machine take turns on it"),
  "cpu.shares": fact("none", "", recalled("fairly"), "the host schedules a process"),
  "vm.default": fact(128, "MiB", recalled("fairly")),
  "vm.maxRam": fact(2047, "MiB", recalled("fairly"), "about"),
  "vm.minRam": fact(1, "MiB", assumed("a grid of whole MiB, as the option counts")),
  "vm.maxDisks": fact(4, "disks", recalled("fairly"), "IDE"),
  "vm.maxNics": fact(8, "NICs", recalled("fairly")),
  "mem.cache": fact(16, "MiB", seen("QEMU-tech"), "translated code; flushed when full"),
  "mem.process": fact(16, "MiB", assumed("program, video memory and device models; nobody states a figure")),
  "svc.host": fact(512, "MiB", assumed("planning default for the host's own system")),
  "svc.hostCpu": fact(10, "% of one core", assumed("planning default for the host's own system")),
  "use.class": fact("development and test", "", assumed("planning advice for an emulator without shares or migration")),
} as const;
