/** A comparison as CSV: its figures, a line each, or the workloads that differ, a line each. Numbers are bare, units stand beside them. */
import type { Comparison } from "#planner/contract/index.ts";
import { planLetter } from "#planner/report/index.ts";
import { csvOf } from "./csv.ts";

/** The tables there are. */
export const COMPARISON_TABLES = ["figures", "workloads"] as const;
export type ComparisonTable = (typeof COMPARISON_TABLES)[number];

function figureLines({ plans, rows }: Comparison): readonly (readonly (string | number | undefined)[])[] {
  const letters = plans.map((_, i) => planLetter(i));
  const others = letters.slice(1);
  const nothing = others.flatMap(() => [undefined, undefined, undefined]);
  return [
    [
      "group",
      "figure",
      "label",
      "unit",
      ...letters,
      ...others.flatMap((letter) => [`${letter}-A`, `${letter}-A ratio`, `${letter} verdict`]),
    ],
    ["", "plan", "Id of the plan", "", ...plans.map(({ id }) => id), ...nothing],
    ["", "name", "Name of the plan", "", ...plans.map(({ name }) => name), ...nothing],
    ...rows.map(({ group, figure, label, unit, values, differences }) => [
      group,
      figure,
      label,
      unit,
      ...values.map((value) => value ?? undefined),
      ...differences.flatMap(({ absolute, ratio, verdict }) => [absolute ?? undefined, ratio ?? undefined, verdict]),
    ]),
  ];
}

function workloadLines({ plans, workloads }: Comparison): readonly (readonly (string | number | undefined)[])[] {
  const letters = plans.map((_, i) => planLetter(i));
  return [
    [
      "workload",
      "name",
      ...letters.flatMap((letter) => [`${letter} state`, `${letter} target`, `${letter} host`]),
      ...letters.slice(1).map((letter) => `${letter} change`),
    ],
    ...workloads.map(({ workload, name, places, changes }) => [
      workload,
      name,
      ...places.flatMap(({ state, target, host }) => [state, target, host]),
      ...changes,
    ]),
  ];
}

/** One of the two tables, with a line of headers. */
export const comparisonCsv = (comparison: Comparison, table: ComparisonTable): string =>
  csvOf(table === "figures" ? figureLines(comparison) : workloadLines(comparison));
