/**
 * The one list of platforms. A new platform is one folder in models/ and one line here; menus, API schema, command line,
 * documents and tests derive from it. Only this file (and tests) knows platforms by name.
 */
import {
  HP_PRM,
  INTEGRITY_VM_3,
  NPAR_SX1000,
  NPAR_SX2000,
  SUPERDOME_FLEX,
  VPAR_A03,
  VPAR_A04,
  VPAR_A05,
} from "./hp/index.ts";
import type { Platform } from "./partitioning/index.ts";
import { POWER10, POWER11, POWER4_LPAR, POWER5_APV } from "./power/index.ts";
import {
  LDOMS_1,
  OVM_SPARC_3,
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  SOLARIS_CONTAINERS_IN_DOMAIN,
  SUN_DOMAINS_E10000,
  SUN_DOMAINS_HIGH_END,
  SUN_DOMAINS_M_SERIES,
  SUN_DOMAINS_MIDRANGE,
  ZONES_IN_LDOM,
} from "./sun/index.ts";
import { ESX_25, ESX_30, ESX_35, VMWARE_SERVER_1, VSPHERE_8 } from "./vmware/index.ts";
import { XCP_NG_83, XEN_20, XEN_300, XEN_302, XEN_303, XEN_304, XEN_4 } from "./xen/index.ts";

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
  SUN_DOMAINS_MIDRANGE,
  SUN_DOMAINS_HIGH_END,
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  SUN_DOMAINS_E10000,
  SOLARIS_CONTAINERS_IN_DOMAIN,
  SUN_DOMAINS_M_SERIES,
  LDOMS_1,
  OVM_SPARC_3,
  ZONES_IN_LDOM,
  POWER4_LPAR,
  POWER5_APV,
  POWER10,
  POWER11,
  NPAR_SX1000,
  NPAR_SX2000,
  SUPERDOME_FLEX,
  VPAR_A03,
  VPAR_A04,
  VPAR_A05,
  INTEGRITY_VM_3,
  HP_PRM,
];

/** The platform with this id, or undefined. */
export function findPlatform(id: string): Platform | undefined {
  return PLATFORMS.find((platform) => platform.id === id);
}
