/**
 * The steps of the form on the pages of a plan, with the way back to the inventory it was made from. A stored plan has its
 * whole estate in its request, and nothing that names the inventory which that came from. So the address says it where a
 * plan was made by the form ("?inventory=ID"), and is believed as far as that inventory is there: what was deleted, and
 * what nobody named, is led to from nowhere.
 */
import type { Request } from "express";
import { MIB_PER_GIB } from "#models";
import type { PlanRequest } from "#planner";
import { type Sealed, type Store, type StoredPlan, isSealed } from "#store";
import { comparePath } from "./compare-view.ts";
import { rowText } from "./decode/target-rows.ts";
import { queryText } from "./methods.ts";
import { type StepView, stepAddresses, stepper } from "./stepper.ts";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** So little that nothing is unpacked: only whether it is there is asked. */
const NO_BYTES = -1;
const GIB_DIGITS = 4;

/** The text where it can be the id of an inventory. */
export const inventoryId = (text: string): string | undefined => (UUID.test(text) ? text : undefined);

/** The id of an inventory in an address; undefined = none, or nothing that can be one. */
export const inventoryNamed = (request: Request): string | undefined =>
  inventoryId(queryText(request, "inventory") ?? "");

/** Address of a page of a plan or of its job that keeps which inventory the plan is of. */
export const ofInventory = (page: string, inventory: string | undefined): string =>
  inventory === undefined ? page : `${page}?${new URLSearchParams({ inventory }).toString()}`;

const text = (value: number | undefined) => (value === undefined ? "" : String(value));

/** A target as an address writes it; settings stand in no address. */
const targetText = ({ platform, hostType, maxHosts, memoryMiB, hostPrice }: PlanRequest["targets"][number]): string =>
  rowText({
    platform,
    hostType,
    maxHosts: text(maxHosts),
    memoryGiB: memoryMiB === undefined ? "" : String(Number((memoryMiB / MIB_PER_GIB).toFixed(GIB_DIGITS))),
    hostPrice: text(hostPrice),
  });

/** Where a page of a plan stands. */
export interface PlanPlace {
  readonly steps: readonly StepView[];
  /** The inventory that the address names and that is there. */
  readonly inventory: string | undefined;
}

/** Steps of a page of this plan; those before it are links where the inventory is known and there. */
export async function planPlace(
  store: Pick<Store, "openInventory">,
  plan: StoredPlan | Sealed,
  request: Request,
): Promise<PlanPlace> {
  const compare = comparePath(plan.id);
  const named = inventoryNamed(request);
  const isThere = named !== undefined && (await store.openInventory(named, NO_BYTES)) !== undefined;
  if (!isThere) return { steps: stepper("plan", { inventory: "/", compare }), inventory: undefined };
  // the request of a large plan is not unpacked for this: its targets are then chosen anew
  const targets = isSealed(plan) ? [] : plan.document.request.targets.map(targetText);
  return { steps: stepper("plan", { ...stepAddresses(named, targets), compare }), inventory: named };
}
