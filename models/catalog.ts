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
import { ESX_30 } from "./vmware/index.ts";

export const PLATFORMS: readonly Platform[] = [
  ESX_30,
  SUN_DOMAINS_MIDRANGE,
  SUN_DOMAINS_HIGH_END,
  SOLARIS_CONTAINERS_10,
  SOLARIS_CONTAINERS_10U5,
];

/** The platform with this id, or undefined. */
export function findPlatform(id: string): Platform | undefined {
  return PLATFORMS.find((platform) => platform.id === id);
}
