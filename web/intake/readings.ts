/**
 * Uploads that are read after their answer: each has the id its inventory will have. A few at once, more wait their turn,
 * and a crowd is told to come back. What is being read is in this process only; a server that ends meanwhile forgets it,
 * and its address then answers that there is nothing.
 */
import { randomUUID } from "node:crypto";
import type { Inventory } from "#planner";
import type { Store } from "#store";
import { keepInventory } from "../keep.ts";
import { Problem } from "../problem.ts";

/** How far an upload is; once it is read, its inventory is in the store and nothing is known of it here. */
export type Reading = { readonly state: "reading" } | { readonly state: "failed"; readonly error: unknown };

/** Uploads on their way. */
export interface Readings {
  /**
   * Read and store an inventory.
   * @returns its id at once, and a promise of the inventory when it is stored, which rejects when it cannot be read; nobody
   *   has to wait for it
   * @param id left out = a new one
   * @throws Problem queue-full when too many wait already
   */
  begin(read: () => Promise<Inventory>, id?: string): { readonly id: string; readonly done: Promise<Inventory> };
  /** What is known of an upload by its id. */
  of(id: string): Reading | undefined;
}

/** Reading takes a thread of its own, and memory. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 8;
const RETRY_SECONDS = 10;
/** Failures that are remembered until somebody asks. */
const MOST_FAILURES = 100;

/** Readings that end in this store. */
export function readingsInto(store: Store): Readings {
  const known = new Map<string, Reading>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = async (): Promise<void> => {
    if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
  };
  const next = () => {
    const first = waiting.shift();
    if (first === undefined) running--;
    else first();
  };
  const failed = (id: string, error: unknown) => {
    known.delete(id);
    known.set(id, { state: "failed", error });
    const failures = [...known].filter(([, { state }]) => state === "failed");
    const oldest = failures.length > MOST_FAILURES ? failures[0]?.[0] : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };
  const work = async (id: string, read: () => Promise<Inventory>): Promise<Inventory> => {
    try {
      await turn();
      try {
        const inventory = await read();
        await keepInventory(store, inventory, id);
        known.delete(id);
        return inventory;
      } finally {
        next();
      }
    } catch (error) {
      failed(id, error);
      throw error;
    }
  };

  return {
    begin: (read, id = randomUUID()) => {
      if (waiting.length >= MOST_WAITING) {
        throw new Problem("queue-full", `${MOST_WAITING} uploads wait to be read already.`, {
          headers: { "Retry-After": String(RETRY_SECONDS) },
        });
      }
      known.set(id, { state: "reading" });
      const done = work(id, read);
      done.catch(() => {});
      return { id, done };
    },
    of: (id) => known.get(id),
  };
}
