/** The runway of one alternative as pictures' data and as sentences: use by month, when it runs out, when to order. */
import { calendarMonth } from "../forecast/months.ts";
import type { Forecast, ForecastMonth, OrderBy, Runway } from "../forecast/index.ts";
import type { WhatIfDocument } from "../what-if/index.ts";
import { counted, percentText } from "./numbers.ts";
import { resourceName } from "./words.ts";

/** One resource over the months. */
export interface RunwayFigure {
  readonly resource: string;
  readonly sentence: string;
  /** [month] used of what is offered; Infinity where nothing is. */
  readonly early: readonly number[];
  readonly median: readonly number[];
  readonly late: readonly number[];
  readonly isSampled: boolean;
  /** Months in which it runs out; absent beyond the horizon. */
  readonly outAt?: number;
  readonly earlyOut?: number;
  readonly lateOut?: number;
  readonly order?: { readonly month: number; readonly text: string };
  /** [month] "2028-03", or its number. */
  readonly labels: readonly string[];
}

const monthText = ({ month, calendar }: ForecastMonth) => calendar ?? `month ${month}`;
const orderText = ({ date, month }: OrderBy) =>
  date === undefined && month < 0 ? "at once" : `by ${date ?? `month ${month}`}`;

const usedText = (ratio: number | null | undefined) =>
  ratio === undefined || ratio === null || !Number.isFinite(ratio) ? "more than there is" : percentText(ratio);

/** What a resource's runway comes to, in one or two sentences. */
export function runwaySentence(runway: Runway, { months, draws }: Forecast): string {
  const name = resourceName(runway.resource);
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const { median, early, late, orderBy, withinRatio, usedRatio } = runway;
  const order = orderBy === undefined ? "" : ` Order ${orderText(orderBy)}.`;
  const horizon = counted(months, "month");
  if (early === undefined)
    return `${title}: enough for ${horizon}, ${usedText(usedRatio[0]?.median)} used now, ${usedText(usedRatio.at(-1)?.median)} then.`;
  if (median === undefined)
    return `${title}: enough for ${horizon} in most draws, but in ${percentText(withinRatio)} of them it runs out, first in ${monthText(early)}.${order}`;
  const isCertain = draws <= 1 || (early.month === median.month && late?.month === median.month);
  const last = late === undefined ? `beyond ${horizon}` : monthText(late);
  const range = isCertain ? "" : `, in nine draws of ten from ${monthText(early)} to ${last}`;
  return `${title}: runs out in ${monthText(median)}${range}.${order}`;
}

/** Ratios as numbers: what is not finite became null where it was stored. */
const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Infinity);

function figureOf(runway: Runway, forecast: Forecast, start: string | undefined): RunwayFigure {
  const { early, median, late, orderBy } = runway;
  return {
    resource: resourceName(runway.resource),
    sentence: runwaySentence(runway, forecast),
    early: numbers(runway.usedRatio.map(({ p95 }) => p95)),
    median: numbers(runway.usedRatio.map((one) => one.median)),
    late: numbers(runway.usedRatio.map(({ p5 }) => p5)),
    isSampled: forecast.draws > 1,
    ...(median && { outAt: median.month }),
    ...(early && { earlyOut: early.month }),
    ...(late && { lateOut: late.month }),
    ...(orderBy && { order: { month: orderBy.month, text: orderText(orderBy) } }),
    labels: runway.usedRatio.map((_, month) => (start === undefined ? String(month) : calendarMonth(start, month))),
  };
}

/** Runways of one alternative, first to run out first; none where it has none. @param alternative from 0 */
export function runwayFigures({ scenario, result }: WhatIfDocument, alternative: number): readonly RunwayFigure[] {
  const forecast = result.rows.find((row) => row.alternative === alternative && row.forecast !== undefined)?.forecast;
  if (forecast === undefined) return [];
  return forecast.runways.map((runway) => figureOf(runway, forecast, scenario.growth?.start));
}

/** What sums leave out, and what they cannot say. */
export function runwayNote({ result }: WhatIfDocument): string {
  const leftOut = result.rows.reduce((most, { forecast }) => Math.max(most, forecast?.leftOut ?? 0), 0);
  const out = leftOut === 0 ? "" : ` ${counted(leftOut, "workload")} that no host here can take are in no sum.`;
  return `By sums over all hosts: no plan lasts longer, pieces and rules may end it sooner.${out}`;
}
