/** Marsaglia's 32-bit xorshift, for hot loops that draw millions of times: two shifts and no allocation per draw. */
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

const TWO_NEGATIVE_32 = 2 ** -32;

/** A stream of draws; not for statistics, only for choosing where to look. */
export class Xorshift {
  #state: number;

  /** @param seed any whole number; spread by the seeded generator, so that neighbours do not resemble each other */
  constructor(seed: number) {
    this.#state = xoroshiro128plus(seed).next() | 1;
  }
  /** A whole number from 0 to `count` − 1. @param count 1 to 2^31 */
  below(count: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return ((x >>> 0) * TWO_NEGATIVE_32 * count) | 0;
  }
}
