/**
 * What the rows of a scenario say together: each alternative over its draws, which alternatives are beaten by no other,
 * which varied field moves which figure most (its swing, the rest held), which uncertain one most (its rank correlation).
 */
import { PLAN_FIGURE_NAMES, type PlanFigure } from "../plan-figures.ts";
import { type Correlation, correlationsOf } from "./correlations.ts";
import type { Figures, WhatIfRow } from "./rows.ts";
import type { Scenario } from "./scenario.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import type { Overrides } from "./variants.ts";

export interface Alternative {
  /** Number of the alternative, from 0. */
  readonly index: number;
  readonly overrides: Overrides;
  /** Draws planned, and those that were invalid; without sampling one of them is 1. */
  readonly planned: number;
  readonly invalid: number;
  /** Each figure over the draws that know it. */
  readonly figures: Readonly<Partial<Record<PlanFigure, Spread>>>;
  /** No other alternative is as good in every figure compared and better in one, by the means; false where one is not known. */
  readonly isOnFront: boolean;
}

/** How far a figure moves when one field takes its values and everything else stays. */
export interface Swing {
  readonly pointer: string;
  readonly figure: PlanFigure;
  /** Mean over the places of all other fields of highest less lowest, in the figure's unit, ≥ 0. */
  readonly swing: number;
  /** The largest of them. */
  readonly most: number;
}

export interface Findings {
  readonly alternatives: readonly Alternative[];
  /** Greatest first within a figure, by its share of the figure's own mean. */
  readonly swings: readonly Swing[];
  readonly correlations: readonly Correlation[];
}

const numbersOf = (rows: readonly { readonly figures: Figures }[], name: PlanFigure) =>
  rows.flatMap(({ figures }) => figures[name] ?? []);

type Unjudged = Omit<Alternative, "isOnFront">;

function alternativeOf(index: number, rows: readonly WhatIfRow[]): Unjudged {
  const figures = PLAN_FIGURE_NAMES.flatMap((name) => {
    const spread = spreadOf(numbersOf(rows, name));
    return spread === undefined ? [] : [[name, spread]];
  });
  const invalid = rows.filter(({ status }) => status === "invalid").length;
  const planned = rows.length - invalid;
  return { index, overrides: rows[0]?.overrides ?? {}, planned, invalid, figures: Object.fromEntries(figures) };
}

/** Means of the figures compared; undefined where one of them is not known. Figures that nobody knows are left out before. */
function meansOf(one: Unjudged, names: readonly PlanFigure[]): readonly number[] | undefined {
  const means = names.flatMap((name) => one.figures[name]?.mean ?? []);
  return means.length === names.length && one.planned > 0 ? means : undefined;
}

const isBeatenBy = (mine: readonly number[], theirs: readonly number[]): boolean =>
  theirs.every((value, i) => value <= mine[i]!) && theirs.some((value, i) => value < mine[i]!);

/** Which alternatives are beaten by no other. O(n²) */
function front(all: readonly Unjudged[], asked: readonly PlanFigure[]): readonly Alternative[] {
  const names = (["unplaced", ...asked] as const).filter((name) => all.some(({ figures }) => name in figures));
  const means = all.map((one) => meansOf(one, names));
  return all.map((one, i) => {
    const mine = means[i];
    const isOnFront = mine !== undefined && means.every((theirs) => theirs === undefined || !isBeatenBy(mine, theirs));
    return { ...one, isOnFront };
  });
}

/** Alternatives that differ in one field only, in groups; alone, an alternative shows no swing. */
function groupsAlong(alternatives: readonly Alternative[], pointer: string): readonly (readonly Alternative[])[] {
  const groups = new Map<string, Alternative[]>();
  for (const one of alternatives) {
    if (!(pointer in one.overrides)) continue;
    const rest = JSON.stringify(Object.entries(one.overrides).filter(([name]) => name !== pointer));
    groups.set(rest, [...(groups.get(rest) ?? []), one]);
  }
  return [...groups.values()];
}

function swingOf(groups: readonly (readonly Alternative[])[], figure: PlanFigure): Omit<Swing, "pointer"> | undefined {
  const swings = groups.flatMap((group) => {
    const means = group.flatMap(({ figures }) => figures[figure]?.mean ?? []);
    return means.length < 2 ? [] : [Math.max(...means) - Math.min(...means)];
  });
  if (swings.length === 0) return undefined;
  return { figure, swing: swings.reduce((sum, one) => sum + one, 0) / swings.length, most: Math.max(...swings) };
}

function swingsOf(scenario: Scenario, alternatives: readonly Alternative[]): readonly Swing[] {
  const groups = Object.keys(scenario.vary).map((pointer) => ({ pointer, along: groupsAlong(alternatives, pointer) }));
  return PLAN_FIGURE_NAMES.flatMap((figure) =>
    groups
      .flatMap(({ pointer, along }) => {
        const found = swingOf(along, figure);
        return found === undefined ? [] : [{ pointer, ...found }];
      })
      .sort((a, b) => b.swing - a.swing),
  );
}

/** What rows say together. @param rows those that were planned, in order; some may be missing */
export function findingsOf(scenario: Scenario, rows: readonly WhatIfRow[]): Findings {
  const byAlternative = [...Map.groupBy(rows, ({ alternative }) => alternative).entries()];
  const alternatives = front(
    byAlternative.map(([index, own]) => alternativeOf(index, own)),
    scenario.pareto,
  );
  return {
    alternatives,
    swings: swingsOf(scenario, alternatives),
    correlations: correlationsOf(scenario, rows),
  };
}
