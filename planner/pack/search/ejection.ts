/**
 * The cheapest way to make room: which one, two or three items of a bin must leave so that another may join, at the
 * least sum of prices. Prices are penalties that grow with every failure to place an item, so hard items stay where they
 * are and easy ones give way (guided ejection: Nagata & Bräysy 2009, there for vehicle routes).
 * The best price found so far is kept over the bins looked at, so most combinations are turned down by price alone.
 */
import type { BinLoads } from "../bin-loads.ts";
import { COUNTED_MOVE } from "../meter.ts";
import { Excess } from "./excess.ts";

/** Plain steps of the meter per look counted here, as measured on vectors of 2–10 resources and on profiles. */
export const STEPS_PER_LOOK = 3;
/** Most items that leave for one that joins. */
export const MOST_EJECTED = 3;
/** Items of one bin that are combined to pairs and triples. */
const MOST_COMBINED = 10;

/** Searches for the cheapest ejection; its result fields are rewritten by every search. */
export class Ejection {
  readonly #loads: BinLoads;
  readonly #price: Float64Array;
  readonly #excess: Excess;
  /** [place in bin * rows + row] amounts of the bin's items in the rows over. */
  #amounts = new Float64Array(64);
  /** Price of the best ejection found since `begin`; Infinity = none. */
  price = Infinity;
  bin = -1;
  /** The items to leave, `count` of them. */
  readonly items = new Int32Array(MOST_EJECTED);
  count = 0;
  /** Places in the bin of the items to combine, `#choices` of them, best first. */
  readonly #chosen = new Int32Array(MOST_COMBINED);
  readonly #merit = new Float64Array(MOST_COMBINED);
  #choices = 0;
  /** Items that rules force out of the bin under consideration, `#forced` of them, and the sum of their prices. */
  readonly #lifted = new Int32Array(MOST_EJECTED);
  #forced = 0;
  #base = 0;
  /** Steps taken since the caller set it to 0. */
  touches = 0;
  /** [item] steps of its joining or leaving a bin. */
  readonly #moveTouches: Float64Array;

