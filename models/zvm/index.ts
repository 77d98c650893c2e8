/** IBM's mainframe partitioning: PR/SM alone by machine, z/VM in a logical partition by release, z/VM in z/VM. */
export { PRSM_Z990 } from "./prsm-z990.ts";
export { PRSM_Z9_EC } from "./prsm-z9-ec.ts";
export { PRSM_Z9_BC } from "./prsm-z9-bc.ts";
export { PRSM_Z16 } from "./prsm-z16.ts";
export { PRSM_Z17 } from "./prsm-z17.ts";
export { type Share, duePercents } from "./shares.ts";
export { valueUnits } from "./value-units.ts";
export { type Sharer, type Verticals, entitlements, runTimeMs, verticals } from "./weights.ts";
export { ZVM_51_Z990 } from "./zvm-5.1.ts";
export { ZVM_52_Z9_EC } from "./zvm-5.2.ts";
export { ZVM_52_SECOND_LEVEL_Z9_EC } from "./zvm-5.2-second-level.ts";
export { ZVM_53_Z9_BC, ZVM_53_Z9_EC } from "./zvm-5.3.ts";
export { ZVM_73_Z16 } from "./zvm-7.3.ts";
export { ZVM_74_Z17 } from "./zvm-7.4.ts";
