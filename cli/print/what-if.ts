/**
 * What-if rows: the values that were changed beside what came of them, as a table; over the draws of one alternative the
 * mean and what nine draws of ten lie within. Below it what moves the answers most. CSV and JSON have every row.
 */
import {
  type Alternative,
  type PlanFigure,
  type Scenario,
  type Spread,
  type WhatIfResult,
  type WhatIfRow,
  isDrawn,
} from "#planner";
import {
  askedName,
  askedText,
  askedTitle,
  chanceNote,
  chanceText,
  counted,
  decimal,
  figureDistance,
  figureInText,
  figureText,
  figureTitle,
  grouped,
  judgedCorrelations,
  listed,
  whatIfCurrency,
} from "#planner/report/index.ts";
import { failuresText } from "./failures.ts";
import { runwayText } from "./runway.ts";
import { stacked } from "./stacked.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

/** What fits beside the axes; CSV and JSON have all. Those after the watts are shown where some row knows them. */
const ALWAYS: readonly PlanFigure[] = ["hosts", "bound", "gapRatio", "unplaced", "meanW", "peakW"];
const WHERE_KNOWN: readonly PlanFigure[] = ["racks", "licenceUnitsToBuy", "costDiscounted", "kgCO2ePerYear"];
/** Over many draws these say enough: ranges are wide. */
const OVER_DRAWS: readonly PlanFigure[] = ["hosts", "unplaced", "peakW", "racks", "costDiscounted"];

const MARK = "●";
const FRONT_HEADER = "Best";

const known = (names: readonly PlanFigure[], alternatives: readonly Alternative[]) =>
  names.filter((name) => alternatives.some(({ figures }) => name in figures));

/** A figure of one plan; what its cost leaves out makes it a marked one. */
function plainText(name: PlanFigure, spread: Spread | undefined, isOpen: boolean): string {
  const text = figureText(name, spread?.mean);
  return isOpen && spread !== undefined && name === "costDiscounted" ? `${text} *` : text;
}

/** "12.4 (11–14)". */
function spreadText(name: PlanFigure, spread: Spread | undefined): string {
  const mean = figureText(name, spread?.mean);
  return spread === undefined ? mean : `${mean} (${figureText(name, spread.p5)}–${figureText(name, spread.p95)})`;
}

/** What the costs that are marked leave out. */
function openText(rows: readonly WhatIfRow[]): string {
  const without = new Set(rows.flatMap(({ costWithout }) => costWithout));
  return without.size === 0 ? "" : `\n${wrapped(`* Cost is without ${listed([...without], without.size)}.`)}`;
}

function alternativesText(scenario: Scenario, { alternatives, rows }: WhatIfResult): string {
  const axes = Object.keys(scenario.vary);
  const currency = whatIfCurrency(scenario);
  const isSampled = isDrawn(scenario);
  const figures = isSampled ? known(OVER_DRAWS, alternatives) : [...ALWAYS, ...known(WHERE_KNOWN, alternatives)];
  const open = new Set(rows.flatMap((row) => (row.costWithout.length > 0 ? [row.alternative] : [])));
  const text = (one: Alternative, name: PlanFigure) =>
    isSampled ? spreadText(name, one.figures[name]) : plainText(name, one.figures[name], open.has(one.index));
  /** A column under its name. */
  const column = (title: string, textOf: (one: Alternative) => string, isNumber: boolean) => {
    const cells = alternatives.map(textOf);
    return { header: stacked(title, cells), isNumber, cells };
  };
  const columns = [
    column("#", ({ index }) => String(index + 1), true),
    ...axes.map((of) => column(askedTitle(of, currency), ({ overrides }) => askedText(of, overrides[of]), false)),
    ...figures.map((name) => column(figureTitle(name, currency), (one) => text(one, name), true)),
    column(FRONT_HEADER, ({ isOnFront }) => (isOnFront ? MARK : ""), false),
  ];
  return table(
    columns,
    alternatives.map((_, i) => columns.map(({ cells }) => cells[i] ?? "")),
  );
}

/** What the marks and ranges mean. */
function legend(scenario: Scenario, { alternatives }: WhatIfResult): string {
  const { pareto, sample } = scenario;
  const currency = whatIfCurrency(scenario);
  const compared = known(["unplaced", ...pareto], alternatives).map((name) => figureInText(name, currency));
  const range =
    sample === undefined || !isDrawn(scenario)
      ? ""
      : ` Mean of ${counted(sample.count, "draw")}, in brackets what 90% of them lie within.`;
  return `\n${wrapped(`${MARK} No other is as good in ${listed(compared, compared.length)} and better in one.${range}`)}`;
}

/** Which varied field moves which figure, most first; figures that do not move are left out. */
function swingsText(scenario: Scenario, { swings }: WhatIfResult): string {
  const { pareto } = scenario;
  const currency = whatIfCurrency(scenario);
  const lines = swings
    .filter(({ figure, most }) => most > 0 && (figure === "unplaced" || pareto.includes(figure)))
    .map(({ figure, pointer, swing, most }) => [
      figureTitle(figure, currency),
      askedName(pointer),
      figureDistance(figure, swing),
      figureDistance(figure, most),
    ]);
  if (lines.length === 0) return "";
  const columns: readonly Column[] = [
    { header: "Figure" },
    { header: "Moved by" },
    { header: "Mean\nswing", isNumber: true },
    { header: "Largest\nswing", isNumber: true },
  ];
  return `\nWhat moves the answers most, everything else held\n${table(columns, lines)}`;
}

/** Which uncertain figure the answers follow, by rank correlation. */
function correlationsText(scenario: Scenario, result: WhatIfResult): string {
  const { pareto } = scenario;
  const currency = whatIfCurrency(scenario);
  const told = judgedCorrelations({ scenario, result }).filter(
    ({ figure }) => figure === "unplaced" || pareto.includes(figure),
  );
  if (told.length === 0) return "";
  const lines = told.map((one) => [
    figureTitle(one.figure, currency),
    askedName(one.of),
    decimal(one.rank, 2),
    grouped(one.draws),
    chanceText(one),
  ]);
  const columns: readonly Column[] = [
    { header: "Figure" },
    { header: "Follows" },
    { header: "Rank\ncorrelation", isNumber: true },
    { header: "Draws", isNumber: true },
    { header: "Chance" },
  ];
  return `\nWhat is uncertain and moves the answers most\n${table(columns, lines)}${wrapped(chanceNote(told))}`;
}

const MOST_PROBLEMS = 20;

function problemsText(rows: readonly WhatIfRow[]): string {
  const refused = rows.filter(({ problems }) => problems !== undefined);
  if (refused.length === 0) return "";
  const lines = refused
    .slice(0, MOST_PROBLEMS)
    .flatMap(({ index, problems }) =>
      (problems ?? []).map((p) => wrapped(`${index + 1}: ${p.pointer === "" ? "" : `${p.pointer}: `}${p.detail}`)),
    );
  const more = refused.length - MOST_PROBLEMS;
  return `\nNot planned\n${lines.join("")}${more > 0 ? `and ${counted(more, "more row")}\n` : ""}`;
}

/** A scenario's answer as tables; variants that are not valid say why below them. */
export function whatIfText(scenario: Scenario, result: WhatIfResult): string {
  return [
    `${scenario.name}\n\n`,
    alternativesText(scenario, result),
    openText(result.rows),
    legend(scenario, result),
    swingsText(scenario, result),
    correlationsText(scenario, result),
    runwayText(scenario, result),
    failuresText(result),
    problemsText(result.rows),
  ].join("");
}
