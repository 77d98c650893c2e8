/**
 * Filling a given fleet in one pass: the items by falling worth, each into the bin of a small sample whose exponential
 * potential it raises least. Limits are not looked at, only repelled by the potential; a repair follows. The potential
 * speaks of the leading columns (constants and scarcest slots), because the others seldom decide.
 */
import { CONSTANT_WEIGHT } from "./flat-problem.ts";
import { TOUCH } from "./meter.ts";
import type { FlatProblem, Placing } from "./team.ts";
import { Xorshift } from "./xorshift.ts";

/** Bins looked at per item. */
const SAMPLE = 24;
/** How sharply a full column repels: e^STEEPNESS between an empty bin and a full one. */
const STEEPNESS = 24;
/** Beyond twice the limit the potential rises no further: numbers stay finite. */
const MOST_SHARE = 2;
/** Work of one exponential, in touches. */
const EXP_TOUCHES = 8;

export interface Filling {
  readonly flat: FlatProblem;
  readonly placing: Pick<Placing, "binOf" | "typeOf">;
  /** Bins that may be used. */
  readonly bins: Int32Array;
  readonly seed: number;
}

/** Puts items one by one into the bin that minds least. */
export class Filler {
  readonly #of: Filling;
  readonly #random: Xorshift;
  /** [bin * lead + column], bins as numbered in `placing`. */
  readonly #load: Float64Array;
  readonly #slope: Float64Array;
  /** [type * lead + column] */
  readonly #weight: Float64Array;
  #touches = 0;

  /** Bins start with what is in them. */
  constructor(of: Filling) {
    this.#of = of;
    this.#random = new Xorshift(of.seed);
    const { flat, placing } = of;
    const { lead, width, constants } = flat;
    this.#load = new Float64Array(placing.typeOf.length * lead);
    this.#slope = new Float64Array(placing.typeOf.length * lead);
    this.#weight = Float64Array.from({ length: flat.limit.length * lead }, (_, at) => {
      const column = at % lead;
      const weight = flat.weight[Math.floor(at / lead)]![column]!;
      // A constant weighs as much as all leading slots together.
      return column < constants ? (weight * Math.max(1, lead - constants)) / CONSTANT_WEIGHT : weight;
    });
    placing.binOf.forEach((bin, item) => {
      if (bin < 0) return;
      const rows = flat.rows[flat.kindOf[placing.typeOf[bin]!]!]!;
      for (let c = 0; c < lead; c++) this.#load[bin * lead + c]! += rows[item * width + c]!;
    });
    for (const bin of of.bins) this.#renew(bin);
  }
  /** Work so far, in seconds of the reference machine. */
  get spent(): number {
    return this.#touches * TOUCH;
  }

  /** Put an item that is nowhere into a bin; false when none of the bins is for it. */
  put(item: number): boolean {
    const bin = this.#leastRise(item);
    if (bin < 0) return false;
    const { flat, placing } = this.#of;
    placing.binOf[item] = bin;
    const rows = flat.rows[flat.kindOf[placing.typeOf[bin]!]!]!;
    for (let c = 0; c < flat.lead; c++) this.#load[bin * flat.lead + c]! += rows[item * flat.width + c]!;
    this.#renew(bin);
    return true;
  }

  #leastRise(item: number): number {
    const { flat, placing, bins } = this.#of;
    const looks = Math.min(SAMPLE, bins.length);
    let best = -1;
    let least = Infinity;
    for (let look = 0; look < looks; look++) {
      const bin = this.#tried(look);
      if (flat.eligible[placing.typeOf[bin]!]![item] !== 1) continue;
      const rise = this.#rise(item, bin);
      if (rise < least) {
        least = rise;
        best = bin;
      }
    }
    if (best >= 0) return best;
    // None of the sample is for it: look at all.
    for (const bin of bins) {
      if (flat.eligible[placing.typeOf[bin]!]![item] !== 1) continue;
      const rise = this.#rise(item, bin);
      if (rise >= least) continue;
      least = rise;
      best = bin;
    }
    return best;
  }

  #tried(look: number): number {
    const { bins } = this.#of;
    return bins[bins.length <= SAMPLE ? look : this.#random.below(bins.length)]!;
  }

  #rise(item: number, bin: number): number {
    const { flat, placing } = this.#of;
    const { lead, width } = flat;
    const rows = flat.rows[flat.kindOf[placing.typeOf[bin]!]!]!;
    const slope = this.#slope;
    let rise = 0;
    for (let c = 0; c < lead; c++) rise += slope[bin * lead + c]! * rows[item * width + c]!;
    this.#touches += lead;
    return rise;
  }

  #renew(bin: number): void {
    const { flat, placing } = this.#of;
    const { lead } = flat;
    const type = placing.typeOf[bin]!;
    const limit = flat.limit[type]!;
    for (let c = 0; c < lead; c++) {
      const share = limit[c]! > 0 ? this.#load[bin * lead + c]! / limit[c]! : 1;
      this.#slope[bin * lead + c] = this.#weight[type * lead + c]! * Math.exp(STEEPNESS * Math.min(share, MOST_SHARE));
    }
    this.#touches += lead * EXP_TOUCHES;
  }
}
