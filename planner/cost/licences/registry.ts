/** Every licence rule of the product, in the order of docs/LICENCES.md. */
import { PVU_FULL, PVU_SUB, VPC } from "./ibm.ts";
import {
  RHEL_2009_ADVANCED,
  RHEL_2009_SERVER,
  RHEL_DATACENTER,
  RHEL_SERVER,
  SLES,
  SLES_2006,
  SLES_UNLIMITED,
} from "./linux.ts";
import { ORACLE_EE, ORACLE_SE2 } from "./oracle.ts";
import type { LicenceRule } from "./rule.ts";
import { SQL_ENTERPRISE_PER_HOST, SQL_ENTERPRISE_PER_VM, SQL_STANDARD_PER_VM } from "./sql-server.ts";
import { VCF, VI3_ENTERPRISE, VI3_STANDARD, VI3_STARTER, VSPHERE_PERPETUAL, VVF } from "./vmware.ts";
import { WINDOWS_2003_R2_DATACENTER, WINDOWS_2003_R2_ENTERPRISE, WINDOWS_2003_R2_STANDARD } from "./windows-2003.ts";
import { WINDOWS_CORE_DATACENTER, WINDOWS_CORE_STANDARD, WINDOWS_PER_VM } from "./windows-core.ts";
import { IFL, ZVM_ENGINES, ZVM_VALUE_UNITS } from "./zvm.ts";

/** Ids are unique; a product of a request names one. */
export const LICENCE_RULES: readonly LicenceRule[] = [
  WINDOWS_2003_R2_ENTERPRISE,
  WINDOWS_2003_R2_STANDARD,
  WINDOWS_2003_R2_DATACENTER,
  WINDOWS_CORE_STANDARD,
  WINDOWS_CORE_DATACENTER,
  WINDOWS_PER_VM,
  VI3_ENTERPRISE,
  VI3_STANDARD,
  VI3_STARTER,
  VSPHERE_PERPETUAL,
  VCF,
  VVF,
  ORACLE_EE,
  ORACLE_SE2,
  SQL_STANDARD_PER_VM,
  SQL_ENTERPRISE_PER_VM,
  SQL_ENTERPRISE_PER_HOST,
  RHEL_SERVER,
  RHEL_DATACENTER,
  RHEL_2009_SERVER,
  RHEL_2009_ADVANCED,
  SLES_2006,
  SLES,
  SLES_UNLIMITED,
  PVU_FULL,
  PVU_SUB,
  VPC,
  ZVM_VALUE_UNITS,
  ZVM_ENGINES,
  IFL,
];

const BY_ID: ReadonlyMap<string, LicenceRule> = new Map(LICENCE_RULES.map((rule) => [rule.id, rule]));

/** The rule of this product, or undefined. */
export const findRule = (product: string): LicenceRule | undefined => BY_ID.get(product);
