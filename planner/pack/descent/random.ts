/** A fast seeded generator for hot loops (xorshift, 32 bits); its stream depends on the seed alone. */
import { randomStream } from "#models/random.ts";

const TWO_32 = 2 ** 32;

/** Draws whole numbers below a count. The bias of one draw is below count / 2^32. */
export class Draws {
  #state: number;

  /** @param seed of the problem's options · @param name of the use, so that uses do not depend on each other */
  constructor(seed: number, name: string) {
    this.#state = 1 + randomStream(seed, "pack", name).integer(TWO_32 - 1);
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return Math.floor(((x >>> 0) / TWO_32) * count);
  }

  /** Put a list into random order, in place. */
  shuffle(list: Int32Array): void {
    for (let at = list.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      const item = list[at]!;
      list[at] = list[other]!;
      list[other] = item;
    }
  }
}
