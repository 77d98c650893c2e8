/**
 * The tables of a simulation, once for every door: terminal, page and file print these cells. CPU times are per cent of
 * one CPU summed over a guest's virtual CPUs, as performance tools of hypervisors count them.
 */
import type { GuestOutcome, MigrationOutcome, SimulationResult } from "../contract/index.ts";
import { counted, decimal, grouped, listed, percentText } from "./numbers.ts";
import { estimateText, stopText } from "./simulation-words.ts";

/** Guests a table names; the JSON has all. */
const MOST_ROWS = 200;
const MS_PER_SECOND = 1000;
const NONE = "–";

export interface TableColumn {
  /** A line break is a place to break, no more. */
  readonly header: string;
  readonly isNumber: boolean;
}

export interface SimulationTable {
  /** Unique among the tables of one result. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences that belong below it. */
  readonly notes: readonly string[];
}

interface Column<T> extends TableColumn {
  readonly cell: (row: T) => string;
}

const words = <T>(header: string, cell: (row: T) => string): Column<T> => ({ header, isNumber: false, cell });
const number = <T>(header: string, cell: (row: T) => string): Column<T> => ({ header, isNumber: true, cell });

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
const percent = (part: number, whole: number): string => percentText(ratio(part, whole), 1).replace("%", "");
const maybe = (value: number | undefined, digits: number): string =>
  value === undefined ? NONE : grouped(value, digits);

/** "web-1", or "lpar-a/linux-1" for a guest of a guest. */
export const guestName = ({ id, within }: Pick<GuestOutcome, "id" | "within">): string =>
  within === "" ? id : `${within}/${id}`;

interface Parts<T> {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly notes?: readonly string[];
}

function tableOf<T>({ id, caption, columns, rows, notes = [] }: Parts<T>): SimulationTable {
  const more = rows.length - MOST_ROWS;
  return {
    id,
    caption,
    columns: columns.map(({ header, isNumber }) => ({ header, isNumber })),
    rows: rows.slice(0, MOST_ROWS).map((row) => columns.map(({ cell }) => cell(row))),
    notes: more > 0 ? [`${counted(more, "row")} more in the JSON.`, ...notes] : notes,
  };
}

/** Who got what of the CPUs. */
function cpuTable({ guests, simulatedSeconds }: SimulationResult): SimulationTable {
  const wholeMs = simulatedSeconds * MS_PER_SECOND;
  const spins = guests.some(({ spinMs }) => spinMs > 0);
  const columns: readonly Column<GuestOutcome>[] = [
    words("Guest", (guest) => `${guestName(guest)}${guest.isService ? " (service)" : ""}`),
    number("vCPU", ({ vcpus }) => grouped(vcpus)),
    number("CPUs\nasked", ({ askedCpus }) => maybe(askedCpus, 2)),
    number("held", ({ heldCpus }) => grouped(heldCpus, 2)),
    number("useful", ({ usefulCpus }) => grouped(usefulCpus, 2)),
    number("fluid", ({ fluidCpus }) => grouped(fluidCpus, 2)),
    number("%RUN", ({ times }) => percent(times.runMs, wholeMs)),
    number("%RDY", ({ times }) => percent(times.readyMs, wholeMs)),
    number("%CSTP", ({ times }) => percent(times.coStopMs, wholeMs)),
    number("%WAIT", ({ times }) => percent(times.waitMs, wholeMs)),
    number("%OVHD", ({ overheadMs, switchMs, times }) => percent(overheadMs + switchMs, times.runMs)),
    ...(spins ? [number("%SPIN", ({ spinMs, times }: GuestOutcome) => percent(spinMs, times.runMs))] : []),
  ];
  return tableOf<GuestOutcome>({
    id: "cpu",
    caption: "CPU of the guests",
    columns,
    rows: guests,
    notes: [
      "Asked: CPUs of work that came. Held: CPUs it was on. Useful: what its software had of that. Fluid: its share by the scheduler's rule.",
      "%RUN, %RDY (ready), %CSTP (co-stop) and %WAIT are of one CPU, summed over the guest's virtual CPUs.",
      `%OVHD: share of its running time that traps, I/O paths and switches took${spins ? "; %SPIN: waiting for locks while running" : ""}.`,
    ],
  });
}

type Response = NonNullable<GuestOutcome["response"]>;
interface Answering {
  readonly guest: GuestOutcome;
  readonly response: Response;
}

/** How requests fared; undefined when no guest answers any. */
function requestTable({ guests }: SimulationResult): SimulationTable | undefined {
  const rows = guests.flatMap((guest): readonly Answering[] =>
    guest.response === undefined ? [] : [{ guest, response: guest.response }],
  );
  if (rows.length === 0) return undefined;
  const byCaution = Map.groupBy(
    rows.flatMap(({ guest, response }) => response.cautions.map((caution) => ({ name: guestName(guest), caution }))),
    ({ caution }) => caution,
  );
  return tableOf<Answering>({
    id: "requests",
    caption: "Requests of the guests",
    columns: [
      words("Guest", ({ guest }) => guestName(guest)),
      number("Requests", ({ response }) => grouped(response.requests)),
      number("per s", ({ response }) => grouped(response.perSecond, 1)),
      number("Response ms\nmean", ({ response }) => maybe(response.meanMs, 2)),
      number("±", ({ response }) => maybe(response.halfWidthMs, 2)),
      number("p50", ({ response }) => maybe(response.p50Ms, 2)),
      number("p90", ({ response }) => maybe(response.p90Ms, 2)),
      number("p95", ({ response }) => maybe(response.p95Ms, 2)),
      number("p99", ({ response }) => maybe(response.p99Ms, 2)),
    ],
    rows,
    notes: [
      "±: half width of the 95% interval around the mean, warm-up cut off.",
      ...[...byCaution].map(
        ([caution, found]) => `${listed(found.map(({ name }) => name))}: ${estimateText(caution)}.`,
      ),
    ],
  });
}

