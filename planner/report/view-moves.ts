/** What a plan says of its moves, for the report: the trade-off curve, the waves, who moves where. Long lists are cut. */
import type { PlanMoves, PlanResult } from "../contract/index.ts";
import { hostLabels } from "./columns.ts";
import { counted, decimal, grouped, memoryText } from "./numbers.ts";

/** Points of the curve in a table; the first, the last and the plan's own are always among them. */
const MOST_POINTS = 12;
const MOST_MOVES = 20;
const MOST_WAVES = 20;
const SECONDS_PER_MINUTE = 60;

/** A point of the curve as text. */
export interface CurveRow {
  readonly moves: string;
  readonly memory: string;
  readonly hosts: string;
  /** Hosts fewer than today. */
  readonly saved: string;
  /** The fewest moves there can be, or that these are. */
  readonly least: string;
  readonly isPlan: boolean;
}

export interface MovesView {
  readonly sentence: string;
  readonly curve: readonly CurveRow[];
  readonly waves: readonly {
    readonly wave: string;
    readonly steps: string;
    readonly memory: string;
    readonly time: string;
  }[];
  readonly rows: readonly {
    readonly workload: string;
    readonly from: string;
    readonly to: string;
    readonly memory: string;
    readonly wave: string;
  }[];
  /** Lists that were cut, and steps that are more than a move. */
  readonly notes: readonly string[];
}

/** The trade-off curve as data: hosts in use after so many moves. */
export interface CurveFigure {
  readonly todayHosts: number;
  readonly points: readonly { readonly moves: number; readonly hosts: number; readonly isPlan: boolean }[];
}

type Point = PlanMoves["curve"][number];

/** The curve of a plan; undefined when it was not re-planned. */
export function curveFigure({ moves, summary }: PlanResult): CurveFigure | undefined {
  if (moves === undefined) return undefined;
  const isPlan = (point: Point) => point.moves === moves.list.length && point.hosts === summary.hostsUsed;
  const points = moves.curve.map((point) => ({ moves: point.moves, hosts: point.hosts, isPlan: isPlan(point) }));
  return { todayHosts: moves.today.hosts, points };
}

/** Indices of up to `most` of `count`, evenly spread, the first, the last and `also` among them. */
function spread(count: number, most: number, also: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  const even = Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)));
  return [...new Set([...even, ...(also >= 0 ? [also] : [])])].sort((a, b) => a - b);
}

/** Rows of the curve, at most `most` and the plan's own. */
export function curveRows(result: PlanResult, most = MOST_POINTS): readonly CurveRow[] {
  const { moves } = result;
  const figure = curveFigure(result);
  if (moves === undefined || figure === undefined) return [];
  const own = figure.points.findIndex(({ isPlan }) => isPlan);
  return spread(moves.curve.length, most, own).flatMap((at) => {
    const point = moves.curve[at];
    if (point === undefined) return [];
    return [
      {
        moves: grouped(point.moves),
        memory: memoryText(point.memoryMiB),
        hosts: grouped(point.hosts),
        saved: grouped(moves.today.hosts - point.hosts),
        least: point.moves === point.leastMoves ? "the fewest" : `at least ${grouped(point.leastMoves)}`,
        isPlan: at === own,
      },
    ];
  });
}

function sentenceOf({ today, list, curve }: PlanMoves, { summary }: PlanResult): string {
  const last = curve.at(-1);
  const { hostsUsed } = summary;
  const from = `Today ${counted(today.hosts, "host")} ${today.hosts === 1 ? "is" : "are"} in use`;
  const came =
    today.newcomers > 0
      ? ` ${counted(today.newcomers, "workload")} ${today.newcomers === 1 ? "stands" : "stand"} on no host of the targets today.`
      : "";
  const more =
    last === undefined || last.hosts === hostsUsed
      ? ""
      : ` ${counted(last.moves, "move")} would bring it down to ${counted(last.hosts, "host")}.`;
  if (list.length === 0) return `${from}; nothing has to move, and no move is worth it.${more}${came}`;
  const memory = list.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0);
  const own = curve.find(({ hosts, moves }) => hosts === hostsUsed && moves === list.length);
  const proof = own?.leastMoves === list.length ? " No plan on so few hosts has fewer moves." : "";
  return `${from}, ${grouped(hostsUsed)} after ${counted(list.length, "move")} of ${memoryText(memory)}.${proof}${more}${came}`;
}

