/**
 * A series of observations in time order, kept in bounded memory as means of equal batches: batches of 5 at first (those
 * of MSER-5), twice as long each time the room is full. Enough for the warm-up cut and batch means; single values are
 * gone, quantiles are kept elsewhere.
 */

/** Observations in the shortest batch: the 5 of MSER-5. */
const SHORTEST_BATCH = 5;
/** Batches in memory: the warm-up cut is then as fine as 1/2048 of a long run. */
const ROOM = 4096;

/** Observations of one quantity in the order in which they happened; `add` allocates nothing. */
export class ObservationSeries {
  readonly #means = new Float64Array(ROOM);
  #batches = 0;
  #batchSize = SHORTEST_BATCH;
  #open = 0;
  #openSum = 0;

  /** @throws RangeError for NaN or an infinite value */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value is ${value}: it must be finite`);
    this.#openSum += value;
    this.#open += 1;
    if (this.#open < this.#batchSize) return;
    this.#means[this.#batches] = this.#openSum / this.#batchSize;
    this.#batches += 1;
    this.#open = 0;
    this.#openSum = 0;
    if (this.#batches === ROOM) this.#halve();
  }

  /** Observations so far. */
  get count(): number {
    return this.#batches * this.#batchSize + this.#open;
  }

  /** Observations in each batch of {@link means}. */
  get batchSize(): number {
    return this.#batchSize;
  }

  /** Means of the complete batches, a view that the next `add` may change; the open batch is not in it. */
  means(): Float64Array {
    return this.#means.subarray(0, this.#batches);
  }

  /** Mean of all observations, the open batch included; undefined when there are none. */
  mean(): number | undefined {
    if (this.count === 0) return undefined;
    const complete = this.means().reduce((sum, mean) => sum + mean, 0) * this.#batchSize;
    return (complete + this.#openSum) / this.count;
  }

  #halve(): void {
    const means = this.#means;
    for (let i = 0; i < ROOM / 2; i++) means[i] = ((means[2 * i] ?? 0) + (means[2 * i + 1] ?? 0)) / 2;
    this.#batches = ROOM / 2;
    this.#batchSize *= 2;
  }
}
