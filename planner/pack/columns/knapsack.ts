/**
 * Exact pricing of one bin type: which multiset of classes that fits a bin is worth most? A bounded knapsack with several
 * rows, solved by depth-first search in the order of worth per surrogate size.
 *
 * Bounds of a node: the surrogate row (all rows, weighted by their multipliers) filled with the classes to come in that
 * order, the last one in part; and each row alone filled at its best worth per size. Where only one more item can fit,
 * the dearest that fits is looked up by price. Prices are whole numbers, so worth is exact; bounds are floating-point, so
 * one unit of slack is kept. A search that is cut off still tells a ceiling: the bound of the nodes it left out.
 * Source: depth-first bounded knapsack with Dantzig's bound (Martello and Toth 1990), surrogate rows after Glover 1968.
 */
import type { TypeRows } from "./column-problem.ts";
import { GroupUse, type Groups } from "./group-use.ts";
import type { KnapsackAnswer, KnapsackTask } from "./knapsack-task.ts";
import { LeastSizes } from "./least-sizes.ts";
import { Multipliers } from "./multipliers.ts";

/** A few milliseconds of searching. */
const STEPS_PER_ASK = 100_000;

export class Knapsack {
  readonly #type: TypeRows;
  readonly #rows: number;
  readonly #groups: GroupUse;
  readonly #multipliers: Multipliers;
  /** Candidates in the order of worth per surrogate size: class, price, surrogate size, sizes, copies left. */
  readonly #class: Int32Array;
  readonly #price: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Float64Array;
  readonly #left: Int32Array;
  /** [class] most in a bin under the task. */
  readonly #limit: Int32Array;
  /** [depth] positions that still fit, in order, and how many. */
  readonly #lists: Int32Array[] = [];
  readonly #lengths: number[] = [];
  /** Of the list made last. */
  readonly #least: LeastSizes;
  readonly #rest: Float64Array;
  readonly #counts: Int32Array;
  #candidates = 0;
  #worth = 0;
  #bar = 0;
  #best = 0;
  #steps = 0;
  #stepsEnd = 0;
  /** Bound of what a cut-off search left out. */
  #ceiling = 0;
  #isCut = false;
  #isEnded = false;
  /** Whoever asked for it wants no more; and at how many steps that is asked again. */
  #isStopped = false;
  #askAt = 0;
  #task: KnapsackTask | undefined;
  /** Where "each" keeps the best set of the class at hand. */
  #keep: Int32Array | undefined;

