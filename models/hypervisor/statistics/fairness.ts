/** Jain's index of fairness: how evenly what was given matches what was due. Recalled: Jain, Chiu and Hawe 1984. */

/**
 * (Σx)² / (n Σx²): 1 when all are equal, 1/n when one has everything; undefined for nobody, 1 when nobody has anything.
 * For unequal entitlements pass what each got over what it was due.
 * @param given finite amounts ≥ 0
 * @throws RangeError naming the index and the value of an amount outside that range
 */
export function jainIndex(given: ArrayLike<number>): number | undefined {
  if (given.length === 0) return undefined;
  let largest = 0;
  for (let i = 0; i < given.length; i++) {
    const amount = given[i] ?? NaN;
    if (!(amount >= 0 && amount < Infinity)) {
      throw new RangeError(`given[${i}] is ${amount}: it must be finite and at least 0`);
    }
    largest = Math.max(largest, amount);
  }
  if (largest === 0) return 1;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < given.length; i++) {
    // Over the largest, so that squares neither overflow nor vanish.
    const part = (given[i] ?? 0) / largest;
    sum += part;
    squares += part * part;
  }
  return (sum * sum) / (given.length * squares);
}
