/** Sheets that tell of the plan as a whole: its figures, what it stands on with sources, what the importers noticed. */
import type { Finding, PlanDocument, PlanResult, UsedFact } from "#planner/contract/index.ts";
import { assumptionsOf, boundText, findingPlace, searchText, statusText, timeText } from "#planner/report/index.ts";
import type { Cell } from "./cell.ts";
import type { Sheet } from "./workbook.ts";

type Row = readonly [figure: string, value: Cell, unit?: string, note?: string];

const objectiveRows = ({ summary }: PlanResult): readonly Row[] =>
  summary.objective.terms.flatMap(({ name, unit, value, bound }): readonly Row[] => [
    [`Objective: ${name}`, value, unit],
    ...(bound === undefined ? [] : [[`Objective: ${name}, no plan has less than`, bound, unit] as const]),
  ]);

function moneyRows({ money }: PlanResult): readonly Row[] {
  if (money === undefined) return [];
  const { currency, before, after } = money;
  const note = (without: readonly string[]) => (without.length === 0 ? "" : `without ${without.join(", ")}`);
  return [
    ["Years of the money", money.years, "years", `discounted at ${money.discountPercent}% a year`],
    ...(before === undefined
      ? []
      : [["Cost of today, left as it is", before.discounted, currency, note(before.without)] as const]),
    ["Cost of the plan", after.discounted, currency, note(after.without)],
  ];
}

function summaryRows({ request, result }: PlanDocument): readonly Row[] {
  const { summary, energy, room } = result;
  return [
    ["Plan", result.name],
    ["Status", result.status, "", statusText(result).sentence],
    ["Workloads", summary.workloads, "workloads"],
    ["Placed", summary.placed, "workloads"],
    ["Unplaced", summary.unplaced, "workloads"],
    ["Left out", summary.excluded, "workloads"],
    ["Hosts in use", summary.hostsUsed, "hosts"],
    ["Spare hosts", summary.hostsSpare, "hosts"],
    ["No plan needs fewer hosts than", summary.bound.hosts, "hosts", boundText(summary.bound, result.slots)],
    ["Gap to that bound", summary.gapRatio, "ratio"],
    ["Workloads per host", summary.consolidationRatio, "ratio"],
    ...objectiveRows(result),
    ["Draw of the plan's hosts, mean", energy.after.meanW, "W"],
    ["Energy of the facility", energy.after.facilityKWhPerYear, "kWh a year"],
    ...(room === undefined ? [] : [["Racks", room.racks.length, "racks"] as const]),
    ...moneyRows(result),
    ["Slots of time", result.slots.count, "slots", timeText(result.slots)],
    ["Growth", request.goals.growthPercent, "%"],
    ["Search", result.search.ended, "", searchText(result.search)],
    ["Engine", result.engine],
    ["Seed", result.seed],
    ["Hash of the request", result.inputHash],
  ];
}

/** Figures as label, value, unit, note. */
export const summarySheet = (document: PlanDocument): Sheet => ({
  name: "Summary",
  columns: [
    { title: "Figure", width: 34 },
    { title: "Value", width: 24 },
    { title: "Unit", width: 14 },
    { title: "Note", width: 90 },
  ],
  rows: summaryRows(document),
});

/** Everything recalled or assumed first, then every documented fact, each with its source. */
export function assumptionsSheet({ result }: PlanDocument): Sheet {
  const assumptions = assumptionsOf(result);
  const assumed = new Set(assumptions.map(({ id }) => id));
  const row = (kind: string) => (fact: UsedFact) => [kind, fact.id, fact.value, fact.unit, fact.source, fact.note];
  return {
    name: "Assumptions",
    columns: [
      { title: "Kind", width: 14 },
      { title: "What", width: 44 },
      { title: "Value", width: 16 },
      { title: "Unit", width: 18 },
      { title: "Source", width: 44 },
      { title: "Note", width: 60 },
    ],
    rows: [
      ...assumptions.map(row("assumption")),
      ...result.facts.filter(({ id }) => !assumed.has(id)).map(row("documented")),
    ],
  };
}

/** What the importers noticed, one line each. @param textOf its sentence; left out = place, value and bound */
export const findingsSheet = (
  { request }: PlanDocument,
  textOf: (finding: Finding) => string = findingPlace,
): Sheet => ({
  name: "Findings",
  columns: [
    { title: "Severity", width: 10 },
    { title: "Code", width: 26 },
    { title: "File", width: 24 },
    { title: "Tab", width: 14 },
    { title: "Row", width: 8 },
    { title: "Column", width: 20 },
    { title: "Subject", width: 24 },
    { title: "Cell as it was", width: 24 },
    { title: "Bound", width: 24 },
    { title: "In words", width: 80 },
  ],
  rows: request.findings.map((one) => [
    one.severity,
    one.code,
    one.file,
    one.tab,
    one.row,
    one.column,
    one.subject,
    one.raw,
    one.bound,
    textOf(one),
  ]),
});
