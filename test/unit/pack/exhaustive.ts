/**
 * The best there is, by looking at every set of items on every host: a table over all 2^items sets. Hosts that rules name
 * are classes of their own with a stock of one, all others of a type are alike; a class is used at most as often as its
 * stock. Shares no code with packing or with the rules: sums in plain loops, rules by their meaning.
 *
 * f(set) = least cost of hosts that hold exactly the set; each class in turn adds hosts: f'(set) = min over parts of the
 * set that fit one host of the class, of f(rest) + cost.
 */
import type { Rule } from "#planner/contract/index.ts";
import type { PackProblem } from "#planner/pack/index.ts";
import { type ProblemSpec, nameOf, typeName } from "./build-problem.ts";

/** Best figures for every set of items; a set is a bit mask. */
export interface Exhausted {
  /** [set] least cost of hosts holding exactly these items; Infinity = no hosts do. */
  readonly leastCost: Float64Array;
  /** [set] fewest hosts, whatever they cost. */
  readonly fewestBins: Float64Array;
  /** Most items that can be placed. */
  readonly placed: number;
  /** Least cost of placing that many. */
  readonly cost: number;
}

interface HostClass {
  readonly type: number;
  /** 0 = any number that no rule names. */
  readonly number: number;
  readonly stock: number;
}

/** The set as a bit mask. */
export const setOf = (items: Iterable<number>): number => [...items].reduce((set, item) => set | (1 << item), 0);

/** Items in a set. */
export function sizeOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Hosts apart by what rules can tell of them. */
function classesOf(problem: PackProblem, rules: readonly Rule[]): readonly HostClass[] {
  const named = new Set(rules.flatMap((rule) => ("places" in rule ? rule.places : [])));
  return problem.types.flatMap(({ maxBins }, type): readonly HostClass[] => {
    const numbers = [...named]
      .filter((place) => place.startsWith(`${typeName(type)}/`))
      .map((place) => Number(place.slice(place.indexOf("/") + 1)))
      .filter((number) => number <= maxBins);
    const alike = { type, number: 0, stock: Math.min(problem.items, maxBins - numbers.length) };
    return [...numbers.map((number) => ({ type, number, stock: 1 })), alike];
  });
}

/** Items that may not stand on the class by a rule on places. */
function banned({ type, number }: HostClass, rules: readonly Rule[], items: number): number {
  const names = [typeName(type), `${typeName(type)}/${number}`];
  let set = 0;
  for (const rule of rules) {
    if (rule.kind !== "pin" && rule.kind !== "ban") continue;
    const isNamed = rule.places.some((place) => names.includes(place));
    if (isNamed === (rule.kind === "ban")) set |= groupOf(rule, items);
  }
  return set;
}

const groupOf = (rule: Rule, items: number): number =>
  setOf(Array.from({ length: items }, (_, item) => item).filter((item) => rule.workloads.includes(nameOf(item))));

/** [set] is it within capacity on the type, every slot and every constant? */
function withinCapacity(problem: PackProblem, t: number): Uint8Array {
  const { items, slots } = problem;
  const { capacity, room, demand, claim, eligible } = problem.types[t]!;
  const fits = new Uint8Array(1 << items).fill(1);
  const rows: { readonly of: (item: number) => number; readonly limit: number }[] = [];
  capacity.forEach((limit, d) => {
    for (let s = 0; s < slots; s++) rows.push({ of: (item) => demand[d]![item * slots + s]!, limit });
  });
  room.forEach((limit, c) => rows.push({ of: (item) => claim[item * room.length + c]!, limit }));
  rows.push({ of: (item) => (eligible[item] === 1 ? 0 : 1), limit: 0 });
  const sum = new Float64Array(1 << items);
  for (const { of, limit } of rows) {
    const sizes = Array.from({ length: items }, (_, item) => of(item));
    for (let set = 1; set < fits.length; set++) {
      const lowest = 31 - Math.clz32(set & -set);
      sum[set] = sum[set & (set - 1)]! + sizes[lowest]!;
      if (sum[set]! > limit) fits[set] = 0;
    }
  }
  return fits;
}

/** [set] may the items share a host by the rules on company? */
function companionable(rules: readonly Rule[], items: number): Uint8Array {
  const may = new Uint8Array(1 << items).fill(1);
  for (const rule of rules) {
    if (rule.kind !== "apart" && rule.kind !== "together") continue;
    const group = groupOf(rule, items);
    for (let set = 1; set < may.length; set++) {
      const there = set & group;
      const isBroken = rule.kind === "apart" ? sizeOf(there) > 1 : there !== 0 && there !== group;
      if (isBroken) may[set] = 0;
    }
  }
  return may;
}

/** Add up to `stock` hosts of one class to a table. */
function addHosts(table: Float64Array, parts: readonly number[], price: Float64Array, stock: number): void {
  const all = table.length - 1;
  for (let round = 0; round < stock; round++) {
    let isChanged = false;
    // From large sets to small: what a set is made of is still without this round's host.
    for (let set = all; set > 0; set--) {
      for (const part of parts) {
        if ((part & ~set) !== 0) continue;
        const cost = table[set ^ part]! + price[part]!;
        if (cost < table[set]!) {
          table[set] = cost;
          isChanged = true;
        }
      }
    }
    if (!isChanged) return;
  }
}

/** Figures of every set of items of a small problem. O(classes × stock × 4^items) at worst, seldom near it. */
export function exhaust(spec: ProblemSpec, problem: PackProblem): Exhausted {
  const { items } = problem;
  const rules = spec.rules ?? [];
  const company = companionable(rules, items);
  const capacity = problem.types.map((_, t) => withinCapacity(problem, t));
  const leastCost = new Float64Array(1 << items).fill(Infinity);
  const fewestBins = new Float64Array(1 << items).fill(Infinity);
  leastCost[0] = 0;
  fewestBins[0] = 0;
  const ones = new Float64Array(1 << items).fill(1);
  for (const host of classesOf(problem, rules)) {
    const out = banned(host, rules, items);
    const parts: number[] = [];
    for (let set = 1; set < company.length; set++) {
      if ((set & out) === 0 && company[set] === 1 && capacity[host.type]![set] === 1) parts.push(set);
    }
    const price = Float64Array.from({ length: 1 << items }, (_, set) => priceOf(problem, host.type, set));
    addHosts(leastCost, parts, price, host.stock);
    addHosts(fewestBins, parts, ones, host.stock);
  }
  let placed = 0;
  let cost = 0;
  leastCost.forEach((least, set) => {
    const size = sizeOf(set);
    if (least === Infinity || size < placed || (size === placed && least >= cost)) return;
    [placed, cost] = [size, least];
  });
  return { leastCost, fewestBins, placed, cost };
}

/** What a host of the type costs with these items: its type's cost, and every charge one of them brings. */
function priceOf(problem: PackProblem, type: number, set: number): number {
  const charges = (problem.charges ?? []).filter((charge) => (setOf(charge.items) & set) !== 0);
  return charges.reduce((sum, charge) => sum + charge.cost[type]!, problem.types[type]!.cost);
}
