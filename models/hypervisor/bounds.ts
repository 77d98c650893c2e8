/**
 * Checks of numbers at the doors of the cost models: one sentence that names the field, the value and the bound. They run
 * when a table or a guest is set up, never per event.
 */

/** @throws RangeError unless `value` is a finite number of at least `least` */
export function requireAtLeast(field: string, value: number, least: number): void {
  if (!(Number.isFinite(value) && value >= least))
    throw new RangeError(`${field} is ${value}: it must be a finite number of at least ${least}`);
}

/** @throws RangeError unless `value` is a finite number above 0 */
export function requireAbove0(field: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0))
    throw new RangeError(`${field} is ${value}: it must be a finite number above 0`);
}

/** @throws RangeError unless `value` lies in 0 to 1 */
export function requireRatio(field: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${field} is ${value}: it must be 0 to 1`);
}

/** @throws RangeError unless `value` is a whole number of at least `least` */
export function requireWhole(field: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${field} is ${value}: it must be a whole number of at least ${least}`);
}
