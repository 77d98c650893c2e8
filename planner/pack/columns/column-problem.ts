/**
 * The packing problem as column generation sees it: items that nothing tells apart folded into classes with a need, and
 * per type the rows (a constant, or a varying resource in one slot) that can ever be exceeded. A column is what one bin
 * holds: so many of these classes. Rules "apart" stay: one item of each rule per column. Other rules are left out, so
 * what is proved of this problem holds for the original, and a column may still be refused by a rule.
 */
import { APART } from "../bound-apart.ts";
import type { BinType, PackProblem } from "../problem.ts";
import { rowsOfType } from "./type-rows.ts";

/** What one bin of a type holds at most, row by row. */
export interface TypeRows {
  /** [row] > 0 */
  readonly capacity: Float64Array;
  /** [class * rows + row] */
  readonly size: Float64Array;
  /** [class] most items of the class in one bin as far as rows go; 0 = may not stand here. */
  readonly most: Int32Array;
  readonly cost: number;
  /** Bins there are; Infinity = never short. */
  readonly stock: number;
}

export interface ColumnProblem {
  readonly problem: PackProblem;
  /** [class] its items, ascending. */
  readonly classes: readonly (readonly number[])[];
  /** [class] items of the class. */
  readonly need: Int32Array;
  /** [type] index as in the problem; a type without stock holds nothing. */
  readonly types: readonly TypeRows[];
  /** [class] indices of its apart-rules: a bin takes one item of each. */
  readonly rulesOf: readonly (readonly number[])[];
  readonly rules: number;
  /** [class] indices of the charges it brings on. */
  readonly chargesOf: readonly (readonly number[])[];
  /** [charge][type] cost. */
  readonly charges: readonly Float64Array[];
}

/** What one bin holds. Classes ascend. */
export interface Column {
  readonly type: number;
  readonly classes: Int32Array;
  readonly counts: Int32Array;
  /** Cost of the bin with its charges. */
  readonly cost: number;
}

/** Lists of the groups (rules, charges) each placed item is in. */
function groupsOf(items: number, groups: readonly (readonly number[])[]): readonly number[][] {
  const of = Array.from({ length: items }, (): number[] => []);
  for (const [g, members] of groups.entries()) for (const item of members) of[item]!.push(g);
  return of;
}

/**
 * Fold the placed items into classes. Items that need nothing anywhere are left out: they go along with others.
 * @param placed indices of the items to be packed, each once
 */
export function columnProblem(problem: PackProblem, placed: readonly number[]): ColumnProblem {
  const apart = problem.rules.filter((rule) => rule.kind === APART);
  const charges = problem.charges ?? [];
  const rulesOf = groupsOf(
    problem.items,
    apart.map((rule) => rule.items),
  );
  const chargesOf = groupsOf(
    problem.items,
    charges.map((charge) => charge.items),
  );
  const rows = problem.types.map((type) => rowsOfType(problem, type, placed));
  const folded = new Map<string, number[]>();
  for (const item of placed) {
    const sizes = rows.map(({ of }, t) => (problem.types[t]!.eligible[item] === 1 ? of(item).join() : "-"));
    const key = [...sizes, rulesOf[item]!.join(), chargesOf[item]!.join()].join("|");
    if (rulesOf[item]!.length === 0 && sizes.every((size) => /^[0,-]*$/.test(size))) continue;
    const known = folded.get(key);
    if (known === undefined) folded.set(key, [item]);
    else known.push(item);
  }
  const classes = [...folded.values()];
  return {
    problem,
    classes,
    need: Int32Array.from(classes, (items) => items.length),
    types: problem.types.map((type, t) => typeRows(type, rows[t]!, { classes, rulesOf })),
    rulesOf: classes.map((items) => rulesOf[items[0]!]!),
    rules: apart.length,
    chargesOf: classes.map((items) => chargesOf[items[0]!]!),
    charges: charges.map((charge) => charge.cost),
  };
}

function typeRows(
  type: BinType,
  rows: { readonly capacity: Float64Array; readonly of: (item: number) => Float64Array },
  { classes, rulesOf }: { readonly classes: readonly (readonly number[])[]; readonly rulesOf: readonly number[][] },
): TypeRows {
  const { capacity } = rows;
  const size = new Float64Array(classes.length * capacity.length);
  const most = Int32Array.from(classes, (items, c) => {
    const item = items[0]!;
    const sizes = rows.of(item);
    size.set(sizes, c * capacity.length);
    if (type.eligible[item] !== 1 || type.maxBins < 1) return 0;
    const fit = sizes.reduce(
      (least, s, r) => (s > 0 ? Math.min(least, Math.floor(capacity[r]! / s)) : least),
      Infinity,
    );
    return Math.min(fit, rulesOf[item]!.length > 0 ? 1 : items.length);
  });
  return { capacity, size, most, cost: type.cost, stock: type.maxBins };
}

/** A column from counts per class. @param counts [class], at least one > 0 */
export function columnOf(problem: ColumnProblem, type: number, counts: Int32Array): Column {
  const classes = Int32Array.from([...counts.keys()].filter((c) => counts[c]! > 0));
  const charged = new Set([...classes].flatMap((c) => problem.chargesOf[c]!));
  let cost = problem.types[type]!.cost;
  for (const charge of charged) cost += problem.charges[charge]![type]!;
  return { type, classes, counts: classes.map((c) => counts[c]!), cost };
}

/** Equal columns have equal keys. */
export const keyOf = (column: Column): string => `${column.type}:${column.classes.join()}:${column.counts.join()}`;
