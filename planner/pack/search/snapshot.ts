/** A packing kept aside: where every item stood, and in which bins, so that a search can come back to its best. */
import type { BinLoads } from "../bin-loads.ts";
import { type Score, scoreOf } from "../solution.ts";

const NOWHERE = -1;

/** A copy of a packing. */
export class Snapshot {
  readonly score: Score;
  readonly #binOf: Int32Array;
  readonly #typeOf: Int32Array;
  readonly #numberOf: Int32Array;

  constructor(loads: BinLoads) {
    this.score = scoreOf(loads);
    this.#binOf = Int32Array.from({ length: loads.problem.items }, (_, item) => loads.binOf(item));
    this.#typeOf = Int32Array.from({ length: loads.bins }, (_, bin) => loads.typeOf(bin));
    this.#numberOf = Int32Array.from({ length: loads.bins }, (_, bin) => loads.numberOf(bin));
  }

  /** Did the item stand somewhere? */
  places(item: number): boolean {
    return (this.#binOf[item] ?? NOWHERE) >= 0;
  }

  /** Bring the packing back to this one; only items that stand elsewhere are moved. Bin indices may differ afterwards. */
  restore(loads: BinLoads): void {
    const host = (type: number, number: number): string => `${type}/${number}`;
    const now = new Map<string, number>();
    for (let bin = 0; bin < loads.bins; bin++) {
      if (loads.isOpen(bin)) now.set(host(loads.typeOf(bin), loads.numberOf(bin)), bin);
    }
    const wanted = Int32Array.from(this.#typeOf, (type, bin) => {
      if (type < 0) return NOWHERE;
      const name = host(type, this.#numberOf[bin]!);
      const open = now.get(name) ?? NOWHERE;
      now.delete(name);
      return open;
    });
    const target = (item: number): number => wanted[this.#binOf[item]!] ?? NOWHERE;
    const moving: number[] = [];
    for (let item = 0; item < this.#binOf.length; item++) {
      const bin = loads.binOf(item);
      const isMoving = this.#binOf[item]! >= 0 ? target(item) < 0 || target(item) !== bin : bin >= 0;
      if (!isMoving) continue;
      if (bin >= 0) loads.remove(item);
      if (this.#binOf[item]! >= 0) moving.push(item);
    }
    for (const bin of now.values()) loads.close(bin);
    wanted.forEach((bin, at) => {
      if (bin < 0 && this.#typeOf[at]! >= 0) wanted[at] = loads.open(this.#typeOf[at]!, this.#numberOf[at]!);
    });
    for (const item of moving) loads.place(item, target(item));
  }
}
