/**
 * Input checks of the fluid rules, and admission. Checking ranges is every rule's duty; admission (do the floors fit the
 * capacity?) is the caller's question, because a pool inside a pool may well get less than its members reserved.
 */
import type { Claim } from "./claim.ts";

/** Floors, and CPUs owned, may exceed the capacity by this part of it: sums of decimal fractions (ten times 0.1) are not exact in binary. */
export const ROUNDING_RATIO = 1e-12;

type Field = keyof Claim & ("weight" | "demandCpus" | "vcpus" | "reservationCpus" | "limitCpus" | "excessWeight");

const FIELDS: readonly { readonly field: Field; readonly mayBeInfinite: boolean }[] = [
  { field: "weight", mayBeInfinite: false },
  { field: "demandCpus", mayBeInfinite: true },
  { field: "vcpus", mayBeInfinite: false },
  { field: "reservationCpus", mayBeInfinite: false },
  { field: "limitCpus", mayBeInfinite: true },
  { field: "excessWeight", mayBeInfinite: false },
];

/**
 * Refuses a capacity or a claim outside its range.
 * @throws RangeError naming the claim's index, the field, the value and the bound
 */
export function checkClaims(capacityCpus: number, claims: readonly Claim[]): void {
  if (!(capacityCpus >= 0 && capacityCpus < Infinity)) {
    throw new RangeError(`capacityCpus is ${capacityCpus}: it must be a finite number of at least 0`);
  }
  for (const [index, claim] of claims.entries()) {
    for (const { field, mayBeInfinite } of FIELDS) {
      const value = claim[field];
      if (value === undefined || (value >= 0 && (mayBeInfinite || value < Infinity))) continue;
      const bound = mayBeInfinite ? "at least 0 (Infinity for none)" : "a finite number of at least 0";
      throw new RangeError(`claims[${index}].${field} is ${value}: it must be ${bound}`);
    }
  }
}

/** CPUs by which the floors of all claims, used or not, exceed the capacity; 0 when they can be admitted. */
export function overReservedCpus(capacityCpus: number, claims: readonly Claim[]): number {
  const reserved = claims.reduce((sum, claim) => sum + claim.reservationCpus, 0);
  return reserved > capacityCpus * (1 + ROUNDING_RATIO) ? reserved - capacityCpus : 0;
}

/**
 * Admission: refuses claims whose floors together exceed the capacity. The rules themselves do not call this: they scale
 * floors that cannot all be met.
 * @throws RangeError as {@link checkClaims}, and naming the first claim whose floor no longer fits behind those before it
 */
export function admit(capacityCpus: number, claims: readonly Claim[]): void {
  checkClaims(capacityCpus, claims);
  let reserved = 0;
  for (const [index, claim] of claims.entries()) {
    const free = capacityCpus - reserved;
    reserved += claim.reservationCpus;
    if (reserved > capacityCpus * (1 + ROUNDING_RATIO)) {
      const bound = `at most ${free} of the ${capacityCpus} CPUs are left behind the claims before it`;
      throw new RangeError(`claims[${index}].reservationCpus is ${claim.reservationCpus}: ${bound}`);
    }
  }
}
