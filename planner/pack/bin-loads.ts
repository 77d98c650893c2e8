/**
 * The state of a packing: what every bin holds and carries in every slot, kept so that "does this item fit here" is
 * answered without looking at the slots in most cases. Amounts are whole numbers, so taking an item out restores the
 * bin exactly. Closed bins keep their index (type −1) and are used again by the next one opened.
 *
 * Order of the fit check, so that most checks end before the slots are read: eligible → constants → bin's maximum +
 * item's peak within capacity: yes → over at the bin's busiest slot: no → over at the item's peak slot: no →
 * every slot. Rules come last and only for items that one concerns.
 */
import { type Peaks, peaksOf } from "./peaks.ts";
import type { Board, PackProblem, PackRule } from "./problem.ts";

const CLOSED = -1;
const NO_RULES: readonly PackRule[] = [];

/** A packing under construction. */
export class BinLoads implements Board {
  readonly problem: PackProblem;
  /** [type][varying dimension] */
  readonly peaks: readonly (readonly Peaks[])[];
  readonly #rulesOf = new Map<number, PackRule[]>();
  readonly #types: number[] = [];
  readonly #numbers: number[] = [];
  readonly #contents: number[][] = [];
  /** [bin] → [dimension * slots + slot] */
  readonly #loads: Float64Array[] = [];
  /** [bin * dimensions + dimension] highest load, and its slot. */
  readonly #top: number[] = [];
  readonly #topSlot: number[] = [];
  /** [bin * constants + constant] */
  readonly #used: number[] = [];
  readonly #binOf: Int32Array;
  /** [item] place in its bin's list, so that taking it out is O(1). */
  readonly #positionOf: Int32Array;
  readonly #closed: number[] = [];
  /** [type] numbers in use. */
  readonly #taken: readonly Set<number>[];
  placed = 0;

  constructor(problem: PackProblem, peaks: readonly (readonly Peaks[])[] = peaksOf(problem)) {
    this.problem = problem;
    this.peaks = peaks;
    this.#binOf = new Int32Array(problem.items).fill(-1);
    this.#positionOf = new Int32Array(problem.items);
    this.#taken = problem.types.map(() => new Set<number>());
    const rules = problem.rules.map((rule) => rule.fresh?.(this) ?? rule);
    for (const rule of rules) {
      for (const item of rule.items) {
        const known = this.#rulesOf.get(item);
        if (known === undefined) this.#rulesOf.set(item, [rule]);
        else known.push(rule);
      }
    }
  }

  /** Bin indices run below this; closed ones among them have type −1. */
  get bins(): number {
    return this.#types.length;
  }
  typeOf(bin: number): number {
    return this.#types[bin] ?? CLOSED;
  }
  numberOf(bin: number): number {
    return this.#numbers[bin] ?? 0;
  }
  binOf(item: number): number {
    return this.#binOf[item] ?? -1;
  }
  itemsIn(bin: number): readonly number[] {
    return this.#contents[bin] ?? [];
  }
  /** Rules that concern the item. */
  rulesOf(item: number): readonly PackRule[] {
    return this.#rulesOf.get(item) ?? NO_RULES;
  }
  isOpen(bin: number): boolean {
    return this.typeOf(bin) !== CLOSED;
  }
  /** Bins of the type that are open now. */
  openOf(type: number): number {
    return this.#taken[type]?.size ?? 0;
  }
  isTaken(type: number, number: number): boolean {
    return this.#taken[type]?.has(number) ?? false;
  }
  /** Load of the bin, [dimension * slots + slot]. The array is live: read it, never keep it. */
  loadOf(bin: number): Float64Array {
    return this.#loads[bin]!;
  }
  /** Highest load of the bin over the slots. */
  topOf(bin: number, dimension: number): number {
    return this.#top[bin * this.problem.varying.length + dimension]!;
  }
  usedOf(bin: number, constant: number): number {
    return this.#used[bin * this.problem.constant.length + constant]!;
  }

