/** Front door to why a workload is where it is: it asks a packer, so who seldom explains loads it late. */
export { explain } from "../explain.ts";
