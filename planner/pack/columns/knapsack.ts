/**
 * Exact pricing of one bin type: which multiset of classes that fits a bin is worth most? A bounded knapsack with several
 * rows, solved by depth-first search in the order of worth per surrogate size.
 *
 * Bounds of a node: what is left of the surrogate row (all rows, weighted by their multipliers) times the best worth per
 * size among the classes to come; and the same for each row alone. Where only one more item can fit, the dearest that
 * fits is looked up by price. Prices are whole numbers, so worth is exact; bounds are floating-point, so one unit of
 * slack is kept. Source: the usual depth-first knapsack (Martello and Toth 1990), surrogate rows after Glover 1968.
 */
import type { TypeRows } from "./column-problem.ts";
import { Multipliers } from "./multipliers.ts";

/** What a search is to do. */
export interface KnapsackTask {
  /** [class] worth of one item: whole numbers. */
  readonly price: Float64Array;
  /** [class] most items of it in a bin. */
  readonly most: Int32Array;
  /** Sets worth no more than this are of no interest. */
  readonly bar: number;
  /** Steps of the search; it gives up after them. */
  readonly steps: number;
  /**
   * "best" = only what is worth more than all before. "each" = for every class the best set that has it first, each
   * search cut off after `stepsEach`. "all" = every set to which nothing can be added.
   */
  readonly want: "best" | "each" | "all";
  readonly stepsEach?: number;
  /** Called with the counts [class] of a set worth more than the bar; the array is live. Yes = go on. */
  readonly found: (counts: Int32Array, worth: number) => boolean;
}

export interface KnapsackAnswer {
  /** Best worth seen, at least the bar. */
  readonly worth: number;
  /** True: no set is worth more than `worth`. */
  readonly isComplete: boolean;
  readonly steps: number;
}

/** Rules and charges that a set of classes meets; both may be empty. */
export interface Groups {
  readonly rulesOf: readonly (readonly number[])[];
  readonly rules: number;
  readonly chargesOf: readonly (readonly number[])[];
  /** [charge] what it takes off the worth of the set, whole number. */
  readonly charge: Float64Array;
}

export class Knapsack {
  readonly #type: TypeRows;
  readonly #rows: number;
  readonly #groups: Groups;
  readonly #hasGroups: boolean;
  readonly #multipliers: Multipliers;
  /** Candidates in the order of worth per surrogate size: class, price, surrogate size, sizes, copies left. */
  readonly #class: Int32Array;
  readonly #price: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Float64Array;
  readonly #left: Int32Array;
  /** [class] most in a bin under the task. */
  readonly #limit: Int32Array;
  /** Positions by falling price. */
  readonly #byPrice: Int32Array;
  /** [row * (classes + 1) + position] best worth per size from here on; the surrogate comes last. */
  readonly #rate: Float64Array;
  /** [row * (classes + 1) + position] least size from here on. */
  readonly #least: Float64Array;
  readonly #rest: Float64Array;
  readonly #ruleUse: Int32Array;
  readonly #chargeUse: Int32Array;
  readonly #counts: Int32Array;
  #candidates = 0;
  #worth = 0;
  #bar = 0;
  #best = 0;
  #steps = 0;
  #stepsEnd = 0;
  #isCut = false;
  #isEnded = false;
  #task: KnapsackTask | undefined;
  /** Where "each" keeps the best set of the class at hand. */
  #keep: Int32Array | undefined;

  constructor(type: TypeRows, groups: Groups) {
    const classes = type.most.length;
    const rows = type.capacity.length;
    this.#type = type;
    this.#rows = rows;
    this.#groups = groups;
    this.#hasGroups = groups.rules > 0 || groups.charge.length > 0;
    this.#multipliers = new Multipliers(type);
    this.#class = new Int32Array(classes);
    this.#price = new Float64Array(classes);
    this.#weight = new Float64Array(classes);
    this.#size = new Float64Array(classes * rows);
    this.#left = new Int32Array(classes);
    this.#limit = new Int32Array(classes);
    this.#byPrice = new Int32Array(classes);
    this.#rate = new Float64Array((classes + 1) * (rows + 1));
    this.#least = new Float64Array((classes + 1) * rows);
    this.#rest = Float64Array.from(type.capacity);
    this.#ruleUse = new Int32Array(groups.rules);
    this.#chargeUse = new Int32Array(groups.charge.length);
    this.#counts = new Int32Array(classes);
  }

