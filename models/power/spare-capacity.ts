/**
 * The fluid share rule of the shared processor pool: what is not used of the entitlements goes to uncapped partitions by
 * weight, within one dispatch window. Left out: the order inside a window, pools beside the default one.
 */

/** Tolerance for sums of hundredths. */
const UNIT_EPSILON = 1e-9;

/** Most an uncapped partition can use: one core per virtual processor. */
export const uncappedMost = (vps: number, poolCores: number): number => Math.min(vps, poolCores);

/**
 * Spare processing units over uncapped partitions in proportion to weight; nobody gets more than it wants, and what one
 * leaves goes to the others. Weight 0 gets nothing.
 * @param spare units ≥ 0; @param claims wants in units ≥ 0
 * @returns units for each claim, in order
 */
export function spareByWeight(
  spare: number,
  claims: readonly { readonly weight: number; readonly wants: number }[],
): readonly number[] {
  const given = claims.map(() => 0);
  let left = spare;
  for (let round = 0; round < claims.length && left > UNIT_EPSILON; round++) {
    const hungry = claims.flatMap((claim, i) =>
      claim.weight > 0 && claim.wants - (given[i] ?? 0) > UNIT_EPSILON ? [{ claim, i }] : [],
    );
    const weights = hungry.reduce((sum, { claim }) => sum + claim.weight, 0);
    if (weights === 0) break;
    const share = left / weights;
    for (const { claim, i } of hungry) {
      const more = Math.min(claim.wants - (given[i] ?? 0), share * claim.weight);
      given[i] = (given[i] ?? 0) + more;
      left -= more;
    }
  }
  return given;
}
