/**
 * What every bin consumes and which charges it pays, kept while items move, so that the difference a move would make is
 * known before it is made: the two bins it touches are read once per slot, all others stay as they are.
 */
import type { BinLoads } from "../bin-loads.ts";
import { chargeAt } from "../charge.ts";
import { curveAt } from "../load-curve.ts";
import { TOUCH, type Meter } from "../meter.ts";
import type { Pricing } from "../pricing.ts";
import type { Charge } from "../problem.ts";
import { meanWith } from "./mean-with.ts";

/** Steps per slot of reading a curve: two loads, a division, two knots. */
const STEPS_PER_SLOT = 5;
const NONE: readonly number[] = [];

/** A charge of one price, and how many of its items each bin holds. */
interface Counted extends Charge {
  readonly price: number;
  /** [bin] by weight */
  readonly held: number[];
}

/** The books of a packing under one pricing. */
export class Ledger {
  readonly loads: BinLoads;
  readonly pricing: Pricing;
  readonly charges: readonly Counted[];
  /** [item] indices into `charges`. */
  readonly #chargesOf = new Map<number, number[]>();
  /** [item] as how many it counts in each of them. */
  readonly #weightsOf = new Map<number, number[]>();
  /** Weights of slots that prices have, each once; undefined = all alike. */
  readonly #weights: readonly (Float64Array | undefined)[];
  /** [price] index into `#weights`. */
  readonly #weightingOf: readonly number[];
  /** [weights][bin] mean of the curve over the slots. */
  readonly #means: readonly number[][];
  /** [weights] by how much a move changes the means, while it is priced. */
  readonly #change: Float64Array;
  readonly #meter: Meter;

