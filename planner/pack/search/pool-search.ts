/**
 * The ejection-pool search at a given fleet: items that stand nowhere wait in a pool. One drawn at random goes where
 * it fits; where it fits nowhere its penalty grows, and it throws out the items with the least sum of penalties that make room,
 * which go to the pool in its place (guided ejection: Nagata & Bräysy 2009). Between failures a few random moves that
 * keep everything feasible stir the packing. Done when the pool is empty.
 */
import type { BinLoads } from "../bin-loads.ts";
import { type Meter, TOUCH } from "../meter.ts";
import { Ejection, STEPS_PER_LOOK } from "./ejection.ts";
import { hasRoomInstead } from "./exchange.ts";
import { Pool } from "./pool.ts";
import type { FastRandom } from "./random.ts";
import { Snapshot } from "./snapshot.ts";

/** Items whose bins are looked at for one ejection; where there are more, a random stretch of the bins. */
const EJECTION_ITEMS = 1500;
/** Bins looked at for room. */
const MOST_INSERTION_BINS = 1000;
/** A pool of at most so many items is worth remembering: the packing may be completed at little cost. */
const FEW_LEFT = 12;
/** Random moves after every failure to place an item. */
const STIRS = 20;
/** What a failure adds to an item's price, as a share of its price at the start: slow growth, so that size counts long. */
const GROWTH = 0.003;
/** Price of an item without size, in mean sizes. */
const LEAST_PRICE = 0.1;

/** A packing under search, and what is known about its items. */
export interface Searched {
  readonly loads: BinLoads;
  readonly random: FastRandom;
  readonly meter: Meter;
  /** [type][item] 1 = the item alone fits an empty bin of the type. */
  readonly suits: readonly Uint8Array[];
  /** [item] size, > 0: about 1 for an item that fills a bin. */
  readonly worth: Float64Array;
  /** [item] items of one class are alike in everything. */
  readonly classOf: Int32Array;
}

export class PoolSearch {
  readonly pool: Pool;
  /** Of the last run: the packing when least was left in the pool, if that was little and not nothing. */
  lowest: Snapshot | undefined;
  readonly #it: Searched;
  /** [item] size, times what its failures add to it. */
  readonly #price: Float64Array;
  readonly #firstPrice: Float64Array;
  readonly #ejection: Ejection;
  #open = new Int32Array(0);
  steps = 0;

  constructor(searched: Searched) {
    this.#it = searched;
    this.pool = new Pool(searched.loads.problem.items);
    const mean = searched.worth.reduce((sum, worth) => sum + worth, 0) / Math.max(1, searched.worth.length);
    this.#firstPrice = searched.worth.map((worth) => LEAST_PRICE * (mean > 0 ? mean : 1) + worth);
    this.#price = this.#firstPrice.slice();
    this.#ejection = new Ejection(searched.loads, this.#price);
  }

  /** Forget the penalties. */
  reset(): void {
    this.#price.set(this.#firstPrice);
  }

  /** Put items that stand nowhere where they fit, largest first; the others go to the pool. */
  settle(items: readonly number[]): void {
    const { loads, worth } = this.#it;
    this.#lookAround();
    for (const item of items.toSorted((a, b) => worth[b]! - worth[a]! || a - b)) {
      const bin = this.#open.length > 0 ? this.#roomFor(item) : -1;
      if (bin >= 0) loads.place(item, bin);
      else this.pool.add(item);
    }
  }

