/**
 * Discriminatory processor sharing: all jobs run at once, each at a speed proportional to its class's weight. For
 * exponential service the mean responses solve a small linear system (Fayolle, Mitrani and Iasnogorodski 1980, recalled;
 * agrees with the conservation law Σ ρ T = ρ S / (1 − ρ) for equal services).
 */
import { checkAmounts } from "./range.ts";

/** One class of jobs; times in one unit, the rate in its inverse. */
export interface WeightedClass {
  /** ≥ 0 */
  readonly arrivalRate: number;
  /** Mean service time of a job that is alone, > 0, exponential. */
  readonly serviceTime: number;
  /** > 0; only ratios matter. */
  readonly weight: number;
}

/**
 * Mean response of each class; Infinity for all when together they load the server fully. O(classes³).
 * @throws RangeError naming the class's field outside its range
 */
export function weightedSharingResponses(classes: readonly WeightedClass[]): readonly number[] {
  for (const [index, { arrivalRate, serviceTime, weight }] of classes.entries()) {
    const at = (field: string) => `classes[${index}].${field}`;
    checkAmounts({ [at("arrivalRate")]: arrivalRate, [at("serviceTime")]: serviceTime, [at("weight")]: weight });
    if (serviceTime === 0) throw new RangeError(`${at("serviceTime")} is 0: it must be above 0`);
    if (weight === 0) throw new RangeError(`${at("weight")} is 0: it must be above 0`);
  }
  if (classes.reduce((load, c) => load + c.arrivalRate * c.serviceTime, 0) >= 1) return classes.map(() => Infinity);

  // Per class k: (1 − Σ_j a_kj) T_k − Σ_j a_kj T_j = S_k with a_kj = λ_j w_j / (w_j / S_j + w_k / S_k).
  const rows = classes.map((one, k) => {
    const pull = classes.map(
      (other) => (other.arrivalRate * other.weight) / (other.weight / other.serviceTime + one.weight / one.serviceTime),
    );
    const own = 1 - pull.reduce((sum, a) => sum + a, 0);
    return [...pull.map((a, j) => (j === k ? own : 0) - a), one.serviceTime];
  });
  return solve(rows);
}

/** Solves rows of [coefficients…, right side] by elimination; the rows are used up. */
function solve(rows: number[][]): readonly number[] {
  const at = (row: readonly number[] | undefined, column: number) => row?.[column] ?? 0;
  for (let pivot = 0; pivot < rows.length; pivot++) {
    for (const [k, row] of rows.entries()) {
      if (k === pivot) continue;
      const factor = at(row, pivot) / at(rows[pivot], pivot);
      for (let j = pivot; j <= rows.length; j++) row[j] = at(row, j) - factor * at(rows[pivot], j);
    }
  }
  return rows.map((row, k) => at(row, rows.length) / at(row, k));
}
