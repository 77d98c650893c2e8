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

/**
 * A look at one bin and, one after the other, at some partners. The arrays are used again and again. Values lie item by
 * item, scaled as strain counts them, the first bin's columns at even places and the partner's at odd ones; signs are
 * such that "first bin's value plus partner's value" is what the column is beyond its soft limit after the exchange.
 */
export class PairLook {
  /** Work so far, in touches. */
  touches = 0;
  /** The first bin's tightest column. */
  column = 0;
  readonly #mine = new Int32Array(TIGHT);
  readonly #theirs = new Int32Array(TIGHT);
  /** [item * COLUMNS + place] */
  #own = new Float64Array(0);
  #other = new Float64Array(0);
  #otherItems = 0;
  /** [place] load beyond the soft limit, and what one unit of it counts. */
  readonly #base = new Float64Array(COLUMNS);
  readonly #scale = new Float64Array(COLUMNS);
  /** Strain that both bins may have. */
  #mostStrain = 0;
  /** Room of the partner in the first bin's tightest column, and what the bin is over there: more would only swap roles. */
  #room = 0;
  #bin = 0;

  /** Look at a bin that is over. */
  face(group: BinGroup, bin: number): void {
    group.tightest(bin, this.#mine);
    this.column = this.#mine[0]!;
    this.#bin = bin;
    for (let c = 0; c < TIGHT; c++)
      group.pull(bin, this.#mine[c]!, { into: this.#base, scale: this.#scale, at: 2 * c });
    const items = group.contents[bin]!.length;
    if (this.#own.length < COLUMNS * items) this.#own = new Float64Array(2 * COLUMNS * items);
    this.#gather(group, { of: bin, by: bin, into: this.#own, columns: this.#mine, first: 0, sign: -1 });
    this.touches += group.width + TIGHT * items;
  }

  /** Look at a partner; one more of its items stands for "nothing back". @param most strain that both may have afterwards */
  meet(group: BinGroup, to: number, most: number): void {
    const bin = this.#bin;
    group.tightest(to, this.#theirs);
    for (let c = 0; c < TIGHT; c++) {
      group.pull(to, this.#theirs[c]!, { into: this.#base, scale: this.#scale, at: 2 * c + 1 });
    }
    const items = group.contents[bin]!.length;
    const n = group.contents[to]!.length + 1;
    this.#otherItems = n;
    if (this.#other.length < COLUMNS * n) this.#other = new Float64Array(2 * COLUMNS * n);
    this.#gather(group, { of: bin, by: to, into: this.#own, columns: this.#theirs, first: 1, sign: 1 });
    this.#gather(group, { of: to, by: bin, into: this.#other, columns: this.#mine, first: 0, sign: 1 });
    this.#gather(group, { of: to, by: to, into: this.#other, columns: this.#theirs, first: 1, sign: -1 });
    this.#other.fill(0, (n - 1) * COLUMNS, n * COLUMNS);
    for (let a = 0; a < items; a++) {
      for (let c = 1; c < COLUMNS; c += 2) this.#own[a * COLUMNS + c]! += this.#base[c]! * this.#scale[c]!;
    }
    this.#mostStrain = most;
    const { width, load } = group;
    const over = Math.max(0, load[bin * width + this.column]! - group.limitOf[bin]![this.column]!);
    this.#room = (over + group.limitOf[to]![this.column]! - load[to * width + this.column]!) * this.#scale[0]!;
    this.touches += group.width + 2 * TIGHT * (items + 2 * n) + PAIR_TOUCHES * items * n;
  }

  /** The next of the partner's items, after `b`, that makes a good pair with item `a` of the first bin; −1 = none. */
  next(a: number, b: number): number {
    const own = this.#own;
    const other = this.#other;
    const most = this.#mostStrain;
    const from = a * COLUMNS;
    // Its own value in the tightest column, scaled: what stays there without it is `own[from]`.
    const value = this.#base[0]! * this.#scale[0]! - own[from]!;
    const lowest = value - this.#room;
    const end = this.#otherItems * COLUMNS;
    for (let at = (b + 1) * COLUMNS; at < end; at += COLUMNS) {
      const back = other[at]!;
      if (back >= value || back < lowest) continue;
      let strain = 0;
      for (let c = 0; c < COLUMNS; c++) {
        const beyond = own[from + c]! + other[at + c]!;
        if (beyond <= 0) continue;
        strain += beyond * beyond;
        if (strain >= most) break;
      }
      if (strain < most) return at / COLUMNS;
    }
    return -1;
  }

  /** Scaled values of a bin's items in some columns, by the rows of bin `by`; the first bin's own start from its load. */
  #gather(
    group: BinGroup,
    to: {
      readonly of: number;
      readonly by: number;
      readonly into: Float64Array;
      readonly columns: Int32Array;
      readonly first: 0 | 1;
      readonly sign: 1 | -1;
    },
  ): void {
    const { into, columns, first, sign } = to;
    const rows = group.rowsOf[to.by]!;
    const inside = group.contents[to.of]!;
    const width = group.width;
    const isBase = first === 0 && sign === -1;
    for (let i = 0; i < inside.length; i++) {
      const row = inside[i]! * width;
      for (let c = 0; c < TIGHT; c++) {
        const place = 2 * c + first;
        const amount = sign * rows[row + columns[c]!]! + (isBase ? this.#base[place]! : 0);
        into[i * COLUMNS + place] = amount * this.#scale[place]!;
      }
    }
  }
}