  #lookAround(): void {
    const { loads } = this.#it;
    this.#open = Int32Array.from({ length: loads.bins }, (_, bin) => bin).filter((bin) => loads.isOpen(bin));
  }

  /**
   * Search until at most `goal` items are left in the pool (true), the steps are used up, or the meter ends. The fleet
   * stays as it is.
   */
  run(mostSteps: number, goal = 0): boolean {
    const { meter, loads } = this.#it;
    this.lowest = undefined;
    let low = Math.min(this.pool.size, FEW_LEFT + 1);
    this.#lookAround();
    meter.spend((1 + this.#it.loads.bins) * TOUCH);
    if (this.#open.length === 0) return this.pool.size <= goal;
    for (let step = 0; step < mostSteps && this.pool.size > goal; step++) {
      this.#step();
      this.steps++;
      meter.spend(this.#ejection.touches * STEPS_PER_LOOK * TOUCH);
      this.#ejection.touches = 0;
      if (!meter.goesOn) break;
      if (this.pool.size < low && this.pool.size > goal) {
        low = this.pool.size;
        this.lowest = new Snapshot(loads);
      }
    }
    return this.pool.size <= goal;
  }

  #step(): void {
    const { random } = this.#it;
    const pool = this.pool;
    const item = pool.items[random.below(pool.size)]!;
    const bin = this.#roomFor(item);
    if (bin >= 0) {
      pool.delete(item);
      this.#place(item, bin);
      return;
    }
    this.#price[item]! += GROWTH * this.#firstPrice[item]!;
    if (this.#findEjection(item)) this.#eject(item);
    for (let k = 0; k < STIRS; k++) this.#stir();
  }

  #roomFor(item: number): number {
    const { loads, random, suits } = this.#it;
    const open = this.#open;
    const looks = Math.min(open.length, MOST_INSERTION_BINS);
    let at = random.below(open.length);
    this.#ejection.touches += 4 * looks;
    for (let look = 0; look < looks; look++) {
      const bin = open[at]!;
      if (++at === open.length) at = 0;
      if (suits[loads.types[bin]!]![item] === 1 && loads.fits(item, bin)) return bin;
    }
    return -1;
  }

  #findEjection(item: number): boolean {
    const { loads, random, suits } = this.#it;
    const open = this.#open;
    const ejection = this.#ejection;
    const looks = Math.min(open.length, Math.ceil((EJECTION_ITEMS * open.length) / loads.problem.items));
    ejection.begin();
    ejection.touches += 4 * looks;
    let at = random.below(open.length);
    for (let look = 0; look < looks; look++) {
      const bin = open[at]!;
      if (++at === open.length) at = 0;
      if (suits[loads.types[bin]!]![item] === 1) ejection.consider(item, bin);
    }
    return ejection.bin >= 0;
  }

  #eject(item: number): void {
    const { loads } = this.#it;
    const { bin, items, count } = this.#ejection;
    for (let k = 0; k < count; k++) this.#remove(items[k]!);
    if (!loads.fits(item, bin)) {
      for (let k = 0; k < count; k++) this.#place(items[k]!, bin);
      return;
    }
    this.pool.delete(item);
    this.#place(item, bin);
    for (let k = 0; k < count; k++) this.pool.add(items[k]!);
  }

  #place(item: number, bin: number): void {
    this.#it.loads.place(item, bin);
    this.#ejection.noteMove(item);
  }

  #remove(item: number): void {
    this.#it.loads.remove(item);
    this.#ejection.noteMove(item);
  }

  /** One random move: an item to another bin, or exchanged with one there, if both fit. */
  #stir(): void {
    const { loads, random, classOf } = this.#it;
    const open = this.#open;
    const from = open[random.below(open.length)]!;
    const to = open[random.below(open.length)]!;
    const here = loads.itemsIn(from);
    this.#ejection.touches += 10;
    if (from === to || here.length === 0) return;
    const item = here[random.below(here.length)]!;
    const there = loads.itemsIn(to);
    const other = there.length === 0 ? -1 : there[random.below(there.length)]!;
    if (other >= 0 && classOf[other] === classOf[item]) return;
    if (other >= 0 && hasRoomInstead(loads, item, other) && hasRoomInstead(loads, other, item)) {
      this.#swap(item, other);
    } else if (loads.fits(item, to)) {
      this.#remove(item);
      this.#place(item, to);
    }
  }

  #swap(item: number, other: number): void {
    const { loads } = this.#it;
    const from = loads.binOf(item);
    const to = loads.binOf(other);
    this.#remove(item);
    this.#remove(other);
    const isAllowed = loads.isAllowed(item, to);
    if (isAllowed) this.#place(item, to);
    if (isAllowed && loads.isAllowed(other, from)) {
      this.#place(other, from);
      return;
    }
    if (isAllowed) this.#remove(item);
    this.#place(item, from);
    this.#place(other, to);
  }
}
