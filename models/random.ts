/**
 * Seeded random streams, one per source of randomness, so that alternatives share random numbers: the stream of guest
 * "web1" depends on the seed and on its name alone, never on who else draws, how often, or who was added first.
 * A stream is named by a path; adding a name to the path splits it: ("web1") and ("web1", "arrivals") are independent.
 * Generator: xoroshiro128+ of pure-rand; its 128 bits of state are a hash of seed and path, so streams start at unrelated
 * points of its period of 2^128 − 1. Not for secrets.
 */
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

const TWO_32 = 2 ** 32;
const TWO_27 = 2 ** 27;
const TWO_NEGATIVE_53 = 2 ** -53;

/** A sequence of random draws. Every draw changes the stream and allocates nothing. Made by {@link randomStream}. */
export class RandomStream {
  readonly #bits: RandomGenerator;

  /** @param bits a generator nobody else draws from */
  constructor(bits: RandomGenerator) {
    this.#bits = bits;
  }

  /** Uniform in (0, 1), both ends left out: a multiple of 2^-53. */
  uniform(): number {
    for (;;) {
      // The upper bits of each word: the lowest ones of xoroshiro128+ are its weakest.
      const high = this.#bits.next() >>> 6;
      const low = this.#bits.next() >>> 5;
      if (high !== 0 || low !== 0) return (high * TWO_27 + low) * TWO_NEGATIVE_53;
    }
  }

  /** Exponential with this mean, above 0 for a mean above 0; one uniform draw. @param mean ≥ 0, in any unit */
  exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }

  /**
   * A whole number from 0 to `count` − 1, all equally likely (a draw that would favour some is thrown away).
   * @throws RangeError unless `count` is a whole number from 1 to 2^32
   */
  integer(count: number): number {
    if (!(Number.isInteger(count) && count >= 1 && count <= TWO_32)) {
      throw new RangeError(`count is ${count}: it must be a whole number from 1 to 2^32`);
    }
    const fair = TWO_32 - (TWO_32 % count);
    for (;;) {
      const word = this.#bits.next() >>> 0;
      if (word < fair) return word % count;
    }
  }
}

/**
 * The stream of a path of names under a seed. A number and its digits are different names (1 is not "1").
 * @param seed a whole number within ±(2^53 − 1)
 * @param names the path, e.g. the guest's name, then the use: ("web1", "service")
 * @throws RangeError for another seed
 */
export function randomStream(seed: number, ...names: readonly (string | number)[]): RandomStream {
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`seed is ${seed}: it must be a whole number within ±(2^53 − 1)`);
  const parts = [seed, ...names].map((name) => (typeof name === "number" ? `n${name}` : `s${name}`));
  // The length in front of each part keeps ("ab", "c") and ("a", "bc") apart.
  return new RandomStream(xoroshiro128plusFromState(stateOf(parts.map((part) => `${part.length}:${part}`).join(""))));
}

/** Odd multipliers and starting values of the four 32-bit lanes of the hash: digits of √2, √3, √5 and √7. */
const LANES = [
  { start: 0x6a09e667, multiplier: 0x9e3779b1 },
  { start: 0xbb67ae85, multiplier: 0x85ebca6b },
  { start: 0x3c6ef372, multiplier: 0xc2b2ae35 },
  { start: 0xa54ff53a, multiplier: 0x27d4eb2f },
] as const;

/** 128 bits from a text: per lane, multiply and mix each character, then spread every bit over the word. */
function stateOf(text: string): readonly number[] {
  const state = LANES.map(({ start, multiplier }) => {
    let hash: number = start;
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), multiplier);
      hash ^= hash >>> 15;
    }
    return spread(hash ^ text.length);
  });
  return state.some((word) => word !== 0) ? state : LANES.map(({ start }) => start);
}

/** A one-to-one mixing of 32 bits in which each input bit flips about half of the output bits. */
function spread(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
