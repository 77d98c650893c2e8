/**
 * Bounds by counting: however items are chosen, a bin holds no more of them than the smallest ones that fit it together.
 * Seen over the items above a size, for every size, that bounds the bins; and where the stock is limited, how many items
 * can be placed at all, which proves some packings impossible at once. A hundred and one items of 2 need two bins of 201,
 * though their sum of 202 lacks but 1. One resource at one slot at a time, by the least demand over the types.
 */
import { type Row, rowsOf } from "./least-demand.ts";
import type { PackBound, PackProblem } from "./problem.ts";

/** Sizes tried per row: more add little, and many types times many sizes cost time. */
const MOST_SIZES = 64;
/** Amounts that may be sorted in all; above it only constants and each resource's fullest slot are looked at. */
const MOST_SORTED = 1_000_000;

/** Bins of one capacity, whatever their types. */
interface Kind {
  readonly capacity: number;
  readonly stock: number;
}

/** Amounts of one row in ascending order, and sums of the first so many. */
interface Sorted {
  readonly sizes: Float64Array;
  /** [count] */
  readonly sums: Float64Array;
  /** Where items above a smaller size begin, ascending; 0 first. */
  readonly starts: readonly number[];
}

/** How many items can be placed at the very most, and what limits them. */
export interface CountLimit {
  readonly items: number;
  readonly resource?: string;
  /** Absent for constants. */
  readonly slot?: number;
}

function sortedRow(row: Row, items: readonly number[]): Sorted {
  // Plain loops: from() with a function and forEach took a sixth of the time of a plan of 500 workloads, loops half of that.
  const sizes = new Float64Array(items.length);
  for (let i = 0; i < items.length; i++) sizes[i] = row.of(items[i]!);
  sizes.sort();
  const sums = new Float64Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) sums[i + 1] = sums[i]! + sizes[i]!;
  const steps: number[] = [];
  for (let i = 0; i < sizes.length; i++) if (i === 0 || sizes[i]! > sizes[i - 1]!) steps.push(i);
  const stride = Math.ceil(steps.length / MOST_SIZES);
  return { sizes, sums, starts: steps.filter((_, at) => at % stride === 0) };
}

/** Most items from `start` on that a bin of the capacity holds: the smallest of them. O(log items) */
function mostIn({ sizes, sums }: Sorted, start: number, capacity: number): number {
  let low = start;
  let high = sizes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sums[middle]! - sums[start]! <= capacity) low = middle;
    else high = middle - 1;
  }
  return low - start;
}

/** Capacities of a row with their stock, largest first. */
function kindsOf(row: Row, problem: PackProblem): readonly Kind[] {
  const stock = new Map<number, number>();
  row.capacity.forEach((capacity, t) =>
    stock.set(capacity, (stock.get(capacity) ?? 0) + (problem.types[t]?.maxBins ?? 0)),
  );
  return [...stock].map(([capacity, of]) => ({ capacity, stock: of })).toSorted((a, b) => b.capacity - a.capacity);
}

/** Fewest bins that hold all items from `start` on, by their number alone. */
function binsFrom(row: Sorted, start: number, kinds: readonly Kind[]): number {
  let left = row.sizes.length - start;
  let bins = 0;
  for (const { capacity, stock } of kinds) {
    const most = mostIn(row, start, capacity);
    if (most === 0 || left === 0) break;
    const opened = Math.min(stock, Math.ceil(left / most));
    bins += opened;
    left = Math.max(0, left - opened * most);
  }
  return bins;
}

/** Rows worth the sorting: all where that is cheap, else constants and the fullest slot of each varying resource. */
function worthSorting(rows: readonly Row[], items: number): readonly Row[] {
  if (rows.length * items <= MOST_SORTED) return rows;
  return [...Map.groupBy(rows, (row) => row.resource).values()].map((same) =>
    same.reduce((top, row) => (row.need > top.need ? row : top)),
  );
}

/** The row's bound by counting. */
function countOfRow(row: Row, kinds: readonly Kind[], placed: readonly number[]): number {
  const sorted = sortedRow(row, placed);
  return sorted.starts.reduce((top, start) => Math.max(top, binsFrom(sorted, start, kinds)), 0);
}

