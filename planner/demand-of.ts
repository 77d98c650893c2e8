/** CPU of each placed workload on its host, slot by slot: what stacked profiles are drawn from. */
import type { PlanContext } from "./context.ts";
import type { PlanDocument } from "./contract/index.ts";
import { decodeRequest } from "./decode.ts";
import { sizeEstate } from "./size/index.ts";

/** A lookup from workload id to its cores on its host per slot; undefined for workloads that are not placed. */
export function demandOf(
  document: PlanDocument,
  context: PlanContext,
): (workload: string) => readonly number[] | undefined {
  const estate = sizeEstate(decodeRequest(document.request, context), context);
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const targets = new Map(estate.targets.map((target, t) => [target.id, t]));
  const targetOf = new Map(
    document.result.hosts.flatMap((host) =>
      host.partitions.map((p) => [p.workload, targets.get(host.target)] as const),
    ),
  );
  return (workload) => {
    const w = index.get(workload);
    const t = targetOf.get(workload);
    if (w === undefined || t === undefined) return undefined;
    const { factor } = estate.sized(w, t);
    return Array.from(estate.workloads[w]?.demand.cores ?? [], (cores) => cores * factor);
  };
}
