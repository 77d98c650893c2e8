/**
 * What QEMU costs: an emulated processor (with its kernel module, most of the guest's own code at speed) and emulated
 * devices in 2006; under Proxmox VE hardware assist with nested page tables, paravirtual devices in the host's threads,
 * ballooning, and live migration. The host's threads are simulated as one service guest under the host's own scheduler;
 * that QEMU 0.8 acts devices out in the machine's own process is left out, so they cost the host and not the machine.
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
import { type Architecture, type CoreCosts, hostService } from "../partitioning/index.ts";
import { PROXMOX_VE, QEMU_AUTO_CONVERGE, QEMU_DEFAULT } from "./migration-policies.ts";

/** Only a PC on a PC can use the kernel module. */
const MODULE_HOSTS: readonly Architecture[] = ["x86-32", "x86-64"];

export const QEMU_08_COSTS: CoreCosts<{ readonly accelerator: "kqemu" | "none" }> = {
  unit: "thread",
  costs: {
    traps: (_mode, { machine, settings }) =>
      settings.accelerator === "kqemu" && MODULE_HOSTS.includes(machine.architecture)
        ? EMULATION_ACCELERATED
        : EMULATION,
    switching: SWITCH_2003,
    io: () => EMULATED_HOSTED,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: hostService("host system"),
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
  service: hostService("Proxmox VE host"),
  migration: {
    rules: PROXMOX_VE,
    otherRules: { "qemu-default": QEMU_DEFAULT, "auto-converge": QEMU_AUTO_CONVERGE },
    ...SENDER,
  },
};
