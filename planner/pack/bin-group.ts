/**
 * A few bins with their items, copied close together, in which limits may be exceeded for a while: the state of the
 * repair. `over` says by how much each bin is beyond its limits (weighted sum over all columns), 0 = it holds.
 */
import { CONSTANT_WEIGHT } from "./flat-problem.ts";
import type { Amounts, FlatProblem, Placing } from "./team.ts";
import type { Xorshift } from "./xorshift.ts";

/** Tightest columns known of every bin. */
export const TIGHT = 10;

const like = (of: Amounts, length: number): Amounts =>
  of instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);

/** The bins, numbered 0 … count − 1 here, and their items, numbered from 0 as well. */
export class BinGroup {
  readonly count: number;
  readonly width: number;
  /** [local item] item of the problem. */
  readonly items: Int32Array;
  /** [bin] */
  readonly typeOf: Int32Array;
  /** [kind] → [local item * width + column]; the last row is zeros. */
  readonly rows: readonly Amounts[];
  /** [bin] its kind's rows, its type's limits and weights. */
  readonly rowsOf: readonly Amounts[];
  readonly limitOf: readonly Amounts[];
  /** [bin * width + column] */
  readonly load: Amounts;
  readonly over: Float64Array;
  /** [bin] what the repair brings down: see `strainWith`. */
  readonly strain: Float64Array;
  /** Bins that are over, and some that no longer are: see `pickOver`. */
  readonly #overs: number[] = [];
  readonly #isListed: Uint8Array;
  /** [bin] local items. */
  readonly contents: readonly number[][];
  /** [local item] place in its bin's list. */
  readonly #position: Int32Array;
  /** [bin * TIGHT + n] */
  readonly #tight: Int32Array;
  readonly #isTightKnown: Uint8Array;
  readonly #values = new Float64Array(TIGHT);
  /** [bin] → [column] what one unit is of the limit. */
  readonly #shareOf: readonly Float64Array[];
  /** [bin] → [column] where strain begins, and what one unit beyond it counts before it is squared. */
  readonly #softOf: readonly Float64Array[];
  readonly #scaleOf: readonly Float64Array[];
  readonly isFixed: Uint8Array;
  /** [bin] → [local item], absent when all may go there. */
  readonly eligibleOf: readonly (Uint8Array | undefined)[];

  /**
   * @param bins indices into `placing`
   * @param softness strain begins this share below a limit, 0–1
   */
  constructor(flat: FlatProblem, placing: Placing, bins: Int32Array, softness: number) {
    const { width } = flat;
    this.width = width;
    this.count = bins.length;
    this.items = gather(placing, bins);
    const n = this.items.length;
    this.typeOf = bins.map((bin) => placing.typeOf[bin]!);
    this.rows = flat.rows.map((all) => {
      const rows = like(all, (n + 1) * width);
      this.items.forEach((item, i) => rows.set(all.subarray(item * width, (item + 1) * width), i * width));
      return rows;
    });
    const perBin = <T>(of: (type: number) => T): T[] => Array.from(this.typeOf, of);
    this.rowsOf = perBin((t) => this.rows[flat.kindOf[t]!]!);
    this.limitOf = perBin((t) => flat.limit[t]!);
    this.isFixed = Uint8Array.from(this.items, (item) => flat.isFixed[item]!);
    const eligible = flat.eligible.map((all) => {
      const own = Uint8Array.from(this.items, (item) => all[item]!);
      return own.includes(0) ? own : undefined;
    });
    this.eligibleOf = perBin((t) => eligible[t]);
    this.load = like(flat.rows[0]!, bins.length * width);
    this.over = new Float64Array(bins.length);
    this.strain = new Float64Array(bins.length);
    this.#isListed = new Uint8Array(bins.length);
    this.#tight = new Int32Array(bins.length * TIGHT);
    this.#isTightKnown = new Uint8Array(bins.length);
    const shares = flat.weight.map((of) =>
      of.map((weight, c) => (c < flat.constants ? weight / CONSTANT_WEIGHT : weight)),
    );
    this.#shareOf = perBin((t) => shares[t]!);
    const soft = flat.limit.map((of) => Float64Array.from(of, (limit) => limit * (1 - softness)));
    const scale = shares.map((of) => of.map((share, c) => (c < flat.constants ? share * CONSTANT_WEIGHT : share)));
    this.#softOf = perBin((t) => soft[t]!);
    this.#scaleOf = perBin((t) => scale[t]!);
    this.#position = new Int32Array(n);
    this.contents = perBin(() => []);
    let i = 0;
    bins.forEach((bin, b) => {
      for (let at = placing.start[bin]!; at < placing.start[bin + 1]!; at++) this.#put(i++, b);
      this.renew(b);
    });
  }
  /** The number of the row of zeros: "no item". */
  get nothing(): number {
    return this.items.length;
  }

  #setOver(bin: number, over: number): void {
    this.over[bin] = over;
    if (over === 0 || this.#isListed[bin] === 1) return;
    this.#isListed[bin] = 1;
    this.#overs.push(bin);
  }

