/**
 * z/VM's rule: guests with an absolute share come first, the others divide the rest by their relative shares, and what
 * nobody relative can use goes back to the absolute guests by share. A maximum (LIMITHARD) is the claim's limit. Leaves
 * out LIMITSOFT, and that older releases let high shares have more than their part of the excess.
 */
import { type Claim, floorCpus, usableCpus } from "./claim.ts";
import { checkClaims } from "./check.ts";
import { clampShares } from "./clamp.ts";
import { waterFill } from "./water-fill.ts";

/** A claim with a floor is an absolute share, whatever its weight; one without is relative. */
const isAbsolute = (claim: Claim): boolean => claim.reservationCpus > 0;

/**
 * Average CPUs, absolute shares first. Absolute: `reservationCpus` > 0 (a share of 50 % of 4 CPUs is 2), its weight is
 * not looked at. Relative: `reservationCpus` 0, by `weight`. Absolute shares in use beyond the capacity are scaled by one
 * factor ({@link admit} refuses them). O(n log n).
 * @param capacityCpus CPUs of the pool, ≥ 0, finite
 * @throws RangeError naming claim, field, value and bound
 */
export function absoluteFirstShares(capacityCpus: number, claims: readonly Claim[]): Float64Array {
  checkClaims(capacityCpus, claims);
  const weight = Float64Array.from(claims, (claim) => claim.reservationCpus);
  const target = Float64Array.from(claims, floorCpus);
  const shares = waterFill(capacityCpus, { weight, floor: target, ceiling: target });
  const forRelatives = remaining(capacityCpus, shares);

  const relatives = claims.flatMap((claim, index) => (isAbsolute(claim) ? [] : [{ claim, index }]));
  const relativeShares = clampShares(
    forRelatives,
    relatives.map(({ claim }) => claim),
  );
  for (const [k, { index }] of relatives.entries()) shares[index] = relativeShares[k] ?? 0;

  const room = Float64Array.from(claims, (claim, i) => (isAbsolute(claim) ? usableCpus(claim) - (shares[i] ?? 0) : 0));
  const floor = new Float64Array(claims.length);
  const excess = waterFill(remaining(capacityCpus, shares), { weight, floor, ceiling: room });
  return shares.map((cpus, i) => cpus + (excess[i] ?? 0));
}

/** Capacity behind the shares given so far; summed in order of size, so that the order of the claims does not matter. */
function remaining(capacityCpus: number, shares: Float64Array): number {
  return Math.max(
    0,
    Float64Array.from(shares)
      .sort()
      .reduce((left, cpus) => left - cpus, capacityCpus),
  );
}
