/** An inventory in figures: what the API answers after an upload and what the form shows. */
import type { Finding, Inventory, Workload } from "#planner";

/** How many of one thing. */
export interface Count {
  readonly what: string;
  readonly count: number;
}

/** Figures of an inventory; memory in MiB, everything else counted. */
export interface InventorySummary {
  readonly format: string;
  readonly files: readonly string[];
  readonly workloads: number;
  readonly templates: number;
  readonly poweredOff: number;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly hosts: number;
  readonly series: number;
  /** Workloads with a measured CPU series. */
  readonly measured: number;
  /** Workloads by operating system family, most frequent first. */
  readonly byOs: readonly Count[];
  readonly findings: Readonly<Record<Finding["severity"], number>>;
}

/** Counts by key, most frequent first, then by name. */
function counts(keys: readonly string[]): readonly Count[] {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return [...found]
    .map(([what, count]) => ({ what, count }))
    .toSorted((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
}

const sum = (workloads: readonly Workload[], read: (workload: Workload) => number) =>
  workloads.reduce((total, workload) => total + read(workload), 0);

/** Summarise; templates and placeholders are counted apart and not in the other figures. */
export function summaryOf(inventory: Inventory): InventorySummary {
  const real = inventory.workloads.filter((workload) => workload.role === "workload");
  const bySeverity = (severity: Finding["severity"]) =>
    inventory.findings.filter((f) => f.severity === severity).length;
  return {
    format: inventory.format,
    files: inventory.files,
    workloads: real.length,
    templates: inventory.workloads.length - real.length,
    poweredOff: real.filter((workload) => workload.state === "powered-off").length,
    vcpus: sum(real, (workload) => workload.vcpus),
    memoryMiB: sum(real, (workload) => workload.memoryMiB),
    hosts: inventory.hosts.length,
    series: inventory.series.length,
    measured: new Set(inventory.series.filter((s) => s.metric === "cpuCores").map((s) => s.workload)).size,
    byOs: counts(real.map((workload) => workload.os.family)),
    findings: { error: bySeverity("error"), warning: bySeverity("warning"), info: bySeverity("info") },
  };
}
