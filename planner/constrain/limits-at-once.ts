/**
 * Many co-location limits as one packing rule, answered by one number: for every bin and class of items (those that the
 * same sides of the same limits name), how many limits would one more item of the class break? Joining and leaving touch
 * only the limits of the item's sides, while packers ask hundreds of times as often as they place.
 *
 * Limit (workloads W at most k beside A), with w and a items of W and A in the bin: one more of W alone breaks it when
 * a > 0 and w + 1 > k; one more of A alone when w > k; one more of both when w + 1 > k.
 */
import type { Rule } from "../contract/index.ts";
import type { PackRule } from "../pack/index.ts";
import { type Names, indicesOf } from "./constraint.ts";
import { type Kept, counting } from "./counting.ts";

export type Limit = Extract<Rule, { kind: "limit" }>;

/** Limits over sides (distinct lists of workloads) and classes of items. */
interface Sides {
  readonly items: readonly number[];
  /** [item] class; items that no limit names are absent. */
  readonly classOf: ReadonlyMap<number, number>;
  /** [class] the sides that name it. */
  readonly sidesOf: readonly (readonly number[])[];
  /** [side] the limits that it is a side of. */
  readonly limitsOf: readonly (readonly number[])[];
  /** [limit] counted side, side beside which it is counted, and the most. */
  readonly counted: Int32Array;
  readonly beside: Int32Array;
  readonly most: Float64Array;
  /** [limit] classes on the counted side alone, beside alone, and on both. */
  readonly classes: readonly (readonly [readonly number[], readonly number[], readonly number[]])[];
}

/** All limits as one rule. @param limits at least one */
export function limitsAtOnce(limits: readonly Limit[], names: Names): PackRule {
  const sides = sidesOf(limits, names);
  const plain = { id: limits.map(({ id }) => id).join(" "), kind: "limit", items: sides.items };
  return counting(plain, { hosts: [], isExclusive: false }, () => new LimitCounts(sides));
}

function sidesOf(limits: readonly Limit[], names: Names): Sides {
  const numberOf = new Map<string, number>();
  const members: (readonly number[])[] = [];
  const side = (workloads: readonly string[]): number => {
    const items = indicesOf(workloads, names);
    const key = items.join(" ");
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    numberOf.set(key, members.length);
    return members.push(items) - 1;
  };
  const counted = Int32Array.from(limits, ({ workloads }) => side(workloads));
  const beside = Int32Array.from(limits, (limit) => side(limit.beside));
  const limitsOf = members.map((): number[] => []);
  limits.forEach((_, l) => {
    limitsOf[counted[l]!]!.push(l);
    if (beside[l] !== counted[l]) limitsOf[beside[l]!]!.push(l);
  });
  const { classOf, sides, classesOf } = classesIn(members);
  const classes = limits.map((_, l) => {
    const [own, other] = [classesOf[counted[l]!]!, classesOf[beside[l]!]!];
    const [isOwn, isOther] = [new Set(own), new Set(other)];
    return [
      own.filter((c) => !isOther.has(c)),
      other.filter((c) => !isOwn.has(c)),
      own.filter((c) => isOther.has(c)),
    ] as const;
  });
  const items = [...classOf.keys()].toSorted((a, b) => a - b);
  const most = Float64Array.from(limits, ({ atMost }) => atMost);
  return { items, classOf, sidesOf: sides, limitsOf, counted, beside, most, classes };
}

/** Items by the sides that name them. */
function classesIn(members: readonly (readonly number[])[]) {
  const named = new Map<number, number[]>();
  members.forEach((items, s) => {
    for (const item of items) {
      const known = named.get(item);
      if (known === undefined) named.set(item, [s]);
      else known.push(s);
    }
  });
  const numberOf = new Map<string, number>();
  const sides: (readonly number[])[] = [];
  const classesOf = members.map((): number[] => []);
  const classOf = new Map<number, number>();
  for (const [item, own] of named) {
    const key = own.join(" ");
    let number = numberOf.get(key);
    if (number === undefined) {
      number = sides.push(own) - 1;
      numberOf.set(key, number);
      for (const s of own) classesOf[s]!.push(number);
    }
    classOf.set(item, number);
  }
  return { classOf, sides, classesOf };
}

/** Counts of one board; a bin's arrays are made when something first joins it. */
class LimitCounts implements Kept {
  readonly #sides: Sides;
  /** [item] class, −1 = none. */
  readonly #classOf: Int32Array;
  /** [bin] → [side] items there. */
  readonly #count: (Int32Array | undefined)[] = [];
  /** [bin] → [class] limits that one more would break. */
  readonly #broken: (Int32Array | undefined)[] = [];

  constructor(sides: Sides) {
    this.#sides = sides;
    this.#classOf = new Int32Array((sides.items.at(-1) ?? -1) + 1).fill(-1);
    for (const [item, number] of sides.classOf) this.#classOf[item] = number;
    // With nothing in the bin only an item on both sides of a limit of nought can break one.
    this.#atStart = new Int32Array(sides.sidesOf.length);
    sides.classes.forEach(([, , both], l) => {
      if (sides.most[l]! < 1) for (const c of both) this.#atStart[c]!++;
    });
  }
  readonly #atStart: Int32Array;

  allows(item: number, bin: number): boolean {
    return (this.#broken[bin] ?? this.#atStart)[this.#classOf[item]!] === 0;
  }
  placed(item: number, bin: number): void {
    this.#step(item, bin, 1);
  }
  removed(item: number, bin: number): void {
    this.#step(item, bin, -1);
  }

  /** Take the limits of the item's sides out, count, and put them in again. */
  #step(item: number, bin: number, by: 1 | -1): void {
    const { limitsOf, sidesOf } = this.#sides;
    const count = (this.#count[bin] ??= new Int32Array(limitsOf.length));
    const broken = (this.#broken[bin] ??= this.#atStart.slice());
    for (const side of sidesOf[this.#classOf[item]!]!) {
      const limits = limitsOf[side]!;
      for (let i = 0; i < limits.length; i++) this.#weigh(limits[i]!, count, broken, -1);
      count[side]! += by;
      for (let i = 0; i < limits.length; i++) this.#weigh(limits[i]!, count, broken, 1);
    }
  }

  /** Add what the limit forbids as the counts stand, or take it away. */
  #weigh(l: number, count: Int32Array, broken: Int32Array, by: 1 | -1): void {
    const { counted, beside, most, classes } = this.#sides;
    const here = count[counted[l]!]!;
    const [own, other, both] = classes[l]!;
    if (here + 1 > most[l]!) {
      if (count[beside[l]!]! > 0) for (let i = 0; i < own.length; i++) broken[own[i]!]! += by;
      for (let i = 0; i < both.length; i++) broken[both[i]!]! += by;
    }
    if (here > most[l]!) for (let i = 0; i < other.length; i++) broken[other[i]!]! += by;
  }
}
