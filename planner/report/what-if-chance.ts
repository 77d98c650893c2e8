/** Whether a rank correlation says something or may be chance, in words and for documents that were stored without it. */
import { type Correlation, correlationsOf } from "../what-if/correlations.ts";
import type { WhatIfDocument } from "../what-if/index.ts";
import { counted, grouped } from "./numbers.ts";

/** A correlation with what it rests on. */
export type JudgedCorrelation = Required<Correlation>;

const isJudged = (one: Correlation): one is JudgedCorrelation =>
  one.draws !== undefined && one.isBeyondChance !== undefined;

/** The correlations of a what-if; where its document does not say what they rest on, its rows do. */
export function judgedCorrelations({ scenario, result }: WhatIfDocument): readonly JudgedCorrelation[] {
  const all = result.correlations.every(isJudged) ? result.correlations : correlationsOf(scenario, result.rows);
  return all.filter(isJudged);
}

/** "stands out" or "may be chance". */
export const chanceText = ({ isBeyondChance }: Pick<JudgedCorrelation, "isBeyondChance">): string =>
  isBeyondChance ? "stands out" : "may be chance";

/** What the words mean, and how much they rest on, in two sentences. @param all at least one */
export function chanceNote(all: readonly Pick<JudgedCorrelation, "draws">[]): string {
  const draws = all.map((one) => one.draws);
  const [least, most] = [Math.min(...draws), Math.max(...draws)];
  const over = least === most ? counted(most, "draw") : `${grouped(least)} to ${counted(most, "draw")}`;
  return `Over ${over}. May be chance: what has nothing to do with the figure correlates with it as much in more than one case of twenty.`;
}
