/**
 * The rows of a bin type: every constant, and every varying resource in every slot, less those that can never decide:
 * rows in which all items together fit, and rows that another row dominates (every item takes at least as large a share
 * of the other one). A day of 24 slots often leaves a handful.
 */
import type { BinType, PackProblem } from "../problem.ts";

/** Above this many comparisons of shares, dominated rows stay. */
const MOST_COMPARISONS = 20_000_000;

interface Row {
  readonly capacity: number;
  readonly of: (item: number) => number;
}

function allRows(problem: PackProblem, type: BinType): readonly Row[] {
  const { slots } = problem;
  const width = problem.constant.length;
  const varying = [...type.capacity].flatMap((capacity, d) =>
    Array.from({ length: slots }, (_, s): Row => ({ capacity, of: (item) => type.demand[d]![item * slots + s]! })),
  );
  const constant = [...type.room].map(
    (capacity, c): Row => ({ capacity, of: (item) => type.claim[item * width + c]! }),
  );
  return [...varying, ...constant];
}

/** Rows that matter for these items. Items not eligible for the type do not count. */
export function rowsOfType(
  problem: PackProblem,
  type: BinType,
  placed: readonly number[],
): { readonly capacity: Float64Array; readonly of: (item: number) => Float64Array } {
  const items = placed.filter((item) => type.eligible[item] === 1);
  const binding = allRows(problem, type).filter(
    ({ capacity, of }) => capacity < Infinity && items.reduce((sum, item) => sum + of(item), 0) > capacity,
  );
  const shares = binding.map(({ capacity, of }) => Float64Array.from(items, (item) => of(item) / capacity));
  const kept = binding.length ** 2 * items.length > MOST_COMPARISONS ? binding : undominated(binding, shares);
  return {
    capacity: Float64Array.from(kept, (row) => row.capacity),
    of: (item) => Float64Array.from(kept, (row) => row.of(item)),
  };
}

/** Of rows equal in every share the first stays. */
function undominated(rows: readonly Row[], shares: readonly Float64Array[]): readonly Row[] {
  const isBelow = (a: number, b: number) => shares[a]!.every((share, at) => share <= shares[b]![at]!);
  const gone = new Uint8Array(rows.length);
  for (const a of rows.keys()) {
    for (const b of rows.keys()) {
      if (a !== b && gone[b] === 0 && isBelow(a, b)) {
        gone[a] = 1;
        break;
      }
    }
  }
  return rows.filter((_, r) => gone[r] === 0);
}
