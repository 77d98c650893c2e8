/** The pictures of a what-if: alternatives by two figures, what moves one, how far its draws spread, how long each resource lasts. */
import type { PlanFigure, WhatIfDocument } from "#planner";
import {
  type RunwayFigure,
  type ScatterFigure,
  type SpreadFigure,
  type TornadoFigure,
  chanceNote,
  correlationFigure,
  decimal,
  figureDistance,
  figureInText,
  figureText,
  figureTitle,
  grouped,
  listed,
  percentText,
  runwayFigures,
  scatterFigure,
  spreadFigure,
  swingFigure,
} from "#planner/report/index.ts";
import type { DataTable } from "./data-table.ts";
import type { Picture } from "./picture.ts";
import { boxesSvg } from "./svg/boxes.ts";
import { runwaySvg } from "./svg/runway.ts";
import { scatterSvg } from "./svg/scatter.ts";
import { tornadoSvg } from "./svg/tornado.ts";

/** What the pictures are about. */
export interface WhatIfChoice {
  readonly x: PlanFigure;
  readonly y: PlanFigure;
  /** Whose sensitivity and spread are shown. */
  readonly figure: PlanFigure;
  /** Whose runway is shown, from 0. */
  readonly alternative: number;
}

const scatterTitle = ({ x, y, currency }: ScatterFigure) =>
  `${figureTitle(y, currency)} against ${figureInText(x, currency)}`;

function scatterTable(figure: ScatterFigure): DataTable {
  const { points, x, y, currency } = figure;
  return {
    caption: scatterTitle(figure),
    head: ["Alternative", "What it is", figureTitle(x, currency), figureTitle(y, currency), "Best"],
    rows: points.map((one) => ({
      head: one.alike === 0 ? String(one.number) : `${one.number} and ${grouped(one.alike)} alike`,
      cells: [one.says, figureText(x, one.x), figureText(y, one.y), one.isBest ? "yes" : "no"],
    })),
  };
}

function scatterPicture(document: WhatIfDocument, { x, y }: WhatIfChoice): readonly Picture[] {
  const figure = scatterFigure(document, x, y);
  if (figure.points.length < 2) return [];
  const compared = [
    "workloads unplaced",
    ...document.scenario.pareto.map((name) => figureInText(name, figure.currency)),
  ];
  const cut =
    figure.total > figure.points.length
      ? ` ${grouped(figure.points.length)} of ${grouped(figure.total)} places are shown, the best among them.`
      : "";
  return [
    {
      id: "scatter",
      title: scatterTitle(figure),
      caption: `Less is better in both. Best: no other alternative is as good in ${listed(compared, compared.length)}, and better in one.${cut}`,
      svg: scatterSvg(figure, "scatter"),
      table: scatterTable(figure),
    },
  ];
}

function tornadoPicture(figure: TornadoFigure | undefined): readonly Picture[] {
  if (figure === undefined || figure.bars.every(({ value }) => value === 0)) return [];
  const name = figureInText(figure.figure, figure.currency);
  const isRank = figure.kind === "correlation";
  const [longest] = figure.bars;
  return [
    {
      id: isRank ? "correlations" : "swings",
      title: isRank ? `What ${name} follows` : `What moves ${name} most`,
      caption: isRank
        ? `Rank correlation: 1 rises with it always, −1 falls with it always, 0 does not follow. Closest: ${longest?.label ?? ""}. ${chanceNote(figure.bars.map(({ draws = 0 }) => ({ draws })))}`
        : `Highest less lowest while everything else stays: the mean as a bar, the largest as a whisker. Most: ${longest?.label ?? ""}.`,
      svg: tornadoSvg(figure, isRank ? "correlations" : "swings"),
      table: {
        caption: isRank ? `Rank correlation with ${name}` : `Swing of ${name}`,
        head: isRank ? ["Uncertain", "Rank correlation", "Draws", "Chance"] : ["Varied", "Mean swing", "Largest swing"],
        rows: figure.bars.map(({ label, value, most, draws = 0, chance = "" }) => ({
          head: label,
          cells: isRank
            ? [decimal(value, 2), grouped(draws), chance]
            : [figureDistance(figure.figure, value), figureDistance(figure.figure, most ?? value)],
        })),
      },
    },
  ];
}

function spreadPicture(figure: SpreadFigure | undefined): readonly Picture[] {
  if (figure === undefined) return [];
  const name = figureTitle(figure.figure, figure.currency);
  const text = (value: number) => figureText(figure.figure, value);
  const cut =
    figure.total > figure.boxes.length
      ? ` The first ${figure.boxes.length} of ${grouped(figure.total)} alternatives are shown.`
      : "";
  return [
    {
      id: "spread",
      title: `${name} over the draws`,
      caption: `Box: half of the draws, with the median as a line; whiskers: nine draws of ten; dot: the mean.${cut}`,
      svg: boxesSvg(figure, "spread"),
      table: {
        caption: `${name} over the draws`,
        head: ["Alternative", "What it is", "Draws", "5th", "25th", "Median", "75th", "95th percentile", "Mean"],
        rows: figure.boxes.map((box) => ({
          head: String(box.number),
          cells: [box.says, grouped(box.draws), ...[box.p5, box.p25, box.median, box.p75, box.p95, box.mean].map(text)],
        })),
      },
    },
  ];
}

const ratioText = (value: number | undefined) =>
  value === undefined || !Number.isFinite(value) ? "none offered" : percentText(value);

function runwayTable({ resource, labels, median, early, late, isSampled }: RunwayFigure): DataTable {
  return {
    caption: `Use of ${resource} by month, of what the hosts offer`,
    head: isSampled ? ["Month", "Median", "5th percentile", "95th percentile"] : ["Month", "Used"],
    rows: labels.map((head, month) => ({
      head,
      cells: [median, ...(isSampled ? [late, early] : [])].map((values) => ratioText(values[month])),
    })),
  };
}

function runwayPicture(figure: RunwayFigure, i: number): Picture {
  const id = `runway-${i}`;
  return {
    id,
    title: `Runway: ${figure.resource}`,
    caption: figure.sentence,
    svg: runwaySvg(figure, id),
    table: runwayTable(figure),
  };
}

/** Pictures of rows: those there is something for. */
export function whatIfPictures(document: WhatIfDocument, choice: WhatIfChoice): readonly Picture[] {
  return [
    ...scatterPicture(document, choice),
    ...tornadoPicture(swingFigure(document, choice.figure)),
    ...tornadoPicture(correlationFigure(document, choice.figure)),
    ...spreadPicture(spreadFigure(document, choice.figure)),
  ];
}

/** A resource whose use stays below this is told in words only. */
const WORTH_DRAWING = 0.25;

/** One alternative's runway, first to run out first: pictures, and sentences of what is hardly used. */
export function runwayPictures(
  document: WhatIfDocument,
  { alternative }: WhatIfChoice,
): { readonly pictures: readonly Picture[]; readonly others: readonly string[] } {
  const figures = runwayFigures(document, alternative);
  const isDrawn = ({ early }: RunwayFigure) => early.some((ratio) => ratio >= WORTH_DRAWING);
  return {
    pictures: figures.filter(isDrawn).map(runwayPicture),
    others: figures.filter((figure) => !isDrawn(figure)).map(({ sentence }) => sentence),
  };
}
