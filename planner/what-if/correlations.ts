/** What figures follow of what is uncertain: rank correlations over the draws, and whether they stand out from chance. */
import { PLAN_FIGURE_NAMES, type PlanFigure } from "../plan-figures.ts";
import { criticalRank } from "./chance.ts";
import type { WhatIfRow } from "./rows.ts";
import type { Sample, Scenario } from "./scenario.ts";
import { rankCorrelation } from "./statistics.ts";

/** How surely a figure rises (1) or falls (−1) with something uncertain. */
export interface Correlation {
  /** JSON pointer, or the name of a factor. */
  readonly of: string;
  readonly figure: PlanFigure;
  /** Spearman's, mean over the alternatives. */
  readonly rank: number;
  /** Draws of one alternative that it rests on, the fewest of any. Alternatives share their draws, so more of them add none. */
  readonly draws?: number;
  /**
   * Stands out from chance, two-sided at 5 %. The mean over alternatives is held against the bound of a single one: its
   * spread by chance is at most that large. Both are absent in a document stored without them.
   */
  readonly isBeyondChance?: boolean;
}

/** What is uncertain and can be ranked: numbers drawn, by name. */
function drawnBy(name: string, { draw }: WhatIfRow): number | undefined {
  const value = draw?.values[name] ?? (draw?.factors as Readonly<Record<string, number>> | undefined)?.[name];
  return typeof value === "number" ? value : undefined;
}

/** Of one alternative; undefined where one of both does not vary. */
function rankedPairs(rows: readonly WhatIfRow[], name: string, figure: PlanFigure) {
  const pairs = rows.flatMap((row) => {
    const [x, y] = [drawnBy(name, row), row.figures[figure]];
    return x === undefined || y === undefined ? [] : [[x, y] as const];
  });
  const rank = rankCorrelation(
    pairs.map(([x]) => x),
    pairs.map(([, y]) => y),
  );
  return rank === undefined ? undefined : { rank, draws: pairs.length };
}

/** Names of what is drawn. */
const drawnNames = ({ draw, factors }: Sample) => [...Object.keys(draw), ...Object.keys(factors)];

/** The correlations, closest first within a figure. @param rows in any order; some may be missing. O(n log n) for each pair */
export function correlationsOf({ sample }: Scenario, rows: readonly WhatIfRow[]): readonly Correlation[] {
  if (sample === undefined) return [];
  const byAlternative = [...Map.groupBy(rows, ({ alternative }) => alternative).values()];
  const bounds = new Map<number, number>();
  const boundOf = (draws: number) => {
    const bound = bounds.get(draws) ?? criticalRank(draws);
    bounds.set(draws, bound);
    return bound;
  };
  const one = (of: string, figure: PlanFigure): readonly Correlation[] => {
    const found = byAlternative.flatMap((own) => rankedPairs(own, of, figure) ?? []);
    if (found.length === 0) return [];
    const rank = found.reduce((sum, { rank: own }) => sum + own, 0) / found.length;
    const draws = found.reduce((least, { draws: own }) => Math.min(least, own), Infinity);
    return [{ of, figure, rank, draws, isBeyondChance: Math.abs(rank) >= boundOf(draws) }];
  };
  return PLAN_FIGURE_NAMES.flatMap((figure) =>
    drawnNames(sample)
      .flatMap((of) => one(of, figure))
      .sort((a, b) => Math.abs(b.rank) - Math.abs(a.rank)),
  );
}
