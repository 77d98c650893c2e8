/** Virtual Iron's hypervisor of 2006, on Xen. */
export { VIRTUAL_IRON_3 } from "./virtual-iron-3.ts";
