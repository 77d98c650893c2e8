/**
 * What HP's ways of partitioning cost: cells and virtual partitions nothing while they run, Integrity VM the traps of an
 * assisted guest and I/O through its host system, PRM groups a little of one kernel's book-keeping.
 */
import { HOST_PROCESS, OWN_ADAPTER, SHARED_KERNEL_IO } from "../hypervisor/io/index.ts";
import { HOST_SWAP_MEMORY, PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { HARDWARE_SHADOW, NO_TRAPS, SHARED_KERNEL, SWITCH_2003, SWITCH_TODAY } from "../hypervisor/traps/index.ts";
import { type CoreCosts, hostService } from "../partitioning/index.ts";

/** nPars and vPars. */
export const HP_HARDWARE_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => NO_TRAPS,
    switching: SWITCH_2003,
    io: () => OWN_ADAPTER,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};

/** nPartitions of Superdome Flex. */
export const SUPERDOME_FLEX_COSTS: CoreCosts = {
  ...HP_HARDWARE_COSTS,
  costs: { ...HP_HARDWARE_COSTS.costs, switching: SWITCH_TODAY, pageWaitNs: PAGE_WAIT_NS.ssd },
};

/** Integrity VM: the VM Host's threads carry the I/O; two virtual CPUs at the least entitlement are its `svc.cpu`. */
export const INTEGRITY_VM_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => HARDWARE_SHADOW,
    switching: SWITCH_2003,
    io: () => HOST_PROCESS,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: hostService("VM Host"),
};

export const HP_PRM_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => SHARED_KERNEL,
    switching: SWITCH_2003,
    io: () => SHARED_KERNEL_IO,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};
