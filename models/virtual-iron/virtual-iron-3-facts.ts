/**
 * Facts of Virtual Iron 3.0 (announced April 2006), which put its own control layer on the Xen hypervisor. Its data
 * sheets were not read: limits are those of the 3.x to 4.x class, recalled; memory figures are Xen's of the time.
 */
import { assumed, deck, fact, recalled, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const VIRTUAL_IRON_3_FACTS = {
  "tech.hypervisor": fact("Xen, with an own control layer instead of a stock dom0", "", seen("VI-30")),
  "tech.2x": fact(
    "own monitor that could join several servers into one virtual machine",
    "",
    seen("VI-30"),
    "dropped with 3.0; over InfiniBand: recalled, fairly",
  ),
  "host.maxLogicalCpus": fact(32, "CPUs", recalled("unsure"), "data sheets of 3.x and 4.x"),
  "host.maxRam": fact(96, "GiB", recalled("unsure"), "data sheets of 3.x and 4.x"),
  "vm.maxVcpu": fact(8, "vCPUs", recalled("unsure"), "data sheets of 3.x and 4.x"),
  "vm.vcpuStep": fact(1, "vCPUs", assumed("as the hypervisor underneath")),
  "vm.maxRam": fact(32, "GiB", recalled("unsure"), "data sheets of 3.x and 4.x"),
  "vm.minRam": fact(32, "MiB", assumed("planning floor, as for an unmodified system on Xen of the time")),
  "vm.memStep": fact(1, "MiB", assumed("as the hypervisor underneath")),
  "sched.name": fact("credit", "", assumed("Xen's scheduler underneath: weight and cap")),
  "cpu.weight": fact(256, "", assumed("Xen's default")),
  "cpu.weightMin": fact(1, "", assumed("Xen's range")),
  "cpu.weightMax": fact(65_535, "", assumed("Xen's range")),
  "cpu.cap": fact(0, "% of one CPU", assumed("Xen's default: none")),
  "mem.policy": fact("given out once", "", assumed("Xen of the time neither shares nor overcommits")),
  "mem.video": fact(8, "MiB", assumed("Xen's figure for an unmodified system")),
  "mem.shadowMin": fact(8, "MiB", assumed("Xen's configured shadow memory")),
  "mem.pagesPerVcpu": fact(256, "pages", assumed("Xen's shadow formula, pages of 4 kB")),
  "mem.pagesPerMiB": fact(2, "pages per MiB", assumed("Xen's shadow formula, pages of 4 kB")),
  "svc.memory": fact(512, "MiB", assumed("planning default for hypervisor and control layer; nobody states a figure")),
  "svc.cores": fact(0.1, "cores", assumed("planning default for the control layer beside I/O")),
  "io.cost": fact(20, "%", deck("IO Virtualization"), "middle of the deck's 10 to 30, on the I/O share"),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "ha.functions": fact("LiveCapacity, LiveRecovery; LivePower later", "", recalled("fairly"), "shared SAN or iSCSI"),
} as const;
