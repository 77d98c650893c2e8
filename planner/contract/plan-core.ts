/** What a plan comes to: the part of a result that plans are compared and judged by, without what is told beside it. */
import type { PlanResult, Unplaced } from "./result.ts";

type Decided =
  | "status"
  | "summary"
  | "search"
  | "hosts"
  | "excluded"
  | "failover"
  | "unmet"
  | "energy"
  | "room"
  | "licences"
  | "money"
  | "moves";

/** Every PlanResult is one; unplaced workloads need no reasons here. */
export interface PlanCore extends Pick<PlanResult, Decided> {
  readonly unplaced: readonly Pick<Unplaced, "workload">[];
}
