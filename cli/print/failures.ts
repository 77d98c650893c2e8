/** Losses played on the plans of what-if rows: what restarts, what is left without a place, and where it is worst. */
import type { FailureResult, WhatIfResult } from "#planner";
import { MOST_LOSS_NAMES, counted, grouped, listed, lossText } from "#planner/report/index.ts";
import type { Column } from "./column.ts";
import { table } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { header: "#", isNumber: true },
  { header: "Loss of" },
  { header: "Cases", isNumber: true },
  { header: "Worst case", maxWidth: 48 },
  { header: "Restart", isNumber: true },
  { header: "Stranded", isNumber: true },
  { header: "Among them", maxWidth: 60 },
];
/** Rows of a scenario with many variants are in JSON. */
const MOST_LINES = 60;

function cellsOf({ failure, cases, isComplete, worst, strandings }: FailureResult): readonly string[] {
  const played = isComplete ? grouped(cases) : `${grouped(cases)} of more`;
  if (worst === undefined) return [lossText(failure), played, "no host of the plan", "", "", ""];
  return [
    lossText(failure),
    played,
    listed([...worst.lost], MOST_LOSS_NAMES),
    grouped(worst.restarted),
    grouped(worst.stranded),
    listed([...(strandings[0]?.workloads ?? [])], MOST_LOSS_NAMES),
  ];
}

/** The failures as a table; "" where the scenario names none. */
export function failuresText({ rows }: WhatIfResult): string {
  const lines = rows.flatMap(({ index, failures = [] }) => failures.map((one) => [String(index + 1), ...cellsOf(one)]));
  if (lines.length === 0) return "";
  const more = lines.length - MOST_LINES;
  const rest = more > 0 ? `and ${counted(more, "line")} more, in --json\n` : "";
  return `\nWhat a loss leaves without a place\n${table(COLUMNS, lines.slice(0, MOST_LINES))}${rest}`;
}
