/**
 * PUE, facility over IT energy, as surveys of operators gave it year by year: averages over sites that answered, not
 * measurements. The latest is what a request without a facility is reckoned with.
 */
import { type Sourced, seen } from "#models/fact.ts";

const row = (value: number, ref: string): Sourced<number> => ({
  value,
  source: seen(ref),
  note: "average of the operators who answered the yearly survey",
});

/** Average PUE by year of the survey. */
export const PUE_BY_YEAR: ReadonlyMap<number, Sourced<number>> = new Map([
  [2007, row(2.5, "pue-survey-history, pue-survey-table")],
  [2011, row(1.98, "pue-survey-table")],
  [2013, row(1.65, "pue-survey-table")],
  [2014, row(1.65, "pue-survey-2021")],
  [2018, row(1.58, "pue-survey-history")],
  [2019, row(1.67, "pue-survey-table, pue-survey-2021")],
  [2020, row(1.58, "pue-survey-2020")],
  [2021, row(1.57, "pue-survey-2021")],
  [2022, row(1.55, "pue-survey-2022")],
  [2023, row(1.58, "pue-survey-2023, pue-survey-2022")],
  [2024, row(1.56, "pue-survey-table")],
]);

const YEARS = [...PUE_BY_YEAR.keys()];

/** The latest survey's year. */
export const LATEST_PUE_YEAR = Math.max(...YEARS);

/** Average PUE of the last survey up to a year; before the first survey the first one's. */
export function pueOfYear(year: number): Sourced<number> {
  const latest = YEARS.filter((y) => y <= year).at(-1) ?? YEARS[0];
  const found = latest === undefined ? undefined : PUE_BY_YEAR.get(latest);
  if (found === undefined) throw new Error("no survey of PUE is known");
  return found;
}
