/**
 * A what-if's pictures as data: alternatives by two figures, what moves a figure, how far its draws spread. Long lists are
 * cut, and the figure says by how much.
 */
import { PLAN_FIGURE_NAMES, type PlanFigure } from "../plan-figures.ts";
import type { Alternative, WhatIfDocument, WhatIfRow } from "../what-if/index.ts";
import { isDrawn } from "../what-if/scenario.ts";
import { chanceText, judgedCorrelations } from "./what-if-chance.ts";
import { whatIfCurrency } from "./what-if-currency.ts";
import { askedName, askedPhrase } from "./what-if-names.ts";
import type { WhatIfCurrency } from "./what-if-units.ts";

/** Points, boxes and bars that a picture holds. */
const MOST_POINTS = 500;
const MOST_DRAWS = 2000;
const MOST_BOXES = 24;
const MOST_BARS = 16;

/** What an alternative is, in words: "Growth of demand 20%, Targets esx-3.0@…"; the base where nothing is varied. */
export function alternativeText({ overrides }: Pick<Alternative, "overrides">, currency: WhatIfCurrency): string {
  const parts = Object.entries(overrides).map(([pointer, value]) => askedPhrase(pointer, value, currency));
  return parts.length === 0 ? "the base" : parts.join(", ");
}

/** Figures that some row knows. */
export const knownFigures = ({ result }: WhatIfDocument): readonly PlanFigure[] =>
  PLAN_FIGURE_NAMES.filter((name) => result.alternatives.some(({ figures }) => name in figures));

/** Alternatives at one place as a point; with draws at their means. */
export interface ScatterPoint {
  /** Number of the first of them, from 1. */
  readonly number: number;
  /** Further ones with the same two figures, as good or beaten as the first. */
  readonly alike: number;
  readonly says: string;
  readonly x: number;
  readonly y: number;
  readonly isBest: boolean;
}

export interface ScatterFigure {
  readonly currency: WhatIfCurrency;
  readonly x: PlanFigure;
  readonly y: PlanFigure;
  readonly points: readonly ScatterPoint[];
  /** Single draws. */
  readonly draws: readonly { readonly x: number; readonly y: number }[];
  /** Places there are, those not shown included. */
  readonly total: number;
}

/** Alternatives by two figures; best ones are never cut. */
export function scatterFigure({ scenario, result }: WhatIfDocument, x: PlanFigure, y: PlanFigure): ScatterFigure {
  const currency = whatIfCurrency(scenario);
  const all = result.alternatives.flatMap((one): ScatterPoint[] => {
    const [atX, atY] = [one.figures[x]?.mean, one.figures[y]?.mean];
    if (atX === undefined || atY === undefined) return [];
    const says = alternativeText(one, currency);
    return [{ number: one.index + 1, alike: 0, says, x: atX, y: atY, isBest: one.isOnFront }];
  });
  const places = Map.groupBy(all, (one) => `${one.x} ${one.y} ${one.isBest}`).values();
  const joined = [...places].flatMap(([first, ...others]) => (first ? [{ ...first, alike: others.length }] : []));
  const points = joined.toSorted((a, b) => Number(b.isBest) - Number(a.isBest)).slice(0, MOST_POINTS);
  const draws = isDrawn(scenario)
    ? result.rows.slice(0, MOST_DRAWS).flatMap(({ figures }) => {
        const [atX, atY] = [figures[x], figures[y]];
        return atX === undefined || atY === undefined ? [] : [{ x: atX, y: atY }];
      })
    : [];
  return { currency, x, y, points: points.toSorted((a, b) => a.number - b.number), draws, total: joined.length };
}

/** One thing that moves a figure. */
export interface TornadoBar {
  readonly label: string;
  /** Mean swing in the figure's unit, or rank correlation from −1 to 1. */
  readonly value: number;
  /** Largest swing. */
  readonly most?: number;
  /** Of a correlation: draws it rests on, and "stands out" or "may be chance". */
  readonly draws?: number;
  readonly chance?: string;
}

export interface TornadoFigure {
  readonly currency: WhatIfCurrency;
  readonly figure: PlanFigure;
  readonly kind: "swing" | "correlation";
  /** Longest first. */
  readonly bars: readonly TornadoBar[];
}

/** What is varied, by how far it moves the figure; undefined when nothing is. */
export function swingFigure({ scenario, result }: WhatIfDocument, figure: PlanFigure): TornadoFigure | undefined {
  const bars = result.swings
    .filter((one) => one.figure === figure)
    .slice(0, MOST_BARS)
    .map(({ pointer, swing, most }) => ({ label: askedName(pointer), value: swing, most }));
  return bars.length === 0 ? undefined : { currency: whatIfCurrency(scenario), figure, kind: "swing", bars };
}

/** What is drawn, by how surely the figure follows it; undefined when nothing is, or the figure does not move. */
export function correlationFigure(document: WhatIfDocument, figure: PlanFigure): TornadoFigure | undefined {
  const bars = judgedCorrelations(document)
    .filter((one) => one.figure === figure)
    .slice(0, MOST_BARS)
    .map((one) => ({ label: askedName(one.of), value: one.rank, draws: one.draws, chance: chanceText(one) }));
  return bars.length === 0
    ? undefined
    : { currency: whatIfCurrency(document.scenario), figure, kind: "correlation", bars };
}

/** The draws of one alternative. */
export interface SpreadBox {
  readonly number: number;
  readonly says: string;
  readonly draws: number;
  readonly p5: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly mean: number;
}

export interface SpreadFigure {
  readonly currency: WhatIfCurrency;
  readonly figure: PlanFigure;
  readonly boxes: readonly SpreadBox[];
  readonly total: number;
}

/** The least value that at least this part of the sorted values does not exceed: as the percentiles of the rows are taken. */
const ranked = (sorted: readonly number[], ratio: number): number =>
  sorted[Math.max(0, Math.ceil(ratio * sorted.length) - 1)] ?? Number.NaN;

function boxOf(
  one: Alternative,
  { figure, currency }: Pick<SpreadFigure, "figure" | "currency">,
  rows: readonly WhatIfRow[],
): readonly SpreadBox[] {
  const spread = one.figures[figure];
  if (spread === undefined) return [];
  const sorted = rows.flatMap(({ figures }) => figures[figure] ?? []).toSorted((a, b) => a - b);
  return [
    {
      ...spread,
      number: one.index + 1,
      says: alternativeText(one, currency),
      draws: sorted.length,
      p25: ranked(sorted, 0.25),
      p75: ranked(sorted, 0.75),
    },
  ];
}

/** How far a figure's draws spread, alternative by alternative; undefined without draws. */
export function spreadFigure({ scenario, result }: WhatIfDocument, figure: PlanFigure): SpreadFigure | undefined {
  if (!isDrawn(scenario)) return undefined;
  const rows = Map.groupBy(result.rows, ({ alternative }) => alternative);
  const known = result.alternatives.filter(({ figures }) => figure in figures);
  const about = { figure, currency: whatIfCurrency(scenario) };
  const boxes = known.slice(0, MOST_BOXES).flatMap((one) => boxOf(one, about, rows.get(one.index) ?? []));
  return boxes.length === 0 ? undefined : { ...about, boxes, total: known.length };
}
