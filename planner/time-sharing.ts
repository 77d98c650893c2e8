/**
 * What packing by profile saves: the estate's sum of peaks against the peak of its sum, resource by resource, and the
 * hosts that packing every workload at its own peak would take, with the same packer.
 */
import type { PlanResult } from "./contract/index.ts";
import { atOwnPeaks } from "./formulate.ts";
import type { PackOptions, PackProblem, PackSolution, Packer } from "./pack/index.ts";
import { amount } from "./rounding.ts";
import type { Estate } from "./size/index.ts";

type Row = PlanResult["timeSharing"]["resources"][number];

/** Sum of peaks and peak of the sum of profiles. @param profiles one per workload, all of the same length */
export function peaksOf(profiles: readonly Float64Array[]): {
  sumOfPeaks: number;
  peakOfSum: number;
  peakSlot: number;
} {
  let sumOfPeaks = 0;
  const sum = new Float64Array(profiles[0]?.length ?? 1);
  for (const profile of profiles) {
    let peak = 0;
    profile.forEach((value, s) => {
      peak = Math.max(peak, value);
      sum[s] = (sum[s] ?? 0) + value;
    });
    sumOfPeaks += peak;
  }
  let peakSlot = 0;
  sum.forEach((value, s) => {
    if (value > (sum[peakSlot] ?? 0)) peakSlot = s;
  });
  return { sumOfPeaks: amount(sumOfPeaks), peakOfSum: amount(sum[peakSlot] ?? 0), peakSlot };
}

/** Placed workloads only: CPU in cores of the first target, so that one unit holds for all. */
function resourceRows(estate: Estate, placed: readonly number[]): readonly Row[] {
  const target = estate.targets[0];
  if (target === undefined || placed.length === 0) return [];
  const cpu = placed.map((w) => {
    const { factor } = estate.sized(w, 0);
    return (estate.workloads[w]?.demand.cores ?? new Float64Array(0)).map((cores) => cores * factor);
  });
  const rate = (name: "networkMbps" | "diskMBps", unit: string): readonly Row[] => {
    const profiles = placed.flatMap((w) => estate.workloads[w]?.demand[name] ?? []);
    return profiles.length === 0 ? [] : [{ resource: name, unit, ...peaksOf(profiles) }];
  };
  return [
    { resource: "cpuCores", unit: `cores of ${target.hostType.id}`, ...peaksOf(cpu) },
    ...rate("networkMbps", "Mbit/s"),
    ...rate("diskMBps", "MB/s"),
  ];
}

/** Pack the same problem at own peaks and set both answers side by side. */
export function timeSharing(
  estate: Estate,
  packed: { readonly problem: PackProblem; readonly solution: PackSolution },
  how: { readonly packer: Packer; readonly options: PackOptions },
): PlanResult["timeSharing"] {
  const peaks = packed.problem.slots === 1 ? packed.solution : how.packer.pack(atOwnPeaks(packed.problem), how.options);
  const placed = [...packed.solution.binOf.keys()].filter((w) => (packed.solution.binOf[w] ?? -1) >= 0);
  return {
    resources: [...resourceRows(estate, placed)],
    hostsByPeaks: peaks.typeOf.length,
    unplacedByPeaks: peaks.binOf.reduce((n, bin) => n + (bin < 0 ? 1 : 0), 0),
    hostsByProfile: packed.solution.typeOf.length,
  };
}
