/**
 * Form B, base and excess: each guest first gets its entitlement as far as it uses it; what is left is shared by weight
 * among those allowed to take more. POWER's shared processor pool (per 10 ms window) and Xen's SEDF (slice, then extra
 * time) work so. It differs from the clamp rule: weights divide the excess, not the whole.
 */
import { type Claim, floorCpus, usableCpus } from "./claim.ts";
import { checkClaims } from "./check.ts";
import { waterFill } from "./water-fill.ts";

/**
 * Average CPUs by the base-and-excess rule. The base is min(entitlement, usable); an uncapped claim with a positive
 * excess weight also shares the rest, up to what it can use. An excess weight of 0 acts as capped. Entitlements in use
 * beyond the capacity are scaled by one factor ({@link admit} refuses them). O(n log n).
 * @param capacityCpus CPUs of the pool, ≥ 0, finite
 * @throws RangeError naming claim, field, value and bound
 */
export function baseExcessShares(capacityCpus: number, claims: readonly Claim[]): Float64Array {
  checkClaims(capacityCpus, claims);
  const weight = Float64Array.from(claims, (claim) => claim.excessWeight ?? claim.weight);
  const takesMore = (index: number) => claims[index]?.uncapped === true && (weight[index] ?? 0) > 0;

  // The base is a fill with floors equal to ceilings: it only scales when the entitlements in use exceed the capacity.
  const entitled = Float64Array.from(claims, floorCpus);
  const base = waterFill(capacityCpus, { weight, floor: entitled, ceiling: entitled });
  const room = Float64Array.from(claims, (claim, i) => (takesMore(i) ? usableCpus(claim) - (base[i] ?? 0) : 0));
  const used = Float64Array.from(base)
    .sort()
    .reduce((sum, cpus) => sum + cpus, 0);
  const left = Math.max(0, capacityCpus - used);
  const excess = waterFill(left, { weight, floor: new Float64Array(claims.length), ceiling: room });
  return base.map((cpus, i) => cpus + (excess[i] ?? 0));
}
