/** Two plans against each other: the figures by which plans are compared, the goals that differ, and the workloads that changed. */
import { type ComparedRow, type PlaceChange, type PlanDocument, comparisonOf } from "#planner";
import {
  changeText,
  comparedLabel,
  comparedText,
  decimal,
  grouped,
  listed,
  verdictText,
} from "#planner/report/index.ts";
import { table, wrapped } from "./table.ts";

/** A figure; undefined where a plan does not know it. */
type Value = number | string | undefined;

export interface Differences {
  /** `isComparable` is false where the figures are of different things: another currency, other years, other open lines. */
  readonly figures: readonly {
    readonly name: string;
    readonly a: Value;
    readonly b: Value;
    readonly isComparable: boolean;
  }[];
  /** What was asked differently, by the name of the field. */
  readonly goals: readonly { readonly name: string; readonly a: Value; readonly b: Value }[];
  readonly nowPlaced: readonly string[];
  readonly nowUnplaced: readonly string[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** Placed in both, on another target or among others. */
  readonly otherTarget: readonly string[];
  readonly otherHost: readonly string[];
  readonly isSame: boolean;
}

/** The value of a plan; a share is told in per cent. */
function valueOf(row: ComparedRow, at: 0 | 1): Value {
  const value = row.values[at] ?? undefined;
  return row.unit === "ratio" && value !== undefined ? comparedText(row, value) : value;
}

/** What differs; linear in the size of the plans, but for a sort of their hosts. */
export function differencesOf(a: PlanDocument, b: PlanDocument): Differences {
  const { rows, workloads } = comparisonOf([
    { id: "a", document: a },
    { id: "b", document: b },
  ]);
  const changed = (...kinds: readonly PlaceChange[]) =>
    workloads.filter(({ changes: [change = "same"] }) => kinds.includes(change)).map(({ workload }) => workload);
  const told = (row: ComparedRow) => ({ a: valueOf(row, 0), b: valueOf(row, 1) });
  return {
    figures: rows
      .filter(({ group, figure }) => group !== "question" || figure === "targets")
      .map((row) => ({
        name: comparedLabel(row),
        ...told(row),
        isComparable: row.differences[0]?.verdict !== "not-comparable",
      })),
    goals: rows
      .filter(
        ({ group, figure, differences: [one] }) =>
          group === "question" && figure !== "targets" && one?.verdict === "differs",
      )
      .map((row) => ({ name: row.figure, ...told(row) })),
    nowPlaced: changed("placed"),
    nowUnplaced: changed("unplaced"),
    onlyA: changed("gone"),
    onlyB: changed("new"),
    otherTarget: changed("target"),
    otherHost: changed("host"),
    isSame: JSON.stringify(a) === JSON.stringify(b),
  };
}

const MOST_NAMES = 12;

const shown = (value: unknown): string => {
  if (typeof value === "number") return Number.isInteger(value) ? grouped(value) : decimal(value, 2);
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "not set");
};

const change = ({ a, b, isComparable = true }: Omit<Row, "name">): string => {
  if (!isComparable) return verdictText("not-comparable");
  if (typeof a === "number" && typeof b === "number") return a === b ? "same" : changeText(a, b);
  return a === b ? "same" : "differs";
};

function moved(differences: Differences, a: string, b: string): string {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    [`placed in ${b} only`, differences.nowPlaced],
    [`unplaced in ${b} only`, differences.nowUnplaced],
    [`in ${a} only`, differences.onlyA],
    [`in ${b} only`, differences.onlyB],
    [`on another target in ${b}`, differences.otherTarget],
    [`on a host with other company in ${b}`, differences.otherHost],
  ];
  return lists
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => wrapped(`${grouped(names.length)} ${what}: ${listed(names, MOST_NAMES)}`))
    .join("");
}

/** Longer texts would stretch their column: they stand below the table. */
const MOST_CELL = 48;

interface Row {
  readonly name: string;
  readonly a: unknown;
  readonly b: unknown;
  readonly isComparable?: boolean;
}

const isLong = ({ a, b }: Row): boolean => [a, b].some((value) => shown(value).length > MOST_CELL);

/** What is too long for the table, side by side no more but said in full. */
function longText(
  rows: readonly Row[],
  titles: Pick<Row, "name"> & { readonly a: string; readonly b: string },
): string {
  return rows
    .filter(isLong)
    .map((row) =>
      row.a === row.b
        ? wrapped(`${row.name}: ${shown(row.a)} (${titles.name})`)
        : wrapped(`${row.name}: ${shown(row.a)} (${titles.a}); ${shown(row.b)} (${titles.b})`),
    )
    .join("");
}

/** The differences as a table, and the workloads that changed. */
export function differencesText(differences: Differences, a: string, b: string): string {
  if (differences.isSame) return "The two plans are the same.\n";
  const columns = [
    { header: "" },
    { header: a, isNumber: true },
    { header: b, isNumber: true },
    { header: "Change", isNumber: true },
  ];
  const figures = differences.figures.map((one) => ({ ...one, a: one.a ?? "–", b: one.b ?? "–" }));
  const all: readonly Row[] = [...figures, ...differences.goals];
  const rows = all.map((one) => [
    one.name,
    ...(isLong(one) ? ["below", "below"] : [shown(one.a), shown(one.b)]),
    change(one),
  ]);
  const lists = `${longText(all, { name: "both", a, b })}${moved(differences, a, b)}`;
  return `${table(columns, rows)}${lists === "" ? "" : `\n${lists}`}`;
}
