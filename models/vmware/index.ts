/** VMware's hypervisors, one flat statement per generation. */
export { ESX_25 } from "./esx-2.5.ts";
export { ESX_30 } from "./esx-3.0.ts";
export { ESX_35 } from "./esx-3.5.ts";
export { VMWARE_SERVER_1 } from "./vmware-server-1.ts";
export { VSPHERE_8 } from "./vsphere-8.ts";
