/**
 * Pictures of a simulation as data: who ran on which CPU in the recorded window, CPU use and ready time over the run, the
 * rounds of a move. Nothing here draws; report/svg/ does. A guest has the same colour in every picture.
 */
import type { MigrationOutcome, SimulationResult } from "../contract/index.ts";

/** Guests with a colour of their own; the others share the last one. */
export const MOST_COLOURS = 7;
/** Most turns that are drawn: beyond, the picture shows a shorter time. */
const MOST_TURNS = 5000;
/** Most CPUs that are drawn. */
export const MOST_CPUS = 64;
const MS_PER_SECOND = 1000;

/** A colour and who has it. */
export interface Colour {
  readonly label: string;
}

export interface GanttBar {
  readonly guest: string;
  /** Index into the colours. */
  readonly colour: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface GanttFigure {
  readonly fromMs: number;
  readonly toMs: number;
  /** CPUs of the host, of which the first {@link MOST_CPUS} are drawn. */
  readonly cpusTotal: number;
  /** Index = CPU. */
  readonly cpus: readonly { readonly bars: readonly GanttBar[] }[];
  readonly colours: readonly Colour[];
  /** The window was longer than what is drawn. */
  readonly isShortened: boolean;
}

export interface CpuTimelineFigure {
  readonly bucketMs: number;
  readonly count: number;
  /** CPUs of the host. */
  readonly capacity: number;
  /** Bottom first; [bucket] CPUs. */
  readonly layers: readonly { readonly label: string; readonly colour: number; readonly values: readonly number[] }[];
  /** [bucket] CPUs run, and virtual CPUs that were ready (co-stopped ones too). */
  readonly run: readonly number[];
  readonly ready: readonly number[];
}

export interface MoveFigure {
  readonly guest: string;
  /** Times in ms from the begin of the move. */
  readonly rounds: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    readonly achievedMbps: number;
    readonly dirtyRateMbps: number;
    /** Absent where the rules know no limit. */
    readonly limitMbps: number | undefined;
    readonly sentMiB: number;
    /** The guest stands still. */
    readonly isStopped: boolean;
  }[];
  readonly totalMs: number;
  readonly downtimeMs: number;
}

interface Palette {
  readonly colours: readonly Colour[];
  readonly of: (guest: string) => number;
}

/** Colours of the host's own guests: those that held most CPU have one of their own. */
function paletteOf({ guests }: SimulationResult): Palette {
  const ranked = guests
    .filter(({ within }) => within === "")
    .toSorted((a, b) => b.heldCpus - a.heldCpus || (a.id < b.id ? -1 : 1));
  const isShort = ranked.length <= MOST_COLOURS + 1;
  const own = isShort ? ranked : ranked.slice(0, MOST_COLOURS);
  const index = new Map(own.map(({ id }, i) => [id, i]));
  const others = ranked.length - own.length;
  return {
    colours: [...own.map(({ id }) => ({ label: id })), ...(others > 0 ? [{ label: `${others} others` }] : [])],
    of: (guest) => index.get(guest) ?? MOST_COLOURS,
  };
}

/** Who ran where; undefined when no turn was recorded. */
export function ganttFigure(result: SimulationResult): GanttFigure | undefined {
  const { gantt } = result;
  if (gantt === undefined || gantt.turns.length === 0) return undefined;
  const { colours, of } = paletteOf(result);
  const turns = gantt.turns.toSorted(([, , a], [, , b]) => a - b);
  const windowEnd = gantt.fromMs + gantt.lengthMs;
  const lastKept = turns.reduce((last, [, , , to]) => Math.max(last, to), gantt.fromMs);
  const kept = gantt.isCut ? lastKept : Math.min(windowEnd, result.simulatedSeconds * MS_PER_SECOND);
  const toMs = Math.min(kept, turns[MOST_TURNS]?.[2] ?? kept);
  const cpus = Array.from({ length: Math.min(result.cpus, MOST_CPUS) }, (): { bars: GanttBar[] } => ({ bars: [] }));
  for (const [cpu, guest, from, to] of turns) {
    if (from >= toMs) break;
    const name = gantt.guests[guest] ?? "";
    cpus[cpu]?.bars.push({ guest: name, colour: of(name), fromMs: from, toMs: Math.min(to, toMs) });
  }
  return { fromMs: gantt.fromMs, toMs, cpusTotal: result.cpus, cpus, colours, isShortened: toMs < windowEnd };
}

/** CPU use by guest over the run, and who waited for a CPU. */
export function cpuTimeline(result: SimulationResult): CpuTimelineFigure {
  const { timeline } = result;
  const simulatedMs = result.simulatedSeconds * MS_PER_SECOND;
  const buckets = timeline.busyRatio.length;
  const count = Math.max(1, Math.min(buckets, Math.ceil(simulatedMs / timeline.bucketMs)));
  const { colours, of } = paletteOf(result);
  const sumOf = (lists: readonly (readonly number[])[]) =>
    Array.from({ length: count }, (_, bucket) => lists.reduce((sum, list) => sum + (list[bucket] ?? 0), 0));
  const layers = colours.map(({ label }, colour) => ({
    label,
    colour,
    values: sumOf(timeline.guests.filter(({ id }) => of(id) === colour).map(({ runCpus }) => runCpus)),
  }));
  return {
    bucketMs: timeline.bucketMs,
    count,
    capacity: result.cpus,
    layers,
    run: sumOf(layers.map(({ values }) => values)),
    ready: sumOf(timeline.guests.map(({ readyCpus }) => readyCpus)),
  };
}

/** The rounds of a move; undefined for one that has none to show. */
export function moveFigure(move: MigrationOutcome): MoveFigure | undefined {
  const [first] = move.rounds;
  if (first === undefined) return undefined;
  const last = move.rounds.length - 1;
  return {
    guest: move.guest,
    rounds: move.rounds.map((round, i) => ({
      fromMs: round.startMs - first.startMs,
      toMs: round.startMs - first.startMs + round.lengthMs,
      achievedMbps: round.achievedMbps,
      dirtyRateMbps: round.dirtyRateMbps,
      limitMbps: round.limitMbps,
      sentMiB: round.sentMiB,
      isStopped: i === last && move.outcome === "moved",
    })),
    totalMs: move.totalMs,
    downtimeMs: move.downtimeMs,
  };
}
