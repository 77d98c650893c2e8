/**
 * What VMware's hypervisors cost beside the CPU they share: binary translation, or hardware assist with nested page tables
 * on vSphere 8; drivers in the VMkernel on the virtual machine's own time; memory by shares with a tax on idle pages;
 * vMotion from ESX 2 with VirtualCenter. VMware Server runs as programs of a host system, which pages them.
 */
import { EMULATED_HOSTED, IN_HYPERVISOR } from "../hypervisor/io/index.ts";
import { HOST_SWAP_MEMORY, PAGE_WAIT_NS, TAXED_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import {
  BINARY_TRANSLATION,
  BINARY_TRANSLATION_HOSTED,
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  SWITCH_2003,
  SWITCH_TODAY,
} from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { VSPHERE_5 } from "./migration-policies.ts";

/** ESX Server 2.5 to 3.5. Rules of vMotion then are not published: today's stand for them. */
export const ESX_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "hvm" ? HARDWARE_SHADOW : BINARY_TRANSLATION),
    switching: SWITCH_2003,
    io: () => IN_HYPERVISOR,
    memory: TAXED_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  migration: { rules: VSPHERE_5, ...SENDER },
};

export const VSPHERE_8_COSTS: CoreCosts = {
  ...ESX_COSTS,
  costs: {
    ...ESX_COSTS.costs,
    traps: () => HARDWARE_NESTED,
    switching: SWITCH_TODAY,
    pageWaitNs: PAGE_WAIT_NS.ssd,
  },
};

export const VMWARE_SERVER_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "hvm" ? HARDWARE_SHADOW : BINARY_TRANSLATION_HOSTED),
    switching: SWITCH_2003,
    io: () => EMULATED_HOSTED,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};
