/**
 * From which size on a rank correlation stands out from chance: two-sided, at 5 %. For few draws the exact critical values
 * of Spearman's coefficient; beyond them Student's t with n − 2 degrees of freedom, t = r √((n − 2) / (1 − r²)), which at 17
 * draws asks 0.482 where the exact value is 0.488, and comes closer from there.
 *
 * What is left out: ties (figures that take few values share ranks, so their test is rough), and that many correlations are
 * looked at together, so that one in twenty of them stands out by chance alone.
 *
 * @see J. H. Zar, "Significance testing of the Spearman rank correlation coefficient", Journal of the American Statistical
 * Association 67 (1972), 578–580: the table and the approximation (recalled; the table is counted over all orders of the
 * ranks, and again by the tests)
 */
import { studentQuantile } from "#models/hypervisor/statistics/student.ts";

/** Part of all cases of mere chance that is not taken for anything else. */
const LEVEL = 0.95;

/** [draws − 5] the least coefficient that chance reaches in at most 5 % of the cases, cut after the fourth digit. */
const EXACT: readonly number[] = [
  1, 0.8857, 0.7857, 0.738, 0.7, 0.6484, 0.6181, 0.5874, 0.5604, 0.5384, 0.5214, 0.5029,
];
/** With fewer draws even the same order everywhere is met by chance too often: of four in one case of twelve. */
const LEAST_DRAWS = 5;

/**
 * The least size of a rank correlation that stands out from chance, above 0; Infinity where none does.
 * @param draws pairs of values ranked, a whole number. O(draws) beyond 16
 */
export function criticalRank(draws: number): number {
  if (draws < LEAST_DRAWS) return Infinity;
  const exact = EXACT[draws - LEAST_DRAWS];
  if (exact !== undefined) return exact;
  const freedom = draws - 2;
  const t = studentQuantile(LEVEL, freedom);
  return t / Math.sqrt(freedom + t * t);
}