  constructor(loads: BinLoads, pricing: Pricing, meter: Meter) {
    this.loads = loads;
    this.pricing = pricing;
    this.#meter = meter;
    this.#weights = [...new Set(pricing.prices.map(({ weights }) => weights))];
    this.#weightingOf = pricing.prices.map(({ weights }) => this.#weights.indexOf(weights));
    this.#means = this.#weights.map(() => []);
    this.#change = new Float64Array(this.#weights.length);
    this.charges = pricing.prices.flatMap(({ charges }, price) =>
      charges.map((charge) => ({ ...charge, price, held: [] })),
    );
    for (const [c, { items, weights }] of this.charges.entries()) {
      for (const [k, item] of items.entries()) {
        append(this.#chargesOf, item, c);
        append(this.#weightsOf, item, weights?.[k] ?? 1);
      }
    }
    for (let bin = 0; bin < loads.bins; bin++) this.renew(bin);
  }

  /** Charges that an item brings, as indices into `charges`. */
  chargesOf(item: number): readonly number[] {
    return this.#chargesOf.get(item) ?? NONE;
  }

  /** As how many the item counts in each of the charges it brings. */
  weightsOf(item: number): readonly number[] {
    return this.#weightsOf.get(item) ?? NONE;
  }

  /** Bring the books up to what the bin holds now. */
  renew(bin: number): void {
    for (const { held } of this.charges) held[bin] = 0;
    const isUsed = this.loads.isOpen(bin) && this.loads.itemsIn(bin).length > 0;
    for (let w = 0; w < this.#means.length; w++) this.#means[w]![bin] = isUsed ? this.#mean(w, bin, -1, -1) : 0;
    if (!isUsed || this.charges.length === 0) return;
    for (const item of this.loads.itemsIn(bin)) {
      const weights = this.weightsOf(item);
      for (const [k, c] of this.chargesOf(item).entries()) this.charges[c]!.held[bin]! += weights[k]!;
    }
  }

  /** Add to `delta` what it changes when the item leaves its bin, in which it still is. */
  leave(item: number, delta: Float64Array): void {
    const bin = this.loads.binOf(item);
    const type = this.loads.typeOf(bin);
    const isLast = this.loads.itemsIn(bin).length === 1;
    for (let w = 0; w < this.#means.length; w++)
      this.#change[w] = (isLast ? 0 : this.#mean(w, bin, item, -1)) - this.#means[w]![bin]!;
    this.#rise(delta, isLast ? type : -1, -1);
    this.#recharge(item, { bin, type, sign: -1 }, delta);
  }

  /** Add to `delta` what it changes when the item joins a bin in which it is not. */
  join(item: number, bin: number, delta: Float64Array): void {
    const type = this.loads.typeOf(bin);
    const isFirst = this.loads.itemsIn(bin).length === 0;
    for (let w = 0; w < this.#means.length; w++)
      this.#change[w] = this.#mean(w, bin, -1, item) - (isFirst ? 0 : this.#means[w]![bin]!);
    this.#rise(delta, isFirst ? type : -1, 1);
    this.#recharge(item, { bin, type, sign: 1 }, delta);
  }

  /** Add to `delta` what it changes when two items in different bins change places. */
  swap(a: number, b: number, delta: Float64Array): void {
    const [binA, binB] = [this.loads.binOf(a), this.loads.binOf(b)];
    for (let w = 0; w < this.#means.length; w++) {
      const means = this.#means[w]!;
      this.#change[w] = this.#mean(w, binA, a, b) + this.#mean(w, binB, b, a) - means[binA]! - means[binB]!;
    }
    this.#rise(delta, -1, 0);
    if (this.charges.length === 0) return;
    this.#exchange(a, b, binA, delta);
    this.#exchange(b, a, binB, delta);
  }

  /** Add to `delta` what it changes when the whole bin becomes one of another type. */
  retype(bin: number, type: number, delta: Float64Array): void {
    const old = this.loads.typeOf(bin);
    for (let w = 0; w < this.#means.length; w++) this.#change[w] = this.#meanAs(w, bin, type) - this.#means[w]![bin]!;
    this.#rise(delta, old, -1);
    this.#change.fill(0);
    this.#rise(delta, type, 1);
    for (const charge of this.charges) {
      const n = charge.held[bin]!;
      if (n > 0) delta[charge.price]! += chargeAt(charge, type, n) - chargeAt(charge, old, n);
    }
  }

  /** What the charges of one item change when it joins (sign 1) or leaves (sign −1) a bin. */
  #recharge(
    item: number,
    { bin, type, sign }: { readonly bin: number; readonly type: number; readonly sign: 1 | -1 },
    delta: Float64Array,
  ): void {
    const charges = this.chargesOf(item);
    if (charges.length === 0) return;
    const weights = this.weightsOf(item);
    // The books of a bin that nothing is in may be old.
    const isEmpty = this.loads.itemsIn(bin).length === 0;
    for (let k = 0; k < charges.length; k++) {
      const charge = this.charges[charges[k]!]!;
      const n = isEmpty ? 0 : charge.held[bin]!;
      delta[charge.price]! += chargeAt(charge, type, n + sign * weights[k]!) - chargeAt(charge, type, n);
    }
  }

  #exchange(out: number, into: number, bin: number, delta: Float64Array): void {
    const type = this.loads.typeOf(bin);
    const [lost, won] = [this.chargesOf(out), this.chargesOf(into)];
    const [less, more] = [this.weightsOf(out), this.weightsOf(into)];
    for (let k = 0; k < lost.length; k++) {
      const charge = this.charges[lost[k]!]!;
      const n = charge.held[bin]!;
      const back = won.indexOf(lost[k]!);
      const after = n - less[k]! + (back < 0 ? 0 : more[back]!);
      if (after !== n) delta[charge.price]! += chargeAt(charge, type, after) - chargeAt(charge, type, n);
    }
    for (let k = 0; k < won.length; k++) {
      if (lost.includes(won[k]!)) continue;
      const charge = this.charges[won[k]!]!;
      const n = charge.held[bin]!;
      delta[charge.price]! += chargeAt(charge, type, n + more[k]!) - chargeAt(charge, type, n);
    }
  }

  /** @param type of a bin that opens (sign 1) or closes (sign −1); −1 = none does */
  #rise(delta: Float64Array, type: number, sign: number): void {
    for (const [p, { perUnit, perBin }] of this.pricing.prices.entries()) {
      delta[p]! += perUnit * this.#change[this.#weightingOf[p]!]! + (type < 0 ? 0 : sign * perBin[type]!);
    }
  }

  #meanAs(w: number, bin: number, type: number): number {
    const { curve } = this.pricing;
    if (curve === undefined) return 0;
    const { items, slots } = { items: this.loads.itemsIn(bin), slots: this.loads.problem.slots };
    const row = this.loads.problem.types[type]!.demand[curve.dimension]!;
    const weights = this.#weights[w];
    let sum = 0;
    for (let s = 0; s < slots; s++) {
      let load = 0;
      for (const item of items) load += row[item * slots + s]!;
      const value = curveAt(curve.knots[type]!, curve.whole[type]!, load);
      sum += weights === undefined ? value : weights[s]! * value;
    }
    this.#meter.spend(slots * (items.length + STEPS_PER_SLOT) * TOUCH);
    return sum / slots;
  }

  /** Mean of the bin's curve, were `out` not in it and `into` in it; −1 = nothing leaves or joins. */
  #mean(w: number, bin: number, out: number, into: number): number {
    const { curve } = this.pricing;
    if (curve === undefined) return 0;
    this.#meter.spend(this.loads.problem.slots * STEPS_PER_SLOT * TOUCH);
    return meanWith(this.loads, curve, { bin, out, into }, this.#weights[w]);
  }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
