/** Peak and mean of the measured CPU of each workload, for tables: in cores of the host they were measured on. */
import type { Inventory, Series } from "#planner/contract/index.ts";

/** What a CPU series says at a glance. */
export interface CpuFigures {
  /** Highest slot, cores. */
  readonly peakCores: number;
  /** Mean of the slots that were measured, cores. */
  readonly meanCores: number;
  readonly series: Series;
}

/** Highest and mean value; undefined where no slot was measured. */
function figuresOf(series: Series): CpuFigures | undefined {
  let [peak, sum, count] = [0, 0, 0];
  for (const value of series.values) {
    if (value === null) continue;
    if (value > peak) peak = value;
    sum += value;
    count += 1;
  }
  return count === 0 ? undefined : { peakCores: peak, meanCores: sum / count, series };
}

/** By workload id; absent where nothing was measured. Linear in the values. */
export function cpuFigures({ series }: Pick<Inventory, "series">): ReadonlyMap<string, CpuFigures> {
  const found = new Map<string, CpuFigures>();
  for (const one of series) {
    const figures = one.metric === "cpuCores" ? figuresOf(one) : undefined;
    if (figures !== undefined) found.set(one.workload, figures);
  }
  return found;
}
