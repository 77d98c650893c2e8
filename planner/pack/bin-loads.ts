/**
 * The state of a packing: what every bin holds and carries in every slot, kept so that "does this item fit here" is
 * answered without looking at the slots in most cases. Amounts are whole numbers, so taking an item out restores the
 * bin exactly. Closed bins keep their index (type −1) and are used again by the next one opened.
 *
 * Order of the fit check, so that most checks end before the slots are read: eligible → constants → bin's maximum +
 * item's peak within capacity: yes → over at the bin's busiest slot: no → over at the item's peak slot: no →
 * every slot. Rules come last and only for items that one concerns.
 *
 * All amounts lie in flat arrays that grow by doubling. Hot loops may read them (`loads`, `used`, `types`) but must take
 * them anew after every `open`.
 */
import { type Peaks, peaksOf } from "./peaks.ts";
import type { Board, PackProblem, PackRule } from "./problem.ts";
import { rulesByItem } from "./rules-by-item.ts";

const CLOSED = -1;
const NO_RULES: readonly PackRule[] = [];
const FIRST_ROOM = 8;

/** A packing under construction. */
export class BinLoads implements Board {
  readonly problem: PackProblem;
  /** [type][varying dimension] */
  readonly peaks: readonly (readonly Peaks[])[];
  /** [bin] type, −1 = closed. Live; replaced when it grows. */
  types = new Int32Array(FIRST_ROOM);
  /** [(bin * dimensions + dimension) * slots + slot]. Live; replaced when it grows. */
  loads: Float64Array;
  /** [bin * constants + constant]. Live; replaced when it grows. */
  used: Float64Array;
  readonly #slots: number;
  readonly #dimensions: number;
  readonly #constants: number;
  #numbers = new Int32Array(FIRST_ROOM);
  /** [bin * dimensions + dimension] highest load, and its slot. Live; replaced when they grow. */
  tops: Float64Array;
  topSlots: Int32Array;
  readonly #contents: number[][] = [];
  readonly #binOf: Int32Array;
  /** [item] place in its bin's list, so that taking it out is O(1). */
  readonly #positionOf: Int32Array;
  /** [item] its rules; undefined when there are none at all, or none for the item. */
  readonly #rulesOf: readonly (readonly PackRule[] | undefined)[] | undefined;
  /** [item] those of its rules that keep counts. */
  readonly #countingOf: readonly (readonly PackRule[] | undefined)[] | undefined;
  readonly #closed: number[] = [];
  /** [type] numbers in use. */
  readonly #taken: readonly Set<number>[];
  #bins = 0;
  placed = 0;

