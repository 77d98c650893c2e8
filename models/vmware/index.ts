/** VMware's hypervisors, one flat file per generation. */
export { ESX_30 } from "./esx-3.0.ts";
