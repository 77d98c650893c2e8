/**
 * A plan as a report shows it: plain data, every number already written as text. Templates only lay out. Long lists are
 * cut, and each says how long it was; the whole is in the plan's CSV and JSON.
 */
import type { Finding, PlanDocument, PlanResult } from "../contract/index.ts";
import { type BeforeAfterRow, beforeAfterNotes, beforeAfterRows } from "./before-after.ts";
import { btuText, counted, decimal, grouped, percentText, tonsText, wattsText } from "./numbers.ts";
import { plannerNotes } from "./planner-notes.ts";
import { boundText, gapText, searchText, statusText } from "./phrases.ts";
import { failoverTexts } from "./rule-phrases.ts";
import { timeText } from "./slots.ts";
import { type FindingGroup, findingGroups, type FindingText, findingPlace } from "./view-findings.ts";
import { type HostsView, hostsView } from "./view-hosts.ts";
import { type MovesView, movesView } from "./view-moves.ts";
import { type ObjectiveRow, objectiveRows } from "./view-objective.ts";
import { type ReplayView, replayView } from "./view-replay.ts";
import { type SourcesView, sourcesView } from "./view-sources.ts";
import { type TargetView, targetViews } from "./view-targets.ts";
import { type TimeSharingView, timeSharingView } from "./view-time-sharing.ts";
import { type ExcludedGroup, excludedGroups, type UnplacedView, unplacedView } from "./view-unplaced.ts";
import { BASIS_TEXT } from "./words.ts";

export interface Headline {
  readonly label: string;
  readonly value: string;
  /** A few words below the value; "" for none. */
  readonly note: string;
}

export interface ReportView {
  readonly title: string;
  readonly status: { readonly code: PlanResult["status"]; readonly word: string; readonly sentence: string };
  readonly bound: string;
  readonly gap: string;
  /** Objectives with values and bounds; empty when the plan is for hosts alone. */
  readonly objectives: readonly ObjectiveRow[];
  readonly search: string;
  readonly time: string;
  readonly headlines: readonly Headline[];
  readonly beforeAfter: {
    readonly hasBefore: boolean;
    readonly rows: readonly BeforeAfterRow[];
    readonly notes: readonly string[];
  };
  readonly targets: readonly TargetView[];
  readonly hosts: HostsView;
  readonly unplaced: UnplacedView;
  readonly excluded: readonly ExcludedGroup[];
  readonly timeSharing: TimeSharingView;
  /** Absent when the plan does not start from today's placement. */
  readonly moves?: MovesView;
  /** Absent when the plan was made without a replay. */
  readonly replay?: ReplayView;
  readonly basis: readonly { readonly label: string; readonly count: string }[];
  /** What was assumed for want of a measurement or a rating, one sentence each. */
  readonly notes: readonly string[];
  readonly sources: SourcesView;
  readonly findings: readonly FindingGroup[];
  /** Goals as label and value. */
  readonly goals: readonly { readonly label: string; readonly value: string }[];
  /** What makes the plan repeatable: engine, seed, hash. */
  readonly provenance: readonly { readonly label: string; readonly value: string }[];
}

export interface ViewOptions {
  /** Sentence of a finding; left out = its place, value and bound. */
  readonly findingText?: FindingText;
}

function headlines(result: PlanResult): readonly Headline[] {
  const { summary, energy } = result;
  const { after } = energy;
  const spare = summary.hostsSpare > 0 ? `and ${counted(summary.hostsSpare, "spare host")}` : "no spare hosts";
  return [
    { label: "Hosts", value: grouped(summary.hostsUsed), note: spare },
    { label: "Lower bound", value: grouped(summary.bound.hosts), note: `gap ${percentText(summary.gapRatio, 1)}` },
    {
      label: "Workloads placed",
      value: grouped(summary.placed),
      note: `${grouped(summary.unplaced)} unplaced, ${grouped(summary.excluded)} left out`,
    },
    { label: "Workloads per host", value: decimal(summary.consolidationRatio), note: "consolidation ratio" },
    { label: "Draw, peak", value: wattsText(after.peakW), note: `mean ${wattsText(after.meanW)}` },
    { label: "Heat, peak", value: btuText(after.btuPerHourPeak), note: `mean ${btuText(after.btuPerHourMean)}` },
    { label: "Cooling, peak", value: tonsText(after.coolingTonsPeak), note: "of refrigeration" },
    { label: "Rack units", value: decimal(after.rackUnits), note: "" },
  ];
}

function goalRows({ request }: PlanDocument): ReportView["goals"] {
  const { goals } = request;
  return [
    { label: "Percentile of the samples in a slot", value: decimal(goals.percentile, 2) },
    { label: "Growth", value: `${decimal(goals.growthPercent, 2)}%` },
    { label: "Most of CPU, network and disk in use", value: percentText(goals.utilizationCeilingRatio) },
    { label: "Most of memory given out", value: percentText(goals.memoryCeilingRatio) },
    { label: "Memory overcommit", value: decimal(goals.memoryOvercommitRatio, 2) },
    { label: "Virtual CPUs per core without measurements", value: decimal(goals.vcpusPerCore, 2) },
    { label: "Spare hosts per target in use", value: grouped(goals.spareHosts) },
    {
      label: "Hottest hosts replayed",
      value: `${grouped(goals.simulatedHosts)}, ${decimal(goals.simulatedSeconds)} s each`,
    },
    { label: "Effort of the search", value: `${decimal(goals.effortSeconds, 2)} s of the reference machine` },
    { label: "Placement rules", value: grouped(request.rules.length) },
  ];
}

const basisRows = ({ basis }: PlanResult): ReportView["basis"] => [
  { label: BASIS_TEXT.measured, count: grouped(basis.measured) },
  { label: BASIS_TEXT.allocated, count: grouped(basis.allocated) },
  { label: BASIS_TEXT["snapshot-floor"], count: grouped(basis.snapshotFloor) },
];

/** The report of a plan as data; linear in the plan's size. */
export function reportView(document: PlanDocument, options: ViewOptions = {}): ReportView {
  const { request, result } = document;
  const nameOf = new Map(request.workloads.map((workload) => [workload.id, workload.name]));
  const findingText = options.findingText ?? ((finding: Finding) => findingPlace(finding));
  const replay = replayView(result);
  const moves = movesView(result, nameOf);
  return {
    title: result.name,
    status: { code: result.status, ...statusText(result) },
    bound: boundText(result.summary.bound, result.slots),
    gap: gapText(result.summary),
    objectives: objectiveRows(result.summary.objective, result.search.candidates),
    search: searchText(result.search),
    time: timeText(result.slots),
    headlines: headlines(result),
    beforeAfter: {
      hasBefore: result.energy.before !== undefined,
      rows: beforeAfterRows(result.energy),
      notes: beforeAfterNotes(result.energy),
    },
    targets: targetViews(result),
    hosts: hostsView(result, nameOf),
    unplaced: unplacedView(result, nameOf),
    excluded: excludedGroups(result, nameOf),
    timeSharing: timeSharingView(result),
    ...(moves === undefined ? {} : { moves }),
    ...(replay === undefined ? {} : { replay }),
    basis: basisRows(result),
    notes: [...failoverTexts(result.failover ?? []), ...plannerNotes(result)],
    sources: sourcesView(result),
    findings: findingGroups(request.findings, findingText),
    goals: goalRows(document),
    provenance: [
      { label: "Engine", value: result.engine },
      { label: "Packer", value: result.search.packer },
      { label: "Seed", value: String(result.seed) },
      { label: "Hash of the request", value: result.inputHash },
    ],
  };
}
