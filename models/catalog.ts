/**
 * The one list of platforms. A new platform is one folder in models/ and one line here; menus, API schema, command line,
 * documents and tests derive from it. Only this file (and tests) knows platforms by name.
 */
import type { Platform } from "./partitioning/index.ts";
import {
  HP_PRM,
  INTEGRITY_VM_3,
  NPAR_SX1000,
  NPAR_SX2000,
  SUPERDOME_FLEX,
  VPAR_A03,
  VPAR_A03_IN_NPAR,
  VPAR_A04,
  VPAR_A04_IN_NPAR,
  VPAR_A05,
  VPAR_A05_IN_NPAR,
} from "./hp/index.ts";
import {
  HYPER_V_2022,
  HYPER_V_2025,
  VIRTUAL_SERVER_2005,
  VIRTUAL_SERVER_2005_R2,
  VIRTUAL_SERVER_2005_R2_SP1,
} from "./hyperv/index.ts";
import { POWER10, POWER11, POWER4_LPAR, POWER5_APV } from "./power/index.ts";
import { PROXMOX_VE_8, QEMU_08 } from "./qemu/index.ts";
import {
  LDOMS_1,
  OVM_SPARC_3,
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  SOLARIS_CONTAINERS_IN_DOMAIN,
  SUN_DOMAINS_E10000,
  SUN_DOMAINS_HIGH_END,
  SUN_DOMAINS_MIDRANGE,
  SUN_DOMAINS_M_SERIES,
  ZONES_IN_LDOM,
} from "./sun/index.ts";
import { VIRTUAL_IRON_3 } from "./virtual-iron/index.ts";
import { VIRTUOZZO_3 } from "./virtuozzo/index.ts";
import { ESX_25, ESX_30, ESX_35, VMWARE_SERVER_1, VSPHERE_8 } from "./vmware/index.ts";
import { XCP_NG_83, XEN_20, XEN_300, XEN_302, XEN_303, XEN_304, XEN_4 } from "./xen/index.ts";
import {
  PRSM_Z16,
  PRSM_Z17,
  PRSM_Z990,
  PRSM_Z9_BC,
  PRSM_Z9_EC,
  ZVM_51_Z990,
  ZVM_52_SECOND_LEVEL_Z9_EC,
  ZVM_52_Z9_EC,
  ZVM_53_Z9_BC,
  ZVM_53_Z9_EC,
  ZVM_73_Z16,
  ZVM_74_Z17,
} from "./zvm/index.ts";

export const PLATFORMS: readonly Platform[] = [
  ESX_25,
  ESX_30,
  ESX_35,
  VSPHERE_8,
  VMWARE_SERVER_1,
  XEN_20,
  XEN_300,
  XEN_302,
  XEN_303,
  XEN_304,
  XEN_4,
  XCP_NG_83,
  VIRTUAL_SERVER_2005,
  VIRTUAL_SERVER_2005_R2,
  VIRTUAL_SERVER_2005_R2_SP1,
  HYPER_V_2022,
  HYPER_V_2025,
  PRSM_Z990,
  PRSM_Z9_EC,
  PRSM_Z9_BC,
  PRSM_Z16,
  PRSM_Z17,
  ZVM_51_Z990,
  ZVM_52_Z9_EC,
  ZVM_52_SECOND_LEVEL_Z9_EC,
  ZVM_53_Z9_EC,
  ZVM_53_Z9_BC,
  ZVM_73_Z16,
  ZVM_74_Z17,
  POWER4_LPAR,
  POWER5_APV,
  POWER10,
  POWER11,
  NPAR_SX1000,
  NPAR_SX2000,
  VPAR_A03,
  VPAR_A03_IN_NPAR,
  VPAR_A04,
  VPAR_A04_IN_NPAR,
  VPAR_A05,
  VPAR_A05_IN_NPAR,
  INTEGRITY_VM_3,
  HP_PRM,
  SUPERDOME_FLEX,
  SUN_DOMAINS_MIDRANGE,
  SUN_DOMAINS_HIGH_END,
  SUN_DOMAINS_E10000,
  SUN_DOMAINS_M_SERIES,
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  SOLARIS_CONTAINERS_IN_DOMAIN,
  LDOMS_1,
  OVM_SPARC_3,
  ZONES_IN_LDOM,
  VIRTUOZZO_3,
  QEMU_08,
  PROXMOX_VE_8,
  VIRTUAL_IRON_3,
];

/** The platform with this id, or undefined. */
export function findPlatform(id: string): Platform | undefined {
  return PLATFORMS.find((platform) => platform.id === id);
}
