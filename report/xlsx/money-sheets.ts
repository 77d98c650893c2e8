/** Sheets on licences and money. What nobody named a price for is empty or a line "without", never 0. */
import type { PlanDocument, PlanResult } from "#planner/contract/index.ts";
import { costKindText } from "#planner/report/index.ts";
import type { Cell } from "./cell.ts";
import type { Sheet } from "./workbook.ts";

/** Both sides of the licences, today's first. */
function licenceSides({ licences }: PlanResult) {
  return [
    { side: "Today", all: licences?.before ?? [] },
    { side: "Plan", all: licences?.after ?? [] },
  ];
}

/** One line per licence and side. */
export const licencesSheet = ({ result }: PlanDocument): Sheet => ({
  name: "Licences",
  columns: [
    { title: "Side", width: 8 },
    { title: "Licence", width: 20 },
    { title: "Product", width: 28 },
    { title: "Title", width: 36 },
    { title: "Counted in", width: 16 },
    { title: "Units", width: 10 },
    { title: "Units to buy", width: 10 },
    { title: "Price each (currency)", width: 12 },
    { title: "Currency", width: 10 },
    { title: "Price as of", width: 12 },
    { title: "Due every year", width: 10 },
    { title: "Once (currency)", width: 14 },
    { title: "Per year (currency)", width: 14 },
    { title: "Rule", width: 60 },
    { title: "Source of the rule", width: 24 },
    { title: "Source of the price", width: 24 },
  ],
  rows: licenceSides(result).flatMap(({ side, all }) =>
    all.map((one): readonly Cell[] => [
      side,
      one.id,
      one.product,
      one.title,
      one.unit,
      one.units,
      one.toBuy,
      one.price?.each,
      one.price?.currency,
      one.price?.asOf,
      one.price?.isYearly,
      one.once,
      one.perYear,
      one.rule,
      one.source,
      one.price?.source,
    ]),
  ),
});

/** How the units come about: one line per licence and place. */
export const licenceLinesSheet = ({ result }: PlanDocument): Sheet => ({
  name: "Licence lines",
  columns: [
    { title: "Side", width: 8 },
    { title: "Licence", width: 20 },
    { title: "Where", width: 36 },
    { title: "Units", width: 10 },
    { title: "Counted in", width: 16 },
    { title: "Why", width: 80 },
  ],
  rows: licenceSides(result).flatMap(({ side, all }) =>
    all.flatMap((one) => one.lines.map(({ scope, units, why }) => [side, one.id, scope, units, one.unit, why])),
  ),
});

type Money = NonNullable<PlanResult["money"]>;

const sideRows = (
  side: string,
  { lines, total, discounted, without }: Money["after"],
): readonly (readonly Cell[])[] => [
  ...lines.map((line) => [
    side,
    "line",
    costKindText(line.kind),
    line.what,
    line.once,
    line.perYear,
    line.total,
    line.discounted,
  ]),
  ...without.map((what) => [side, "without", undefined, what]),
  [side, "total", undefined, undefined, undefined, undefined, total, discounted],
];

/** Lines, what they are without, and the total of each side; no line when no price is named. */
export function costSheet({ result }: PlanDocument): Sheet {
  const { money } = result;
  const currency = money?.currency ?? "currency";
  return {
    name: "Cost",
    columns: [
      { title: "Side", width: 8 },
      { title: "Row", width: 10 },
      { title: "Kind", width: 26 },
      { title: "What", width: 40 },
      { title: `Once (${currency})`, width: 16 },
      { title: `Per year (${currency})`, width: 16 },
      { title: `Over all years (${currency})`, width: 18 },
      { title: `In today's money (${currency})`, width: 18 },
    ],
    rows:
      money === undefined
        ? []
        : [...(money.before === undefined ? [] : sideRows("Today", money.before)), ...sideRows("Plan", money.after)],
  };
}
