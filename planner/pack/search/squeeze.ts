/**
 * Place everything in the bins there are, where stock is what binds: a search among packings that hold every item but
 * may be over their limits (overload.ts). A step takes a bin that is over and makes the best move or exchange of one of
 * its items with any other bin, the last few undone moves barred (tabu, Glover 1989). Where none gains, all rows that are
 * over grow heavier (breakout, Morris 1993), so that a shortage that keeps coming back is met in the end.
 */
import { type Meter, TOUCH } from "../meter.ts";
import type { Overload } from "./overload.ts";
import type { FastRandom } from "./random.ts";

/** What a failure adds to the weight of a row that is over, as a share of its first weight. */
const RAISE = 0.1;
/** Gains below this are rounding. */
const GRAIN = 1e-9;
/** Plain steps of one step, and of one pair of items looked at, on top of a quarter of the rows. Measured. */
const STEP_TOUCHES = 5000;
const PAIR_TOUCHES = 5;
/** Steps for which an item may not go back to the bin it left, and a random part on top. */
const TENURE = 3;
const TENURE_RANDOM = 3;

/** Searches in an overload packing until nothing is over. */
export class Squeeze {
  readonly #it: Overload;
  readonly #random: FastRandom;
  readonly #meter: Meter;
  readonly #suits: readonly Uint8Array[];
  /** [item * bins + bin] first step at which the item may go there. */
  readonly #barred: Int32Array;
  /** [row] amount over, less what may still come or go: of the bin without its item, of the other one with it. */
  readonly #here: Float64Array;
  readonly #there: Float64Array;
  #gain = 0;
  #item = -1;
  #to = -1;
  #back = -1;
  #ties = 0;
  steps = 0;
  /** [item] bin, where fewest bins were over. */
  readonly closest: Int32Array;

  /** @param suits [type][item] 1 = the item alone fits */
  constructor(it: Overload, suits: readonly Uint8Array[], random: FastRandom, meter: Meter) {
    this.#it = it;
    this.#suits = suits;
    this.#random = random;
    this.#meter = meter;
    this.closest = it.binOf.slice();
    this.#here = new Float64Array(it.rows);
    this.#there = new Float64Array(it.rows);
    this.#barred = new Int32Array(it.problem.items * it.bins);
  }

  /** Go on until nothing is over (true) or the meter ends. */
  run(): boolean {
    const it = this.#it;
    let fewest = it.overs;
    this.closest.set(it.binOf);
    while (it.overs > 0 && this.#meter.goesOn) {
      if (it.overs < fewest) {
        fewest = it.overs;
        this.closest.set(it.binOf);
      }
      this.steps++;
      this.#step(it.over[this.#random.below(it.overs)]!);
    }
    return it.overs === 0;
  }

  #step(bin: number): void {
    const it = this.#it;
    this.#gain = Infinity;
    this.#ties = 0;
    const inside = it.contents[bin]!;
    for (let a = 0; a < inside.length; a++) this.#look(inside[a]!, bin);
    const pairs = inside.length * it.problem.items;
    this.#meter.spend((STEP_TOUCHES + pairs * (PAIR_TOUCHES + it.rows / 4)) * TOUCH);
    if (this.#gain > -GRAIN) it.raise(RAISE);
    if (this.#gain < Infinity) this.#exchange(bin);
  }

  /** The best place for the item, alone or in exchange for one there. */
  #look(item: number, bin: number): void {
    const it = this.#it;
    const base = it.strain[bin]!;
    it.margin(bin, item, -1, this.#here);
    const left = it.strainAt(bin, this.#here, Infinity);
    for (let to = 0; to < it.bins; to++) {
      if (to === bin || this.#suits[it.typeOf[to]!]![item] !== 1) continue;
      if (this.#barred[item * it.bins + to]! > this.steps) continue;
      const before = base + it.strain[to]!;
      it.margin(to, item, 1, this.#there);
      const most = this.#gain + before - left;
      if (most >= 0) {
        const strain = it.strainAt(to, this.#there, most);
        if (strain <= most) this.#offer(left + strain - before, item, to, -1);
      }
      this.#lookBack(item, bin, to);
    }
  }

  /** The items of the other bin that may come back in exchange. */
  #lookBack(item: number, bin: number, to: number): void {
    const it = this.#it;
    const { rows, weight } = it;
    const here = this.#here;
    const there = this.#there;
    const before = it.strain[bin]! + it.strain[to]!;
    const suits = this.#suits[it.typeOf[bin]!]!;
    const ours = it.amounts[it.typeOf[bin]!]!;
    const theirs = it.amounts[it.typeOf[to]!]!;
    const own = bin * rows;
    const other = to * rows;
    const others = it.contents[to]!;
    for (let b = 0; b < others.length; b++) {
      const back = others[b]!;
      if (suits[back] !== 1 || this.#barred[back * it.bins + bin]! > this.steps) continue;
      const most = this.#gain + before;
      const at = back * rows;
      let strain = 0;
      for (let r = 0; r < rows && strain <= most; r++) {
        const over = here[r]! + ours[at + r]!;
        if (over > 0) strain += weight[own + r]! * over;
      }
      for (let r = 0; r < rows && strain <= most; r++) {
        const over = there[r]! - theirs[at + r]!;
        if (over > 0) strain += weight[other + r]! * over;
      }
      if (strain <= most) this.#offer(strain - before, item, to, back);
    }
  }

  #offer(gain: number, item: number, to: number, back: number): void {
    if (gain > this.#gain) return;
    if (gain < this.#gain) this.#ties = 0;
    this.#ties++;
    if (this.#ties > 1 && this.#random.below(this.#ties) > 0) return;
    this.#gain = gain;
    this.#item = item;
    this.#to = to;
    this.#back = back;
  }

  #exchange(bin: number): void {
    const it = this.#it;
    const item = this.#item;
    const to = this.#to;
    const back = this.#back;
    it.remove(item);
    if (back >= 0) it.remove(back);
    it.place(item, to);
    if (back >= 0) it.place(back, bin);
    it.renew(bin);
    it.renew(to);
    const until = this.steps + TENURE + this.#random.below(TENURE_RANDOM);
    this.#barred[item * it.bins + bin] = until;
    if (back >= 0) this.#barred[back * it.bins + to] = until;
  }
}
