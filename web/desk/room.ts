/** What questions at the desk are about, what they are answered with, and what may come of them. */
import type { Inventory, PlanContext } from "#planner";
import type { StoredInventory, StoredPlan } from "#store";

/** What a question may be about. */
export type Subject = StoredInventory | StoredPlan;

/** What questions are answered with beside their subjects. */
export interface DeskRoom {
  readonly context: PlanContext;
  readonly memoryBytes: number;
}

/** Another inventory, and what is said of it. Without one, nothing is to be stored. */
export interface Making<S = unknown> {
  readonly inventory: Inventory | undefined;
  readonly says: S;
}
