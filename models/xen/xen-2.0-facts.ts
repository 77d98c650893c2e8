/**
 * Facts of Xen 2.0 (2.0.0 tagged in November 2004, read at 2.0.6 of May 2005). Every value is a claim about 2.0 and
 * nothing else. Not documented, so not stated: most disks and adapters of a domain, the frame table's size.
 */
import { assumed, deck, fact, recalled, seen } from "../fact.ts";

const XEN_20_SLIDE = "Xen 2.0 2005-11-05";
const IO_SLIDE = "IO Virtualization";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units, dom0's in kB as its boot option counts. */
export const XEN_20_FACTS = {
  "tech.rings": fact("Xen in ring 0, guest kernels in ring 1, programs in ring 3", "", seen("X20-man")),
  "host.arch": fact("P6 class or newer; 64-bit processors in 32-bit mode only", "", seen("X20-man")),
  "host.maxLogicalCpus": fact(16, "CPUs", seen("X20-src"), "build constant; HyperThreading is basic"),
  "host.maxRam": fact(4, "GiB", seen("X20-man"), "no PAE, and no plan for more on x86_32"),
  "host.maxVms": fact(32_752, "domain ids", seen("X20-src"), "memory is the real limit"),
  "vm.maxVcpu": fact(1, "vCPUs", seen("X20-src"), "MAX_VIRT_CPUS: no SMP guests"),
  "vm.vcpuStep": fact(1, "vCPUs", seen("X20-src")),
  "vm.memStep": fact(1, "MiB", seen("X20-man"), "configured in whole MB; pages of 4 kB below"),
  "vm.minRam": fact(32, "MiB", assumed("planning floor; the manual's examples have 32 to 64")),
  "vm.maxLoopDisks": fact(8, "disks per host", seen("X20-man"), "file-backed disks by default (max_loop)"),
  "vm.nicDefault": fact(3, "NICs", recalled("unsure"), "default of the tools; a maximum is not documented"),
  "cpu.gran": fact("one time-shared vCPU, pinned to a CPU by number or placed (-1)", "", seen("X20-man, X20-src")),
  "cpu.rebalance": fact(false, "", recalled("fairly"), "run queue per CPU; nobody moves domains by himself"),
  "sched.default": fact("bvt", "", seen("X20-man, X20-src"), "boot option sched; the manual recommends it"),
  "sched.bvt.mcu": fact(100, "us", seen("X20-src"), "charging unit"),
  "sched.bvt.mcuAdvance": fact(10, "per MCU", seen("X20-src, X20-man"), "inverse of a weight: half is twice the CPU"),
  "sched.bvt.mcuAdvanceMin": fact(1, "per MCU", seen("X20-src, X20-man"), "must be above 0"),
  "sched.bvt.ctxAllow": fact(5, "ms", seen("X20-src"), "least run before pre-emption; ten times that when alone"),
  "sched.bvt.warp": fact("off; limit 2000 ms, unwarp 1000 ms", "", seen("X20-src, X20-man"), "favours domains of I/O"),
  "sched.atropos.period": fact(10_000, "ms", seen("X20-src, X20-man"), "other domains than dom0"),
  "sched.atropos.slice": fact(10, "ms", seen("X20-src, X20-man"), "other domains than dom0; best-effort quantum 5 ms"),
  "sched.atropos.extra": fact(true, "", seen("X20-src, X20-man"), "may use time that nobody claims"),
  "sched.atropos.dom0": fact(0.75, "of one CPU", seen("X20-src, X20-man"), "slice 15 ms of a period of 20 ms"),
  "sched.rrobin.slice": fact(10, "ms", seen("X20-src, X20-man"), "demonstration only, not for production"),
  "mem.policy": fact("static; xm balloon and xm maxmem; no sharing, swap or overcommit", "", seen("X20-man")),
  "mem.perDomain": fact(0, "MiB", assumed("no overhead of one domain is documented for 2.0")),
  "svc.xenheap": fact(12, "MiB", seen("X20-src")),
  "svc.virtualSpace": fact(64, "MiB of address space", seen("X20-src"), "the top; costs no memory"),
  "svc.dom0MemKb": fact(64_000, "kB", seen("X20-src"), "default of the boot option dom0_mem"),
  "io.path": fact("back ends in dom0 or a driver domain; network by page flipping", "", seen("X20-man, CG05")),
  "io.iommu": fact(false, "", deck("I/O Architecture"), "a domain with a device of its own is not safe against DMA"),
  "io.cost": fact(
    20,
    "%",
    deck(IO_SLIDE),
    "planner default within the deck's 10 to 30; on the I/O share, charged to dom0",
  ),
  "io.costMin": fact(10, "%", deck(IO_SLIDE), "more for network than for storage"),
  "io.costMax": fact(30, "%", deck(IO_SLIDE)),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "mig.rounds": fact(29, "rounds", seen("X20-src"), "also below 50 pages, beyond 3x RAM, or dirtying at full rate"),
  "mig.batch": fact(1024, "pages", seen("X20-src"), "4 MB"),
  "mig.rateMax": fact(500, "Mbit/s", seen("X20-src"), "start rate by parameter, 0 = unlimited"),
  "mig.downtimeMin": fact(60, "ms", seen("X20-man"), "typical"),
  "mig.downtimeMax": fact(300, "ms", seen("X20-man"), "typical"),
  "os.ported": fact("Linux 2.4 and 2.6, NetBSD, FreeBSD, Plan 9, Solaris x86", "", deck(XEN_20_SLIDE)),
} as const;
