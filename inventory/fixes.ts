/**
 * What can be done about findings: for each code the edits that come to mind, as a button's worth of text and the edits
 * behind it. A fix ends by settling its findings; every code can be settled without anything else done. Where a state or a
 * role says who is meant, everybody of it is, also those whose findings were cut from the list.
 */
import { type Finding, type Inventory, METRICS, type Metric, type Workload } from "#planner/contract/index.ts";
import type { Edit, WorkloadFields } from "./edit/edit.ts";
import { isEditNote } from "./edit/note.ts";
import { readOs } from "./os-text.ts";

/** One way to deal with the findings of a code. */
export interface Fix {
  /** Stable, unique among the fixes of a code. */
  readonly id: string;
  /** What it does, as a button says it. */
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** Findings of one code in the estate they speak of. */
interface Case {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
}

/** The fixes of a code, settling left out. */
type Rule = (one: Case) => readonly Fix[];

const ofIds = (workloads: readonly Workload[]) => ({ ids: workloads.map(({ id }) => id) });

/** The workloads that the findings name, by id or, where that is nobody's id, by name. */
function named({ inventory, findings }: Case): readonly Workload[] {
  const subjects = new Set(findings.flatMap(({ subject }) => subject ?? []));
  const ids = new Set(inventory.workloads.flatMap(({ id }) => (subjects.has(id) ? id : [])));
  return inventory.workloads.filter(({ id, name }) => ids.has(id) || (subjects.has(name) && !ids.has(name)));
}

const fix = (id: string, text: string, edits: readonly Edit[]): readonly Fix[] =>
  edits.length === 0 ? [] : [{ id, text, edits }];

/** An edit of these workloads; none where there are none. */
const setting = (workloads: readonly Workload[], fields: WorkloadFields): readonly Edit[] =>
  workloads.length === 0 ? [] : [{ kind: "set", which: ofIds(workloads), fields }];

const leaveOut = (workloads: readonly Workload[], text = "Leave them out"): readonly Fix[] =>
  fix("leave-out", text, workloads.length === 0 ? [] : [{ kind: "remove", which: ofIds(workloads) }]);

const having = ({ inventory }: Case, isMeant: (workload: Workload) => boolean) => inventory.workloads.filter(isMeant);

/** Roles that are never planned. */
const role =
  (name: "template" | "placeholder"): Rule =>
  (one) => {
    const meant = having(one, (workload) => workload.role === name);
    return [...fix("plan", "Plan them as workloads", setting(meant, { role: "workload" })), ...leaveOut(meant)];
  };

/** A series' finding names workload and metric; one of another kind means the workload's CPU. */
const withoutSeries: Rule = ({ inventory, findings }) => {
  const subjects = new Set(findings.flatMap(({ subject }) => subject ?? []));
  const meant = (metric: Metric) =>
    inventory.series.flatMap((series) =>
      series.metric === metric &&
      (subjects.has(`${series.workload} ${metric}`) || (metric === "cpuCores" && subjects.has(series.workload)))
        ? series.workload
        : [],
    );
  const edits = METRICS.flatMap((metric): readonly Edit[] => {
    const ids = [...new Set(meant(metric))];
    return ids.length === 0 ? [] : [{ kind: "unmeasure", which: { ids }, metrics: [metric] }];
  });
  return fix("configured", "Leave these measurements out, plan by what is configured", edits);
};

/** The system that the guest's tools report, instead of the configured one. */
const reportedSystem: Rule = (one) => {
  const byText = Map.groupBy(one.findings, ({ bound }) => bound ?? "");
  const edits = [...byText].flatMap(([text, findings]) => {
    const os = readOs(text);
    if (os === undefined) return [];
    const { version = null, ...rest } = os;
    return setting(named({ ...one, findings }), { os: { ...rest, version } });
  });
  return fix("reported", "Take the system that the tools report", edits);
};

const architecture: Rule = (one) => {
  const meant = named(one).filter(({ os }) => os.architecture === "unknown");
  return [
    ...fix("64-bit", "Take them for 64-bit x86", setting(meant, { os: { architecture: "x86-64" } })),
    ...fix("32-bit", "Take them for 32-bit x86", setting(meant, { os: { architecture: "x86-32" } })),
  ];
};

const RULES: Readonly<Record<string, Rule>> = {
  "powered-off": (one) => {
    const meant = having(one, ({ state }) => state === "powered-off");
    return [...fix("plan", "Plan them as if they ran", setting(meant, { state: "running" })), ...leaveOut(meant)];
  },
  suspended: (one) => leaveOut(having(one, ({ state }) => state === "suspended")),
  template: role("template"),
  placeholder: role("placeholder"),
  "unknown-os": (one) => leaveOut(named(one)),
  "unknown-architecture": architecture,
  "os-disagrees": reportedSystem,
  "duplicate-name": (one) => leaveOut(named(one), "Leave the later ones out"),
  "duplicate-time": withoutSeries,
  "series-gap": withoutSeries,
  "irregular-step": withoutSeries,
  "single-sample": withoutSeries,
  "over-allocation": withoutSeries,
};

/** What can be done about the findings of a code, best first; none for notes of edits and codes that are not there. */
export function fixesFor(inventory: Inventory, code: string): readonly Fix[] {
  const findings = inventory.findings.filter((finding) => finding.code === code && !isEditNote(finding));
  if (findings.length === 0) return [];
  const settle: Edit = { kind: "settle", code };
  const found = Object.hasOwn(RULES, code) ? (RULES[code]?.({ inventory, findings }) ?? []) : [];
  return [
    ...found.map((one) => ({ ...one, edits: [...one.edits, settle] })),
    { id: "settle", text: "Take them off the list", edits: [settle] },
  ];
}
