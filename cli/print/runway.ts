/**
 * The runway of what-if alternatives: for one, every resource; for several, the one that runs out first. Months are those
 * of the calendar where the scenario says when it starts, and "month 27" otherwise.
 */
import type { Forecast, ForecastMonth, OrderBy, Runway, Scenario, WhatIfResult } from "#planner";
import { counted, percentText, resourceName } from "#planner/report/index.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

/** A scenario with many alternatives has its runways in JSON. */
const MOST_ALTERNATIVES = 40;

const monthText = ({ month, calendar }: ForecastMonth) => calendar ?? `month ${month}`;

const LATER = "later";
const orLater = (month: ForecastMonth | undefined) => (month === undefined ? LATER : monthText(month));

/** Both ends of what nine draws of ten lie within. */
function rangeText({ early, late }: Runway): string {
  return early === undefined ? LATER : `${monthText(early)} – ${orLater(late)}`;
}

const orderText = (order: OrderBy | undefined) =>
  order === undefined ? "" : (order.date ?? (order.month < 0 ? "at once" : `month ${order.month}`));

const usedText = ({ usedRatio }: Runway, at: number) => {
  const ratio = usedRatio.at(at)?.median;
  return ratio === undefined || !Number.isFinite(ratio) ? "none offered" : percentText(ratio);
};

const cellsOf = (runway: Runway, isSampled: boolean) => [
  resourceName(runway.resource),
  usedText(runway, 0),
  usedText(runway, -1),
  orLater(runway.median),
  ...(isSampled ? [rangeText(runway)] : []),
  orderText(runway.orderBy),
];

function columnsOf(isSampled: boolean, months: number): readonly Column[] {
  return [
    { header: "Resource" },
    { header: "Used\nnow", isNumber: true },
    { header: `in ${counted(months, "month")}`.replace(/ (?=months?$)/, "\n"), isNumber: true },
    { header: isSampled ? "Runs out\n(median)" : "Runs out" },
    ...(isSampled ? [{ header: "90% within" }] : []),
    { header: "Order by" },
  ];
}

type Told = Forecast & { readonly alternative: number };

function tableOf(all: readonly Told[], months: number): string {
  const isSampled = all.some(({ draws }) => draws > 1);
  const [only] = all;
  if (all.length === 1 && only !== undefined)
    return table(
      columnsOf(isSampled, months),
      only.runways.map((runway) => cellsOf(runway, isSampled)),
    );
  const rows = all
    .slice(0, MOST_ALTERNATIVES)
    .map(({ alternative, runways: [first] }) => [
      String(alternative + 1),
      ...(first === undefined ? ["none"] : cellsOf(first, isSampled)),
    ]);
  const more = all.length - MOST_ALTERNATIVES;
  const rest = more > 0 ? `and ${counted(more, "alternative")} more, in --json\n` : "";
  return `${table([{ header: "#", isNumber: true }, ...columnsOf(isSampled, months)], rows)}${rest}`;
}

/** The runways as a table; "" where the scenario has no growth. */
export function runwayText({ growth }: Scenario, { rows }: WhatIfResult): string {
  const all = rows.flatMap(({ forecast, alternative }) =>
    forecast === undefined ? [] : [{ ...forecast, alternative }],
  );
  if (growth === undefined || all.length === 0) return "";
  const leftOut = all.reduce((most, one) => Math.max(most, one.leftOut), 0);
  const out = leftOut === 0 ? "" : ` ${counted(leftOut, "workload")} that no host here can take are in no sum.`;
  const note = `By sums over all hosts: no plan lasts longer, pieces and rules may end it sooner.${out}`;
  const title = all.length === 1 ? "Runway of the hosts" : "Runway of the hosts, what runs out first";
  return `\n${title}\n${tableOf(all, growth.months)}\n${wrapped(note)}`;
}