  constructor(type: TypeRows, groups: Groups) {
    const classes = type.most.length;
    const rows = type.capacity.length;
    this.#type = type;
    this.#rows = rows;
    this.#groups = new GroupUse(groups);
    this.#multipliers = new Multipliers(type);
    this.#class = new Int32Array(classes);
    this.#price = new Float64Array(classes);
    this.#weight = new Float64Array(classes);
    this.#size = new Float64Array(classes * rows);
    this.#left = new Int32Array(classes);
    this.#limit = new Int32Array(classes);
    this.#least = new LeastSizes(rows);
    this.#rest = Float64Array.from(type.capacity);
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
    this.#isStopped = false;
    this.#askAt = STEPS_PER_ASK;
    this.#stepsEnd = task.steps;
    this.#ceiling = 0;
    if (task.want === "each") this.#searchEach(task);
    else this.#extend(0, 1);
    const isComplete = !this.#isCut && !this.#isEnded;
    // Ended by the caller: nothing is known of the rest but the bound of the whole.
    if (this.#isEnded) this.#ceiling = this.#fill(0, 1);
    return { worth: Math.max(this.#best, Math.ceil(this.#ceiling)), isComplete, steps: this.#steps + this.#candidates };
  }

  #searchEach(task: KnapsackTask): void {
    let isCut = false;
    const kept = new Int32Array(this.#counts.length);
    for (let at = 0; at < this.#candidates && !this.#isEnded; at++) {
      const bound = this.#fill(at, 1);
      if (bound + 1 <= task.bar) break;
      if (this.#steps >= task.steps || this.#isStopped) {
        isCut = true;
        this.#ceiling = Math.max(this.#ceiling, bound + 1);
        break;
      }
      this.#bar = task.bar;
      this.#isCut = false;
      this.#stepsEnd = Math.min(task.steps, this.#steps + (task.stepsEach ?? Infinity));
      this.#keep = kept;
      this.#take(0, at, 1);
      this.#keep = undefined;
      isCut ||= this.#isCut;
      if (this.#bar <= task.bar) continue;
      this.#best = Math.max(this.#best, this.#bar);
      if (!task.found(kept, this.#bar)) this.#isEnded = true;
    }
    this.#isCut = isCut;
  }

  /** Worth of what fills the surrogate from this position on, the last class in part. */
  #fill(from: number, surrogate: number): number {
    let rest = surrogate;
    let worth = 0;
    for (let at = from; at < this.#candidates; at++) {
      const weight = this.#weight[at]! * this.#left[at]!;
      if (weight > 0 && weight > rest) return worth + (rest / this.#weight[at]!) * this.#price[at]!;
      rest -= weight;
      worth += this.#price[at]! * this.#left[at]!;
    }
    return worth;
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
    this.#rest.set(capacity);
    const all = this.#listAt(0);
    for (let at = 0; at < order.length; at++) all[at] = at;
    this.#lengths[0] = order.length;
  }

  #listAt(depth: number): Int32Array {
    return (this.#lists[depth] ??= new Int32Array(this.#class.length));
  }

  /** Put the `k`-th of the list at this depth into the set, go on with what still fits, take it out again. */
  #take(depth: number, k: number, surrogate: number): void {
    const rows = this.#rows;
    const at = this.#lists[depth]![k]!;
    const c = this.#class[at]!;
    const gain = this.#price[at]! + (this.#groups.isEmpty ? 0 : this.#groups.join(c));
    for (let r = 0; r < rows; r++) this.#rest[r]! -= this.#size[at * rows + r]!;
    this.#worth += gain;
    this.#left[at]!--;
    this.#counts[c]!++;
    this.#report();
    // Rounding must not leave less than nothing.
    if (this.#narrow(depth, k)) this.#extend(depth + 1, Math.max(0, surrogate - this.#weight[at]!));
    this.#counts[c]!--;
    this.#left[at]!++;
    this.#worth -= gain;
    for (let r = 0; r < rows; r++) this.#rest[r]! += this.#size[at * rows + r]!;
    if (!this.#groups.isEmpty) this.#groups.leave(c);
  }

  /**
   * List what fits next, from the `k`-th of this depth's list on. Where only one more fits, the dearest is tried at once.
   * @returns is it worth going on?
   */
  #narrow(depth: number, k: number): boolean {
    const list = this.#lists[depth]!;
    const length = this.#lengths[depth]!;
    const next = this.#listAt(depth + 1);
    this.#least.clear();
    let count = 0;
    let dearest = -1;
    for (let i = k; i < length; i++) {
      const at = list[i]!;
      if (this.#left[at]! < 1 || !this.#fits(at)) continue;
      next[count++] = at;
      if (dearest < 0 || this.#price[at]! > this.#price[dearest]!) dearest = at;
      this.#least.note(this.#size, at * this.#rows, this.#left[at]! > 1);
    }
    this.#steps += length - k;
    this.#lengths[depth + 1] = count;
    if (count === 0) return false;
    if (this.#task!.want === "all" || this.#groups.hasCharges) return true;
    const more = this.#least.most(this.#rest);
    if (this.#worth + more * this.#price[dearest]! <= this.#bar) return false;
    if (more > 1) return true;
    const c = this.#class[dearest]!;
    this.#counts[c]!++;
    this.#worth += this.#price[dearest]!;
    this.#report();
    this.#worth -= this.#price[dearest]!;
    this.#counts[c]!--;
    return false;
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

  /** Every set that adds items of this depth's list. */
  #extend(depth: number, surrogate: number): void {
    const list = this.#lists[depth]!;
    const length = this.#lengths[depth]!;
    // Those of the list from `k` to before `end` fill the surrogate as far as they fit whole.
    let end = 0;
    let weight = 0;
    let worth = 0;
    for (let k = 0; k < length; k++) {
      for (; end < length; end++) {
        const at = list[end]!;
        const more = this.#weight[at]! * this.#left[at]!;
        if (more > 0 && weight + more > surrogate) break;
        weight += more;
        worth += this.#price[at]! * this.#left[at]!;
      }
      const part = end < length ? (surrogate - weight) * (this.#price[list[end]!]! / this.#weight[list[end]!]!) : 0;
      const bound = this.#worth + worth + part + 1;
      if (this.#isEnded || bound <= this.#bar) return;
      if (++this.#steps > this.#stepsEnd || this.#wasStopped()) this.#isCut = true;
      if (this.#isCut) {
        this.#ceiling = Math.max(this.#ceiling, bound);
        return;
      }
      this.#take(depth, k, surrogate);
      const at = list[k]!;
      if (end > k) {
        weight -= this.#weight[at]! * this.#left[at]!;
        worth -= this.#price[at]! * this.#left[at]!;
      } else end = k + 1;
    }
  }

  #wasStopped(): boolean {
    if (this.#steps >= this.#askAt && !this.#isStopped) {
      this.#isStopped = this.#task!.stopped?.() === true;
      this.#askAt = this.#steps + STEPS_PER_ASK;
    }
    return this.#isStopped;
  }

  #fits(at: number): boolean {
    const rows = this.#rows;
    for (let r = 0; r < rows; r++) if (this.#size[at * rows + r]! > this.#rest[r]!) return false;
    return this.#groups.isEmpty || this.#groups.allows(this.#class[at]!);
  }
}
