/**
 * The small linear program behind the fleet mix and the combined bound: the cheapest (fractional) numbers of bins of
 * each type that cover every resource, within stock. Solved from its dual, whose origin is feasible because costs are
 * positive: a primal simplex with Bland's rule (no cycling) on one row per type, one column per resource. Its prices say
 * what a resource is worth, by weak duality for any later use.
 */

/** Cover every row with units of the types. */
export interface Cover {
  /** [type] cost of one unit, > 0. */
  readonly cost: readonly number[];
  /** [type] most units; Infinity = no limit. */
  readonly stock: readonly number[];
  /** [type][row] share of the row's need that one unit covers, ≥ 0 and finite. */
  readonly share: readonly (readonly number[])[];
}

export interface CoverAnswer {
  /** [type] units, fractional. */
  readonly units: readonly number[];
  /** [row] what covering the whole row is worth, in cost; stock limits priced separately. */
  readonly prices: readonly number[];
}

/** Reduced costs closer to 0 than this count as 0; rows are scaled to shares, so 1e-9 is far below one bin. */
const EPSILON = 1e-9;
/** Far more pivots than such tables take; reached only by numerical trouble, and then the answer is "none". */
const MOST_PIVOTS = 10_000;

/** Cheapest cover, or undefined when the stock cannot cover some row. */
export function cheapestCover(cover: Cover): CoverAnswer | undefined {
  const rows = cover.share[0]?.length ?? 0;
  const limited = cover.stock.flatMap((stock, type) => (Number.isFinite(stock) ? [type] : []));
  const types = cover.cost.length;
  const width = rows + limited.length + types;
  const table = cover.share.map((share, type) => {
    const row = new Float64Array(width + 1);
    row.set(share);
    const at = limited.indexOf(type);
    if (at >= 0) row[rows + at] = -1;
    row[rows + limited.length + type] = 1;
    row[width] = cover.cost[type]!;
    return row;
  });
  const goal = new Float64Array(width + 1).fill(1, 0, rows);
  limited.forEach((type, at) => (goal[rows + at] = -cover.stock[type]!));
  const basis = cover.cost.map((_, type) => rows + limited.length + type);
  if (!climb(table, goal, basis)) return undefined;
  const prices = Array.from({ length: rows }, () => 0);
  basis.forEach((column, row) => {
    if (column < rows) prices[column] = Math.max(0, table[row]![width]!);
  });
  const units = cover.cost.map((_, type) => Math.max(0, -goal[rows + limited.length + type]!));
  return { units, prices };
}

/** Pivot to the optimum; false when unbounded (the stock does not cover) or out of pivots. */
function climb(table: readonly Float64Array[], goal: Float64Array, basis: number[]): boolean {
  const width = goal.length - 1;
  for (let pivots = 0; pivots < MOST_PIVOTS; pivots++) {
    let enter = -1;
    for (let c = 0; c < width && enter < 0; c++) if (goal[c]! > EPSILON) enter = c;
    if (enter < 0) return true;
    const leave = leavingRow(table, basis, enter);
    if (leave < 0) return false;
    pivot(table, goal, { row: leave, column: enter });
    basis[leave] = enter;
  }
  return false;
}

function leavingRow(table: readonly Float64Array[], basis: readonly number[], enter: number): number {
  let leave = -1;
  let least = Infinity;
  for (let r = 0; r < table.length; r++) {
    const row = table[r]!;
    if (row[enter]! <= EPSILON) continue;
    const ratio = row.at(-1)! / row[enter]!;
    if (ratio < least || (ratio === least && basis[r]! < basis[leave]!)) {
      least = ratio;
      leave = r;
    }
  }
  return leave;
}

function pivot(
  table: readonly Float64Array[],
  goal: Float64Array,
  at: { readonly row: number; readonly column: number },
) {
  const pivotRow = table[at.row]!;
  const by = pivotRow[at.column]!;
  for (let c = 0; c < pivotRow.length; c++) pivotRow[c]! /= by;
  for (const row of [...table, goal]) {
    const factor = row[at.column]!;
    if (row === pivotRow || factor === 0) continue;
    for (let c = 0; c < row.length; c++) row[c]! -= factor * pivotRow[c]!;
  }
}
