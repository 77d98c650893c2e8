/** Range checks of the closed forms: nothing negative, nothing that is not a number, whole counts where things are counted. */

/** @throws RangeError naming the field, the value and the bound unless all are finite and at least 0 */
export function checkAmounts(amounts: Readonly<Record<string, number>>): void {
  for (const [field, value] of Object.entries(amounts)) {
    if (!(value >= 0 && value < Infinity))
      throw new RangeError(`${field} is ${value}: it must be finite and at least 0`);
  }
}

/** @throws RangeError naming the field, the value and the bound unless all are whole and at least `least` */
export function checkCounts(counts: Readonly<Record<string, number>>, least: number): void {
  for (const [field, value] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(value) && value >= least)) {
      throw new RangeError(`${field} is ${value}: it must be a whole number of at least ${least}`);
    }
  }
}

/** @throws RangeError naming the field and the value unless 0 ≤ value < 1 */
export function checkProbability(field: string, value: number): void {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${field} is ${value}: it must be at least 0 and below 1`);
}
