/** Every licence rule of the product, in the order of docs/LICENCES.md. */
import { ORACLE_EE, ORACLE_SE2 } from "./oracle.ts";
import type { LicenceRule } from "./rule.ts";
import { WINDOWS_2003_R2_DATACENTER, WINDOWS_2003_R2_ENTERPRISE, WINDOWS_2003_R2_STANDARD } from "./windows-2003.ts";
import { WINDOWS_CORE_DATACENTER, WINDOWS_CORE_STANDARD, WINDOWS_PER_VM } from "./windows-core.ts";

/** Ids are unique; a product of a request names one. */
export const LICENCE_RULES: readonly LicenceRule[] = [
  WINDOWS_2003_R2_ENTERPRISE,
  WINDOWS_2003_R2_STANDARD,
  WINDOWS_2003_R2_DATACENTER,
  WINDOWS_CORE_STANDARD,
  WINDOWS_CORE_DATACENTER,
  WINDOWS_PER_VM,
  ORACLE_EE,
  ORACLE_SE2,
];

const BY_ID: ReadonlyMap<string, LicenceRule> = new Map(LICENCE_RULES.map((rule) => [rule.id, rule]));

/** The rule of this product, or undefined. */
export const findRule = (product: string): LicenceRule | undefined => BY_ID.get(product);
