/**
 * Facts of Xen 3.0.3 (October 2006), the first with the credit scheduler, not yet with its boost. Every value is a
 * claim about 3.0.3 and nothing else; what was read in another release only is marked as an assumption.
 */
import { assumed, deck, derived, fact, recalled, seen } from "../fact.ts";

const IO_SLIDE = "IO Virtualization";
/** Read in the sources of 3.0.4, not in those of 3.0.3. */
const AS_IN_304 = assumed("as read in the sources of 3.0.4 (X304-src); not read for 3.0.3");

/** Read in the manual or the sources of 3.0.0, not in those of 3.0.3. */
const AS_IN_300 = assumed("as in 3.0.0 (X30-man, X30-src); not read for 3.0.3");
/** Read in the sources of 3.0.0 and of 3.0.4, which agree. */
const AGREED = derived("X30-src and X304-src agree, on both sides of 3.0.3");

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const XEN_303_FACTS = {
  "tech.hvm": fact("vt-x, amd-v", "", recalled("fairly"), "AMD-V from 3.0.2"),
  "host.maxLogicalCpus": fact(
    32,
    "CPUs",
    assumed("as in 3.0.2 (X302-src); not read for 3.0.3"),
    "default build; can be rebuilt (max_phys_cpus)",
  ),
  "host.maxRam.x86_32": fact(4, "GiB", AS_IN_300, "build without PAE"),
  "host.maxRam.x86_32p": fact(16, "GiB", AGREED, "where the code cuts off; the manual says 64"),
  "host.maxRam.x86_32pManual": fact(64, "GiB", AS_IN_300, "the manual's claim, not used"),
  "host.maxRam.x86_64": fact(1024, "GiB", AS_IN_300, "EM64T and Opteron hosts"),
  "host.maxVms": fact(32_752, "domain ids", seen("X20-src"), "same constant later; memory is the real limit"),
  "vm.maxVcpu": fact(32, "vCPUs", AS_IN_300, "hot-plug in paravirtual domains"),
  "vm.vcpuStep": fact(1, "vCPUs", AS_IN_300),
  "vm.memStep": fact(1, "MiB", AS_IN_304, "PV maximum = what the guest kernel's class can address"),
  "vm.minRam": fact(32, "MiB", assumed("planning floor; the HVM example of 3.0.4 advises against less")),
  "vm.minRam.hvm": fact(32, "MiB", AS_IN_304, "below is not recommended in the example configuration"),
  "vm.memMatch": fact(true, "", AS_IN_304, "a PV kernel must match the PAE mode; checked for dom0"),
  "vm.maxDisks.hvm": fact(4, "disks", recalled("fairly"), "IDE hda to hdd; PV block devices not documented"),
  "vm.maxLoopDisks": fact(8, "disks per host", AS_IN_300, "file-backed (loop), by default"),
  "vm.nicModels": fact("rtl8139, ne2k, pcnet", "", recalled("fairly"), "HVM"),
  "cpu.gran": fact("share of any CPU; affinity mask per vCPU", "", AS_IN_300, "dedicate a core to dom0 for heavy I/O"),
  "sched.default": fact("credit", "", seen("X303-src"), "sedf and bvt in 3.0.0 and 3.0.2"),
  "sched.other": fact("sedf", "", seen("X303-src"), "not modelled for this release"),
  "sched.credit.weight": fact(256, "", AS_IN_304, "default; per domain, over its active vCPUs"),
  "sched.credit.weightMin": fact(1, "", AS_IN_304),
  "sched.credit.weightMax": fact(65_535, "", AS_IN_304),
  "sched.credit.cap": fact(0, "% of one CPU", AS_IN_304, "0 = none; parked over it even on an idle host"),
  "sched.credit.tick": fact(10, "ms", AS_IN_304, "100 credits burnt per tick"),
  "sched.credit.slice": fact(30, "ms", AS_IN_304),
  "sched.credit.accounting": fact(30, "ms", AS_IN_304, "300 credits minted per CPU per period"),
  "sched.credit.clamp": fact(300, "credits", AS_IN_304, "held in +-300"),
  "sched.credit.prio": fact(
    "under -1, over -2, idle -64, parked -65",
    "",
    seen("X303-src"),
    "parked is a priority here",
  ),
  "sched.credit.boost": fact(
    false,
    "",
    seen("X303-src"),
    "a domain that wakes gains nothing; boost came on 2006-10-27, for 3.0.4",
  ),
  "sched.credit.balance": fact("work stealing, no gang scheduling", "", AS_IN_304),
  "mem.policy": fact("static, ballooned; no sharing, swap or overcommit", "", AGREED),
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
  "svc.dom0MemMin": fact(196, "MiB", AGREED, "dom0-min-mem of xend"),
  "svc.xenheap.x86_32": fact(12, "MiB", AS_IN_304, "also with PAE"),
  "svc.xenheap.x86_64": fact(16, "MiB", AS_IN_304),
  "svc.virtualSpace": fact("64 MB; 168 MB with PAE", "", AS_IN_304, "address space, no memory"),
  "svc.frame.x86_32": fact(24, "B per 4 KiB page", recalled("fairly"), "frame table; also with PAE"),
  "svc.frame.x86_64": fact(40, "B per 4 KiB page", recalled("fairly"), "frame table"),
  "io.path": fact("backends in dom0 or a driver domain; HVM: a QEMU process in dom0", "", AS_IN_300),
  "io.cost": fact(
    20,
    "%",
    deck(IO_SLIDE),
    "planner default within the deck's 10 to 30; on the I/O share, charged to dom0",
  ),
  "io.costMin": fact(10, "%", deck(IO_SLIDE), "more for network than for storage"),
  "io.costMax": fact(30, "%", deck(IO_SLIDE)),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "io.costStudy": fact(6, "%", seen("VMW-cmp"), "average slowdown of HVM Windows on 3.0.3; a vendor's own study"),
  "mig.rounds": fact(29, "rounds", AS_IN_300, "also stops at 3x RAM sent or fewer than 50 pages left"),
  "mig.rateMin": fact(100, "Mbit/s", AS_IN_300, "climbs to mig.rateMax"),
  "mig.rateMax": fact(500, "Mbit/s", AS_IN_300),
  "mig.downtimeMin": fact(60, "ms", AS_IN_300, "typical"),
  "mig.downtimeMax": fact(300, "ms", AS_IN_300, "typical"),
} as const;
