/**
 * What the product remembers between requests: inventories, plans, simulations. Ids and times are made by the caller;
 * everything stored is immutable. Asynchronous, so that a store behind a network can stand in.
 */
import type { Inventory, PlanDocument, SimulationDocument } from "#planner/contract/index.ts";

/** Something with its id and the time it was made. */
interface Stored {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** An inventory with its id and the time it came. */
export interface StoredInventory extends Stored {
  readonly inventory: Inventory;
}

/** A plan document with its id and the time it was made. */
export interface StoredPlan extends Stored {
  readonly document: PlanDocument;
}

/** A simulation document with its id and the time it was made. */
export interface StoredSimulation extends Stored {
  readonly document: SimulationDocument;
}

/** A plan as lists show it. */
export interface PlanListing extends Stored {
  readonly name: string;
  readonly status: PlanDocument["result"]["status"];
  readonly workloads: number;
  readonly unplaced: number;
  readonly hostsUsed: number;
  /** Target ids. */
  readonly targets: readonly string[];
}

/** A simulation as lists show it. */
export interface SimulationListing extends Stored {
  readonly name: string;
  readonly end: SimulationDocument["result"]["end"];
  readonly platform: string;
  readonly host: string;
  readonly scheduler: string;
  readonly guests: number;
  readonly simulatedSeconds: number;
  readonly busyRatio: number;
}

/** Which part of a list. */
export interface PageAsked {
  /** ≥ 1. */
  readonly limit: number;
  /** `next` of the page before; left out = from the newest. */
  readonly cursor?: string;
}

/** One page of the list of plans. */
export interface PlanPage {
  /** Newest first. */
  readonly plans: readonly PlanListing[];
  /** Hand it back for the next page; absent on the last one. */
  readonly next?: string;
}

/** One page of the list of simulations. */
export interface SimulationPage {
  /** Newest first. */
  readonly simulations: readonly SimulationListing[];
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
  /** Newest first, in the order of storing. @throws BadCursor */
  listPlans(page: PageAsked): Promise<PlanPage>;
  deletePlan(id: string): Promise<boolean>;
  /** @throws IdTaken */
  putSimulation(entry: StoredSimulation): Promise<void>;
  getSimulation(id: string): Promise<StoredSimulation | undefined>;
  /** Newest first, in the order of storing. @throws BadCursor */
  listSimulations(page: PageAsked): Promise<SimulationPage>;
  deleteSimulation(id: string): Promise<boolean>;
  /** Resolves when the store answers. @throws Error when it does not */
  ping(): Promise<void>;
  close(): Promise<void>;
}
