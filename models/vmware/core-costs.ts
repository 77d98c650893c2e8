/**
 * What VMware's hypervisors cost beside the CPU they share: binary translation, or hardware assist with nested page tables
 * on vSphere 8; drivers in the VMkernel on the virtual machine's own time, so that the service console of ESX Server does no
 * I/O for others and is no service partition here; memory by shares with a tax on idle pages; vMotion from ESX 2 with
 * VirtualCenter. VMware Server runs as programs of a host system, which acts out their devices and pages them.
 */
import { EMULATED_HOSTED, IN_HYPERVISOR } from "../hypervisor/io/index.ts";
import { HOST_SWAP_MEMORY, type MemoryRule, PAGE_WAIT_NS, TAXED_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import {
  BINARY_TRANSLATION,
  BINARY_TRANSLATION_HOSTED,
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  SWITCH_2003,
  SWITCH_TODAY,
} from "../hypervisor/traps/index.ts";
import { type CoreCosts, hostService } from "../partitioning/index.ts";
import { VMOTION_2003, VSPHERE_5 } from "./migration-policies.ts";

/** ESX Server 2.5 to 3.5. */
export const ESX_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "hvm" ? HARDWARE_SHADOW : BINARY_TRANSLATION),
    switching: SWITCH_2003,
    io: () => IN_HYPERVISOR,
    memory: TAXED_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  migration: { rules: VMOTION_2003, ...SENDER },
};

const { sharing: _betweenMachines, ...OWN_PAGES } = TAXED_MEMORY;

/** The same without sharing between machines, which is off by default since 2014 (SHARING.betweenGuestsSince2014). */
const UNSHARED_MEMORY: MemoryRule = {
  ...OWN_PAGES,
  id: "idle-tax-unshared",
  title: "shares with a tax on idle memory, no sharing between machines",
};

/** vSphere 8: hardware assist for every machine, nothing shared, rules of vMotion since 5. */
export const VSPHERE_8_COSTS: CoreCosts = {
  ...ESX_COSTS,
  costs: {
    ...ESX_COSTS.costs,
    traps: () => HARDWARE_NESTED,
    switching: SWITCH_TODAY,
    memory: UNSHARED_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.ssd,
  },
  migration: { rules: VSPHERE_5, ...SENDER },
};

/** VMware Server 1: threads of the host's programs carry the I/O. */
export const VMWARE_SERVER_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "hvm" ? HARDWARE_SHADOW : BINARY_TRANSLATION_HOSTED),
    switching: SWITCH_2003,
    io: () => EMULATED_HOSTED,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: hostService("host operating system"),
};
