/**
 * Amounts for rules on cores and MiB: where they lie in the packing problem, and the same in floats by names for the judge.
 * What rules reserve for a workload is counted in both.
 */
import type { Amounts, Layout, PackAmounts, TypeAmount } from "./constrain/index.ts";
import type { BinType } from "./pack/index.ts";
import type { Estate } from "./size/index.ts";

/** CPU and memory of every type of a problem, for rules to count on. @param types demands as they are packed */
export function packAmounts(types: readonly BinType[], estate: Estate, layout: Layout): PackAmounts {
  const cpu = types.map(
    (type, t): TypeAmount => ({
      capacity: type.capacity[layout.cpu] ?? Infinity,
      rows: type.demand[layout.cpu] ?? new Float64Array(0),
      width: layout.slots,
      at: 0,
      slots: layout.slots,
      perUnit: layout.perCore[t] ?? 1,
    }),
  );
  const memory = types.map(
    (type, t): TypeAmount => ({
      capacity: type.room[layout.memory] ?? Infinity,
      rows: type.claim,
      width: layout.constants,
      at: layout.memory,
      slots: 1,
      perUnit: layout.perMiB[t] ?? 1,
    }),
  );
  return { cpu, memory, stock: estate.targets.map(({ maxUsed }) => maxUsed) };
}

/** The judge's amounts, from the estate's own figures. */
export function judgedAmounts(estate: Estate): Amounts {
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const targets = estate.targets.map((target) => target.id);
  const targetOf = new Map(targets.map((id, t) => [id, t]));
  const floors = reserved(estate);
  const sized = (workload: string, target: string) => {
    const [w, t] = [index.get(workload), targetOf.get(target)];
    return w === undefined || t === undefined ? undefined : { w, sized: estate.sized(w, t) };
  };
  const resolved = (target: string) => estate.targets[targetOf.get(target) ?? -1];
  return {
    cores(workload, target) {
      const found = sized(workload, target);
      if (found === undefined) return [];
      const least = floors.get(workload)?.cores ?? 0;
      const asked = estate.workloads[found.w]?.demand.cores ?? new Float64Array(0);
      return asked.map((cores) => Math.max(cores * found.sized.factor, least));
    },
    memoryMiB(workload, target) {
      const claim = sized(workload, target)?.sized.claim.constant.memoryMiB ?? 0;
      return Math.max(claim, floors.get(workload)?.memoryMiB ?? 0);
    },
    hostCores: (target) => resolved(target)?.cpuCores ?? 0,
    hostMemoryMiB: (target) => resolved(target)?.memoryMiB ?? 0,
    stock: (target) => resolved(target)?.maxUsed ?? 0,
    targets,
  };
}

/** Cores and MiB that rules reserve for each workload. */
function reserved(estate: Estate): ReadonlyMap<string, { readonly cores: number; readonly memoryMiB: number }> {
  const floors = new Map<string, { readonly cores: number; readonly memoryMiB: number }>();
  for (const rule of estate.request.rules) {
    if (rule.kind !== "preserve") continue;
    for (const workload of rule.workloads) {
      const known = floors.get(workload);
      floors.set(workload, {
        cores: Math.max(known?.cores ?? 0, rule.cores ?? 0),
        memoryMiB: Math.max(known?.memoryMiB ?? 0, rule.memoryMiB ?? 0),
      });
    }
  }
  return floors;
}
