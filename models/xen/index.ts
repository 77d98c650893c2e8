/** Xen's hypervisors, one flat statement per generation. */
export { XCP_NG_83 } from "./xcp-ng-8.3.ts";
export { XEN_20 } from "./xen-2.0.ts";
export { XEN_300 } from "./xen-3.0.0.ts";
export { XEN_302 } from "./xen-3.0.2.ts";
export { XEN_303 } from "./xen-3.0.3.ts";
export { XEN_304 } from "./xen-3.0.4.ts";
export { XEN_4 } from "./xen-4.ts";