/**
 * What the row's bound cannot exceed, without sorting it: more items than a bin holds are at least as large on average as
 * the m + 1 smallest, which fill more than a bin, so n of them are fewer than (m + 1) × their sum ÷ capacity, and a bin
 * holds m ≥ capacity ÷ highest. Infinity where that says nothing.
 */
function mostOfCount({ need, highest }: Row, kinds: readonly Kind[]): number {
  const capacity = kinds[0]?.capacity ?? 0;
  if (kinds.length > 1 || highest > capacity) return Infinity;
  return Math.max(1, Math.ceil((need / capacity) * (1 + 1 / Math.floor(capacity / highest))));
}

/** One row that may be counted. */
interface Counted {
  readonly row: Row;
  readonly kinds: readonly Kind[];
  /** What its bound cannot exceed. */
  readonly most: number;
}

function countedRows(rows: readonly Row[], problem: PackProblem, items: number): readonly Counted[] {
  const known = new Map<Row["capacity"], readonly Kind[]>();
  return worthSorting(rows, items).flatMap((row): readonly Counted[] => {
    const kinds = known.get(row.capacity) ?? kindsOf(row, problem);
    known.set(row.capacity, kinds);
    return row.need > 0 && kinds[0]?.capacity !== Infinity ? [{ row, kinds, most: mostOfCount(row, kinds) }] : [];
  });
}

/**
 * Best bound by counting over the rows, the first of those that give it.
 * @param placed item indices
 * @param least rows that cannot prove more bins than this are left out
 */
export function countBound(
  rows: readonly Row[],
  problem: PackProblem,
  placed: readonly number[],
  least = 0,
): PackBound {
  const counted = countedRows(rows, problem, placed.length).filter(({ most }) => most > least);
  const fullness = ({ row, kinds }: Counted) => row.need / (kinds[0]?.capacity ?? 1);
  const fullest = counted.reduce<Counted | undefined>(
    (top, one) => (top === undefined || fullness(one) > fullness(top) ? one : top),
    undefined,
  );
  // Rows that cannot reach what the fullest one gives are not sorted: most, where nights are quiet.
  const reached = fullest === undefined ? 0 : countOfRow(fullest.row, fullest.kinds, placed);
  let best: PackBound = { bins: 0, kind: "none" };
  for (const { row, kinds, most } of counted) {
    if (most < reached || most <= best.bins) continue;
    const bins = row === fullest?.row ? reached : countOfRow(row, kinds, placed);
    if (bins <= best.bins) continue;
    best = { bins, kind: "count", resource: row.resource, ...(row.slot === undefined ? {} : { slot: row.slot }) };
  }
  return best;
}

/** Most of the row's items that the stock holds: counted per bin, and by the sum over all bins. */
function mostOfRow(row: Row, problem: PackProblem, items: readonly number[]): number {
  const kinds = kindsOf(row, problem).filter(({ stock }) => stock > 0);
  if (kinds.some(({ stock, capacity }) => stock === Infinity && capacity > 0 && capacity >= row.highest)) {
    return items.length;
  }
  const sorted = sortedRow(row, items);
  const whole = kinds.reduce((sum, { capacity, stock }) => (capacity === 0 ? sum : sum + capacity * stock), 0);
  let most = mostIn(sorted, 0, whole);
  for (const start of sorted.starts) {
    let held = start;
    for (const { capacity, stock } of kinds) {
      const each = mostIn(sorted, start, capacity);
      held += each === 0 ? 0 : each * stock;
    }
    most = Math.min(most, held);
  }
  return most;
}

/**
 * Most items that any packing can place: those that some type in stock may take, less what sums and counts rule out. A
 * packing that places so many leaves out no more than it must. O(rows × items log items)
 */
export function mostPlaced(problem: PackProblem): CountLimit {
  const stocked = { ...problem, types: problem.types.filter((type) => type.maxBins > 0) };
  const able = Array.from({ length: problem.items }, (_, item) => item).filter((item) =>
    stocked.types.some((type) => type.eligible[item] === 1),
  );
  let best: CountLimit = { items: able.length };
  if (able.length === 0) return best;
  for (const row of worthSorting(rowsOf(stocked, able), able.length)) {
    const items = mostOfRow(row, stocked, able);
    if (items >= best.items) continue;
    best = { items, resource: row.resource, ...(row.slot === undefined ? {} : { slot: row.slot }) };
  }
  return best;
}
