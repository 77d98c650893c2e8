/** What a partition is given under the POWER hypervisor's scheduler, and the pools it may be in. */

/** Terms of one partition; entitlements in cores (1.00 processing unit = one core). */
export interface PowerTerms {
  /** Entitled capacity of all its virtual processors together, > 0; not looked at when dedicated. */
  readonly entitledCores: number;
  /** Weight in spare capacity, 0–255; 0 gets none. */
  readonly uncappedWeight: number;
  readonly isCapped: boolean;
  /** Its shared processor pool: an index into the kit's pools. */
  readonly pool: number;
  /** Owns one core per virtual processor; "donate": others may use them while it waits. */
  readonly dedicated: "no" | "keep" | "donate";
}

/** A shared processor pool. */
export interface PowerPool {
  /** Most all its partitions use together, cores; infinite for the default pool. */
  readonly maxCores: number;
  /** Capacity beyond the entitlements that its uncapped partitions have first claim to, cores ≥ 0. */
  readonly reservedCores: number;
}

/** The one pool of POWER5, and the default one of later servers: all shared cores, no reserve. */
export const DEFAULT_POOL: PowerPool = { maxCores: Number.POSITIVE_INFINITY, reservedCores: 0 };

/** May it use spare capacity? */
export const takesSpare = (terms: PowerTerms): boolean =>
  terms.dedicated === "no" && !terms.isCapped && terms.uncappedWeight > 0;
