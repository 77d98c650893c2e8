/** The two least sizes in each row of the items that still fit: what bounds how many of them fit together. */
export class LeastSizes {
  readonly #least: Float64Array;
  readonly #second: Float64Array;

  constructor(rows: number) {
    this.#least = new Float64Array(rows);
    this.#second = new Float64Array(rows);
  }

  /** Nothing noted yet. */
  clear(): void {
    this.#least.fill(Infinity);
    this.#second.fill(Infinity);
  }

  /** Note one item. @param size its sizes, from `from` on @param isMany it may be used twice, and counts twice */
  note(size: Float64Array, from: number, isMany: boolean): void {
    for (let r = 0; r < this.#least.length; r++) {
      const own = size[from + r]!;
      if (own < this.#least[r]!) {
        this.#second[r] = isMany ? own : this.#least[r]!;
        this.#least[r] = own;
      } else if (own < this.#second[r]!) this.#second[r] = own;
    }
  }

  /** Most of the items noted that fit together into what is left. At least 1. @param rest [row] */
  most(rest: Float64Array): number {
    let most = Infinity;
    for (let r = 0; r < this.#least.length; r++) {
      const left = rest[r]! - this.#least[r]!;
      // The others are at least as large as the second least.
      most = Math.min(most, this.#second[r]! > 0 ? 1 + Math.floor(left / this.#second[r]!) : Infinity);
    }
    return most;
  }
}