  /** Open an empty bin. @throws Error when the number is taken or above the type's stock */
  open(type: number, number: number): number {
    const { maxBins: stock, lastNumber = stock } = this.problem.types[type] ?? { maxBins: 0 };
    if (number < 1 || number > lastNumber || this.openOf(type) >= stock || this.isTaken(type, number)) {
      throw new Error(`bin number ${number} of type ${type} cannot be opened: stock ${stock}, or it is open already`);
    }
    const { varying, constant, slots } = this.problem;
    const bin = this.#closed.pop() ?? this.#types.length;
    this.#types[bin] = type;
    this.#numbers[bin] = number;
    this.#taken[type]?.add(number);
    if (this.#loads[bin] !== undefined) return bin;
    this.#contents[bin] = [];
    this.#loads[bin] = new Float64Array(varying.length * slots);
    for (let d = 0; d < varying.length; d++) this.#top.push(0);
    for (let d = 0; d < varying.length; d++) this.#topSlot.push(0);
    for (let c = 0; c < constant.length; c++) this.#used.push(0);
    return bin;
  }

  /** Close an empty bin. @throws Error when something is in it */
  close(bin: number): void {
    if (this.itemsIn(bin).length > 0) throw new Error(`bin ${bin} still holds ${this.itemsIn(bin).length} items`);
    this.#taken[this.typeOf(bin)]?.delete(this.numberOf(bin));
    this.#types[bin] = CLOSED;
    this.#closed.push(bin);
  }

  /** May the item join the bin: eligible, room in every slot, no rule against it. */
  fits(item: number, bin: number): boolean {
    return this.hasRoom(item, bin) && this.isAllowed(item, bin);
  }

  /** Does no rule speak against the item in the bin? */
  isAllowed(item: number, bin: number): boolean {
    const rules = this.#rulesOf.get(item);
    return rules === undefined || rules.every((rule) => rule.allows(this, item, bin));
  }

  /** Is the item eligible and within capacity, rules aside? */
  hasRoom(item: number, bin: number): boolean {
    const t = this.#types[bin]!;
    if (t === CLOSED) return false;
    const type = this.problem.types[t]!;
    if (type.eligible[item] !== 1) return false;
    const constants = this.problem.constant.length;
    for (let c = 0; c < constants; c++) {
      if (this.#used[bin * constants + c]! + type.claim[item * constants + c]! > type.room[c]!) return false;
    }
    return this.#hasCapacity(item, bin, t);
  }

  #hasCapacity(item: number, bin: number, t: number): boolean {
    const { capacity, demand } = this.problem.types[t]!;
    const slots = this.problem.slots;
    const load = this.#loads[bin]!;
    const peaks = this.peaks[t]!;
    let undecided = 0;
    for (let d = 0; d < capacity.length; d++) {
      const at = bin * capacity.length + d;
      const { height, slot } = peaks[d]!;
      const peak = height[item]!;
      const top = this.#top[at]!;
      if (top + peak <= capacity[d]!) continue;
      if (top + demand[d]![item * slots + this.#topSlot[at]!]! > capacity[d]!) return false;
      if (load[d * slots + slot[item]!]! + peak > capacity[d]!) return false;
      undecided++;
    }
    if (undecided === 0) return true;
    for (let d = 0; d < capacity.length; d++) {
      const limit = capacity[d]!;
      const row = demand[d]!;
      const own = d * slots;
      const its = item * slots;
      for (let s = 0; s < slots; s++) if (load[own + s]! + row[its + s]! > limit) return false;
    }
    return true;
  }

  /** Put an item that is nowhere into a bin; whether it fits is the caller's question. O(slots) */
  place(item: number, bin: number): void {
    this.#add(item, bin, 1);
    const contents = this.#contents[bin]!;
    this.#binOf[item] = bin;
    this.#positionOf[item] = contents.length;
    contents.push(item);
    this.placed++;
    for (const rule of this.rulesOf(item)) rule.placed?.(item, bin);
  }

  /** Take a placed item out of its bin. O(slots) */
  remove(item: number): void {
    const bin = this.binOf(item);
    this.#add(item, bin, -1);
    const contents = this.#contents[bin]!;
    const last = contents.pop()!;
    const position = this.#positionOf[item]!;
    if (last !== item) {
      contents[position] = last;
      this.#positionOf[last] = position;
    }
    this.#binOf[item] = -1;
    this.placed--;
    for (const rule of this.rulesOf(item)) rule.removed?.(item, bin);
  }

  #add(item: number, bin: number, sign: 1 | -1): void {
    const type = this.problem.types[this.#types[bin]!]!;
    const slots = this.problem.slots;
    const load = this.#loads[bin]!;
    for (let d = 0; d < type.demand.length; d++) {
      const row = type.demand[d]!;
      let top = 0;
      let topSlot = 0;
      for (let s = 0; s < slots; s++) {
        const sum = load[d * slots + s]! + sign * row[item * slots + s]!;
        load[d * slots + s] = sum;
        if (sum > top) {
          top = sum;
          topSlot = s;
        }
      }
      this.#top[bin * type.demand.length + d] = top;
      this.#topSlot[bin * type.demand.length + d] = topSlot;
    }
    const constants = this.problem.constant.length;
    for (let c = 0; c < constants; c++) this.#used[bin * constants + c]! += sign * type.claim[item * constants + c]!;
  }
}
