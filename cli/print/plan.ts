/** A plan for a person: what came out, how good it is, what it draws, and what did not fit. Sentences are the report's. */
import { findingTitle } from "#inventory";
import type { PlanDocument, PlanResult } from "#planner";
import {
  type ReportView,
  counted,
  cpuOf,
  decimal,
  grouped,
  hostLabels,
  percentText,
  plannerNotes,
  reportView,
  slotLabel,
  timeText,
} from "#planner/report/index.ts";
import { MIB_PER_GIB } from "#models";
import type { Terminal } from "../terminal.ts";
import type { Column } from "./column.ts";
import { pairs, table, wrapped } from "./table.ts";
import { licencesText } from "./licences.ts";
import { moneyText } from "./money.ts";
import { movesText } from "./moves.ts";
import { roomText } from "./room.ts";
import { unplacedText } from "./unplaced.ts";

export type Paint = Terminal["paint"];

const MOST_HOSTS = 20;
const INDENT = "  ";

const TONES = { optimal: "green", feasible: "green", infeasible: "yellow" } as const;

const section = (paint: Paint, title: string, body: string) =>
  body === "" ? "" : `\n${paint("bold", title)}\n${body}`;

function summaryText({ result }: PlanDocument, view: ReportView): string {
  const { summary } = result;
  const left = summary.excluded > 0 ? `, ${grouped(summary.excluded)} left out` : "";
  const ratio = `${decimal(summary.consolidationRatio)} per host`;
  return pairs([
    ["Targets", result.targets.map((t) => t.id).join(", ")],
    ["Workloads", `${grouped(summary.placed)} placed, ${grouped(summary.unplaced)} unplaced${left} (${ratio})`],
    ["Hosts", `${grouped(summary.hostsUsed)} used, ${grouped(summary.hostsSpare)} spare`],
    ["Lower bound", view.bound],
    ["Gap", view.gap],
    ...view.objectives.map(({ label, text }) => [label, text] as const),
    ["Search", view.search],
    ["Time", timeText(result.slots)],
  ]);
}

function timeSharingText(view: ReportView): string {
  const columns: readonly Column[] = [
    { header: "Resource" },
    { header: "Sum of peaks", isNumber: true },
    { header: "Peak of the sum", isNumber: true },
    { header: "at" },
    { header: "Saved", isNumber: true },
  ];
  const { rows, sentence } = view.timeSharing;
  const lines = rows.map((row) => [row.resource, row.sumOfPeaks, row.peakOfSum, row.peakAt, row.saved]);
  return (lines.length === 0 ? "" : table(columns, lines, INDENT)) + wrapped(sentence, INDENT);
}

const HOST_COLUMNS: readonly Column[] = [
  { header: "Host", maxWidth: 34 },
  { header: "Partitions", isNumber: true },
  { header: "CPU peak %", isNumber: true },
  { header: "at" },
  { header: "mean %", isNumber: true },
  { header: "Memory GiB", isNumber: true },
  { header: "of", isNumber: true },
  { header: "Peak W", isNumber: true },
];

const gib = (memoryMiB: number | undefined) => (memoryMiB === undefined ? "–" : decimal(memoryMiB / MIB_PER_GIB));
const percentOf = (ratio: number) => percentText(ratio).replace("%", "");

function hostsText(result: PlanResult): string {
  const label = hostLabels(result.hosts);
  const shown = result.hosts.slice(0, MOST_HOSTS);
  const rows = shown.map((host) => {
    const cpu = cpuOf(host);
    const memory = host.claims["memoryMiB"];
    const isSpare = host.role === "spare";
    return [
      isSpare ? `${label(host.id)} (spare)` : label(host.id),
      grouped(host.partitions.length),
      percentOf(cpu.peakRatio),
      isSpare ? "" : slotLabel(result.slots, cpu.peakSlot),
      percentOf(cpu.meanRatio),
      gib(memory?.used),
      gib(memory?.of),
      host.drawW.length === 0 ? "–" : grouped(host.drawW.reduce((most, w) => Math.max(most, w), 0)),
    ];
  });
  const more = result.hosts.length - shown.length;
  return rows.length === 0
    ? ""
    : table(HOST_COLUMNS, rows, INDENT) + (more > 0 ? `${INDENT}… ${grouped(more)} more\n` : "");
}

const REPLAY_COLUMNS: readonly Column[] = [
  { header: "Host", maxWidth: 34 },
  { header: "at" },
  { header: "Scheduler", maxWidth: 28 },
  { header: "Cores asked", isNumber: true },
  { header: "delivered", isNumber: true },
  { header: "Share", isNumber: true },
  { header: "Ready", isNumber: true },
  { header: "Verdict", maxWidth: 40 },
];

