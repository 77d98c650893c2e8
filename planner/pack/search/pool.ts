/** The ejection pool: items that stand nowhere at the moment, last in on top, with O(1) joining and leaving. */

const ABSENT = -1;

/** A stack of distinct items from which any may be taken. */
export class Pool {
  readonly items: Int32Array;
  readonly #placeOf: Int32Array;
  size = 0;

  /** @param most number of items in the problem */
  constructor(most: number) {
    this.items = new Int32Array(most);
    this.#placeOf = new Int32Array(most).fill(ABSENT);
  }
  has(item: number): boolean {
    return this.#placeOf[item] !== ABSENT;
  }
  /** Put an item that is not in the pool on top. */
  add(item: number): void {
    this.#placeOf[item] = this.size;
    this.items[this.size++] = item;
  }
  /** Take out an item that is in the pool; the top one takes its place. */
  delete(item: number): void {
    const place = this.#placeOf[item]!;
    const last = this.items[--this.size]!;
    this.items[place] = last;
    this.#placeOf[last] = place;
    this.#placeOf[item] = ABSENT;
  }
  clear(): void {
    while (this.size > 0) this.delete(this.items[this.size - 1]!);
  }
}
