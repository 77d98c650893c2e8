/**
 * Form C, the static rule: each partition owns its CPUs, uses what it needs of them and lends nothing. Hardware
 * partitions (nPar, vPar, dynamic domains), dedicated LPARs, and guests pinned to CPUs of their own.
 */
import { type Claim, usableCpus } from "./claim.ts";
import { ROUNDING_RATIO, checkClaims } from "./check.ts";

/**
 * Average CPUs by the static rule: what each can use of its own CPUs, independent of the others. Weights and floors are
 * not looked at.
 * @param capacityCpus CPUs of the machine, ≥ 0, finite
 * @throws RangeError naming claim, field, value and bound; also for the first claim whose own CPUs are no longer there
 */
export function staticShares(capacityCpus: number, claims: readonly Claim[]): Float64Array {
  checkClaims(capacityCpus, claims);
  let owned = 0;
  for (const [index, { vcpus }] of claims.entries()) {
    const free = capacityCpus - owned;
    owned += vcpus;
    if (owned > capacityCpus * (1 + ROUNDING_RATIO)) {
      throw new RangeError(`claims[${index}].vcpus is ${vcpus}: ${free} of the ${capacityCpus} CPUs are left to own`);
    }
  }
  return Float64Array.from(claims, usableCpus);
}

/**
 * CPUs that owners leave idle: what dedicated partitions could donate to a shared pool where the platform lets them.
 * @param claims of partitions that own their CPUs
 */
export function donatableCpus(claims: readonly Claim[]): number {
  return claims.reduce((sum, claim) => sum + claim.vcpus - usableCpus(claim), 0);
}