type Memory = NonNullable<GuestOutcome["memory"]>;
interface Remembering {
  readonly guest: GuestOutcome;
  readonly memory: Memory;
}

const isPressed = ({ guest, memory }: Remembering): boolean =>
  memory.balloonedMiB > 0 || memory.swappedMiB > 0 || memory.sharedMiB > 0 || guest.pagedMs > 0;

/** Who gave memory up; undefined where memory sufficed for all. */
function memoryTable({ guests }: SimulationResult): SimulationTable | undefined {
  const rows = guests.flatMap((guest): readonly Remembering[] =>
    guest.memory === undefined || guest.memory.configuredMiB === 0 ? [] : [{ guest, memory: guest.memory }],
  );
  if (!rows.some(isPressed)) return undefined;
  return tableOf<Remembering>({
    id: "memory",
    caption: "Memory of the guests at the end",
    columns: [
      words("Guest", ({ guest }) => guestName(guest)),
      number("MiB\nconfigured", ({ memory }) => grouped(memory.configuredMiB)),
      number("resident", ({ memory }) => grouped(memory.residentMiB)),
      number("shared", ({ memory }) => grouped(memory.sharedMiB)),
      number("ballooned", ({ memory }) => grouped(memory.balloonedMiB)),
      number("swapped", ({ memory }) => grouped(memory.swappedMiB)),
      number("Waited for\npages ms", ({ guest }) => grouped(guest.pagedMs)),
    ],
    rows,
  });
}

type Device = SimulationResult["devices"][number];

function deviceTable({ devices, simulatedSeconds }: SimulationResult): SimulationTable | undefined {
  const used = devices.filter(({ served }) => served > 0);
  if (used.length === 0) return undefined;
  return tableOf<Device>({
    id: "devices",
    caption: "Devices",
    columns: [
      words("Device", ({ name }) => name),
      words("of", ({ within }) => (within === "" ? "host" : within)),
      number("Busy %", ({ busyRatio }) => percent(busyRatio, 1)),
      number("Served", ({ served }) => grouped(served)),
      number("per s", ({ served }) => grouped(ratio(served, simulatedSeconds), 1)),
    ],
    rows: used,
  });
}

const OUTCOME_TEXT = { moved: "moved", abandoned: "stays where it was", unfinished: "was still moving" } as const;

/** What became of a move, as a sentence. */
export function moveText(move: MigrationOutcome): string {
  const what = `${move.guest} ${OUTCOME_TEXT[move.outcome]}`;
  if (move.outcome === "unfinished") return `${what} when the run ended.`;
  const why = move.reason === undefined ? "" : ` Pre-copy ended because ${stopText(move.reason)}.`;
  const sent = `${decimal(move.sentMiB)} MiB sent in ${decimal(move.totalMs / MS_PER_SECOND, 2)} s`;
  const felt = `${decimal(move.downtimeMs)} ms of downtime, ${percentText(move.slowdownRatio, 1)} slower meanwhile`;
  return `${what}: ${sent}, ${felt}.${why}`;
}

interface Round {
  readonly name: string;
  readonly round: MigrationOutcome["rounds"][number];
}

/** One move round by round. @param index makes the id unique where a guest moves twice */
export function moveTable(move: MigrationOutcome, index: number): SimulationTable {
  const begin = move.rounds[0]?.startMs ?? 0;
  return tableOf<Round>({
    id: `move-${index}`,
    caption: `Migration of ${move.guest}`,
    columns: [
      words("Round", ({ name }) => name),
      number("Begins\nms", ({ round }) => grouped(round.startMs - begin)),
      number("Lasts\nms", ({ round }) => grouped(round.lengthMs, 1)),
      number("Mbit/s\nlimit", ({ round }) => maybe(round.limitMbps, 0)),
      number("achieved", ({ round }) => grouped(round.achievedMbps)),
      number("dirtied", ({ round }) => grouped(round.dirtyRateMbps)),
      number("MiB\nsent", ({ round }) => grouped(round.sentMiB, 1)),
      number("skipped", ({ round }) => grouped(round.skippedMiB, 1)),
      number("dirtied", ({ round }) => grouped(round.dirtiedMiB, 1)),
    ],
    rows: move.rounds.map((round, i) => ({
      round,
      name: i === move.rounds.length - 1 && move.outcome === "moved" ? `${i + 1} stopped` : String(i + 1),
    })),
    notes: [moveText(move)],
  });
}

/** Every table the result has something for, in the order of reading. */
export function simulationTables(result: SimulationResult): readonly SimulationTable[] {
  const all = [
    cpuTable(result),
    requestTable(result),
    memoryTable(result),
    deviceTable(result),
    ...result.migrations.map(moveTable),
  ];
  return all.filter((table) => table !== undefined);
}
