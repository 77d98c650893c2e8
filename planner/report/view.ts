/**
 * A plan as a report shows it: plain data, every number already written as text. Templates only lay out. Long lists are
 * cut, and each says how long it was; the whole is in the plan's CSV and JSON.
 */
import type { PlanDocument, PlanResult } from "../contract/index.ts";
import { type BeforeAfterRow, beforeAfterNotes, beforeAfterRows } from "./before-after.ts";
import { footnotesOf } from "./assumptions.ts";
import type { Footnotes, Mark } from "./footnotes.ts";
import { type Headline, headlines } from "./headlines.ts";
import { decimal, grouped, percentText } from "./numbers.ts";
import { plannerNotes } from "./planner-notes.ts";
import { boundText, gapText, searchText, statusText } from "./phrases.ts";
import { failoverTexts } from "./rule-phrases.ts";
import { timeText } from "./slots.ts";
import { type FindingGroup, type FindingWords, findingGroups } from "./view-findings.ts";
import { type HostPage, type HostsView, hostsView } from "./view-hosts.ts";
import { type LicencesView, licencesView } from "./view-licences.ts";
import { type MoneyView, moneyView } from "./view-money.ts";
import { type MovesView, movesView } from "./view-moves.ts";
import { type ObjectiveRow, objectiveRows } from "./view-objective.ts";
import { type ReplayView, replayView } from "./view-replay.ts";
import { type RoomView, roomView } from "./view-room.ts";
import { type SourcesView, sourcesView } from "./view-sources.ts";
import { type TargetView, targetViews } from "./view-targets.ts";
import { type TimeSharingView, timeSharingView } from "./view-time-sharing.ts";
import { type ExcludedGroup, excludedGroups, type UnplacedView, unplacedView } from "./view-unplaced.ts";
import { BASIS_TEXT } from "./words.ts";

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
    readonly rows: readonly (BeforeAfterRow & { readonly marks: readonly Mark[] })[];
    readonly notes: readonly string[];
  };
  readonly targets: readonly TargetView[];
  readonly hosts: HostsView;
  readonly unplaced: UnplacedView;
  readonly excluded: readonly ExcludedGroup[];
  readonly timeSharing: TimeSharingView;
  /** Racks, feeds, cooling; absent when the plan has no room. */
  readonly room?: RoomView;
  readonly licences?: LicencesView;
  readonly money?: MoneyView;
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

export interface ViewOptions extends FindingWords {
  /** Pages that hosts have of their own; left out = none. */
  readonly hostPage?: HostPage;
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

const basisRows = ({ basis }: PlanResult): ReportView["basis"] =>
  (
    [
      ["measured", basis.measured],
      ["allocated", basis.allocated],
      ["snapshot-floor", basis.snapshotFloor],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ label: BASIS_TEXT[kind], count: grouped(count) }));

/** Sections that only some plans have. */
function optionalSections(document: PlanDocument, notes: Footnotes, nameOf: ReadonlyMap<string, string>) {
  const { result } = document;
  const room = roomView(result, notes);
  const licences = licencesView(result.licences, notes);
  const money = moneyView(document, notes);
  const moves = movesView(result, nameOf);
  const replay = replayView(result);
  return {
    ...(room === undefined ? {} : { room }),
    ...(licences === undefined ? {} : { licences }),
    ...(money === undefined ? {} : { money }),
    ...(moves === undefined ? {} : { moves }),
    ...(replay === undefined ? {} : { replay }),
  };
}

/** The report of a plan as data; linear in the plan's size. */
export function reportView(document: PlanDocument, options: ViewOptions = {}): ReportView {
  const { request, result } = document;
  const nameOf = new Map(request.workloads.map((workload) => [workload.id, workload.name]));
  const notes = footnotesOf(result);
  return {
    title: result.name,
    status: { code: result.status, ...statusText(result) },
    bound: boundText(result.summary.bound, result.slots),
    gap: gapText(result.summary),
    objectives: objectiveRows(result.summary.objective, result.money?.currency, result.search.candidates),
    search: searchText(result.search),
    time: timeText(result.slots),
    headlines: headlines(result, notes),
    beforeAfter: {
      hasBefore: result.energy.before !== undefined,
      rows: beforeAfterRows(result).map((row) => ({ ...row, marks: notes.of(...row.topics) })),
      notes: beforeAfterNotes(result),
    },
    targets: targetViews(result),
    hosts: hostsView(result, nameOf, options.hostPage),
    unplaced: unplacedView(result, nameOf),
    excluded: excludedGroups(result, nameOf),
    timeSharing: timeSharingView(result),
    ...optionalSections(document, notes, nameOf),
    basis: basisRows(result),
    notes: [...failoverTexts(result.failover ?? []), ...plannerNotes(result)],
    sources: sourcesView(result),
    findings: findingGroups(request.findings, options),
    goals: goalRows(document),
    provenance: [
      { label: "Engine", value: result.engine },
      { label: "Packer", value: result.search.packer },
      { label: "Seed", value: String(result.seed) },
      { label: "Hash of the request", value: result.inputHash },
    ],
  };
}