const timeOf = (seconds: number | undefined): string =>
  seconds === undefined
    ? ""
    : seconds < SECONDS_PER_MINUTE
      ? `${decimal(seconds)} s`
      : `${decimal(seconds / SECONDS_PER_MINUTE)} min`;

/** "12 moves", or what else is among them. */
function stepsText(steps: PlanMoves["waves"][number]["steps"]): string {
  const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
  const parts = (["move", "stop", "start"] as const).flatMap((kind) => {
    const n = count(kind);
    return n === 0 ? [] : [counted(n, kind)];
  });
  return parts.join(", ");
}

function notesOf({ list, waves }: PlanMoves): readonly string[] {
  const steps = waves.flatMap((wave) => wave.steps);
  const moves = steps.filter(({ kind }) => kind === "move");
  const twice = moves.length - new Set(moves.map(({ workload }) => workload)).size;
  const stops = steps.filter(({ kind }) => kind === "stop").length;
  return [
    ...(list.length > MOST_MOVES ? [`The first ${MOST_MOVES} of ${counted(list.length, "move")} are shown.`] : []),
    ...(waves.length > MOST_WAVES ? [`The first ${MOST_WAVES} of ${counted(waves.length, "wave")} are shown.`] : []),
    ...(twice > 0 ? [`${counted(twice, "workload")} moves twice: hosts exchange workloads by way of a third.`] : []),
    ...(stops > 0
      ? [`${counted(stops, "workload")} has to be stopped and started again: no host has room for both copies.`]
      : []),
  ];
}

/** Index of the wave in which a workload arrives for good, by workload. */
function lastWaves({ waves }: PlanMoves): ReadonlyMap<string, number> {
  return new Map(waves.flatMap(({ steps }, wave) => steps.map(({ workload }) => [workload, wave + 1] as const)));
}

/** The moves as text; undefined when the plan was not re-planned. */
export function movesView(result: PlanResult, nameOf: ReadonlyMap<string, string>): MovesView | undefined {
  const { moves } = result;
  if (moves === undefined) return undefined;
  const label = hostLabels([...result.hosts, ...moves.list.map(({ from }) => hostRow(result, from))]);
  const memory = new Map(moves.list.map(({ workload, memoryMiB }) => [workload, memoryMiB]));
  const waveOf = lastWaves(moves);
  return {
    sentence: sentenceOf(moves, result),
    curve: curveRows(result),
    waves: moves.waves.slice(0, MOST_WAVES).map(({ steps, seconds }, wave) => ({
      wave: grouped(wave + 1),
      steps: stepsText(steps),
      memory: memoryText(
        steps.reduce((sum, { kind, workload }) => sum + (kind === "move" ? (memory.get(workload) ?? 0) : 0), 0),
      ),
      time: timeOf(seconds),
    })),
    rows: moves.list.slice(0, MOST_MOVES).map(({ workload, from, to, memoryMiB }) => ({
      workload: nameOf.get(workload) ?? workload,
      from: label(from),
      to: label(to),
      memory: memoryText(memoryMiB),
      wave: grouped(waveOf.get(workload) ?? 0),
    })),
    notes: notesOf(moves),
  };
}

/** A host of today, which may not be in use any more. */
function hostRow({ targets }: PlanResult, id: string) {
  const target = id.slice(0, id.lastIndexOf("/"));
  return { id, target, hostType: targets.find((one) => one.id === target)?.hostType ?? target };
}
