/**
 * The one list of platforms. A new platform is one folder in models/ and one line here; menus, API schema, command line,
 * documents and tests derive from it. Only this file (and tests) knows platforms by name.
 */
import {
  HYPER_V_2022,
  HYPER_V_2025,
  VIRTUAL_SERVER_2005,
  VIRTUAL_SERVER_2005_R2,
  VIRTUAL_SERVER_2005_R2_SP1,
} from "./hyperv/index.ts";
import type { Platform } from "./partitioning/index.ts";
import { PROXMOX_VE_8, QEMU_08 } from "./qemu/index.ts";
import {
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
  SUN_DOMAINS_HIGH_END,
  SUN_DOMAINS_MIDRANGE,
} from "./sun/index.ts";
import { VIRTUAL_IRON_3 } from "./virtual-iron/index.ts";
import { VIRTUOZZO_3 } from "./virtuozzo/index.ts";
import { ESX_30, ESX_35, VSPHERE_8 } from "./vmware/index.ts";
import { XCP_NG_83, XEN_304, XEN_4 } from "./xen/index.ts";

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
  VIRTUAL_SERVER_2005,
  VIRTUAL_SERVER_2005_R2,
  VIRTUAL_SERVER_2005_R2_SP1,
  HYPER_V_2022,
  HYPER_V_2025,
  VIRTUOZZO_3,
  QEMU_08,
  PROXMOX_VE_8,
  VIRTUAL_IRON_3,
];

/** The platform with this id, or undefined. */
export function findPlatform(id: string): Platform | undefined {
  return PLATFORMS.find((platform) => platform.id === id);
}
