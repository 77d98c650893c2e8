/**
 * A packing in which bins may be over their limits: every item stands somewhere, and what counts is how much each bin is
 * over, every resource (in every slot) with a weight of its own. Kept in flat arrays, so that an exchange is judged by
 * two short sums.
 */
import type { PackProblem } from "../problem.ts";

/** Loads, limits and weights of all bins, and where the items stand. */
export class Overload {
  readonly problem: PackProblem;
  /** Varying dimension × slot, then constants. */
  readonly rows: number;
  readonly bins: number;
  /** [bin] */
  readonly typeOf: Int32Array;
  /** [type] → [item * rows + row]; types with the same demand share the array. */
  readonly amounts: readonly Float64Array[];
  /** [bin * rows + row] */
  readonly load: Float64Array;
  readonly limit: Float64Array;
  /** [bin * rows + row] weight of what is over, per unit of the resource: at first 1 over the limit. */
  readonly weight: Float64Array;
  readonly firstWeight: Float64Array;
  /** [bin] weighted sum of what is over; 0 = the bin holds. */
  readonly strain: Float64Array;
  readonly binOf: Int32Array;
  readonly contents: readonly number[][];
  /** Bins that are over, `overs` of them, and each one's place there, −1 = none. */
  readonly over: Int32Array;
  overs = 0;
  readonly #placeOf: Int32Array;
  readonly #margin: Float64Array;

  /** @param typeOf [bin] type of every bin there may be */
  constructor(problem: PackProblem, typeOf: Int32Array) {
    this.problem = problem;
    this.rows = problem.varying.length * problem.slots + problem.constant.length;
    this.bins = typeOf.length;
    this.typeOf = typeOf;
    this.amounts = amountsOf(problem, this.rows);
    this.load = new Float64Array(this.bins * this.rows);
    this.limit = new Float64Array(this.bins * this.rows);
    const dimensions = problem.varying.length * problem.slots;
    typeOf.forEach((t, bin) => {
      const { capacity, room } = problem.types[t]!;
      for (let r = 0; r < this.rows; r++) {
        this.limit[bin * this.rows + r] =
          r < dimensions ? capacity[Math.floor(r / problem.slots)]! : room[r - dimensions]!;
      }
    });
    this.firstWeight = this.limit.map((limit) => (limit > 0 && limit < Infinity ? 1 / limit : 1));
    this.weight = this.firstWeight.slice();
    this.strain = new Float64Array(this.bins);
    this.#margin = new Float64Array(this.rows);
    this.binOf = new Int32Array(problem.items).fill(-1);
    this.contents = Array.from(typeOf, () => []);
    this.over = new Int32Array(this.bins);
    this.#placeOf = new Int32Array(this.bins).fill(-1);
  }

  /** Strain of the bin, were the item in it too. */
  strainWith(item: number, bin: number): number {
    this.margin(bin, item, 1, this.#margin);
    return this.strainAt(bin, this.#margin, Infinity);
  }

  /** [row] how far over the bin would be (negative = room), were the item in it (sign 1) or gone (−1). */
  // oxlint-disable-next-line max-params -- hot: an object would be allocated for every bin looked at
  margin(bin: number, item: number, sign: 1 | -1, into: Float64Array): void {
    const { rows, load, limit } = this;
    const amounts = this.amounts[this.typeOf[bin]!]!;
    const own = bin * rows;
    const its = item * rows;
    for (let r = 0; r < rows; r++) into[r] = load[own + r]! - limit[own + r]! + sign * amounts[its + r]!;
  }

  /** Strain of the bin at such margins; more than `most` is not told exactly. */
  strainAt(bin: number, margin: Float64Array, most: number): number {
    const { rows, weight } = this;
    const own = bin * rows;
    let strain = 0;
    for (let r = 0; r < rows && strain <= most; r++) if (margin[r]! > 0) strain += weight[own + r]! * margin[r]!;
    return strain;
  }

  place(item: number, bin: number): void {
    this.#add(item, bin, 1);
    this.contents[bin]!.push(item);
    this.binOf[item] = bin;
  }

  remove(item: number): void {
    const bin = this.binOf[item]!;
    this.#add(item, bin, -1);
    const contents = this.contents[bin]!;
    contents[contents.indexOf(item)] = contents[contents.length - 1]!;
    contents.pop();
    this.binOf[item] = -1;
  }

  /** Make every row that is over heavier, by a share of its first weight. */
  raise(share: number): void {
    const { rows, load, limit, weight, firstWeight } = this;
    for (let at = 0; at < this.overs; at++) {
      const bin = this.over[at]!;
      for (let r = bin * rows; r < (bin + 1) * rows; r++) {
        if (load[r]! > limit[r]!) weight[r]! += share * firstWeight[r]!;
      }
      this.renew(bin);
    }
  }

  /** Bring the strain of a bin up to its loads and weights. */
  renew(bin: number): void {
    const { rows, load, limit, weight } = this;
    let strain = 0;
    for (let r = bin * rows; r < (bin + 1) * rows; r++) {
      if (load[r]! > limit[r]!) strain += weight[r]! * (load[r]! - limit[r]!);
    }
    this.strain[bin] = strain;
    const place = this.#placeOf[bin]!;
    if (strain > 0 && place < 0) {
      this.#placeOf[bin] = this.overs;
      this.over[this.overs++] = bin;
    } else if (strain === 0 && place >= 0) {
      const last = this.over[--this.overs]!;
      this.over[place] = last;
      this.#placeOf[last] = place;
      this.#placeOf[bin] = -1;
    }
  }

  #add(item: number, bin: number, sign: 1 | -1): void {
    const { rows, load } = this;
    const amounts = this.amounts[this.typeOf[bin]!]!;
    for (let r = 0; r < rows; r++) load[bin * rows + r]! += sign * amounts[item * rows + r]!;
  }
}

/** [type] → [item * rows + row]; worked out once for types that share their arrays. */
function amountsOf({ types, items, slots, varying, constant }: PackProblem, rows: number): readonly Float64Array[] {
  const known: { readonly demand: readonly Float64Array[]; readonly claim: Float64Array; made: Float64Array }[] = [];
  return types.map(({ demand, claim }) => {
    const same = known.find((one) => one.claim === claim && one.demand.every((row, d) => row === demand[d]));
    if (same !== undefined) return same.made;
    const made = new Float64Array(items * rows);
    const from = varying.length * slots;
    for (let item = 0; item < items; item++) {
      demand.forEach((row, d) => made.set(row.subarray(item * slots, (item + 1) * slots), item * rows + d * slots));
      made.set(claim.subarray(item * constant.length, (item + 1) * constant.length), item * rows + from);
    }
    known.push({ demand, claim, made });
    return made;
  });
}
