/**
 * Which pairs of items of two bins are worth a full comparison. The values of both bins' items in the few columns that
 * are tightest in either bin are laid side by side, so that thousands of pairs are thrown out by comparing numbers that
 * lie next to each other: a pair must help the first bin in its tightest column without putting the partner there in its place,
 * and strain the bins less in these columns than all columns strain them now.
 */
import { type BinGroup, TIGHT } from "./bin-group.ts";

/** Columns of both bins. */
const COLUMNS = 2 * TIGHT;

/** Work of one pair on average: most end at the first column. */
const PAIR_TOUCHES = 3;

/** A look at one bin and, one after the other, at some partners. The arrays are used again and again. */
export class PairLook {
  /** Work so far, in touches. */
  touches = 0;
  /** The first bin's tightest column. */
  column = 0;
  readonly #mine = new Int32Array(TIGHT);
  readonly #theirs = new Int32Array(TIGHT);
  /** [column number * items + item]: first the first bin's columns, then the partner's. */
  #own = new Float64Array(0);
  #other = new Float64Array(0);
  #ownItems = 0;
  #otherItems = 0;
  /** [column number] load beyond the soft limit, and what one unit of it counts. */
  readonly #base = new Float64Array(COLUMNS);
  readonly #scale = new Float64Array(COLUMNS);
  /** Strain of both bins as they are. */
  #before = 0;
  /** Room of the partner in the first bin's tightest column, and what the bin is over there: more would only swap roles. */
  #room = 0;
  #bin = 0;

  /** Look at a bin that is over. */
  face(group: BinGroup, bin: number): void {
    group.tightest(bin, this.#mine);
    this.column = this.#mine[0]!;
    this.#bin = bin;
    this.#ownItems = group.contents[bin]!.length;
    if (this.#own.length < COLUMNS * this.#ownItems) this.#own = new Float64Array(2 * COLUMNS * this.#ownItems);
    gather(group, bin, { bin, columns: this.#mine, from: 0, into: this.#own, stride: this.#ownItems });
    this.touches += group.width + TIGHT * this.#ownItems;
  }

  /** Look at a partner; one more of its items stands for "nothing back". */
  meet(group: BinGroup, to: number): void {
    const bin = this.#bin;
    group.tightest(to, this.#theirs);
    const n = group.contents[to]!.length + 1;
    this.#otherItems = n;
    if (this.#other.length < COLUMNS * n) this.#other = new Float64Array(2 * COLUMNS * n);
    gather(group, bin, { bin, columns: this.#theirs, from: TIGHT, into: this.#own, stride: this.#ownItems, by: to });
    gather(group, to, { bin: to, columns: this.#mine, from: 0, into: this.#other, stride: n, by: bin });
    gather(group, to, { bin: to, columns: this.#theirs, from: TIGHT, into: this.#other, stride: n });
    for (let c = 0; c < COLUMNS; c++) this.#other[c * n + n - 1] = 0;
    this.#before = group.strain[bin]! + group.strain[to]!;
    for (let c = 0; c < TIGHT; c++) {
      group.pull(bin, this.#mine[c]!, { into: this.#base, scale: this.#scale, at: c });
      group.pull(to, this.#theirs[c]!, { into: this.#base, scale: this.#scale, at: TIGHT + c });
    }
    const { width, load } = group;
    const over = Math.max(0, load[bin * width + this.column]! - group.limitOf[bin]![this.column]!);
    this.#room = over + group.limitOf[to]![this.column]! - load[to * width + this.column]!;
    this.touches += group.width + 2 * TIGHT * (this.#ownItems + 2 * n) + PAIR_TOUCHES * this.#ownItems * n;
  }

  /** The next of the partner's items, after `b`, that makes a good pair with item `a` of the first bin; −1 = none. */
  next(a: number, b: number): number {
    const own = this.#own;
    const other = this.#other;
    const items = this.#ownItems;
    const n = this.#otherItems;
    const base = this.#base;
    const scale = this.#scale;
    const before = this.#before;
    const value = own[a]!;
    const lowest = value - this.#room;
    for (let at = b + 1; at < n; at++) {
      const back = other[at]!;
      if (back >= value || back < lowest) continue;
      let strain = 0;
      for (let c = 0; c < TIGHT && strain < before; c++) {
        const beyond = base[c]! - own[c * items + a]! + other[c * n + at]!;
        if (beyond > 0) strain += beyond * scale[c]! * (beyond * scale[c]!);
      }
      for (let c = TIGHT; c < COLUMNS && strain < before; c++) {
        const beyond = base[c]! + own[c * items + a]! - other[c * n + at]!;
        if (beyond > 0) strain += beyond * scale[c]! * (beyond * scale[c]!);
      }
      if (strain < before) return at;
    }
    return -1;
  }
}

/** Values of a bin's items in some columns, by the rows of bin `by`. */
function gather(
  group: BinGroup,
  of: number,
  to: {
    readonly bin: number;
    readonly columns: Int32Array;
    readonly from: number;
    readonly into: Float64Array;
    readonly stride: number;
    readonly by?: number;
  },
): void {
  const rows = group.rowsOf[to.by ?? of]!;
  const inside = group.contents[of]!;
  const { columns, from, into, stride } = to;
  const width = group.width;
  for (let i = 0; i < inside.length; i++) {
    const row = inside[i]! * width;
    for (let c = 0; c < TIGHT; c++) into[(from + c) * stride + i] = rows[row + columns[c]!]!;
  }
}