  /** @param price [item] > 0, live */
  constructor(loads: BinLoads, price: Float64Array) {
    this.#loads = loads;
    this.#price = price;
    this.#excess = new Excess(loads);
    const { items, slots, varying } = loads.problem;
    this.#moveTouches = Float64Array.from({ length: items }, (_, item) => {
      const isCounted = loads.rulesOf(item).some((rule) => rule.placed !== undefined);
      return slots * varying.length + (isCounted ? COUNTED_MOVE / STEPS_PER_LOOK : 0);
    });
  }

  /** Count a move of the item, into a bin or out of one. */
  noteMove(item: number): void {
    this.touches += this.#moveTouches[item]!;
  }

  /** Start a search. @param below only ejections cheaper than this count */
  begin(below = Infinity): void {
    this.price = below;
    this.bin = -1;
    this.count = 0;
  }

  /** Look for a cheaper ejection from this bin that lets the item, which does not fit there, join. */
  consider(item: number, bin: number): void {
    this.#base = 0;
    this.#forced = 0;
    if (this.#loads.isAllowed(item, bin)) this.#makeRoom(item, bin);
    else this.#lift(item, bin);
  }

  #makeRoom(item: number, bin: number): void {
    this.#excess.measure(item, bin);
    const contents = this.#loads.itemsIn(bin);
    if (this.#excess.count === 0) {
      if (this.#base < this.price) this.#keep(bin, this.#base, -1, -1, -1);
      return;
    }
    const least = this.#gather(contents, this.#excess.count);
    const left = MOST_EJECTED - this.#forced;
    if (left >= 1 && this.#base + least < this.price) this.#single(contents, bin);
    if (left < 2 || this.#base + 2 * least >= this.price) return;
    this.#choose(contents);
    this.#pairs(contents, bin, least);
    if (left >= 3 && this.#base + 3 * least < this.price) this.#triples(contents, bin, least);
  }

  /** Which items of the bin to combine: all, or of many those that free most of what is needed for their price. */
  #choose(contents: readonly number[]): void {
    const chosen = this.#chosen;
    const { need, count: rows } = this.#excess;
    this.#choices = Math.min(contents.length, MOST_COMBINED);
    for (let at = 0; at < this.#choices; at++) chosen[at] = at;
    if (contents.length <= MOST_COMBINED) return;
    const merit = this.#merit;
    let filled = 0;
    for (let at = 0; at < contents.length; at++) {
      let freed = 0;
      for (let r = 0; r < rows; r++) freed += Math.min(1, this.#amounts[at * rows + r]! / need[r]!);
      const own = freed / this.#price[contents[at]!]!;
      if (filled === MOST_COMBINED && own <= merit[filled - 1]!) continue;
      let to = filled < MOST_COMBINED ? filled++ : filled - 1;
      for (; to > 0 && merit[to - 1]! < own; to--) {
        merit[to] = merit[to - 1]!;
        chosen[to] = chosen[to - 1]!;
      }
      merit[to] = own;
      chosen[to] = at;
    }
    this.touches += contents.length * rows;
  }

  /**
   * A rule speaks against the item: take out items that rules concern, cheapest first, until none does; put back those
   * that did not matter; make room with the rest.
   */
  #lift(item: number, bin: number): void {
    const loads = this.#loads;
    const price = this.#price;
    const suspects = loads.itemsIn(bin).filter((other) => loads.rulesOf(other).length > 0);
    suspects.sort((a, b) => price[a]! - price[b]! || a - b);
    const out: number[] = [];
    for (const other of suspects) {
      if (loads.isAllowed(item, bin)) break;
      loads.remove(other);
      this.noteMove(other);
      out.push(other);
    }
    for (let at = out.length - 2; at >= 0 && loads.isAllowed(item, bin); at--) {
      loads.place(out[at]!, bin);
      this.noteMove(out[at]!);
      if (loads.isAllowed(item, bin)) out.splice(at, 1);
      else loads.remove(out[at]!);
    }
    this.touches += 20 * (suspects.length + out.length);
    if (out.length <= MOST_EJECTED && loads.isAllowed(item, bin)) {
      this.#forced = out.length;
      out.forEach((other, at) => {
        this.#lifted[at] = other;
        this.#base += price[other]!;
      });
      if (this.#base < this.price) this.#makeRoom(item, bin);
    }
    for (const other of out) {
      loads.place(other, bin);
      this.noteMove(other);
    }
  }

  /** Copy the amounts of the bin's items in the rows over; returns the lowest price among them. */
  #gather(contents: readonly number[], rows: number): number {
    const { source, stride, offset } = this.#excess;
    if (this.#amounts.length < contents.length * rows) this.#amounts = new Float64Array(2 * contents.length * rows);
    const amounts = this.#amounts;
    const price = this.#price;
    let least = Infinity;
    for (let at = 0; at < contents.length; at++) {
      const item = contents[at]!;
      if (price[item]! < least) least = price[item]!;
      for (let r = 0; r < rows; r++) amounts[at * rows + r] = source[r]![item * stride[r]! + offset[r]!]!;
    }
    this.touches += contents.length * (rows + 2);
    return least;
  }

  #single(contents: readonly number[], bin: number): void {
    const { need, count: rows } = this.#excess;
    const amounts = this.#amounts;
    for (let a = 0; a < contents.length; a++) {
      const cost = this.#base + this.#price[contents[a]!]!;
      if (cost >= this.price) continue;
      let r = 0;
      while (r < rows && amounts[a * rows + r]! >= need[r]!) r++;
      if (r === rows) this.#keep(bin, cost, contents[a]!, -1, -1);
    }
  }

  #pairs(contents: readonly number[], bin: number, least: number): void {
    const { need, count: rows } = this.#excess;
    const amounts = this.#amounts;
    const price = this.#price;
    const chosen = this.#chosen;
    for (let i = 0; i < this.#choices; i++) {
      const a = chosen[i]!;
      const costA = this.#base + price[contents[a]!]!;
      if (costA + least >= this.price) continue;
      for (let j = i + 1; j < this.#choices; j++) {
        const b = chosen[j]!;
        const cost = costA + price[contents[b]!]!;
        if (cost >= this.price) continue;
        let r = 0;
        while (r < rows && amounts[a * rows + r]! + amounts[b * rows + r]! >= need[r]!) r++;
        if (r === rows) this.#keep(bin, cost, contents[a]!, contents[b]!, -1);
      }
      this.touches += this.#choices - i;
    }
  }

  #triples(contents: readonly number[], bin: number, least: number): void {
    const price = this.#price;
    const chosen = this.#chosen;
    for (let i = 0; i < this.#choices; i++) {
      const a = chosen[i]!;
      const costA = this.#base + price[contents[a]!]!;
      if (costA + 2 * least >= this.price) continue;
      for (let j = i + 1; j < this.#choices; j++) {
        const b = chosen[j]!;
        const costB = costA + price[contents[b]!]!;
        if (costB + least >= this.price) continue;
        for (let k = j + 1; k < this.#choices; k++) {
          const c = chosen[k]!;
          const cost = costB + price[contents[c]!]!;
          if (cost < this.price && this.#frees(a, b, c))
            this.#keep(bin, cost, contents[a]!, contents[b]!, contents[c]!);
        }
        this.touches += this.#choices - j;
      }
    }
  }

  /** Do the three free enough in every row? */
  #frees(a: number, b: number, c: number): boolean {
    const { need, count: rows } = this.#excess;
    const amounts = this.#amounts;
    for (let r = 0; r < rows; r++) {
      if (amounts[a * rows + r]! + amounts[b * rows + r]! + amounts[c * rows + r]! < need[r]!) return false;
    }
    return true;
  }

  // oxlint-disable-next-line max-params -- hot: an object would be allocated for every improvement
  #keep(bin: number, price: number, a: number, b: number, c: number): void {
    this.price = price;
    this.bin = bin;
    const forced = this.#forced;
    for (let at = 0; at < forced; at++) this.items[at] = this.#lifted[at]!;
    this.count = forced;
    if (a >= 0) this.items[this.count++] = a;
    if (b >= 0) this.items[this.count++] = b;
    if (c >= 0) this.items[this.count++] = c;
  }
}
