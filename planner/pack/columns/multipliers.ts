/**
 * Weights of the rows in the surrogate of a knapsack: they minimise Σ λ_r + Σ_j most_j · max(0, price_j − λ·share_j), the
 * Lagrangian bound with every capacity scaled to 1, by a few subgradient steps with a falling step length. They start
 * where they were, because prices change little from round to round. Any weights ≥ 0 give a valid bound; good ones a
 * tight one.
 */
import type { TypeRows } from "./column-problem.ts";

const STEPS = 24;
/** Step length at first, as a share of the mean weight; measured: 0.5 settles within the steps taken. */
const FIRST_STEP = 0.5;

export class Multipliers {
  readonly #share: Float64Array;
  readonly #rows: number;
  readonly #capacity: Float64Array;
  readonly #lambda: Float64Array;
  readonly #best: Float64Array;
  readonly #slope: Float64Array;
  readonly #weight: Float64Array;

  constructor({ capacity, size }: TypeRows) {
    const rows = capacity.length;
    this.#rows = rows;
    this.#capacity = capacity;
    this.#share = size.map((amount, at) => (capacity[at % rows]! > 0 ? amount / capacity[at % rows]! : 0));
    this.#lambda = new Float64Array(rows).fill(1);
    this.#best = new Float64Array(rows).fill(1);
    this.#slope = new Float64Array(rows);
    this.#weight = new Float64Array(rows);
  }

  /**
   * @param price [class] worth of one item
   * @param most [class] most items of it in a bin
   * @returns [row] weight of one unit of size; weights times capacities sum to 1. The array is live.
   */
  tune(price: Float64Array, most: Int32Array): Float64Array {
    const rows = this.#rows;
    const top = price.reduce((highest, p) => Math.max(highest, p), 0);
    this.#scaleTo(top);
    let best = Infinity;
    for (let step = 0; step < STEPS; step++) {
      const bound = this.#bound(price, most);
      if (bound < best) {
        best = bound;
        this.#best.set(this.#lambda);
      }
      let norm = 0;
      for (let r = 0; r < rows; r++) norm += this.#slope[r]! ** 2;
      if (norm === 0) break;
      const length = (FIRST_STEP * top) / (1 + step) / Math.sqrt(norm);
      for (let r = 0; r < rows; r++) this.#lambda[r] = Math.max(0, this.#lambda[r]! - length * this.#slope[r]!);
    }
    this.#lambda.set(this.#best);
    return this.#normalised();
  }

  /** Keep the mix of the weights, at a height that fits these prices. */
  #scaleTo(top: number): void {
    const sum = this.#lambda.reduce((total, weight) => total + weight, 0);
    for (let r = 0; r < this.#rows; r++) this.#lambda[r] = sum > 0 ? (this.#lambda[r]! / sum) * top * 2 : top;
  }

  #bound(price: Float64Array, most: Int32Array): number {
    const rows = this.#rows;
    this.#slope.fill(1);
    let bound = 0;
    for (let r = 0; r < rows; r++) bound += this.#lambda[r]!;
    for (let c = 0; c < price.length; c++) {
      let gain = price[c]!;
      for (let r = 0; r < rows; r++) gain -= this.#lambda[r]! * this.#share[c * rows + r]!;
      if (gain <= 0) continue;
      bound += most[c]! * gain;
      for (let r = 0; r < rows; r++) this.#slope[r]! -= most[c]! * this.#share[c * rows + r]!;
    }
    return bound;
  }

  #normalised(): Float64Array {
    const sum = this.#lambda.reduce((total, weight) => total + weight, 0);
    const even = 1 / this.#rows;
    for (let r = 0; r < this.#rows; r++) {
      const share = sum > 0 ? this.#lambda[r]! / sum : even;
      this.#weight[r] = this.#capacity[r]! > 0 ? share / this.#capacity[r]! : 0;
    }
    return this.#weight;
  }
}
