/**
 * Facts of Microsoft Virtual Server 2005 R2 SP1 (2007), with hardware assistance. Every value is a claim about this release and nothing else.
 */
import { assumed, deck, fact, recalled, seen } from "../fact.ts";

const ARCHITECTURE_SLIDE = "Microsoft Virtual Server 2005 – architecture";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const VIRTUAL_SERVER_2005_R2_SP1_FACTS = {
  "tech.assist": fact("VT-x or AMD-V, optional per machine", "", recalled("sure"), "came with SP1"),
  "host.os": fact("Windows Server 2003, 32-bit or x64", "", seen("MSVS-R2"), "no Itanium; Windows XP for tests only"),
  "host.maxCpus": fact(32, "sockets", seen("MSVS-R2"), "Enterprise edition; 64 cores or 128 threads"),
  "host.maxCpus.standard": fact(4, "sockets", recalled("sure"), "Standard edition"),
  "host.optimumMax": fact(8, "sockets", deck(ARCHITECTURE_SLIDE), "best on 2 to 8 ways"),
  "host.maxVms.x64": fact(512, "VMs", recalled("fairly"), "on x64 hosts"),
  "host.maxVms.x86": fact(64, "VMs", seen("MSVS-doc"), "on 32-bit hosts"),
  "host.ht": fact("supported", "", seen("MSVS-R2"), "to be turned off before R2"),
  "ha.nodes": fact(8, "nodes", seen("MSVS-hc"), "host clusters of 2 to 8; machines restart on another node"),
  "host.maxRam": fact(64, "GiB", deck(ARCHITECTURE_SLIDE)),
  "hw.minRam": fact(256, "MiB", seen("NC-2004"), "of the host"),
  "hw.minMhz": fact(550, "MHz", seen("NC-2004")),
  "hw.minDisk": fact(2, "GB", seen("NC-2004"), "of the host; disk sizes are not judged"),
  "vm.maxVcpu": fact(1, "vCPUs", seen("MSVS-doc"), "the deck agrees"),
  "vm.maxRam": fact(3.6, "GiB", seen("MSVS-doc"), "the deck agrees; not beyond free physical memory"),
  "vm.maxRamApi": fact(3712, "MiB", seen("MSVS-doc"), "the related interface of Virtual PC"),
  "vm.minRam": fact(4, "MiB", seen("MSVS-doc"), "from the interface of Virtual PC"),
  "vm.memStep": fact(1, "MiB", recalled("fairly")),
  "vm.maxDisks": fact(32, "disks", deck("Microsoft Virtual Server 2005"), "4 IDE + 4 SCSI x 7: recalled, sure"),
  "vm.maxDiskIde": fact(127, "GB", recalled("sure"), "VHD on IDE"),
  "vm.maxDiskScsi": fact(2, "TB", recalled("sure"), "VHD on SCSI"),
  "vm.maxNics": fact(4, "NICs", seen("MSVS-doc"), "DEC 21140, no VLAN tags; 2 COM, 1 LPT, 1 floppy, no USB"),
  "cpu.weight": fact(100, "", recalled("sure"), "default"),
  "cpu.weightMin": fact(1, "", seen("MSVS-api"), "relative"),
  "cpu.weightMax": fact(10_000, "", seen("MSVS-api")),
  "cpu.reservedUnit": fact("% of the system", "", seen("MSVS-api"), "0 up to what the host allows; floating point"),
  "cpu.maxUnit": fact("% of the system", "", seen("MSVS-api"), "the web pages show % of one CPU (recalled, sure)"),
  "cpu.maxLeast": fact(1, "% of the system", seen("MSVS-api"), "up to 100 over the host's CPUs; floating point"),
  "sched.name": fact(
    "thread scheduler of the host's Windows",
    "",
    recalled("fairly"),
    "proportional share with reserve and cap; one vCPU needs no gang",
  ),
  "sched.slice": fact(30, "ms", recalled("fairly"), "20 to 30"),
  "mem.policy": fact("static: no overcommit, no balloon, no sharing", "", seen("MSVS-doc")),
  "mem.overhead": fact(32, "MiB", seen("MSVS-doc"), "video memory and code cache: a machine of 128 MB needs 160"),
  "svc.host": fact(512, "MiB", assumed("planning default: a full Windows Server 2003 with IIS and the service")),
  "svc.hostSeen": fact(200, "MiB", seen("NC-2004"), "kept for Windows on a 2 GB host in a test; not used"),
  "svc.hostCpu": fact(25, "% of one core", assumed("planning default for Windows, IIS and the service")),
  "io.path": fact(
    "devices emulated in user mode on the host; Additions help video, mouse and SCSI",
    "",
    seen("MSVS-doc"),
  ),
  "io.cost": fact(30, "%", deck("IO Virtualization"), "upper end of the deck's 10 to 30; no document gives a figure"),
  "io.share": fact(0.25, "ratio", assumed("share of a workload's CPU spent on I/O where nobody measured it")),
  "mig.quick": fact("save on one node, restore on another", "", recalled("sure"), "nothing live"),
  "lic.guestsPerLicence": fact(
    4,
    "guests",
    deck("Microsoft Virtual Server 2005"),
    "by documents with Windows Server 2003 R2 Enterprise only",
  ),
  "lic.guestsPerLicence.standard": fact(1, "guests", recalled("sure"), "Datacenter: no bound, from October 2006"),
  "lic.free": fact("April 2006", "", recalled("sure"), "Virtual Server itself free of charge since"),
} as const;
