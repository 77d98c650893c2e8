/** An inventory and what somebody wants of it, as a request: the one way from files to a question, for every door. */
import type { Inventory, PlanRequestInput } from "./contract/index.ts";

export type RequestRest = Omit<Partial<PlanRequestInput>, "workloads" | "hosts" | "series" | "findings"> & {
  readonly targets: PlanRequestInput["targets"];
};

/** Still to be decoded: nothing is checked here. */
export function requestOf(inventory: Inventory, rest: RequestRest): PlanRequestInput {
  return {
    version: 1,
    ...rest,
    workloads: inventory.workloads,
    hosts: inventory.hosts,
    series: inventory.series,
    findings: inventory.findings,
  };
}
