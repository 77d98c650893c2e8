/** Rows of an inventory's workloads as programs read them: the workload, its measured CPU, the rules that name it. */
import { type WorkloadFilter, type WorkloadOrder, cpuFigures, orderWorkloads, selectWorkloads } from "#inventory";
import type { Inventory, Workload } from "#planner";
import { rulesByWorkload } from "../workload-rows.ts";

/** Which rows. */
export interface RowsAsked {
  readonly filter: WorkloadFilter;
  readonly sort?: WorkloadOrder | undefined;
  /** Rows before the first of them. */
  readonly before: number;
  readonly limit: number;
}

function bodiesOf(inventory: Inventory, workloads: readonly Workload[]) {
  const ids = new Set(workloads.map(({ id }) => id));
  const figures = cpuFigures({ series: inventory.series.filter(({ workload }) => ids.has(workload)) });
  const rules = rulesByWorkload(inventory.rules ?? []);
  return workloads.map((workload) => {
    const cpu = figures.get(workload.id);
    return {
      ...workload,
      ...(cpu === undefined ? {} : { cpu: { peakCores: cpu.peakCores, meanCores: cpu.meanCores } }),
      rules: rules.get(workload.id) ?? [],
    };
  });
}

/** The rows asked for, and how many the filter leaves in all. */
export function workloadBodies(inventory: Inventory, { filter, sort, before, limit }: RowsAsked) {
  const meant = selectWorkloads(inventory, filter);
  const ordered = sort === undefined ? meant : orderWorkloads(inventory, meant, sort);
  return { matching: ordered.length, workloads: bodiesOf(inventory, ordered.slice(before, before + limit)) };
}