  /** Search. O(steps) */
  search(task: KnapsackTask): KnapsackAnswer {
    this.#task = task;
    this.#prepare(task);
    this.#worth = 0;
    this.#bar = task.bar;
    this.#best = task.bar;
    this.#steps = 0;
    this.#isCut = false;
    this.#isEnded = false;
    this.#stepsEnd = task.steps;
    if (task.want === "each") this.#searchEach(task);
    else this.#extend(0, 1);
    const isComplete = !this.#isCut && !this.#isEnded;
    return { worth: this.#best, isComplete, steps: this.#steps + this.#candidates };
  }

  #searchEach(task: KnapsackTask): void {
    let isCut = false;
    const kept = new Int32Array(this.#counts.length);
    for (let at = 0; at < this.#candidates && !this.#isEnded; at++) {
      if (this.#steps >= task.steps) {
        isCut = true;
        break;
      }
      if (this.#rate[this.#rows * (this.#class.length + 1) + at]! + 1 <= task.bar) break;
      this.#bar = task.bar;
      this.#isCut = false;
      this.#stepsEnd = Math.min(task.steps, this.#steps + (task.stepsEach ?? Infinity));
      this.#keep = kept;
      this.#take(at, 1);
      this.#keep = undefined;
      isCut ||= this.#isCut;
      if (this.#bar <= task.bar) continue;
      this.#best = Math.max(this.#best, this.#bar);
      if (!task.found(kept, this.#bar)) this.#isEnded = true;
    }
    this.#isCut = isCut;
  }

  /** Choose the candidates, order them, and work out what the bounds need. */
  #prepare({ price, most }: KnapsackTask): void {
    const { capacity, size } = this.#type;
    const rows = this.#rows;
    for (let c = 0; c < most.length; c++) this.#limit[c] = Math.min(most[c]!, this.#type.most[c]!);
    const multiplier = this.#multipliers.tune(price, this.#limit);
    const weightOf = (c: number): number => {
      let weight = 0;
      for (let r = 0; r < rows; r++) weight += multiplier[r]! * size[c * rows + r]!;
      return weight;
    };
    const order: number[] = [];
    for (let c = 0; c < most.length; c++) if (price[c]! > 0 && this.#limit[c]! > 0) order.push(c);
    const weights = new Map(order.map((c) => [c, weightOf(c)] as const));
    order.sort((a, b) => price[b]! * weights.get(a)! - price[a]! * weights.get(b)! || price[b]! - price[a]! || a - b);
    this.#candidates = order.length;
    for (const [at, c] of order.entries()) {
      this.#class[at] = c;
      this.#price[at] = price[c]!;
      this.#weight[at] = weights.get(c)!;
      this.#left[at] = this.#limit[c]!;
      for (let r = 0; r < rows; r++) this.#size[at * rows + r] = size[c * rows + r]!;
    }
    this.#byPrice.set([...order.keys()].toSorted((a, b) => this.#price[b]! - this.#price[a]! || a - b));
    this.#rest.set(capacity);
    this.#fillSuffixes();
  }

  #fillSuffixes(): void {
    const rows = this.#rows;
    const width = this.#class.length + 1;
    const end = this.#candidates;
    for (let r = 0; r <= rows; r++) {
      this.#rate[r * width + end] = 0;
      if (r < rows) this.#least[r * width + end] = Infinity;
      for (let at = end - 1; at >= 0; at--) {
        const amount = r < rows ? this.#size[at * rows + r]! : this.#weight[at]!;
        const rate = amount > 0 ? this.#price[at]! / amount : Infinity;
        this.#rate[r * width + at] = Math.max(rate, this.#rate[r * width + at + 1]!);
        if (r < rows) this.#least[r * width + at] = Math.min(amount, this.#least[r * width + at + 1]!);
      }
    }
  }

  /** Put one item of a position into the set, go on from there, take it out again. @param surrogate what was left */
  #take(at: number, surrogate: number): void {
    const rows = this.#rows;
    const gain = this.#hasGroups ? this.#join(this.#class[at]!) : 0;
    for (let r = 0; r < rows; r++) this.#rest[r]! -= this.#size[at * rows + r]!;
    this.#worth += this.#price[at]! + gain;
    this.#left[at]!--;
    this.#counts[this.#class[at]!]!++;
    this.#report();
    this.#extend(at, surrogate - this.#weight[at]!);
    this.#counts[this.#class[at]!]!--;
    this.#left[at]!++;
    this.#worth -= this.#price[at]! + gain;
    for (let r = 0; r < rows; r++) this.#rest[r]! += this.#size[at * rows + r]!;
    if (this.#hasGroups) this.#leave(this.#class[at]!);
  }

  #report(): void {
    if (this.#worth <= this.#bar) return;
    if (this.#keep !== undefined) {
      this.#bar = this.#worth;
      this.#keep.set(this.#counts);
      return;
    }
    this.#best = Math.max(this.#best, this.#worth);
    if (this.#task!.want === "all" && !this.#isFull()) return;
    if (this.#task!.want === "best") this.#bar = this.#worth;
    if (!this.#task!.found(this.#counts, this.#worth)) this.#isEnded = true;
  }

  /** Does nothing more fit? */
  #isFull(): boolean {
    for (let at = 0; at < this.#candidates; at++) if (this.#left[at]! > 0 && this.#fits(at)) return false;
    return true;
  }

  /** Every set that adds items from this position on. */
  #extend(from: number, surrogate: number): void {
    const rows = this.#rows;
    const width = this.#class.length + 1;
    let isLast = false;
    for (let r = 0; r < rows; r++) {
      const rest = this.#rest[r]!;
      const least = this.#least[r * width + from]!;
      if (least > rest) return;
      if (2 * least > rest) isLast = true;
      if (this.#worth + rest * this.#rate[r * width + from]! + 1 <= this.#bar) return;
    }
    if (isLast && !this.#hasGroups && this.#task!.want !== "all") {
      this.#addLast(from);
      return;
    }
    const top = rows * width;
    for (let at = from; at < this.#candidates; at++) {
      if (this.#isEnded || this.#isCut) return;
      if (++this.#steps > this.#stepsEnd) {
        this.#isCut = true;
        return;
      }
      if (this.#worth + surrogate * this.#rate[top + at]! + 1 <= this.#bar) return;
      if (this.#left[at]! > 0 && this.#fits(at)) this.#take(at, surrogate);
    }
  }

  /** Only one more item fits: the dearest that does. */
  #addLast(from: number): void {
    for (let k = 0; k < this.#candidates; k++) {
      this.#steps++;
      const at = this.#byPrice[k]!;
      if (this.#worth + this.#price[at]! <= this.#bar) return;
      if (at < from || this.#left[at]! < 1 || !this.#fits(at)) continue;
      const c = this.#class[at]!;
      this.#counts[c]!++;
      this.#worth += this.#price[at]!;
      this.#report();
      this.#worth -= this.#price[at]!;
      this.#counts[c]!--;
      return;
    }
  }

  #fits(at: number): boolean {
    const rows = this.#rows;
    for (let r = 0; r < rows; r++) if (this.#size[at * rows + r]! > this.#rest[r]!) return false;
    if (!this.#hasGroups) return true;
    for (const rule of this.#groups.rulesOf[this.#class[at]!]!) if (this.#ruleUse[rule]! > 0) return false;
    return true;
  }

  /** Note the groups an item meets. @returns what the charges it is the first to bring on take off, ≤ 0 */
  #join(c: number): number {
    let gain = 0;
    for (const rule of this.#groups.rulesOf[c]!) this.#ruleUse[rule]!++;
    for (const charge of this.#groups.chargesOf[c]!) {
      if (this.#chargeUse[charge]!++ === 0) gain -= this.#groups.charge[charge]!;
    }
    return gain;
  }

  #leave(c: number): void {
    for (const rule of this.#groups.rulesOf[c]!) this.#ruleUse[rule]!--;
    for (const charge of this.#groups.chargesOf[c]!) this.#chargeUse[charge]!--;
  }
}
