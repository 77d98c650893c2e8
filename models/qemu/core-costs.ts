/**
 * What QEMU costs: an emulated processor (with its kernel module, most of the guest's own code at speed) and emulated
 * devices in 2006; under Proxmox VE hardware assist with nested page tables, paravirtual devices in the host's threads,
 * ballooning, and live migration that may slow the guest down.
 */
import { EMULATED_HOSTED, HOST_PROCESS } from "../hypervisor/io/index.ts";
import { BALLOON_MEMORY, HOST_SWAP_MEMORY, PAGE_WAIT_NS } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import {
  EMULATION,
  EMULATION_ACCELERATED,
  HARDWARE_NESTED,
  SWITCH_2003,
  SWITCH_TODAY,
} from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { PROXMOX_VE, QEMU_AUTO_CONVERGE, QEMU_DEFAULT } from "./migration-policies.ts";

export const QEMU_08_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "trap-and-map" ? EMULATION_ACCELERATED : EMULATION),
    switching: SWITCH_2003,
    io: () => EMULATED_HOSTED,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};

export const PROXMOX_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: () => HARDWARE_NESTED,
    switching: SWITCH_TODAY,
    io: () => HOST_PROCESS,
    memory: BALLOON_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.ssd,
  },
  migration: {
    rules: PROXMOX_VE,
    otherRules: { "qemu-default": QEMU_DEFAULT, "auto-converge": QEMU_AUTO_CONVERGE },
    ...SENDER,
  },
};
