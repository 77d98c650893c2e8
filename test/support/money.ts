/** A small plan whose money is reckoned: two hosts of "big" hold four workloads, which run on three hosts of today. */
import { type PlanRequestInput, decodeRequest } from "#planner";
import type { PlanParts } from "#planner/cost/money/index.ts";
import { energyAccount } from "#planner/energy-account.ts";
import { planHosts } from "#planner/hosts.ts";
import { type Estate, sizeEstate } from "#planner/size/index.ts";
import { CONTEXT, ask, vm } from "./request.ts";

/** w1 and w2 run on old-1, w3 on old-2, w4 on old-3; the plan puts w1 and w2 on one host, w3 and w4 on another. */
export function accountOf(
  extra: Partial<PlanRequestInput>,
  binOf: readonly number[] = [0, 0, 1, 1],
): { readonly estate: Estate; readonly parts: PlanParts } {
  const runsOn = ["old-1", "old-1", "old-2", "old-3"];
  const workloads = runsOn.map((host, i) => vm(`w${i + 1}`, { runsOn: host }));
  const hosts = ["old-1", "old-2", "old-3"].map((id) => ({ id, name: id, hostType: "small" }));
  const request = decodeRequest(ask(workloads, { hosts, ...extra }), CONTEXT);
  const estate = sizeEstate(request, CONTEXT);
  const used = 1 + Math.max(...binOf);
  const planned = planHosts(
    estate,
    {
      binOf: Int32Array.from(binOf),
      typeOf: Array.from({ length: used }, () => 0),
      numberOf: Array.from({ length: used }, (_, bin) => bin + 1),
      packer: "by hand",
    },
    [],
  );
  const unplaced = estate.workloads.flatMap(({ workload }, w) => ((binOf[w] ?? -1) < 0 ? [workload.id] : []));
  return { estate, parts: { hosts: planned, energy: energyAccount(estate, planned, unplaced) } };
}
