/**
 * What any fleet must hold, as rows of a linear program over the number of bins of each type: for a set of types and a
 * resource at a slot, the bins of those types together hold at least what the items ask that can go nowhere else.
 *
 * Sets: what some group of items is confined to, the unions of two of those, and all types. Where the same item asks
 * different amounts on different types (a slower host takes more of itself), amounts are first brought to one scale by
 * the ratio of the totals; any positive scale gives a valid row, this one makes it exact when one type asks a fixed
 * multiple of the other.
 */
import type { PackProblem } from "./problem.ts";
import { type Ask, NEVER_ASK } from "./stop-asked.ts";

/** One row: Σ over types of capacity × bins ≥ need. */
export interface FleetRow {
  readonly resource: string;
  /** Absent for a resource that does not vary. */
  readonly slot?: number;
  /** > 0 */
  readonly need: number;
  /** [type] ≥ 0, finite; 0 for types outside the row's set. */
  readonly capacity: Float64Array;
}

/** Groups of items by the types they may go to; above this many, the rest counts as free to go anywhere. */
const MOST_GROUPS = 64;
/** Sets of types that get rows of their own. */
const MOST_SETS = 64;

/** Items that may go to the same types. */
interface Group {
  /** [type] */
  readonly mayGo: readonly boolean[];
  readonly items: number[];
}

/** Every row of the placed items, those with nothing to hold left out. O(types × items × slots × resources) */
export function fleetRows(problem: PackProblem, placed: readonly number[], ask: Ask = NEVER_ASK): readonly FleetRow[] {
  const groups = groupsOf(problem, placed);
  const sets = setsOf(groups, problem.types.length);
  const { types, slots } = problem;
  const varying = problem.varying.map((resource, d) => ({
    resource,
    width: slots,
    isVarying: true,
    stride: slots,
    from: 0,
    amounts: types.map((type) => type.demand[d]!),
    capacity: types.map((type) => type.capacity[d]!),
  }));
  const width = problem.constant.length;
  const constant = problem.constant.map((resource, c) => ({
    resource,
    width: 1,
    isVarying: false,
    stride: width,
    from: c,
    amounts: types.map((type) => type.claim),
    capacity: types.map((type) => type.room[c]!),
  }));
  return [...varying, ...constant].flatMap((resource) => rowsOfResource({ ...resource, ask }, groups, sets));
}

interface Resource {
  readonly resource: string;
  /** Amounts per item: slots, or 1. */
  readonly width: number;
  readonly isVarying: boolean;
  /** An item's amounts start at item × stride + from. */
  readonly stride: number;
  readonly from: number;
  /** [type] */
  readonly amounts: readonly Float64Array[];
  /** [type] */
  readonly capacity: readonly number[];
  readonly ask: Ask;
}

function rowsOfResource(
  of: Resource,
  groups: readonly Group[],
  sets: readonly (readonly boolean[])[],
): readonly FleetRow[] {
  const scale = scalesOf(of, groups);
  const needs = groups.map((group) => needOf(of, group, scale));
  const rows: FleetRow[] = [];
  for (const set of sets) {
    const inside = groups.flatMap((group, g) => (isSubset(group.mayGo, set) ? [needs[g]!] : []));
    const capacity = Float64Array.from(of.capacity, (amount, t) =>
      set[t] === true && Number.isFinite(amount) ? amount * scale[t]! : 0,
    );
    for (let slot = 0; slot < of.width; slot++) {
      const need = inside.reduce((sum, amounts) => sum + amounts[slot]!, 0);
      if (need <= 0) continue;
      rows.push({ resource: of.resource, need, capacity, ...(of.isVarying ? { slot } : {}) });
    }
  }
  return rows;
}

/** Least amounts of the group's items by slot; nothing when a type they may go to has no limit. */
function needOf(of: Resource, { mayGo, items }: Group, scale: readonly number[]): Float64Array {
  const need = new Float64Array(of.width);
  const types = mayGo.flatMap((may, t) => (may ? [t] : []));
  if (types.some((t) => of.capacity[t] === Infinity)) return need;
  const distinct = types.filter(
    (t, at) => types.findIndex((u) => of.amounts[u] === of.amounts[t] && scale[u] === scale[t]) === at,
  );
  const [first, ...others] = distinct;
  if (first === undefined) return need;
  const amounts = of.amounts[first]!;
  const by = scale[first]!;
  for (const item of items) {
    const at = item * of.stride + of.from;
    of.ask(of.width);
    if (others.length === 0) {
      // One kind of amounts, as most estates have: a plain sum, a third of the time.
      for (let s = 0; s < of.width; s++) need[s]! += amounts[at + s]! * by;
      continue;
    }
    for (let s = 0; s < of.width; s++) {
      let least = amounts[at + s]! * by;
      for (const t of others) least = Math.min(least, of.amounts[t]![at + s]! * scale[t]!);
      need[s]! += least;
    }
  }
  return need;
}

/** [type] what to multiply amounts by, so that types whose items ask more of them count as much as the others. */
function scalesOf(of: Resource, groups: readonly Group[]): readonly number[] {
  const [reference] = of.amounts;
  const totals = new Map<Float64Array, number>();
  if (of.amounts.every((amounts) => amounts === reference)) return of.amounts.map(() => 1);
  for (const amounts of new Set(of.amounts)) {
    let sum = 0;
    for (const { items } of groups) {
      for (const item of items) {
        of.ask(of.width);
        for (let s = 0; s < of.width; s++) sum += amounts[item * of.stride + of.from + s]!;
      }
    }
    totals.set(amounts, sum);
  }
  const whole = totals.get(reference!)!;
  return of.amounts.map((amounts) => (whole > 0 && totals.get(amounts)! > 0 ? whole / totals.get(amounts)! : 1));
}

/** Placed items by the types they may go to; items that may go nowhere are in no group. */
function groupsOf(problem: PackProblem, placed: readonly number[]): readonly Group[] {
  const { types } = problem;
  const groups = new Map<string, Group>();
  const anywhere: Group = { mayGo: types.map(() => true), items: [] };
  for (const item of placed) {
    let key = "";
    for (const type of types) key += type.eligible[item] === 1 ? "1" : "0";
    if (!key.includes("1")) continue;
    const group = groups.get(key);
    if (group !== undefined) group.items.push(item);
    else if (groups.size < MOST_GROUPS)
      groups.set(key, { mayGo: types.map((type) => type.eligible[item] === 1), items: [item] });
    else anywhere.items.push(item);
  }
  return anywhere.items.length > 0 ? [...groups.values(), anywhere] : [...groups.values()];
}

/** Sets of types worth a row: all, each group's own, unions of two. */
function setsOf(groups: readonly Group[], types: number): readonly (readonly boolean[])[] {
  const sets = new Map<string, readonly boolean[]>();
  const add = (set: readonly boolean[]) => {
    if (sets.size < MOST_SETS) sets.set(set.map(Number).join(""), set);
  };
  add(Array.from({ length: types }, () => true));
  for (const { mayGo } of groups) add(mayGo);
  for (const a of groups) for (const b of groups) add(a.mayGo.map((may, t) => may || b.mayGo[t]!));
  return [...sets.values()];
}

const isSubset = (small: readonly boolean[], large: readonly boolean[]): boolean =>
  small.every((is, t) => !is || large[t]!);
