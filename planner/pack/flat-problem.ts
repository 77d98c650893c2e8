/**
 * A problem laid flat for big instances: every item is one row of whole numbers, constants first, then all slots of all
 * varying resources, the scarcest first, so that a comparison which fails does so within the first few numbers. Types
 * that ask the same of every item share their rows. 32-bit whole numbers where every sum fits them (half the memory, all
 * sums exact), else doubles. The arrays can be laid in shared memory, for searching on several threads.
 */
import type { FleetRow } from "./fleet-rows.ts";
import type { PackProblem } from "./problem.ts";
import type { Ask } from "./stop-asked.ts";
import type { Amounts, FlatProblem } from "./team.ts";

/** Slots among the leading columns: a week of hours twice over. */
const LEADING_SLOTS = 400;
/** A constant is over in every slot at once, so it weighs as much as several slots that are over together. */
export const CONSTANT_WEIGHT = 4;
/** Above this a sum no longer fits 32 bits. */
const MOST_INT32 = 2 ** 31 - 1;
/** Stands for "no limit" in 32 bits. */
const NO_LIMIT_INT32 = 2 ** 30;

/** Where a column comes from. */
interface Column {
  /** Index of a varying resource, or −1 for a constant. */
  readonly dimension: number;
  /** Slot, or index of the constant. */
  readonly at: number;
}

/**
 * Lay a problem flat. O(types with own demands × items × slots)
 * @param rows of the fleet program, to order slots by how scarce they are
 * @param to.isShared put the large arrays in shared memory
 * @throws StopAsked from `to.ask`
 */
export function flatten(
  problem: PackProblem,
  fleet: { readonly rows: readonly FleetRow[]; readonly counts: readonly number[] },
  { isShared, ask }: { readonly isShared: boolean; readonly ask: Ask },
): FlatProblem {
  const columns = columnsOf(problem, fleet);
  const { items, types } = problem;
  const width = columns.length;
  const kinds: number[] = [];
  const kindOf = Int32Array.from(types, (type, t) => {
    const same = kinds.findIndex((u) => {
      const other = types[u]!;
      return other.claim === type.claim && other.demand.every((rows, d) => rows === type.demand[d]);
    });
    return same >= 0 ? same : kinds.push(t) - 1;
  });
  const isSmall = fitsInt32(problem, { columns, kinds, ask });
  const make = makerFor(isSmall, isShared);
  const rows = kinds.map((t) => {
    const made = make((items + 1) * width);
    copyRows(problem, t, { columns, into: made, ask });
    return made;
  });
  const limits = types.map((_, t) => columns.map((column) => limitOf(problem, t, column)));
  const limit = limits.map((amounts) => {
    const made = make(width);
    amounts.forEach((amount, c) => {
      made[c] = made instanceof Int32Array && amount > NO_LIMIT_INT32 ? NO_LIMIT_INT32 : amount;
    });
    return made;
  });
  const weight = limits.map((amounts) =>
    Float64Array.from(amounts, (amount, c) => {
      const by = columns[c]!.dimension < 0 ? CONSTANT_WEIGHT : 1;
      return amount === Infinity ? 0 : by / Math.max(1, amount);
    }),
  );
  const constants = columns.filter(({ dimension }) => dimension < 0).length;
  const lead = Math.min(width, constants + LEADING_SLOTS);
  const eligible = types.map((type) => (isShared ? sharedCopy(type.eligible) : type.eligible));
  return {
    items,
    width,
    lead,
    constants,
    kindOf,
    rows,
    limit,
    weight,
    eligible,
    isFixed: fixedItems(problem, isShared),
  };
}

const limitOf = (problem: PackProblem, t: number, { dimension, at }: Column): number =>
  dimension < 0 ? problem.types[t]!.room[at]! : problem.types[t]!.capacity[dimension]!;

