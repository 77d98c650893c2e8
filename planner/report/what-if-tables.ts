/** A what-if's tables as text: alternatives over their draws, single rows, losses, what differs between two rows, what could not be planned. */
import type { PlanFigure } from "../plan-figures.ts";
import type { Alternative, FailureResult, RowDifference, Spread, WhatIfDocument, WhatIfRow } from "../what-if/index.ts";
import { isDrawn } from "../what-if/scenario.ts";
import { counted, grouped, listed } from "./numbers.ts";
import { type TableView, tableView } from "./table-view.ts";
import { whatIfCurrency } from "./what-if-currency.ts";
import { knownFigures } from "./what-if-figures.ts";
import { askedText, askedTitle, figureChange, figureText, figureTitle } from "./what-if-names.ts";
import type { WhatIfCurrency } from "./what-if-units.ts";
import { MOST_LOSS_NAMES, lossText, triedText } from "./what-if-words.ts";

/** Rows written out; CSV has all. */
export const MOST_TABLE_ROWS = 100;
const MARK = "yes";

/** Worth a column where they are known, and those that the scenario compares. */
const COLUMNS: readonly PlanFigure[] = ["hosts", "unplaced", "peakW", "kWhPerYear", "racks", "costDiscounted"];

/** Figures that get a column. */
export function tableFigures(document: WhatIfDocument): readonly PlanFigure[] {
  const wanted = new Set<PlanFigure>([...COLUMNS, ...document.scenario.pareto]);
  return knownFigures(document).filter((name) => wanted.has(name));
}

/** How rows are put in order. */
export interface RowOrder {
  /** "row", a figure, or a JSON pointer that is varied. */
  readonly by: string;
  readonly isDescending: boolean;
}

/** A cell that heads a column, and what the column is sorted by. */
export interface SortColumn {
  readonly key: string;
  readonly title: string;
  readonly isNumber: boolean;
}

/** A table whose columns can be sorted by. */
export interface SortedTable {
  readonly columns: readonly SortColumn[];
  readonly rows: readonly {
    readonly number: number;
    readonly cells: readonly { readonly text: string; readonly isNumber: boolean }[];
  }[];
  /** Rows there are, those cut included. */
  readonly total: number;
}

function compared(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [textA, textB] = [triedText(a), triedText(b)];
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}

/** Sorted, what is not known always last. */
function ordered<T>(list: readonly T[], valueOf: (one: T) => unknown, isDescending: boolean): readonly T[] {
  const sign = isDescending ? -1 : 1;
  return list.toSorted((a, b) => {
    const [valueA, valueB] = [valueOf(a), valueOf(b)];
    if (valueA === undefined || valueB === undefined)
      return Number(valueA === undefined) - Number(valueB === undefined);
    return sign * compared(valueA, valueB);
  });
}

const spreadText = (name: PlanFigure, spread: Spread | undefined): string =>
  spread === undefined
    ? "–"
    : `${figureText(name, spread.mean)} (${figureText(name, spread.p5)}–${figureText(name, spread.p95)})`;

const axesOf = ({ scenario }: WhatIfDocument, currency: WhatIfCurrency) =>
  Object.keys(scenario.vary).map((key) => ({ key, title: askedTitle(key, currency), isNumber: false }));

const figureColumns = (names: readonly PlanFigure[], currency: WhatIfCurrency) =>
  names.map((key) => ({ key, title: figureTitle(key, currency), isNumber: true }));

const word = (text: string) => ({ text, isNumber: false });
const amount = (text: string) => ({ text, isNumber: true });

/** Alternatives: their figure, or over draws its mean and what nine draws of ten lie within. @param onlyBest those that no other beats */
export function alternativesTable(document: WhatIfDocument, order: RowOrder, onlyBest = false): SortedTable {
  const names = tableFigures(document);
  const isSampled = isDrawn(document.scenario);
  const currency = whatIfCurrency(document.scenario);
  const axes = axesOf(document, currency);
  const valueOf = (one: Alternative): unknown => {
    if (order.by in one.overrides) return one.overrides[order.by];
    const spread = one.figures[order.by as PlanFigure];
    return order.by === "row" ? one.index : spread?.mean;
  };
  const all = document.result.alternatives.filter(({ isOnFront }) => isOnFront || !onlyBest);
  const text = (one: Alternative, name: PlanFigure) =>
    isSampled ? spreadText(name, one.figures[name]) : figureText(name, one.figures[name]?.mean);
  return {
    columns: [
      { key: "row", title: "#", isNumber: true },
      ...(onlyBest ? [] : [{ key: "", title: "Best", isNumber: false }]),
      ...axes,
      ...figureColumns(names, currency),
    ],
    rows: ordered(all, valueOf, order.isDescending)
      .slice(0, MOST_TABLE_ROWS)
      .map((one) => ({
        number: one.index + 1,
        cells: [
          ...(onlyBest ? [] : [word(one.isOnFront ? MARK : "")]),
          ...axes.map(({ key }) => word(askedText(key, one.overrides[key]))),
          ...names.map((name) => amount(text(one, name))),
        ],
      })),
    total: all.length,
  };
}

