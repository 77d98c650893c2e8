/**
 * A what-if as the body of its page: best alternatives, all of them, pictures, runway, losses, two rows against each other,
 * what could not be planned. Choices stand in the page's address; who makes the page says how.
 */
import type { WhatIfDocument, WhatIfRow } from "#planner";
import { isDrawn, rowDifference } from "#planner/asking/index.ts";
import {
  type RowOrder,
  type SortedTable,
  alternativesTable,
  counted,
  differenceTable,
  grouped,
  listed,
  lossesTable,
  refusedTable,
  rowsTable,
  runwayNote,
  whatIfCurrency,
} from "#planner/report/index.ts";
import { template } from "./templates.ts";
import { type WhatIfChoice, runwayPictures, whatIfPictures } from "./what-if-pictures.ts";

/** A menu of the page. */
export interface ChoiceMenu {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly isChosen: boolean }[];
}

/** What the page around the body says. */
export interface WhatIfBodyOptions {
  readonly choice: WhatIfChoice;
  readonly order: RowOrder;
  /** Address of the page with rows in another order; the section to jump to is its end. */
  readonly sortedBy: (key: string, isDescending: boolean) => string;
  /** Where all rows are as CSV. */
  readonly csv: string;
  /** Menus that change the choice; sent by GET to the page itself. */
  readonly menus: readonly ChoiceMenu[];
  /** Hidden fields that keep the rest of the address. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  /** False = nothing is asked of the reader: no choice of two rows. */
  readonly hasForms: boolean;
  /** Two rows to compare; absent = none chosen. */
  readonly compared?: readonly [WhatIfRow, WhatIfRow];
  /** What was wrong with the rows that were chosen; "" = nothing. */
  readonly comparedWrong: string;
}

/** A text of so many characters stays on one line: a target, an amount with its range. */
const SHORT = 28;

function tableData(table: SortedTable, caption: string, options: WhatIfBodyOptions) {
  const { order, sortedBy } = options;
  const shown = table.rows.length;
  const cut =
    shown < table.total ? `The first ${grouped(shown)} of ${grouped(table.total)} in this order are shown.` : "";
  return {
    caption,
    columns: table.columns.map(({ key, title, isNumber }) => {
      const isSorted = key !== "" && key === order.by;
      return {
        title,
        isNumber,
        href: key === "" ? "" : sortedBy(key, isSorted && !order.isDescending),
        sort: isSorted ? (order.isDescending ? "descending" : "ascending") : "",
      };
    }),
    rows: table.rows.map(({ cells, ...row }) => ({
      ...row,
      cells: cells.map((cell) => ({ ...cell, isShort: cell.text.length <= SHORT })),
    })),
    cut,
  };
}

/** What the alternatives' costs leave out. */
function openText({ result }: WhatIfDocument): string {
  const without = new Set(result.rows.flatMap(({ costWithout }) => costWithout));
  return without.size === 0 ? "" : `Costs are without ${listed([...without], without.size)}.`;
}

function headlines({ scenario, result }: WhatIfDocument) {
  const invalid = result.rows.filter(({ status }) => status === "invalid").length;
  const best = result.alternatives.filter(({ isOnFront }) => isOnFront).length;
  return [
    {
      label: "Rows planned",
      value: grouped(result.rows.length - invalid),
      note: invalid > 0 ? `${grouped(invalid)} not valid` : "",
    },
    { label: "Alternatives", value: grouped(result.alternatives.length), note: "" },
    ...(isDrawn(scenario)
      ? [
          {
            label: "Draws of each",
            value: grouped(scenario.sample?.count ?? 1),
            note: `seed ${scenario.sample?.seed ?? 1}`,
          },
        ]
      : []),
    { label: "Best", value: grouped(best), note: "beaten by no other" },
  ];
}

function sectionsOf(has: Readonly<Record<string, boolean>>) {
  const all = [
    ["best", "Best"],
    ["rows", "Rows"],
    ["pictures", "Pictures"],
    ["runway", "Runway"],
    ["losses", "Losses"],
    ["compare", "Compare rows"],
    ["refused", "Not planned"],
  ] as const;
  return all.filter(([id]) => has[id] ?? true).map(([id, title]) => ({ id, title }));
}

/** The body, from its `h2` headings down; the page around it has the `h1`. */
export function whatIfBody(document: WhatIfDocument, options: WhatIfBodyOptions): string {
  const { scenario, result } = document;
  const isSampled = isDrawn(scenario);
  const runway = runwayPictures(document, options.choice);
  const hasRunway = runway.pictures.length + runway.others.length > 0;
  const pictures = whatIfPictures(document, options.choice);
  const [losses, refused] = [lossesTable(document), refusedTable(document)];
  const { compared } = options;
  const hasComparison = options.hasForms || compared !== undefined || options.comparedWrong !== "";
  const numbers = [(compared?.[0].index ?? 0) + 1, (compared?.[1].index ?? 1) + 1] as const;
  const difference =
    compared === undefined ? undefined : differenceTable(rowDifference(...compared), numbers, whatIfCurrency(scenario));
  const mean = isSampled ? ", mean and what nine draws of ten lie within" : "";
  const best = alternativesTable(document, { by: "row", isDescending: false }, true);
  return template("what-if-body")({
    sections: sectionsOf({
      best: best.total > 0,
      pictures: pictures.length > 0,
      runway: hasRunway,
      losses: losses !== undefined,
      compare: hasComparison,
      refused: refused !== undefined,
    }),
    isComplete: result.isComplete,
    missing: `It was ended early: ${counted(result.rows.length, "row")} are there, the others were not planned.`,
    headlines: headlines(document),
    best: { ...tableData(best, `Best alternatives${mean}`, options), isThere: best.total > 0 },
    all: tableData(alternativesTable(document, options.order), `Alternatives${mean}`, options),
    single: isSampled ? tableData(rowsTable(document, options.order), "Rows, one for each draw", options) : undefined,
    isOrdered: options.order.by !== "row",
    open: openText(document),
    csv: options.csv,
    menus: options.menus,
    kept: options.kept,
    pictures,
    runway: runway.pictures,
    others: runway.others,
    hasRunway,
    runwayNote: runwayNote(document),
    losses,
    refused,
    hasForms: options.hasForms,
    hasComparison,
    a: numbers[0],
    b: numbers[1],
    comparedWrong: options.comparedWrong,
    difference,
    isSame: difference?.rows.length === 0,
  });
}
