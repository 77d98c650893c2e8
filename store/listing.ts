/** The few figures of a plan that a list shows, so that listing reads no whole plans. */
import type { PlanListing, StoredPlan } from "./store.ts";

/** A plan as lists show it. */
export function listingOf({ id, createdAt, document }: StoredPlan): PlanListing {
  const { name, status, summary, targets } = document.result;
  return {
    id,
    createdAt,
    name,
    status,
    workloads: summary.workloads,
    unplaced: summary.unplaced,
    hostsUsed: summary.hostsUsed,
    targets: targets.map((target) => target.id),
  };
}
