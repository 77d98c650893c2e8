/**
 * What the product remembers between requests: inventories and plans. Ids and times are made by the caller; everything
 * stored is immutable. Asynchronous, so that a store behind a network can stand in.
 */
import type { Inventory, PlanDocument } from "#planner/contract/index.ts";

/** An inventory with its id and the time it came. */
export interface StoredInventory {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly inventory: Inventory;
}

/** A plan document with its id and the time it was made. */
export interface StoredPlan {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly document: PlanDocument;
}

/** A plan as lists show it. */
export interface PlanListing {
  readonly id: string;
  readonly createdAt: string;
  readonly name: string;
  readonly status: PlanDocument["result"]["status"];
  readonly workloads: number;
  readonly unplaced: number;
  readonly hostsUsed: number;
  /** Target ids. */
  readonly targets: readonly string[];
}

/** One page of the list of plans. */
export interface PlanPage {
  /** Newest first. */
  readonly plans: readonly PlanListing[];
  /** Hand it back for the next page; absent on the last one. */
  readonly next?: string;
}

/** A cursor that no listing gave out. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";
  constructor(cursor: string) {
    super(`cursor "${cursor}" was not made by this list`);
  }
}

/** The id is taken: stored things never change. */
export class IdTaken extends Error {
  override readonly name = "IdTaken";
  constructor(id: string) {
    super(`id "${id}" is stored already`);
  }
}

/** The store; one conformance suite holds every kind of it (test/unit/store/conformance.ts). */
export interface Store {
  /** @throws IdTaken */
  putInventory(entry: StoredInventory): Promise<void>;
  getInventory(id: string): Promise<StoredInventory | undefined>;
  /** True when something was deleted. */
  deleteInventory(id: string): Promise<boolean>;
  /** @throws IdTaken */
  putPlan(entry: StoredPlan): Promise<void>;
  getPlan(id: string): Promise<StoredPlan | undefined>;
  /** Newest first, in the order of storing. @param page.limit ≥ 1 @throws BadCursor */
  listPlans(page: { readonly limit: number; readonly cursor?: string }): Promise<PlanPage>;
  deletePlan(id: string): Promise<boolean>;
  /** Resolves when the store answers. @throws Error when it does not */
  ping(): Promise<void>;
  close(): Promise<void>;
}
