/**
 * The one list of platforms. A new platform is one folder in models/ and one line here; menus, API schema, command line,
 * documents and tests derive from it. Only this file (and tests) knows platforms by name.
 */
import type { Platform } from "./partitioning/index.ts";
import {
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  SUN_DOMAINS_HIGH_END,
  SUN_DOMAINS_MIDRANGE,
} from "./sun/index.ts";
import { ESX_30, ESX_35, VSPHERE_8 } from "./vmware/index.ts";
import { XCP_NG_83, XEN_304, XEN_4 } from "./xen/index.ts";
import {
  PRSM_Z16,
  PRSM_Z17,
  PRSM_Z9_BC,
  PRSM_Z9_EC,
  PRSM_Z990,
  ZVM_51_Z990,
  ZVM_52_SECOND_LEVEL_Z9_EC,
  ZVM_52_Z9_EC,
  ZVM_53_Z9_BC,
  ZVM_53_Z9_EC,
  ZVM_73_Z16,
  ZVM_74_Z17,
} from "./zvm/index.ts";

export const PLATFORMS: readonly Platform[] = [
  ESX_30,
  ESX_35,
  VSPHERE_8,
  XEN_304,
  XEN_4,
  XCP_NG_83,
  SUN_DOMAINS_MIDRANGE,
  SUN_DOMAINS_HIGH_END,
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  PRSM_Z990,
  PRSM_Z9_EC,
  PRSM_Z9_BC,
  PRSM_Z16,
  PRSM_Z17,
  ZVM_51_Z990,
  ZVM_52_Z9_EC,
  ZVM_53_Z9_EC,
  ZVM_53_Z9_BC,
  ZVM_73_Z16,
  ZVM_74_Z17,
  ZVM_52_SECOND_LEVEL_Z9_EC,
];

/** The platform with this id, or undefined. */
export function findPlatform(id: string): Platform | undefined {
  return PLATFORMS.find((platform) => platform.id === id);
}