function replayText({ replay }: ReportView): string {
  if (replay === undefined) return "";
  const rows = replay.rows.map((r) => [
    r.host,
    r.at,
    r.scheduler,
    r.asked,
    r.delivered,
    r.deliveredRatio,
    r.ready,
    r.verdict,
  ]);
  return (
    (replay.sentence === "" ? "" : wrapped(replay.sentence, INDENT)) +
    (rows.length === 0 ? "" : table(REPLAY_COLUMNS, rows, INDENT)) +
    replay.notes.map((note) => wrapped(note, INDENT)).join("")
  );
}

function energyText({ beforeAfter }: ReportView): string {
  const { hasBefore, rows, notes } = beforeAfter;
  const columns: readonly Column[] = [
    { header: "" },
    ...(hasBefore ? [{ header: "Today", isNumber: true }] : []),
    { header: "Plan", isNumber: true },
    ...(hasBefore ? [{ header: "Change", isNumber: true }] : []),
  ];
  const lines = rows.map((r) => (hasBefore ? [r.label, r.before, r.after, r.change] : [r.label, r.after]));
  return table(columns, lines, INDENT) + notes.map((note) => wrapped(note, INDENT)).join("");
}

const countsText = (rows: readonly (readonly [string, string])[]) =>
  rows.map(([count, text]) => `${INDENT}${count}: ${text}\n`).join("");

function cautionsText(view: ReportView): string {
  const refusals = view.targets.flatMap(({ id, refusals }) => refusals.map((text) => `${id} is not usable: ${text}`));
  const cautions = view.targets.flatMap(({ id, cautions }) => cautions.map((text) => `${id}: ${text}`));
  const rounded = view.targets.flatMap(({ id, rounded }) => (rounded === "" ? [] : [`${id}: ${rounded}`]));
  return [...refusals, ...cautions, ...rounded].map((text) => wrapped(text, INDENT)).join("");
}

/** Where the plan's numbers come from, and how to see them. @param planFile the JSON file the plan is in, if it is */
function sourcesText({ result }: PlanDocument, planFile: string | undefined): string {
  const { basis, facts, assumptions } = result;
  const bases = `CPU demand of ${grouped(basis.measured)} measured, ${grouped(basis.allocated)} by allocation, ${grouped(basis.snapshotFloor)} raised to a snapshot.`;
  const how =
    planFile === undefined
      ? `write the plan with -o plan.json, then "hostwright explain plan.json --assumptions" lists them`
      : `"hostwright explain ${planFile} --assumptions" lists them`;
  return (
    [bases, ...plannerNotes(result)].map((text) => wrapped(text, INDENT)).join("") +
    wrapped(`${counted(facts.length, "fact")} used, ${counted(assumptions.length, "assumption")}: ${how}.`, INDENT)
  );
}

export interface PlanTextOptions {
  readonly paint: Paint;
  /** JSON file the plan was written to. */
  readonly planFile?: string;
  /** With the licences counted place by place. */
  readonly isVerbose?: boolean;
}

/** The whole plan as text, ready for standard output. */
export function planText(document: PlanDocument, options: PlanTextOptions): string {
  const { paint, planFile } = options;
  const { result } = document;
  const view = reportView(document, { findingTitle });
  const head = `${paint("bold", result.name)}: ${paint(TONES[result.status], view.status.word)}. ${view.status.sentence}\n`;
  return [
    head,
    `\n${summaryText(document, view)}`,
    section(paint, "Time sharing", timeSharingText(view)),
    section(paint, "Moves", movesText(view)),
    section(paint, "Hosts", hostsText(result)),
    section(paint, "Replay", replayText(view)),
    section(paint, "Energy", energyText(view)),
    section(paint, "Room", roomText(result)),
    section(paint, "Licences", licencesText(result, { isVerbose: options.isVerbose === true })),
    section(paint, "Money", moneyText(result)),
    section(paint, "Unplaced", unplacedText(document, view)),
    section(paint, "Left out", countsText(view.excluded.map((group) => [group.count, group.why]))),
    section(paint, "Cautions", cautionsText(view)),
    section(
      paint,
      "Findings of the import",
      countsText(view.findings.map((g) => [`${g.severity}: ${g.title}`, g.count])),
    ),
    section(paint, "What this rests on", sourcesText(document, planFile)),
  ].join("");
}
