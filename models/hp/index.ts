/** HP's partitioning: hardware by chipset, virtual partitions by stream, virtual machines, resource groups, today's Superdome. */
export { HP_PRM } from "./hp-prm.ts";
export { INTEGRITY_VM_3 } from "./integrity-vm-3.ts";
export { VPAR_A03_IN_NPAR, VPAR_A04_IN_NPAR, VPAR_A05_IN_NPAR } from "./nests.ts";
export { NPAR_SX1000 } from "./npar-sx1000.ts";
export { NPAR_SX2000 } from "./npar-sx2000.ts";
export { SUPERDOME_FLEX } from "./superdome-flex.ts";
export { VPAR_A03 } from "./vpar-a03.ts";
export { VPAR_A04 } from "./vpar-a04.ts";
export { VPAR_A05 } from "./vpar-a05.ts";
