/**
 * Columns to begin with: those of packings known from elsewhere, each class alone, and a greedy packing by classes, so
 * that the first master is feasible wherever stock allows.
 */
import type { PackSolution } from "../problem.ts";
import { type Column, type ColumnProblem, type TypeRows, columnOf } from "./column-problem.ts";

/** The columns of a packing, as far as its items are in the problem; bins that break a rule or are over are left out. */
export function columnsOfSolution(problem: ColumnProblem, solution: PackSolution): readonly Column[] {
  const counts = solution.typeOf.map(() => new Int32Array(problem.need.length));
  for (const [c, items] of problem.classes.entries()) {
    for (const item of items) {
      const bin = solution.binOf[item]!;
      if (bin >= 0) counts[bin]![c]!++;
    }
  }
  return solution.typeOf.flatMap((type, bin) => {
    const ofBin = counts[bin]!;
    const isUsed = ofBin.some((count) => count > 0);
    return isUsed && holds(problem, type, ofBin) ? [columnOf(problem, type, ofBin)] : [];
  });
}

/** Does a bin of the type hold so many of each class, "apart" kept? */
export function holds(problem: ColumnProblem, type: number, counts: Int32Array): boolean {
  const { capacity, size, most } = problem.types[type]!;
  const rows = capacity.length;
  const rest = Float64Array.from(capacity);
  const used = new Set<number>();
  for (const [c, count] of counts.entries()) {
    if (count === 0) continue;
    if (count > most[c]!) return false;
    for (let r = 0; r < rows; r++) rest[r]! -= count * size[c * rows + r]!;
    for (const rule of problem.rulesOf[c]!) {
      if (used.has(rule)) return false;
      used.add(rule);
    }
  }
  return rest.every((left) => left >= 0);
}

/** Each class alone in each type that takes it, as many of it as fit. */
export function lonelyColumns(problem: ColumnProblem): readonly Column[] {
  return problem.types.flatMap((type, t) =>
    [...type.most.keys()]
      .filter((c) => type.most[c]! > 0)
      .map((c) =>
        columnOf(
          problem,
          t,
          Int32Array.from(type.most, (most, at) => (at === c ? most : 0)),
        ),
      ),
  );
}

/**
 * Bins of one type, each filled with the largest items that fit, until nothing that the type takes is left. Uses no more
 * bins than there are.
 * @param left [class] items still to be packed; reduced by what is packed
 */
export function greedyColumns(problem: ColumnProblem, type: number, left: Int32Array): readonly Column[] {
  const rows = problem.types[type]!;
  const order = [...left.keys()]
    .filter((c) => rows.most[c]! > 0)
    .map((c) => ({ c, share: shareOf(rows, c) }))
    .toSorted((a, b) => b.share - a.share || a.c - b.c)
    .map(({ c }) => c);
  const columns: Column[] = [];
  while (columns.length < rows.stock) {
    const counts = fill(problem, type, { order, left });
    if (counts.every((count) => count === 0)) break;
    columns.push(columnOf(problem, type, counts));
  }
  return columns;
}

function shareOf({ capacity, size }: TypeRows, c: number): number {
  let sum = 0;
  for (const [r, most] of capacity.entries()) if (most > 0) sum += size[c * capacity.length + r]! / most;
  return sum;
}

function fill(
  problem: ColumnProblem,
  type: number,
  { order, left }: { readonly order: readonly number[]; readonly left: Int32Array },
): Int32Array {
  const { capacity, size, most } = problem.types[type]!;
  const rows = capacity.length;
  const counts = new Int32Array(left.length);
  const rest = Float64Array.from(capacity);
  const used = new Set<number>();
  for (const c of order) {
    let take = Math.min(left[c]!, most[c]!);
    for (let r = 0; r < rows && take > 0; r++) {
      const s = size[c * rows + r]!;
      if (s > 0) take = Math.min(take, Math.floor(rest[r]! / s));
    }
    if (take === 0 || problem.rulesOf[c]!.some((rule) => used.has(rule))) continue;
    counts[c] = take;
    left[c]! -= take;
    for (let r = 0; r < rows; r++) rest[r]! -= take * size[c * rows + r]!;
    for (const rule of problem.rulesOf[c]!) used.add(rule);
  }
  return counts;
}
