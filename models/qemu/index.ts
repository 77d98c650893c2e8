/** QEMU as the emulator of 2006, and KVM with QEMU as Proxmox VE delivers it today. */
export { PROXMOX_VE_8 } from "./proxmox-ve-8.ts";
export { QEMU_08 } from "./qemu-0.8.ts";
