/**
 * Quantiles of non-negative values in bounded memory: exact while the values fit a fixed array, beyond that from a
 * histogram of logarithmic buckets whose middle is within a stated relative error of every value in it. Values are not
 * kept in time order; warm-up is the caller's to leave out. Bucket scheme as in published relative-error sketches.
 */

/** Relative error of a quantile once the values no longer fit: half a percent. */
export const QUANTILE_RELATIVE_ERROR = 0.005;
/** Values kept exactly unless told otherwise: 64 KiB. */
const EXACT_VALUES = 8192;
/** Smaller values count as 0, larger ones as this: a nanosecond in seconds, thirty years in nanoseconds. */
const SMALLEST = 1e-9;
const LARGEST = 1e18;

const RATIO = (1 + QUANTILE_RELATIVE_ERROR) / (1 - QUANTILE_RELATIVE_ERROR);
const LOG_RATIO = Math.log(RATIO);
const BUCKETS = Math.ceil(Math.log(LARGEST / SMALLEST) / LOG_RATIO) + 1;

/** Collects values and answers quantiles; `add` allocates nothing, except once when the exact room is full. */
export class Quantiles {
  readonly #exact: Float64Array;
  #buckets: Float64Array | undefined;
  #zeros = 0;
  #count = 0;
  #smallest = Infinity;
  #largest = 0;
  #isSorted = true;

  /**
   * @param exactUpTo values up to which the answer is exact, a whole number ≥ 0
   * @throws RangeError for another number
   */
  constructor(exactUpTo: number = EXACT_VALUES) {
    if (!(Number.isSafeInteger(exactUpTo) && exactUpTo >= 0)) {
      throw new RangeError(`exactUpTo is ${exactUpTo}: it must be a whole number ≥ 0`);
    }
    this.#exact = new Float64Array(exactUpTo);
  }

  /** @throws RangeError for a value that is negative, infinite or NaN */
  add(value: number): void {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`value is ${value}: it must be finite and at least 0`);
    if (this.#buckets === undefined && this.#count === this.#exact.length) this.#spill();
    if (this.#buckets === undefined) {
      this.#exact[this.#count] = value;
      this.#isSorted = false;
    } else {
      this.#drop(value, this.#buckets);
    }
    this.#count += 1;
    if (value < this.#smallest) this.#smallest = value;
    if (value > this.#largest) this.#largest = value;
  }

  get count(): number {
    return this.#count;
  }

  /** True while quantiles are exact; later they are within {@link QUANTILE_RELATIVE_ERROR}. */
  get isExact(): boolean {
    return this.#buckets === undefined;
  }

  /** The largest value, exact; undefined without values. */
  get largest(): number | undefined {
    return this.#count === 0 ? undefined : this.#largest;
  }

  /**
   * The smallest value that at least this part of the values does not exceed (nearest rank); undefined without values.
   * @param ratio 0 to 1, e.g. 0.95
   * @throws RangeError outside that range
   */
  quantile(ratio: number): number | undefined {
    if (!(ratio >= 0 && ratio <= 1)) throw new RangeError(`ratio is ${ratio}: it must be 0 to 1`);
    if (this.#count === 0) return undefined;
    const rank = Math.min(Math.max(Math.ceil(ratio * this.#count), 1), this.#count);
    return this.#buckets === undefined ? this.#ranked(rank) : this.#fromBuckets(rank, this.#buckets);
  }

  #ranked(rank: number): number {
    const values = this.#exact.subarray(0, this.#count);
    if (!this.#isSorted) values.sort();
    this.#isSorted = true;
    return values[rank - 1] ?? 0;
  }

  #fromBuckets(rank: number, buckets: Float64Array): number {
    let seen = this.#zeros;
    if (rank <= seen) return this.#smallest;
    let bucket = -1;
    while (seen < rank && bucket < BUCKETS - 1) seen += buckets[++bucket] ?? 0;
    // A bucket reaches from SMALLEST × RATIO^(i−1) to SMALLEST × RATIO^i; this point is as far, relatively, from both.
    const middle = (SMALLEST * 2 * Math.exp(bucket * LOG_RATIO)) / (1 + RATIO);
    return Math.min(Math.max(middle, this.#smallest), this.#largest);
  }

  #drop(value: number, buckets: Float64Array): void {
    if (value < SMALLEST) {
      this.#zeros += 1;
      return;
    }
    const bucket = Math.min(Math.ceil(Math.log(value / SMALLEST) / LOG_RATIO), BUCKETS - 1);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }

  #spill(): void {
    const buckets = new Float64Array(BUCKETS);
    for (let i = 0; i < this.#count; i++) this.#drop(this.#exact[i] ?? 0, buckets);
    this.#buckets = buckets;
  }
}