/** Columns that some type limits: constants first, then slots by how much of the fleet they take. */
function columnsOf(
  problem: PackProblem,
  fleet: { readonly rows: readonly FleetRow[]; readonly counts: readonly number[] },
): readonly Column[] {
  const isLimited = (column: Column) => problem.types.some((_, t) => limitOf(problem, t, column) < Infinity);
  const taken = new Map<string, number>();
  for (const row of fleet.rows) {
    const held = fleet.counts.reduce((sum, n, t) => sum + n * row.capacity[t]!, 0);
    const key = `${row.resource}/${row.slot ?? ""}`;
    taken.set(key, Math.max(taken.get(key) ?? 0, held > 0 ? row.need / held : 0));
  }
  const scarcity = ({ dimension, at }: Column) => taken.get(`${problem.varying[dimension]!}/${at}`) ?? 0;
  const constants = problem.constant.map((_, at): Column => ({ dimension: -1, at }));
  const slots = problem.varying
    .flatMap((_, dimension) => Array.from({ length: problem.slots }, (_, at): Column => ({ dimension, at })))
    .map((column) => ({ column, scarce: scarcity(column) }))
    .toSorted((a, b) => b.scarce - a.scarce)
    .map(({ column }) => column);
  return [...constants, ...slots].filter(isLimited);
}

function copyRows(
  problem: PackProblem,
  t: number,
  { columns, into, ask }: { readonly columns: readonly Column[]; readonly into: Amounts; readonly ask: Ask },
): void {
  const { demand, claim } = problem.types[t]!;
  const width = columns.length;
  const stride = columns.map(({ dimension }) => (dimension < 0 ? problem.constant.length : problem.slots));
  const from = columns.map(({ dimension }) => (dimension < 0 ? claim : demand[dimension]!));
  const at = Int32Array.from(columns, (column) => column.at);
  for (let item = 0; item < problem.items; item++) {
    ask(2 * width);
    for (let c = 0; c < width; c++) into[item * width + c] = from[c]![item * stride[c]! + at[c]!]!;
  }
}

/** Can no sum of all items leave the range of 32-bit whole numbers? */
function fitsInt32(
  problem: PackProblem,
  {
    columns,
    kinds,
    ask,
  }: { readonly columns: readonly Column[]; readonly kinds: readonly number[]; readonly ask: Ask },
): boolean {
  return (
    problem.types.every((_, t) =>
      columns.every((column) => {
        const limit = limitOf(problem, t, column);
        return limit === Infinity || limit <= NO_LIMIT_INT32;
      }),
    ) && kinds.every((t) => largestSum(problem, t, ask) <= MOST_INT32 - NO_LIMIT_INT32)
  );
}

/** Makes arrays of 32-bit whole numbers, or of doubles. */
function makerFor(isSmall: boolean, isShared: boolean): (length: number) => Amounts {
  const bytes = isSmall ? Int32Array.BYTES_PER_ELEMENT : Float64Array.BYTES_PER_ELEMENT;
  return (length) => {
    const buffer = isShared ? new SharedArrayBuffer(length * bytes) : new ArrayBuffer(length * bytes);
    return isSmall ? new Int32Array(buffer) : new Float64Array(buffer);
  };
}

/** Upper bound of what all items together ask of any column of the type's rows. */
function largestSum(problem: PackProblem, t: number, ask: Ask): number {
  const { demand, claim } = problem.types[t]!;
  const top = (rows: Float64Array, width: number) => {
    let sum = 0;
    for (let item = 0; item < problem.items; item++) {
      let highest = 0;
      ask(width);
      for (let at = item * width; at < (item + 1) * width; at++) if (rows[at]! > highest) highest = rows[at]!;
      sum += highest;
    }
    return sum;
  };
  return Math.max(0, ...demand.map((rows) => top(rows, problem.slots)), top(claim, problem.constant.length));
}

function fixedItems(problem: PackProblem, isShared: boolean): Uint8Array {
  const isFixed = new Uint8Array(problem.items);
  for (const { items } of [...problem.rules, ...(problem.charges ?? [])]) for (const item of items) isFixed[item] = 1;
  return isShared ? sharedCopy(isFixed) : isFixed;
}

function sharedCopy(of: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(of.length));
  copy.set(of);
  return copy;
}
