/**
 * Form A, the clamp rule: every guest gets its weighted part of the pool, but no less than its floor and no more than it
 * can use. Credit schedulers, ESX shares with reservation and limit, Hyper-V, PR/SM and Solaris FSS converge to it.
 * A floor that is not used is lent out; a limit is never exceeded; nothing idles while somebody can use it.
 */
import { type Claim, floorCpus, usableCpus } from "./claim.ts";
import { checkClaims } from "./check.ts";
import { waterFill } from "./water-fill.ts";

/**
 * Average CPUs by the clamp rule: x = min(max(L × weight, floor), usable) with one level L such that the sum is
 * min(capacity, everything usable). `uncapped` and `excessWeight` are not looked at. A weight of 0 gets its floor and
 * what every weighted claim leaves over. Floors beyond the capacity are scaled by one factor ({@link admit} refuses them).
 * O(n log n).
 * @param capacityCpus CPUs of the pool, ≥ 0, finite
 * @throws RangeError naming claim, field, value and bound
 */
export function clampShares(capacityCpus: number, claims: readonly Claim[]): Float64Array {
  checkClaims(capacityCpus, claims);
  return waterFill(capacityCpus, {
    weight: Float64Array.from(claims, (claim) => claim.weight),
    floor: Float64Array.from(claims, floorCpus),
    ceiling: Float64Array.from(claims, usableCpus),
  });
}
