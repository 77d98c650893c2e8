/** Microsoft's Virtual Server and its successor Hyper-V, one flat statement per release. */
export { HYPER_V_2022 } from "./hyper-v-2022.ts";
export { HYPER_V_2025 } from "./hyper-v-2025.ts";
export { VIRTUAL_SERVER_2005_R2_SP1 } from "./virtual-server-2005-r2-sp1.ts";
export { VIRTUAL_SERVER_2005_R2 } from "./virtual-server-2005-r2.ts";
export { VIRTUAL_SERVER_2005 } from "./virtual-server-2005.ts";
