/** Facts of Integrity Virtual Machines A.03 (2006 to 2007); figures of later versions are named as such. */
import { assumed, fact, recalled, seen } from "../fact.ts";
import { HARD_IF_CAPPED_BUT_NO_CAP } from "../partitioning/index.ts";

const fairly = recalled("fairly");

export const INTEGRITY_VM_3_FACTS = {
  "host.kind": fact(
    "a hypervisor within an HP-UX host; its fair-share scheduler runs the guests",
    "",
    seen("HPVM-SIZE-10"),
  ),
  "release.first": fact("end of 2005 (A.01)", "", fairly),
  "vm.minEntitlement": fact(
    5,
    "% of a CPU per vCPU",
    recalled("sure"),
    "20 of them make a CPU; the limits table of 6.1 shows 20 vCPUs per CPU (HPVM61-84)",
  ),
  "vm.maxEntitlement": fact(100, "% of a CPU per vCPU", recalled("sure"), "a vCPU is never more than one core"),
  "vm.entitlementStep": fact(1, "% of a CPU per vCPU", fairly, "in MHz, later"),
  "vm.entitlementDefault": fact(10, "% of a CPU per vCPU", fairly),
  "vm.cap": fact(
    false,
    "",
    fairly,
    "a maximum entitlement came with 4.x; above its entitlement a guest takes what is idle",
  ),
  "vm.minVcpu": fact(1, "vCPUs", seen("VP-63-53"), "the default"),
  "vm.maxVcpu": fact(4, "vCPUs", fairly, "A.01 to 3.x; 8 in 4.x, 16 in 6.1 and 32 in 6.3"),
  "vm.vcpuPerCore": fact(1, "vCPUs of one guest per core", seen("VP-63-53, GWLM-VM-6"), "each needs a core of its own"),
  "host.maxVcpuPerCore": fact(20, "vCPUs of all guests per core", seen("HPVM61-84"), "the table's copy is cut off"),
  "vm.schedule": fact("each vCPU alone, no gang scheduling", "", seen("VP-63-53"), "stated for 6.3"),
  "vm.maxRam": fact(64, "GiB", fairly, "A.02 to 3.x; 128 in 4.x, 256 in 6.3"),
  "vm.memStep": fact(
    1,
    "MiB",
    assumed("configured in megabytes; the rounding to granules is not known for this version"),
  ),
  "mem.overcommit": fact(false, "", seen("VP-63-58, HPVM43-51"), "guests and overhead within what the host leaves"),
  "mem.perVm": fact(64, "MiB", seen("VP-63-58"), "stated for 6.3"),
  "mem.perVcpu": fact(0.4, "% of guest memory per vCPU", seen("VP-63-58"), "stated for 6.3"),
  "svc.memory": fact(750, "MiB", fairly, "VM Host, 2.x to 4.x"),
  "svc.memoryShare": fact(7.5, "% of the remaining memory", fairly, "VM Host, 2.x to 4.x"),
  "svc.cpu": fact(10, "% of one core", assumed("planning default for the VM Host; nobody states a figure")),
  "cpu.overhead": fact(
    10,
    "%",
    assumed("planning default: traps and guest I/O done by host threads; nobody states a figure"),
  ),
  "disk.guestConfig": fact(4.7, "MB", seen("VP-60-12"), "per guest, stated for 6.0"),
  "host.maxVms": fact(254, "guests", fairly, "254 to 256 are named; the lower is used"),
  "numa.order": fact(
    "one cell's local memory if the guest fits, else interleaved, else striped",
    "",
    seen("HPVM43-56, HPVM615-86"),
    "guests start by weight: memory share of what is free, +2 if it fits a cell, + CPU share",
  ),
  "plan.target.small": fact(50, "% of CPU", seen("HPVM-SIZE-10"), "baseline of the sizing guide"),
  "plan.target.medium": fact(60, "% of CPU", seen("HPVM-SIZE-10"), "hosts of 4 to 8 CPUs; more above 8"),
  ...HARD_IF_CAPPED_BUT_NO_CAP,
} as const;
