/**
 * Pricing of one bin type with a single row by dynamic programming: best[c] = most worth within capacity c, one copy after
 * the other. The best set that ends with each copy comes along for nothing, so a round yields many different columns.
 * Source: bounded knapsack by stages (Bellman).
 */
import type { TypeRows } from "./column-problem.ts";
import type { KnapsackAnswer, KnapsackTask } from "./knapsack-task.ts";

/** Most cells of the table of choices: 32 MB, and a tenth of a second. */
const MOST_CELLS = 32_000_000;

const divisorOf = (a: number, b: number): number => (b === 0 ? a : divisorOf(b, a % b));

export class LineKnapsack {
  readonly #size: Int32Array;
  readonly #capacity: number;
  readonly #most: Int32Array;
  readonly #best: Float64Array;
  readonly #chosen: Uint8Array;

  /** A table for this type, or nothing when it would be too large or the type has several rows. */
  static for(type: TypeRows): LineKnapsack | undefined {
    if (type.capacity.length !== 1) return undefined;
    const sizes = type.size.filter((_, c) => type.most[c]! > 0);
    const unit = sizes.reduce(divisorOf, 0);
    if (unit === 0) return undefined;
    const capacity = Math.floor(type.capacity[0]! / unit);
    const copies = type.most.reduce((sum, most) => sum + most, 0);
    return (capacity + 1) * copies > MOST_CELLS ? undefined : new LineKnapsack(type, unit, copies);
  }

  private constructor(type: TypeRows, unit: number, copies: number) {
    this.#capacity = Math.floor(type.capacity[0]! / unit);
    this.#size = Int32Array.from(type.size, (size, c) => (type.most[c]! > 0 ? size / unit : 0));
    this.#most = type.most;
    this.#best = new Float64Array(this.#capacity + 1);
    this.#chosen = new Uint8Array(copies * (this.#capacity + 1));
  }

  /** The best set that ends with every copy, as the search by depth does with "each". O(copies × capacity) */
  search({ price, most, bar, found }: KnapsackTask): KnapsackAnswer {
    const width = this.#capacity + 1;
    const counts = new Int32Array(price.length);
    /** [copy] its class. */
    const classOf: number[] = [];
    const ends: { readonly copy: number; readonly worth: number }[] = [];
    this.#best.fill(0);
    for (let c = 0; c < price.length; c++) {
      if (price[c]! <= 0) continue;
      for (let k = Math.min(most[c]!, this.#most[c]!); k > 0; k--) {
        const worth = this.#best[this.#capacity - this.#size[c]!]! + price[c]!;
        if (worth > bar) ends.push({ copy: classOf.length, worth });
        this.#stage(classOf.length * width, this.#size[c]!, price[c]!);
        classOf.push(c);
      }
    }
    const worth = Math.max(bar, this.#best[this.#capacity]!);
    for (const end of ends.toSorted((a, b) => b.worth - a.worth || b.copy - a.copy)) {
      this.#trace(end.copy, classOf, counts);
      if (!found(counts, end.worth)) break;
    }
    return { worth, isComplete: true, steps: classOf.length * width };
  }

  #stage(row: number, size: number, price: number): void {
    const best = this.#best;
    for (let c = this.#capacity; c >= size; c--) {
      const worth = best[c - size]! + price;
      const isBetter = worth > best[c]!;
      this.#chosen[row + c] = isBetter ? 1 : 0;
      if (isBetter) best[c] = worth;
    }
    this.#chosen.fill(0, row, row + Math.min(size, this.#capacity + 1));
  }

  /** The set that has this copy and is best among those that end with it. */
  #trace(last: number, classOf: readonly number[], counts: Int32Array): void {
    counts.fill(0);
    counts[classOf[last]!] = 1;
    let rest = this.#capacity - this.#size[classOf[last]!]!;
    for (let copy = last - 1; copy >= 0; copy--) {
      if (this.#chosen[copy * (this.#capacity + 1) + rest] !== 1) continue;
      counts[classOf[copy]!]!++;
      rest -= this.#size[classOf[copy]!]!;
    }
  }
}
