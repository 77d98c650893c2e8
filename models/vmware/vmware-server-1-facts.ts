/**
 * Facts of VMware Server 1.0 (July 2006), the free successor of GSX Server 3. Every value is a claim about 1.0 and nothing
 * else. Not documented, so assumed: what the host's operating system takes, what emulated I/O costs.
 */
import { assumed, deck, fact, recalled, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const VMWARE_SERVER_1_FACTS = {
  "host.maxLogicalCpus": fact(32, "CPUs", recalled("fairly"), "limit of the host's operating system"),
  "host.maxVms": fact(64, "VMs", recalled("fairly"), "powered on"),
  "host.vmsPerCpu": fact(4, "VMs per CPU", recalled("fairly"), "2 to 4 are advised"),
  "vm.maxVcpu": fact(2, "vCPUs", seen("VMS1-adm"), "two-way Virtual SMP is experimental"),
  "vm.vcpuSupported": fact(1, "vCPUs", seen("VMS1-adm"), "without the experimental Virtual SMP"),
  "vm.vcpuValues": fact("1, 2", "vCPUs", seen("VMS1-adm")),
  "vm.maxRam": fact(3600, "MiB", seen("VMS2-man"), "3.6 GB"),
  "vm.minRam": fact(4, "MiB", assumed("as recalled for other products of the time; not read for 1.0")),
  "vm.memStep": fact(4, "MiB", assumed("as recalled for other products of the time; not read for 1.0")),
  "vm.maxDisks": fact(64, "disks", recalled("fairly"), "60 SCSI and 4 IDE; virtual hardware version 4"),
  "vm.maxNics": fact(3, "NICs", seen("VMS2-man"), "4 in GSX Server 3"),
  "cpu.controls": fact("none: VMs are threads of the host's operating system", "", recalled("sure")),
  "mem.limit": fact(
    "all memory but the host's, unless set lower",
    "",
    seen("VMS1-adm, VMS2-man"),
    "power-on is refused beyond",
  ),
  "mem.swapping": fact("none, some or most memory of VMs may be swapped by the host", "", seen("VMS1-adm, VMS2-man")),
  "mem.overhead": fact(54, "MiB", recalled("unsure"), "up to mem.overhead.upTo"),
  "mem.overhead.upTo": fact(512, "MiB", recalled("unsure")),
  "mem.overhead.perGib": fact(
    32,
    "MiB per GiB",
    assumed("as ESX Server 2.5 (ESX2-adm); the guide's table was not seen"),
  ),
  "svc.hostRam": fact(
    512,
    "MiB",
    assumed("planning default for the host's operating system and the product's services"),
  ),
  "svc.hostCpu": fact(10, "% of one CPU", assumed("planning default for the host's operating system")),
  "io.path": fact("emulated devices through the host operating system's drivers", "", recalled("sure")),
  "io.cost": fact(30, "%", deck("IO Virtualization"), "upper end of the deck's 10 to 30; on the I/O share"),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "lic.gsx": fact(2, "CPUs per licence", recalled("sure"), "GSX Server only; VMware Server is free"),
} as const;
