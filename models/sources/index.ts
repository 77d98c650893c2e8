/** The bibliography: every key a `seen` source may name, and what was read under it. */
import { HP_SUN_SOURCES } from "./hp-sun.ts";
import { IBM_Z_SOURCES } from "./ibm-z.ts";
import { X86_SOURCES } from "./x86.ts";

export const SOURCES: Readonly<Record<string, string>> = { ...X86_SOURCES, ...HP_SUN_SOURCES, ...IBM_Z_SOURCES };

/** What was read under a key, or undefined for an unknown one; "KEY, KEY" lists are split first. */
export function sourceTitle(key: string): string | undefined {
  return SOURCES[key];
}