  /** Some bin that is over, −1 = none is. */
  pickOver(random: Xorshift): number {
    const overs = this.#overs;
    while (overs.length > 0) {
      const at = random.below(overs.length);
      const bin = overs[at]!;
      if (this.over[bin]! > 0) return bin;
      this.#isListed[bin] = 0;
      overs[at] = overs.at(-1)!;
      overs.pop();
    }
    return -1;
  }

  /**
   * The bin's strain with one item out and another in: squares of what every column is beyond its soft limit. A sum of
   * `least` or more ends the count early.
   */
  strainWith(bin: number, out: number, inn: number, least: number): number {
    const rows = this.rowsOf[bin]!;
    const soft = this.#softOf[bin]!;
    const scale = this.#scaleOf[bin]!;
    const load = this.load;
    const width = this.width;
    const from = bin * width;
    const less = out * width;
    const more = inn * width;
    let strain = 0;
    for (let c = 0; c < width; c++) {
      const beyond = load[from + c]! - rows[less + c]! + rows[more + c]! - soft[c]!;
      if (beyond > 0) {
        const x = beyond * scale[c]!;
        strain += x * x;
        if (strain >= least) return strain;
      }
    }
    return strain;
  }

  /** Bring `strain` and `over` of a bin up to what it holds now. */
  renew(bin: number): void {
    this.strain[bin] = this.strainWith(bin, this.nothing, this.nothing, Infinity);
    const limit = this.limitOf[bin]!;
    const share = this.#shareOf[bin]!;
    let over = 0;
    for (let c = 0; c < this.width; c++) {
      const beyond = this.load[bin * this.width + c]! - limit[c]!;
      if (beyond > 0) over += beyond * share[c]!;
    }
    this.#setOver(bin, over);
  }

  /** What a column is beyond its soft limit, and what one unit of that counts. */
  pull(
    bin: number,
    column: number,
    to: { readonly into: Float64Array; readonly scale: Float64Array; readonly at: number },
  ): void {
    to.into[to.at] = this.load[bin * this.width + column]! - this.#softOf[bin]![column]!;
    to.scale[to.at] = this.#scaleOf[bin]![column]!;
  }

  /** The bin's tightest columns, tightest first, into `into`; a bin that did not change is not read again. */
  tightest(bin: number, into: Int32Array): void {
    const from = bin * TIGHT;
    if (this.#isTightKnown[bin] === 0) this.#findTightest(bin, from);
    for (let n = 0; n < TIGHT; n++) into[n] = this.#tight[from + n]!;
  }

  #findTightest(bin: number, from: number): void {
    const limit = this.limitOf[bin]!;
    const share = this.#shareOf[bin]!;
    const values = this.#values;
    const tight = this.#tight;
    values.fill(-Infinity);
    for (let c = 0; c < this.width; c++) {
      const beyond = (this.load[bin * this.width + c]! - limit[c]!) * share[c]!;
      if (beyond <= values[TIGHT - 1]!) continue;
      let at = TIGHT - 1;
      for (; at > 0 && values[at - 1]! < beyond; at--) {
        values[at] = values[at - 1]!;
        tight[from + at] = tight[from + at - 1]!;
      }
      values[at] = beyond;
      tight[from + at] = c;
    }
    this.#isTightKnown[bin] = 1;
  }

  /** Move an item from one bin to another and, unless it is `nothing`, another one back. */
  exchange(from: number, item: number, to: number, back: number): void {
    this.#take(item, from);
    if (back !== this.nothing) {
      this.#take(back, to);
      this.#put(back, from);
    }
    this.#put(item, to);
  }

  /** Write where the items are now. @param bins as handed to the constructor */
  store(placing: Placing, bins: Int32Array): void {
    this.contents.forEach((inside, b) => {
      for (const i of inside) placing.binOf[this.items[i]!] = bins[b]!;
    });
  }

  #put(item: number, bin: number): void {
    const inside = this.contents[bin]!;
    this.#position[item] = inside.length;
    inside.push(item);
    this.#add(item, bin, 1);
  }

  #take(item: number, bin: number): void {
    const inside = this.contents[bin]!;
    const last = inside.pop()!;
    const position = this.#position[item]!;
    if (last !== item) {
      inside[position] = last;
      this.#position[last] = position;
    }
    this.#add(item, bin, -1);
  }

  #add(item: number, bin: number, sign: 1 | -1): void {
    const rows = this.rowsOf[bin]!;
    const load = this.load;
    const width = this.width;
    this.#isTightKnown[bin] = 0;
    for (let c = 0; c < width; c++) load[bin * width + c]! += sign * rows[item * width + c]!;
  }
}

function gather(placing: Placing, bins: Int32Array): Int32Array {
  const { start, order } = placing;
  const items = new Int32Array(bins.reduce((sum, bin) => sum + start[bin + 1]! - start[bin]!, 0));
  let n = 0;
  for (const bin of bins) {
    items.set(order.subarray(start[bin], start[bin + 1]), n);
    n += start[bin + 1]! - start[bin]!;
  }
  return items;
}
