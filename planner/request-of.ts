/** An inventory and what somebody wants of it, as a request: the one way from files to a question, for every door. */
import type { Inventory, PlanRequestInput } from "./contract/index.ts";

export type RequestRest = Omit<Partial<PlanRequestInput>, "workloads" | "hosts" | "series" | "findings"> & {
  readonly targets: PlanRequestInput["targets"];
};

/** The inventory's list, then the request's; the request's alone, whatever it is, where the inventory has none. */
function both<T>(own: readonly T[] | undefined, asked: T[] | undefined): T[] | undefined {
  if (own === undefined || own.length === 0) return asked;
  if (asked !== undefined && !Array.isArray(asked)) return asked;
  return [...own, ...(asked ?? [])];
}

/** Still to be decoded: nothing is checked here. Rules and places of the inventory come before the request's own. */
export function requestOf(inventory: Inventory, rest: RequestRest): PlanRequestInput {
  const rules = both<NonNullable<PlanRequestInput["rules"]>[number]>(inventory.rules, rest.rules);
  const places = both<NonNullable<PlanRequestInput["places"]>[number]>(inventory.places, rest.places);
  return {
    version: 1,
    ...rest,
    ...(rules === undefined ? {} : { rules }),
    ...(places === undefined ? {} : { places }),
    workloads: inventory.workloads,
    hosts: inventory.hosts,
    series: inventory.series,
    findings: inventory.findings,
  };
}
