/** IBM POWER: logical partitions by generation. */
export { POWER4_LPAR } from "./power4-lpar.ts";
export { POWER5_APV } from "./power5-apv.ts";
export { POWER10 } from "./power10.ts";
export { POWER11 } from "./power11.ts";
export { spareByWeight, uncappedMost } from "./spare-capacity.ts";