/** Single rows, with what was drawn for each. */
export function rowsTable(document: WhatIfDocument, order: RowOrder): SortedTable {
  const names = tableFigures(document);
  const { sample } = document.scenario;
  const currency = whatIfCurrency(document.scenario);
  const axes = axesOf(document, currency);
  const drawn = [...Object.keys(sample?.draw ?? {}), ...Object.keys(sample?.factors ?? {})];
  const askedOf = ({ overrides, draw }: WhatIfRow): Readonly<Record<string, unknown>> => ({
    ...overrides,
    ...draw?.values,
    ...draw?.factors,
  });
  const valueOf = (row: WhatIfRow): unknown =>
    order.by === "row" ? row.index : (askedOf(row)[order.by] ?? row.figures[order.by as PlanFigure]);
  return {
    columns: [
      { key: "row", title: "#", isNumber: true },
      ...axes,
      ...drawn.map((key) => ({ key, title: askedTitle(key, currency), isNumber: true })),
      { key: "", title: "Status", isNumber: false },
      ...figureColumns(names, currency),
    ],
    rows: ordered(document.result.rows, valueOf, order.isDescending)
      .slice(0, MOST_TABLE_ROWS)
      .map((row) => ({
        number: row.index + 1,
        cells: [
          ...axes.map(({ key }) => word(askedText(key, row.overrides[key]))),
          ...drawn.map((name) => amount(askedText(name, askedOf(row)[name]))),
          word(row.status),
          ...names.map((name) => amount(figureText(name, row.figures[name]))),
        ],
      })),
    total: document.result.rows.length,
  };
}

function lossCells({ failure, cases, isComplete, worst, strandings }: FailureResult): readonly string[] {
  const played = isComplete ? grouped(cases) : `${grouped(cases)} of more`;
  if (worst === undefined) return [lossText(failure), played, "no host of the plan", "", "", ""];
  const names = listed([...(strandings[0]?.workloads ?? [])], MOST_LOSS_NAMES);
  const stranded = worst.stranded === 0 ? "nobody" : names;
  return [
    lossText(failure),
    played,
    listed([...worst.lost], MOST_LOSS_NAMES),
    grouped(worst.restarted),
    grouped(worst.stranded),
    stranded,
  ];
}

/** What losses leave without a place, those that strand most first; undefined where none is played. */
export function lossesTable({ result }: WhatIfDocument): TableView | undefined {
  const all = result.rows.flatMap(({ index, failures = [] }) => failures.map((one) => ({ index, one })));
  if (all.length === 0) return undefined;
  const worst = all.toSorted((a, b) => (b.one.worst?.stranded ?? 0) - (a.one.worst?.stranded ?? 0));
  const more = all.length - MOST_TABLE_ROWS;
  return tableView(
    "Losses, those that leave most without a place first",
    ["Row", "~Loss of", "Cases played", "~Worst case", "Restart", "Without a place", "~Who"],
    worst.slice(0, MOST_TABLE_ROWS).map(({ index, one }) => [String(index + 1), ...lossCells(one)]),
    more > 0 ? [`${counted(more, "more line")}, in the JSON.`] : [],
  );
}

/** What differs between two rows. @param numbers the rows', from 1 */
export function differenceTable(
  { asked, figures }: RowDifference,
  [a, b]: readonly [number, number],
  currency: WhatIfCurrency,
): TableView {
  return tableView(
    `Row ${b} against row ${a}`,
    ["What", `Row ${a}`, `Row ${b}`, "Change"],
    [
      ...asked.map((one) => [askedTitle(one.of, currency), askedText(one.of, one.a), askedText(one.of, one.b), ""]),
      ...figures.map((one) => [
        figureTitle(one.figure, currency),
        figureText(one.figure, one.a),
        figureText(one.figure, one.b),
        figureChange(one.figure, { from: one.a, to: one.b }),
      ]),
    ],
  );
}

/** Rows whose request is not valid, and why. */
export function refusedTable({ result }: WhatIfDocument): TableView | undefined {
  const refused = result.rows.filter(({ problems }) => problems !== undefined);
  if (refused.length === 0) return undefined;
  const more = refused.length - MOST_TABLE_ROWS;
  return tableView(
    "Rows that could not be planned",
    ["Row", "~Why"],
    refused
      .slice(0, MOST_TABLE_ROWS)
      .map(({ index, problems = [] }) => [
        String(index + 1),
        problems.map((p) => (p.pointer === "" ? p.detail : `${p.pointer}: ${p.detail}`)).join("; "),
      ]),
    more > 0 ? [`${counted(more, "more row")}, in the CSV.`] : [],
  );
}
