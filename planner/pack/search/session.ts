/**
 * A search session: one packing, its pool, its best so far, and the moves from one fleet to another. The packing may be
 * incomplete in between; the best kept aside never is, unless the start was.
 */
import type { BinLoads } from "../bin-loads.ts";
import { namesHosts } from "../host-rule.ts";
import { type Meter, TOUCH } from "../meter.ts";
import { lowestFree, openFor } from "../open-bin.ts";
import { isBetter, scoreOf } from "../solution.ts";
import { classesOf, suitability, worthOf } from "./measures.ts";
import { PoolSearch, type Searched } from "./pool-search.ts";
import { FastRandom } from "./random.ts";
import { Snapshot } from "./snapshot.ts";

/** Bins of which the one with least in it is given up. */
const TOURNAMENT = 4;
/** Plain steps of a change of fleet and the way back, and per item and bin: choosing, copying, moving. Measured. */
const TRIAL_STEPS = 10_000;
const ITEM_STEPS = 20;

export class Session {
  readonly it: Searched;
  readonly search: PoolSearch;
  best: Snapshot;
  /** [item] 1 = tied to named hosts, whose bins are not given up. */
  readonly #isTied: Uint8Array;
  readonly #typeOrder: readonly number[];

  constructor(loads: BinLoads, seed: number, meter: Meter) {
    const { problem, peaks } = loads;
    this.it = {
      loads,
      meter,
      random: new FastRandom(seed, "ejection"),
      suits: suitability(problem, peaks),
      worth: worthOf(problem, peaks),
      classOf: classesOf(problem),
    };
    this.search = new PoolSearch(this.it);
    this.#isTied = new Uint8Array(problem.items);
    for (const rule of problem.rules) {
      if (namesHosts(rule) && rule.isExclusive) for (const item of rule.items) this.#isTied[item] = 1;
    }
    const { types } = problem;
    this.#typeOrder = types.map((_, t) => t).toSorted((a, b) => types[a]!.cost - types[b]!.cost || a - b);
    this.dropEmpty();
    this.best = new Snapshot(loads);
  }

  /** Open bins. */
  openBins(): number[] {
    const { loads } = this.it;
    return Array.from({ length: loads.bins }, (_, bin) => bin).filter((bin) => loads.isOpen(bin));
  }

  /** [type] open bins. */
  fleet(): number[] {
    return this.it.loads.problem.types.map((_, t) => this.it.loads.openOf(t));
  }

  /** Close bins that hold nothing. */
  dropEmpty(): void {
    for (const bin of this.openBins()) if (this.it.loads.itemsIn(bin).length === 0) this.it.loads.close(bin);
  }

  /** Keep the packing as the best if it is better; says whether it was. */
  keepIfBetter(): boolean {
    if (!isBetter(scoreOf(this.it.loads), this.best.score)) return false;
    this.best = new Snapshot(this.it.loads);
    return true;
  }

  /** Items that stand nowhere although a bin of some type would take them. */
  missing(): number[] {
    const { loads, suits } = this.it;
    return Array.from({ length: loads.problem.items }, (_, item) => item).filter(
      (item) => loads.binOf(item) < 0 && suits.some((suit) => suit[item] === 1),
    );
  }

  /** Back to the best; the pool is emptied. */
  goBack(): void {
    this.search.pool.clear();
    this.best.restore(this.it.loads);
  }

  /** Turn the fleet into the wanted one: what stood in bins given up goes to the pool, and from there where it fits. */
  changeFleet(wanted: readonly number[]): void {
    const { loads, meter } = this.it;
    const freed: number[] = [];
    wanted.forEach((count, type) => {
      for (let surplus = loads.openOf(type) - count; surplus > 0; surplus--) {
        const bin = this.#leastOf(type);
        if (bin < 0) break;
        for (const item of loads.itemsIn(bin).slice()) {
          loads.remove(item);
          freed.push(item);
        }
        loads.close(bin);
      }
    });
    wanted.forEach((count, type) => {
      for (let missing = count - loads.openOf(type); missing > 0; missing--) loads.open(type, lowestFree(loads, type));
    });
    meter.spend((TRIAL_STEPS + ITEM_STEPS * (loads.problem.items + loads.bins)) * TOUCH);
    this.search.settle(freed);
  }

  /** Open further bins of the type, up to `most` in all: room for the search to move. */
  openSpare(type: number, most: number): void {
    const { loads } = this.it;
    if (loads.openOf(type) < most) loads.open(type, lowestFree(loads, type));
  }

  /** The emptiest of a few random bins of the type that may be given up, −1 = there is none. */
  #leastOf(type: number): number {
    const { loads, random, worth } = this.it;
    const bins = this.openBins().filter(
      (bin) => loads.typeOf(bin) === type && !loads.itemsIn(bin).some((item) => this.#isTied[item] === 1),
    );
    let least = Infinity;
    let found = -1;
    for (let look = 0; look < TOURNAMENT && bins.length > 0; look++) {
      const bin = bins[random.below(bins.length)]!;
      const held = loads.itemsIn(bin).reduce((sum, item) => sum + worth[item]!, 0);
      if (held >= least) continue;
      least = held;
      found = bin;
    }
    return found;
  }

  /** Back to the packing of the last run that left least out. */
  goLowest(): void {
    const { lowest, pool } = this.search;
    const { loads } = this.it;
    if (lowest === undefined || lowest.score.unplaced >= loads.problem.items - loads.placed) return;
    lowest.restore(loads);
    pool.clear();
    for (const item of this.missing()) if (this.best.places(item)) pool.add(item);
  }

  /** Give every item in the pool a place, in new bins where need be, as far as stock goes. */
  complete(): void {
    const { loads, worth } = this.it;
    const { pool } = this.search;
    const left = Array.from(pool.items.subarray(0, pool.size)).sort((a, b) => worth[b]! - worth[a]! || a - b);
    const opened: number[] = [];
    for (const item of left) {
      let bin = opened.find((open) => loads.fits(item, open)) ?? -1;
      if (bin < 0) {
        bin = openFor(loads, item, this.#typeOrder);
        if (bin >= 0) opened.push(bin);
      }
      if (bin < 0) continue;
      pool.delete(item);
      loads.place(item, bin);
    }
    this.dropEmpty();
  }
}