  constructor(problem: PackProblem, peaks: readonly (readonly Peaks[])[] = peaksOf(problem)) {
    this.problem = problem;
    this.peaks = peaks;
    this.#slots = problem.slots;
    this.#dimensions = problem.varying.length;
    this.#constants = problem.constant.length;
    this.loads = new Float64Array(FIRST_ROOM * this.#dimensions * this.#slots);
    this.used = new Float64Array(FIRST_ROOM * this.#constants);
    this.tops = new Float64Array(FIRST_ROOM * this.#dimensions);
    this.topSlots = new Int32Array(FIRST_ROOM * this.#dimensions);
    this.#binOf = new Int32Array(problem.items).fill(-1);
    this.#positionOf = new Int32Array(problem.items);
    this.#taken = problem.types.map(() => new Set<number>());
    const rules = problem.rules.map((rule) => rule.fresh?.(this) ?? rule);
    this.#rulesOf = rulesByItem(rules);
    this.#countingOf = rulesByItem(rules.filter((rule) => rule.placed !== undefined || rule.removed !== undefined));
  }

  /** Bin indices run below this; closed ones among them have type −1. */
  get bins(): number {
    return this.#bins;
  }
  typeOf(bin: number): number {
    return bin < this.#bins ? this.types[bin]! : CLOSED;
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
    return this.#rulesOf?.[item] ?? NO_RULES;
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
    const width = this.#dimensions * this.#slots;
    return this.loads.subarray(bin * width, (bin + 1) * width);
  }
  /** Highest load of the bin over the slots. */
  topOf(bin: number, dimension: number): number {
    return this.tops[bin * this.#dimensions + dimension]!;
  }
  usedOf(bin: number, constant: number): number {
    return this.used[bin * this.#constants + constant]!;
  }

  /** Open an empty bin. @throws Error when the number is taken or above the type's stock */
  open(type: number, number: number): number {
    const { maxBins: stock, lastNumber = stock } = this.problem.types[type] ?? { maxBins: 0 };
    if (number < 1 || number > lastNumber || this.openOf(type) >= stock || this.isTaken(type, number)) {
      throw new Error(`bin number ${number} of type ${type} cannot be opened: stock ${stock}, or it is open already`);
    }
    const bin = this.#closed.pop() ?? this.#bins++;
    if (bin === this.types.length) this.#grow(2 * bin);
    this.types[bin] = type;
    this.#numbers[bin] = number;
    this.#taken[type]?.add(number);
    this.#contents[bin] ??= [];
    return bin;
  }

  #grow(room: number): void {
    const larger = <T extends Float64Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.types = larger(new Int32Array(room), this.types);
    this.#numbers = larger(new Int32Array(room), this.#numbers);
    this.loads = larger(new Float64Array(room * this.#dimensions * this.#slots), this.loads);
    this.used = larger(new Float64Array(room * this.#constants), this.used);
    this.tops = larger(new Float64Array(room * this.#dimensions), this.tops);
    this.topSlots = larger(new Int32Array(room * this.#dimensions), this.topSlots);
  }

  /** Close an empty bin. @throws Error when something is in it */
  close(bin: number): void {
    if (this.itemsIn(bin).length > 0) throw new Error(`bin ${bin} still holds ${this.itemsIn(bin).length} items`);
    this.#taken[this.typeOf(bin)]?.delete(this.numberOf(bin));
    this.types[bin] = CLOSED;
    this.#closed.push(bin);
  }

  /** May the item join the bin: eligible, room in every slot, no rule against it. */
  fits(item: number, bin: number): boolean {
    return this.hasRoom(item, bin) && (this.#rulesOf === undefined || this.isAllowed(item, bin));
  }

  /** Does no rule speak against the item in the bin? */
  isAllowed(item: number, bin: number): boolean {
    const rules = this.#rulesOf?.[item];
    if (rules === undefined) return true;
    for (let r = 0; r < rules.length; r++) if (!rules[r]!.allows(this, item, bin)) return false;
    return true;
  }

  /** Is the item eligible and within capacity, rules aside? */
  hasRoom(item: number, bin: number): boolean {
    const t = this.types[bin]!;
    if (t === CLOSED) return false;
    const { eligible, claim, room } = this.problem.types[t]!;
    if (eligible[item] !== 1) return false;
    const constants = this.#constants;
    for (let c = 0; c < constants; c++) {
      if (this.used[bin * constants + c]! + claim[item * constants + c]! > room[c]!) return false;
    }
    if (this.#dimensions === 0) return true;
    return this.#slots === 1 ? this.#hasLevel(item, bin, t) : this.#hasCapacity(item, bin, t);
  }

  /** Capacity where there is one slot only. */
  #hasLevel(item: number, bin: number, t: number): boolean {
    const { capacity, demand } = this.problem.types[t]!;
    const from = bin * capacity.length;
    for (let d = 0; d < capacity.length; d++) {
      if (this.loads[from + d]! + demand[d]![item]! > capacity[d]!) return false;
    }
    return true;
  }

  #hasCapacity(item: number, bin: number, t: number): boolean {
    const { capacity, demand } = this.problem.types[t]!;
    const slots = this.#slots;
    const loads = this.loads;
    const peaks = this.peaks[t]!;
    const from = bin * capacity.length;
    let undecided = 0;
    for (let d = 0; d < capacity.length; d++) {
      const { height, slot } = peaks[d]!;
      const peak = height[item]!;
      const top = this.tops[from + d]!;
      if (top + peak <= capacity[d]!) continue;
      if (top + demand[d]![item * slots + this.topSlots[from + d]!]! > capacity[d]!) return false;
      if (loads[(from + d) * slots + slot[item]!]! + peak > capacity[d]!) return false;
      undecided++;
    }
    if (undecided === 0) return true;
    for (let d = 0; d < capacity.length; d++) {
      const limit = capacity[d]!;
      const row = demand[d]!;
      const own = (from + d) * slots;
      const its = item * slots;
      for (let s = 0; s < slots; s++) if (loads[own + s]! + row[its + s]! > limit) return false;
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
    if (this.#countingOf !== undefined) for (const rule of this.#countingOf[item] ?? NO_RULES) rule.placed?.(item, bin);
  }

  /** Take a placed item out of its bin. O(slots) */
  remove(item: number): void {
    const bin = this.#binOf[item]!;
    this.#add(item, bin, -1);
    const contents = this.#contents[bin]!;
    const last = contents.pop()!;
    if (last !== item) {
      const position = this.#positionOf[item]!;
      contents[position] = last;
      this.#positionOf[last] = position;
    }
    this.#binOf[item] = -1;
    this.placed--;
    if (this.#countingOf !== undefined)
      for (const rule of this.#countingOf[item] ?? NO_RULES) rule.removed?.(item, bin);
  }

  #add(item: number, bin: number, sign: 1 | -1): void {
    const { claim, demand } = this.problem.types[this.types[bin]!]!;
    const constants = this.#constants;
    for (let c = 0; c < constants; c++) this.used[bin * constants + c]! += sign * claim[item * constants + c]!;
    const slots = this.#slots;
    const loads = this.loads;
    for (let d = 0; d < demand.length; d++) {
      const row = demand[d]!;
      const own = (bin * demand.length + d) * slots;
      const its = item * slots;
      let top = 0;
      let topSlot = 0;
      for (let s = 0; s < slots; s++) {
        const sum = loads[own + s]! + sign * row[its + s]!;
        loads[own + s] = sum;
        if (sum > top) {
          top = sum;
          topSlot = s;
        }
      }
      this.tops[bin * demand.length + d] = top;
      this.topSlots[bin * demand.length + d] = topSlot;
    }
  }
}
