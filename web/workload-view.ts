/** A workload's own page as data: its fields, what was measured, what speaks of it. */
import { cpuFigures, findingText } from "#inventory";
import type { InputProblem, Inventory, Workload } from "#planner";
import { counted, decimal, grouped } from "#planner/report/index.ts";
import { sparklineSvg } from "#report";
import type { StoredInventory } from "#store";
import {
  DEMAND_NUMBERS,
  NEEDS,
  PEAK_NUMBERS,
  SIZE_NUMBERS,
  WORKLOAD_LABELS,
  WORKLOAD_MENUS,
  type WorkloadNumber,
} from "./decode/workload-fields.ts";
import { type WorkloadForm, workloadFieldAt } from "./decode/workload-form.ts";
import { notesOf } from "./edit-inventory.ts";
import { shownProblems } from "./form-problems.ts";
import { notFound } from "./problem.ts";
import { stepAddresses, stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";
import { rulesByWorkload, workloadHref } from "./workload-rows.ts";

/** Hosts that the field suggests. */
const MOST_HOSTS = 500;
const MINUTES_PER_DAY = 1440;

/** What the page is made from. */
export interface WorkloadPage {
  readonly stored: StoredInventory;
  /** undefined for one that is still to be added. */
  readonly workload: Workload | undefined;
  readonly form: WorkloadForm;
  /** Inventory before the last edit. */
  readonly from: string | undefined;
  readonly problems: readonly InputProblem[];
  /** Edits that were tried. */
  readonly edits: readonly unknown[];
}

const METRICS: Readonly<Record<Inventory["series"][number]["metric"], string>> = {
  cpuCores: "CPU (cores)",
  memoryMiB: "Memory (MiB)",
  networkMbps: "Network (Mbit/s)",
  diskMBps: "Disk (MB/s)",
};

/** Measured series in a line each, CPU with its drawing. */
function measured({ series }: Inventory, { id, name }: Workload) {
  const own = series.filter(({ workload }) => workload === id);
  const cpu = cpuFigures({ series: own }).get(id);
  return {
    series: own.map(({ metric, values, slotMinutes }) => {
      const peak = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
      const days = decimal((values.length * slotMinutes) / MINUTES_PER_DAY);
      return {
        metric: METRICS[metric],
        peak: grouped(peak, 2),
        slots: `${counted(values.length, "slot")} of ${slotMinutes} min, ${days} days`,
      };
    }),
    spark: cpu === undefined ? "" : sparklineSvg(cpu.series.values, `CPU of ${name} over time`),
    metrics: new Set(own.map(({ metric }) => metric)),
  };
}

const findingsAbout = ({ findings }: Inventory, { id, name }: Workload) =>
  findings
    .filter(
      ({ subject }) => subject !== undefined && (subject === id || subject === name || subject.startsWith(`${id} `)),
    )
    .slice(0, MOST_HOSTS)
    .map((finding) => ({ severity: finding.severity, text: findingText(finding) }));

function about(inventory: Inventory, workload: Workload | undefined) {
  if (workload === undefined) return { series: [], spark: "", metrics: new Set<string>(), rules: [], findings: [] };
  return {
    ...measured(inventory, workload),
    rules: rulesByWorkload(inventory.rules ?? []).get(workload.id) ?? [],
    findings: findingsAbout(inventory, workload),
  };
}

/** The workload of this id; undefined where none is named. @throws Problem not-found */
export function namedWorkload({ inventory }: StoredInventory, of: string | undefined): Workload | undefined {
  if (of === undefined) return undefined;
  const workload = inventory.workloads.find(({ id }) => id === of);
  if (workload === undefined) throw notFound(`workload "${of}" in this inventory`);
  return workload;
}

/** Data of the page. */
export function workloadView({ stored, workload, form, from, problems, edits }: WorkloadPage): PageData {
  const { id, inventory } = stored;
  const shown = shownProblems(problems, (pointer) => {
    const field = workloadFieldAt(pointer, edits);
    return field === undefined ? undefined : { id: field, label: WORKLOAD_LABELS[field] ?? field };
  });
  const { metrics, ...rest } = about(inventory, workload);
  const numbers = (fields: readonly WorkloadNumber[]) =>
    fields.map((field) => ({ ...field, value: form.texts[field.name] ?? "", error: shown.at[field.name] }));
  return {
    title: workload === undefined ? "Add a workload" : workload.name,
    steps: stepper("workloads", stepAddresses(id)),
    list: `/inventories/${id}/workloads`,
    action: workload === undefined ? `/inventories/${id}/workload` : workloadHref(id, workload.id),
    isNew: workload === undefined,
    workloadId: workload?.id === workload?.name ? undefined : workload?.id,
    problems: shown.summary,
    errorAt: shown.at,
    texts: form.texts,
    before: from === undefined ? undefined : `/inventories/${from}/workloads`,
    lastNote: from === undefined ? undefined : notesOf(inventory).notes.at(-1),
    sizes: numbers(SIZE_NUMBERS),
    demands: numbers(DEMAND_NUMBERS),
    peaks: numbers(PEAK_NUMBERS.filter(({ metric }) => metrics.has(metric))),
    menus: Object.entries(WORKLOAD_MENUS).map(([name, { label, values }]) => ({
      name,
      label,
      error: shown.at[name],
      options: values.map((value) => ({ value, isChosen: value === form.texts[name] })),
    })),
    needs: NEEDS.map((value) => ({ value, isTicked: form.needs.includes(value) })),
    isUnmeasured: form.isUnmeasured,
    hosts: inventory.hosts.slice(0, MOST_HOSTS).map((host) => host.id),
    ...rest,
  };
}
