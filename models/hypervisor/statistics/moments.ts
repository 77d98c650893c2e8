/** Mean and variance of a stream of values in constant memory, by Welford's updating formulas (stable for long runs). */

/** Running moments; `add` allocates nothing. */
export class Moments {
  #count = 0;
  #mean = 0;
  #squares = 0;

  /** @throws RangeError for NaN or an infinite value */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value is ${value}: it must be finite`);
    this.#count += 1;
    const distance = value - this.#mean;
    this.#mean += distance / this.#count;
    this.#squares += distance * (value - this.#mean);
  }

  get count(): number {
    return this.#count;
  }

  /** Undefined before the first value. */
  get mean(): number | undefined {
    return this.#count === 0 ? undefined : this.#mean;
  }

  /** Of the sample (divisor count − 1), in the square of the values' unit; undefined before the second value. */
  get variance(): number | undefined {
    return this.#count < 2 ? undefined : this.#squares / (this.#count - 1);
  }
}
