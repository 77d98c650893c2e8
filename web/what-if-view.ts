/** What the page of a what-if shows by its address: two figures, the one whose sensitivity is drawn, an alternative, an order, two rows. */
import type { Request } from "express";
import type { PlanFigure, WhatIfDocument, WhatIfRow } from "#planner";
import { InvalidInput } from "#planner/contract/index.ts";
import {
  alternativeText,
  figureTitle,
  grouped,
  isPlanFigure,
  knownFigures,
  whatIfCurrency,
} from "#planner/report/index.ts";
import type { ChoiceMenu, WhatIfBodyOptions, WhatIfChoice } from "#report";
import { queryText } from "./methods.ts";
import { rowNumber, twoRows } from "./what-if-rows.ts";

const MOST_MENU = 200;
const DESCENDING = "desc";

/** The first of the names that is known; the first known one where none is. */
const firstOf = (names: readonly PlanFigure[], known: readonly PlanFigure[]): PlanFigure =>
  names.find((name) => known.includes(name)) ?? known[0] ?? "hosts";

function choiceOf(request: Request, document: WhatIfDocument): WhatIfChoice {
  const known = knownFigures(document);
  const asked = (name: string, otherwise: PlanFigure): PlanFigure => {
    const text = queryText(request, name) ?? "";
    return isPlanFigure(text) && known.includes(text) ? text : otherwise;
  };
  const [first = "hosts", ...others] = document.scenario.pareto;
  const alternative = Number(/^[1-9]\d{0,5}$/.exec(queryText(request, "alternative") ?? "")?.[0] ?? 1) - 1;
  const isThere = document.result.alternatives.some(({ index }) => index === alternative);
  return {
    x: asked("x", firstOf([first], known)),
    y: asked("y", firstOf([...others, "peakW"], known)),
    figure: asked("figure", firstOf(["costDiscounted", "peakW", first], known)),
    alternative: isThere ? alternative : (document.result.alternatives[0]?.index ?? 0),
  };
}

const option = (value: string, text: string, chosen: string) => ({ value, text, isChosen: value === chosen });

function menusOf(document: WhatIfDocument, choice: WhatIfChoice): readonly ChoiceMenu[] {
  const known = knownFigures(document);
  const currency = whatIfCurrency(document.scenario);
  const figures = (name: string, label: string, chosen: PlanFigure): ChoiceMenu => ({
    name,
    label,
    options: known.map((one) => option(one, figureTitle(one, currency), chosen)),
  });
  const { alternatives } = document.result;
  const runways: ChoiceMenu = {
    name: "alternative",
    label: "Runway of alternative",
    options: alternatives
      .slice(0, MOST_MENU)
      .map((one) =>
        option(
          String(one.index + 1),
          `${one.index + 1}: ${alternativeText(one, currency)}`.slice(0, 80),
          String(choice.alternative + 1),
        ),
      ),
  };
  const hasRunway = document.scenario.growth !== undefined && alternatives.length > 1;
  if (known.length === 0) return [];
  return [
    figures("x", "Across", choice.x),
    figures("y", "Up", choice.y),
    figures("figure", "What moves", choice.figure),
    ...(hasRunway ? [runways] : []),
  ];
}

function comparedOf(request: Request, document: WhatIfDocument) {
  const [a, b] = [queryText(request, "a"), queryText(request, "b")];
  if (a === undefined || b === undefined) return { comparedWrong: "" };
  try {
    const compared: readonly [WhatIfRow, WhatIfRow] = twoRows(document, `${a},${b}`);
    return { compared, comparedWrong: "" };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { comparedWrong: error.problems.map(({ detail }) => `${detail}.`).join(" ") };
  }
}

/**
 * What the address chooses; what it names that is not there is left at what the page shows by itself.
 * @param csv where all rows are as CSV
 */
export function whatIfOptions(request: Request, csv: string, document: WhatIfDocument): WhatIfBodyOptions {
  const choice = choiceOf(request, document);
  const order = { by: queryText(request, "sort") ?? "row", isDescending: queryText(request, "order") === DESCENDING };
  const shown = [
    ["x", choice.x],
    ["y", choice.y],
    ["figure", choice.figure],
    ["alternative", String(choice.alternative + 1)],
  ] as const;
  const sortedBy = (key: string, isDescending: boolean) => {
    const query = new URLSearchParams({ ...Object.fromEntries(shown), sort: key });
    if (isDescending) query.set("order", DESCENDING);
    return `?${query.toString()}#rows`;
  };
  const menus = menusOf(document, choice);
  return {
    choice,
    order,
    sortedBy,
    csv,
    menus,
    kept:
      order.by === "row"
        ? []
        : [{ name: "sort", value: order.by }, ...(order.isDescending ? [{ name: "order", value: DESCENDING }] : [])],
    hasForms: true,
    ...comparedOf(request, document),
  };
}

/** The same for who only reads: an order of the rows can be chosen, nothing is asked. */
export const readOptions = (request: Request, csv: string, document: WhatIfDocument): WhatIfBodyOptions => ({
  ...whatIfOptions(request, csv, document),
  menus: [],
  hasForms: false,
});

/** What the choice of one row to plan in full begins with: the second of those compared, and how many there are. */
export const rowChoice = (request: Request, { result }: WhatIfDocument) => ({
  rowAsked: rowNumber(queryText(request, "b") ?? "") || Math.min(2, result.rows.length),
  rowCount: grouped((result.rows.at(-1)?.index ?? 0) + 1),
});
