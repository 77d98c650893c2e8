/**
 * Facts of Xen 3.0.0 (December 2005), unmodified guests with VT-x, scheduling by sedf. Every value is a claim about
 * 3.0.0 and nothing else; what was read in another release only is marked as an assumption.
 */
import { assumed, deck, fact, recalled, seen } from "../fact.ts";

const IO_SLIDE = "IO Virtualization";
/** Read in the sources of 3.0.4, not in those of 3.0.0. */
const AS_IN_304 = assumed("as read in the sources of 3.0.4 (X304-src); not read for 3.0.0");

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const XEN_300_FACTS = {
  "tech.hvm": fact("vt-x", "", seen("X30-man"), "AMD-V came with 3.0.2"),
  "host.maxLogicalCpus": fact(32, "CPUs", seen("X30-src"), "default build"),
  "host.maxRam.x86_32": fact(4, "GiB", seen("X30-man"), "build without PAE"),
  "host.maxRam.x86_32p": fact(16, "GiB", seen("X30-src"), "where the code cuts off; the manual says 64"),
  "host.maxRam.x86_32pManual": fact(64, "GiB", seen("X30-man"), "the manual's claim, not used"),
  "host.maxRam.x86_64": fact(1024, "GiB", seen("X30-man"), "EM64T and Opteron hosts"),
  "host.maxVms": fact(32_752, "domain ids", seen("X20-src"), "same constant later; memory is the real limit"),
  "vm.maxVcpu": fact(32, "vCPUs", seen("X30-src, X30-man"), "hot-plug in paravirtual domains"),
  "vm.maxVcpu.hvm": fact(1, "vCPUs", recalled("fairly"), "from the commit log; more by 3.0.3"),
  "vm.vcpuStep": fact(1, "vCPUs", seen("X30-src")),
  "vm.memStep": fact(1, "MiB", AS_IN_304, "PV maximum = what the guest kernel's class can address"),
  "vm.minRam": fact(32, "MiB", assumed("planning floor; the HVM example of 3.0.4 advises against less")),
  "vm.minRam.hvm": fact(32, "MiB", AS_IN_304, "below is not recommended in the example configuration"),
  "vm.memMatch": fact(true, "", AS_IN_304, "a PV kernel must match the PAE mode; checked for dom0"),
  "vm.maxDisks.hvm": fact(4, "disks", recalled("fairly"), "IDE hda to hdd; PV block devices not documented"),
  "vm.maxLoopDisks": fact(8, "disks per host", seen("X30-man"), "file-backed (loop), by default"),
  "vm.nicModels": fact("rtl8139, ne2k, pcnet", "", recalled("fairly"), "HVM"),
  "cpu.gran": fact(
    "share of any CPU; affinity mask per vCPU",
    "",
    seen("X30-man"),
    "dedicate a core to dom0 for heavy I/O",
  ),
  "sched.default": fact("sedf", "", seen("X30-src"), "bvt can be chosen at boot; credit came with 3.0.3"),
  "sched.other": fact("bvt", "", seen("X30-src")),
  "sched.sedf.period": fact(100, "ms", seen("X30-src"), "other domains than dom0; given in ns"),
  "sched.sedf.slice": fact(0, "ms", seen("X30-src"), "0 = best effort, in extra time only"),
  "sched.sedf.extra": fact(true, "", seen("X30-src"), "domains may use time that nobody claims"),
  "sched.sedf.weight": fact(1, "", seen("X30-src"), "share of the extra time"),
  "sched.sedf.dom0": fact("15/20 ms + extra time", "", seen("X30-src")),
  "sched.sedf.weightPeriod": fact(100, "ms", seen("X30-src"), "safety 5 ms, extra-time quantum 500 us"),
  "sched.sedf.latency": fact("a hint in ns", "", seen("X30-man"), "not modelled"),
  "sched.bvt.mcuAdvance": fact(
    10,
    "per MCU",
    assumed("as in 2.0 (X20-src); not read for 3.0.0"),
    "inverse of a weight",
  ),
  "mem.policy": fact("static, ballooned; no sharing, swap or overcommit", "", seen("X30-src")),
  "mem.hvm.video": fact(8, "MiB", AS_IN_304),
  "mem.hvm.shadowMin": fact(8, "MiB", AS_IN_304, "configured shadow memory"),
  "mem.hvm.pagesPerVcpu": fact(256, "pages", AS_IN_304, "of 4 kB"),
  "mem.hvm.pagesPerMiB": fact(2, "pages per MiB", AS_IN_304, "of 4 kB"),
  "mem.pvOverhead": fact(0, "MiB", AS_IN_304, "no shadow; 8 MB slack on the mapping limit only"),
  "svc.dom0Mem": fact(
    512,
    "MiB",
    assumed("planning default; Xen gives dom0 all but min(1/16, 128 MB) and balloons it down"),
  ),
  "svc.dom0MemMin": fact(196, "MiB", seen("X30-src"), "dom0-min-mem of xend"),
  "svc.xenheap.x86_32": fact(12, "MiB", AS_IN_304, "also with PAE"),
  "svc.xenheap.x86_64": fact(16, "MiB", AS_IN_304),
  "svc.virtualSpace": fact("64 MB; 168 MB with PAE", "", AS_IN_304, "address space, no memory"),
  "svc.frame.x86_32": fact(24, "B per 4 KiB page", recalled("fairly"), "frame table; also with PAE"),
  "svc.frame.x86_64": fact(40, "B per 4 KiB page", recalled("fairly"), "frame table"),
  "io.path": fact("backends in dom0 or a driver domain; HVM: a QEMU process in dom0", "", seen("X30-man")),
  "io.cost": fact(
    20,
    "%",
    deck(IO_SLIDE),
    "planner default within the deck's 10 to 30; on the I/O share, charged to dom0",
  ),
  "io.costMin": fact(10, "%", deck(IO_SLIDE), "more for network than for storage"),
  "io.costMax": fact(30, "%", deck(IO_SLIDE)),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "mig.rounds": fact(29, "rounds", seen("X30-src"), "also stops at 3x RAM sent or fewer than 50 pages left"),
  "mig.rateMin": fact(100, "Mbit/s", seen("X30-src"), "climbs to mig.rateMax"),
  "mig.rateMax": fact(500, "Mbit/s", seen("X30-src")),
  "mig.downtimeMin": fact(60, "ms", seen("X30-man"), "typical"),
  "mig.downtimeMax": fact(300, "ms", seen("X30-man"), "typical"),
} as const;
