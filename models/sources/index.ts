/** The bibliography: every key a `seen` source may name, and what was read under it. */
import { COST_STUDY_SOURCES } from "./cost-studies.ts";
import { HP_SOURCES } from "./hp.ts";
import { HP_SUN_SOURCES } from "./hp-sun.ts";
import { HOSTED_AND_LIVING_SOURCES } from "./hosted-and-living.ts";
import { IBM_Z_SOURCES } from "./ibm-z.ts";
import { LICENCE_POLICY_SOURCES } from "./licences.ts";
import { MIGRATION_SOURCES } from "./migration.ts";
import { POWER_SOURCES } from "./power.ts";
import { SUN_LATER_SOURCES } from "./sun-later.ts";
import { XEN_SCHEDULER_SOURCES } from "./xen-schedulers.ts";
import { X86_OLD_SOURCES } from "./x86-old.ts";
import { X86_SOURCES } from "./x86.ts";

export const SOURCES: Readonly<Record<string, string>> = {
  ...X86_SOURCES,
  ...X86_OLD_SOURCES,
  ...HP_SUN_SOURCES,
  ...SUN_LATER_SOURCES,
  ...POWER_SOURCES,
  ...IBM_Z_SOURCES,
  ...HOSTED_AND_LIVING_SOURCES,
  ...HP_SOURCES,
  ...COST_STUDY_SOURCES,
  ...MIGRATION_SOURCES,
  ...LICENCE_POLICY_SOURCES,
  ...XEN_SCHEDULER_SOURCES,
};

/** What was read under a key, or undefined for an unknown one; "KEY, KEY" lists are split first. */
export function sourceTitle(key: string): string | undefined {
  return SOURCES[key];
}
