/** All hosts of a plan, simulated: a line each, those that give their guests least of what they ask first. */
import type { SimulationResult } from "#planner";
import { counted, decimal, percentText } from "#planner/report/index.ts";
import type { Paint } from "./plan.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

export interface SimulatedHostLine {
  readonly host: string;
  readonly result: SimulationResult;
}

const COLUMNS: readonly Column[] = [
  { header: "Host", maxWidth: 44 },
  { header: "Guests", isNumber: true },
  { header: "CPU in use", isNumber: true },
  { header: "Cores asked", isNumber: true },
  { header: "useful", isNumber: true },
  { header: "Delivered", isNumber: true },
  { header: "Ready", isNumber: true },
  { header: "Warnings", isNumber: true },
];

const INDENT = "  ";

interface Sums {
  readonly asked: number;
  readonly useful: number;
  readonly readyMs: number;
  readonly runnableMs: number;
}

function sumsOf({ guests }: SimulationResult): Sums {
  return guests
    .filter(({ askedCpus }) => askedCpus !== undefined)
    .reduce(
      (sum, { askedCpus = 0, usefulCpus, times }) => ({
        asked: sum.asked + askedCpus,
        useful: sum.useful + usefulCpus,
        readyMs: sum.readyMs + times.readyMs + times.coStopMs,
        runnableMs: sum.runnableMs + times.runMs + times.readyMs + times.coStopMs,
      }),
      { asked: 0, useful: 0, readyMs: 0, runnableMs: 0 },
    );
}

const deliveredOf = ({ asked, useful }: Sums): number => (asked === 0 ? 1 : Math.min(1, useful / asked));

/** The table, and how many hosts it is about. */
export function simulatedHostsText(lines: readonly SimulatedHostLine[], paint: Paint): string {
  const rows = lines
    .map((line) => ({ ...line, sums: sumsOf(line.result) }))
    .toSorted((a, b) => deliveredOf(a.sums) - deliveredOf(b.sums) || (a.host < b.host ? -1 : 1))
    .map(({ host, result, sums }) => [
      host,
      String(result.guests.length),
      percentText(result.busyRatio),
      decimal(sums.asked),
      decimal(sums.useful),
      percentText(deliveredOf(sums)),
      percentText(sums.runnableMs === 0 ? 0 : sums.readyMs / sums.runnableMs),
      String(result.warnings.length),
    ]);
  const note =
    "Delivered: useful CPU of what was asked for at the host's hottest slot. Ready: share of runnable time spent waiting.";
  return `${paint("bold", counted(lines.length, "host"))} simulated\n${table(COLUMNS, rows, INDENT)}${wrapped(note, INDENT)}`;
}
