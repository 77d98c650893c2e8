/** Rows of the workloads table: each workload with its figures as text, its CPU at a glance, and the rules that name it. */
import type { CpuFigures } from "#inventory";
import { MIB_PER_GIB } from "#models";
import type { Inventory, Rule, Workload } from "#planner";
import { decimal, grouped, memoryText, systemName } from "#planner/report/index.ts";
import { sparklineSvg } from "#report";

/** A workload as the table shows it. */
export interface WorkloadRow {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly system: string;
  readonly architecture: string;
  /** "" for a running workload, else what it is instead. */
  readonly note: string;
  readonly vcpus: string;
  readonly memory: string;
  readonly storage: string;
  /** Cores; "" where nothing was measured. */
  readonly peak: string;
  readonly mean: string;
  /** Markup of the drawing; "" where nothing was measured. */
  readonly spark: string;
  readonly tags: readonly string[];
  readonly rules: readonly string[];
}

const MINUTES_PER_DAY = 1440;

/** Workloads that a rule speaks of. */
export const workloadsOf = (rule: Rule): readonly string[] => [
  ...rule.workloads,
  ...("from" in rule ? rule.from : []),
  ...("beside" in rule ? rule.beside : []),
];

/** Ids of the rules that name a workload, by workload; O(names in rules). */
export function rulesByWorkload(rules: readonly Rule[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const rule of rules) {
    for (const id of new Set(workloadsOf(rule))) {
      const list = found.get(id);
      if (list === undefined) found.set(id, [rule.id]);
      else list.push(rule.id);
    }
  }
  return found;
}

const noteOf = ({ role, state }: Workload): string =>
  role === "workload" ? (state === "running" ? "" : state.replace("unknown", "state unknown")) : role;

const coresText = (cores: number) => grouped(cores, 2);

function sparkOf(name: string, figures: CpuFigures | undefined): string {
  if (figures === undefined) return "";
  const { values, slotMinutes } = figures.series;
  const days = decimal((values.length * slotMinutes) / MINUTES_PER_DAY, 1);
  const says = `CPU of ${name} over ${days} days, from 0 to ${coresText(figures.peakCores)} cores`;
  return sparklineSvg(values, says);
}

/** Address of a workload's own page. */
export const workloadHref = (inventoryId: string, workloadId: string): string =>
  `/inventories/${inventoryId}/workload?${new URLSearchParams({ of: workloadId }).toString()}`;

/** What rows are made from, once per page. */
export interface RowSources {
  readonly inventoryId: string;
  readonly figures: ReadonlyMap<string, CpuFigures>;
  readonly rules: ReadonlyMap<string, readonly string[]>;
}

/** One row. */
export function workloadRow(workload: Workload, { inventoryId, figures, rules }: RowSources): WorkloadRow {
  const { id, name, os, diskGiB, tags } = workload;
  const cpu = figures.get(id);
  return {
    id,
    name,
    href: workloadHref(inventoryId, id),
    system: os.version === undefined ? systemName(os.family) : `${systemName(os.family)} ${os.version}`,
    architecture: os.architecture,
    note: noteOf(workload),
    vcpus: grouped(workload.vcpus),
    memory: memoryText(workload.memoryMiB),
    storage: diskGiB === undefined ? "" : memoryText(diskGiB * MIB_PER_GIB),
    peak: cpu === undefined ? "" : coresText(cpu.peakCores),
    mean: cpu === undefined ? "" : coresText(cpu.meanCores),
    spark: sparkOf(name, cpu),
    tags: Object.entries(tags).map(([key, value]) => (value === "" ? key : `${key}=${value}`)),
    rules: rules.get(id) ?? [],
  };
}

/** The most frequent tags of an estate, as "key=value", most frequent first. @param most ≥ 0 */
export function frequentTags({ workloads }: Inventory, most: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const { tags } of workloads) {
    for (const [key, value] of Object.entries(tags)) {
      const tag = `${key}=${value}`;
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
  }
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([tag]) => tag);
}
