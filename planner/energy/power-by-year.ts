/**
 * How far a server's draw has risen at 10 % load, by year: the bend of the two-piece power model for machines of which
 * only the two ends are known. Medians of published SPECpower_ssj2008 results, which are tuned: servers in the field
 * draw more at low load. Years before the first row get a straight line (there it fits better), later ones the last row.
 */
import { type Sourced, seen } from "#models/fact.ts";

const SOURCE = seen("specpower-model-error");

const median = (value: number, results: number): Sourced<number> =>
  Object.freeze({ value, source: SOURCE, note: `median of ${results} results of that year` });

/** Draw at 10 % load over draw at 100 % load, by year of publication. */
export const P10_OVER_PEAK_BY_YEAR: ReadonlyMap<number, Sourced<number>> = new Map([
  [2012, median(0.34, 106)],
  [2013, median(0.38, 22)],
  [2014, median(0.46, 5)],
  [2015, median(0.32, 13)],
  [2016, median(0.33, 15)],
  [2017, median(0.28, 26)],
  [2018, median(0.3, 34)],
  [2019, median(0.3, 59)],
  [2020, median(0.45, 28)],
  [2021, median(0.36, 41)],
  [2022, median(0.36, 26)],
]);

const YEARS = [...P10_OVER_PEAK_BY_YEAR.keys()];
const FIRST_YEAR = Math.min(...YEARS);
const LAST_YEAR = Math.max(...YEARS);

/** The median for that year; undefined before the table begins, the last row after it ends. */
export function p10OverPeak(year: number): Sourced<number> | undefined {
  return year < FIRST_YEAR ? undefined : P10_OVER_PEAK_BY_YEAR.get(Math.min(year, LAST_YEAR));
}
