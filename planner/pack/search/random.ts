/**
 * Random numbers for hot loops: one 32-bit word of state, three shifts per draw (Marsaglia's xorshift, 2003), started
 * from a named stream. Plenty for choosing among moves, not for statistics.
 */
import { randomStream } from "#models/random.ts";

const TWO_32 = 2 ** 32;

/** A fast seeded generator; the same seed and name give the same draws. */
export class FastRandom {
  #word: number;

  /** @param seed a whole number within ±(2^53 − 1) */
  constructor(seed: number, name: string) {
    this.#word = randomStream(seed, "search", name).integer(TWO_32 - 1) + 1;
  }

  /** A whole number from 0 to `count` − 1. @param count 1 to 2^31 */
  below(count: number): number {
    let word = this.#word;
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    this.#word = word;
    return Math.floor(((word >>> 0) / TWO_32) * count);
  }
}
