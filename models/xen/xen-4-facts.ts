/**
 * Facts of upstream Xen 4.17 and later (credit2 as the default scheduler). XCP-ng, which builds on it, has its own file:
 * its support limits are not Xen's.
 */
import { assumed, fact, recalled, seen } from "../fact.ts";

const DOM0 = "Xen gives dom0 all but min(1/16, 128 MB) and balloons it down; a fixed size by host, as XCP-ng advises";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const XEN_4_FACTS = {
  "host.maxLogicalCpus": fact(256, "CPUs", seen("X417-src"), "default build; the rest stays dark"),
  "host.maxLogicalCpusBuild": fact(
    4095,
    "CPUs",
    seen("X417-src"),
    "build range of 4.17; 16383 in 4.20, 4096 supported (X420-sup)",
  ),
  "host.maxRam": fact(16, "TiB", recalled("sure"), "default build"),
  "host.maxRamBig": fact(123, "TiB", seen("X417-src"), "built with BIGMEM; not used"),
  "host.maxVms": fact(32_752, "domain ids", seen("X20-src"), "same constant since; memory is the real limit"),
  "vm.maxVcpu": fact(128, "vCPUs", seen("X417-src"), "HVM and PVH; PV see vm.maxVcpuPv"),
  "vm.maxVcpuPv": fact(8192, "vCPUs", seen("X417-src"), "from constants, in theory; planned with vm.maxVcpu"),
  "vm.vcpuStep": fact(1, "vCPUs", seen("X417-xl")),
  "vm.maxRam": fact(8, "TiB", seen("X417-sup"), "supported"),
  "vm.maxRamHard": fact(16, "TiB", seen("X417-sup"), "up to here without security support"),
  "vm.minRam": fact(32, "MiB", assumed("planning floor")),
  "vm.memStep": fact(1, "MiB", seen("X417-xl")),
  "vm.memRound": fact(2, "MiB", seen("X417-src"), "the footprint is rounded up to it"),
  "sched.default": fact("credit2", "", seen("X417-cmd"), "since 4.12; XCP-ng 8.3 builds credit"),
  "sched.others": fact("credit, rtds, arinc653, null; cpupools with their own", "", seen("X417-cmd, X417-sup")),
  "sched.gran": fact("core and socket scheduling are experimental", "", seen("X417-cmd, X417-sup")),
  "sched.credit.weight": fact(256, "", seen("X417-xl, X417-src"), "default, also of credit2"),
  "sched.credit.weightMin": fact(1, "", seen("X417-xl, X417-src")),
  "sched.credit.weightMax": fact(65_535, "", seen("X417-xl, X417-src")),
  "sched.credit.cap": fact(0, "% of one CPU", seen("X417-xl, X417-src"), "0 = none"),
  "sched.credit.slice": fact(
    30,
    "ms",
    seen("X417-xl, X417-src"),
    "1 to 1000; tick is a third; must exceed the rate limit",
  ),
  "sched.credit.rateLimit": fact(1000, "us", seen("X417-xl, X417-src"), "100 to 500000"),
  "sched.credit.migrationDelayMax": fact(100, "ms", seen("X417-xl, X417-src"), "0 to 100"),
  "sched.credit.perMs": fact(10, "credits", seen("X417-src")),
  "sched.credit2.initial": fact(
    10,
    "ms",
    seen("X417-src"),
    "credit burns inversely to weight, reset when the next is <= 0",
  ),
  "sched.credit2.minTimer": fact(500, "us", seen("X417-src")),
  "sched.credit2.maxRun": fact(10, "ms", seen("X417-src")),
  "sched.credit2.capPeriod": fact(10, "ms", seen("X417-src"), "a budget per period; parked when empty"),
  "sched.credit2.runqueueCpus": fact(
    16,
    "CPUs",
    seen("X417-src, X417-cmd"),
    "most per run queue; one queue per socket",
  ),
  "sched.credit2.loadWindow": fact(2 ** 30, "ns", seen("X417-src")),
  "sched.credit2.migrateCompensation": fact(50, "us", seen("X417-src")),
  "mem.policy": fact(
    "static, balloon, populate on demand; no overcommit in production",
    "",
    seen("X417-sup, XCP-83"),
    "sharing and paging are experimental",
  ),
  "mem.pagesPerVcpu": fact(256, "pages", seen("X417-src"), "of 4 kB"),
  "mem.pagesPerMiB.hap": fact(1, "pages per MiB", seen("X417-src"), "nested paging"),
  "mem.pagesPerMiB.shadow": fact(2, "pages per MiB", seen("X417-src"), "no nested paging"),
  "mem.pagesPerMiB.pv": fact(1, "pages per MiB", recalled("fairly"), "shadow only, for migration: no P2M pages"),
  "mem.extra.hvm": fact(2, "MiB", seen("X417-src"), "also PVH"),
  "mem.extra.pv": fact(1, "MiB", seen("X417-src")),
  "svc.dom0Mem": fact(4, "GiB", assumed(DOM0)),
  "svc.dom0MemLarge": fact(8, "GiB", assumed(DOM0), "hosts from svc.dom0MemLargeFrom on"),
  "svc.dom0MemLargeFrom": fact(128, "GiB", assumed(DOM0)),
  "svc.dom0Vcpu": fact("number of physical CPUs", "vCPUs", seen("X417-cmd"), "default"),
  "svc.frame": fact(32, "B per 4 KiB page", recalled("fairly"), "frame table, 0.78 % of RAM"),
  "io.path": fact("netback and blkback in dom0, QEMU per HVM guest; SR-IOV, PCI pass-through", "", seen("X417-sup")),
  "io.cost": fact(
    20,
    "%",
    assumed("the range of 2006 (10 to 30) kept on the I/O share, charged to dom0; no modern figure read"),
  ),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "mig.rounds": fact(5, "rounds", seen("X417-src"), "xl also stops below 50 dirty pages"),
  "mig.dirtyPages": fact(50, "pages", seen("X417-src")),
} as const;
