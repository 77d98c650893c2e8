/**
 * The store on a PostgreSQL server, shared by as many processes as like. A commit is acknowledged when the server has it on
 * its disk (its `synchronous_commit` is left as it is). It goes on by itself when the server comes back after an outage.
 */
import { Kysely, sql } from "kysely";
import { planGist, simulationGist, whatIfGist } from "#planner/contract/index.ts";
import { keptValues } from "../kept.ts";
import { type JobEnd, type Store, StoreUnavailable } from "../store.ts";
import { shownAddress } from "./address.ts";
import { documentShelf } from "./document-shelf.ts";
import { inventoryShelf } from "./inventory-shelf.ts";
import { jobShelf } from "./job-shelf.ts";
import { migrate } from "./migrate.ts";
import { onceShelf } from "./once-shelf.ts";
import { pooled } from "./pool.ts";
import { shareShelf } from "./share-shelf.ts";
import type { Database, Tables } from "./tables.ts";
import { uploadShelf } from "./upload-shelf.ts";

/** Most milliseconds until a ping has its answer: whoever watches the server asks every few seconds. */
const PING_MS = 2000;

/** What is told and not needed to go on. */
export interface PostgresOptions {
  /** Hears why an idle connection was lost; what is asked next opens another. */
  readonly onLost?: (error: Error) => void;
}

/** @throws StoreUnavailable when there is no answer in time */
async function ping(db: Database): Promise<void> {
  const timer: { at?: NodeJS.Timeout } = {};
  const late = new Promise<never>((_resolve, reject) => {
    timer.at = setTimeout(() => reject(new StoreUnavailable(`no answer within ${PING_MS} ms`)), PING_MS);
  });
  try {
    await Promise.race([sql`select 1 from plan limit 1`.execute(db), late]);
  } finally {
    clearTimeout(timer.at);
  }
}

/** The store over a database that is up to date. */
function storeOn(db: Database): Store {
  const kept = keptValues();
  const plans = documentShelf(db, "plan", planGist, kept);
  const simulations = documentShelf(db, "simulation", simulationGist, kept);
  const whatIfs = documentShelf(db, "what_if", whatIfGist, kept);
  const { end, ...jobs } = jobShelf(db);
  const prepare = async (made: JobEnd["made"]) => {
    if (made === undefined) return () => Promise.resolve();
    if (made.kind === "plan") return await plans.prepare(made);
    return made.kind === "simulation" ? await simulations.prepare(made) : await whatIfs.prepare(made);
  };
  let closing: Promise<void> | undefined;
  return {
    ...inventoryShelf(db, kept),
    putPlan: plans.put,
    getPlan: plans.get,
    openPlan: plans.open,
    listPlans: async (page) => {
      const { listings, ...rest } = await plans.list(page);
      return { plans: listings, ...rest };
    },
    deletePlan: plans.delete,
    putSimulation: simulations.put,
    getSimulation: simulations.get,
    listSimulations: async (page) => {
      const { listings, ...rest } = await simulations.list(page);
      return { simulations: listings, ...rest };
    },
    deleteSimulation: simulations.delete,
    putWhatIf: whatIfs.put,
    getWhatIf: whatIfs.get,
    listWhatIfs: async (page) => {
      const { listings, ...rest } = await whatIfs.list(page);
      return { whatIfs: listings, ...rest };
    },
    deleteWhatIf: whatIfs.delete,
    ...shareShelf(db),
    ...onceShelf(db),
    ...jobs,
    ...uploadShelf(db),
    endJob: async (ended) => await end(ended, await prepare(ended.made)),
    ping: () => ping(db),
    close: () => (closing ??= db.destroy()),
  };
}

/**
 * Open the store in this database, making or lifting its tables as needed.
 * @param address postgresql://USER:PASSWORD@HOST:PORT/DATABASE; never repeated in an error
 * @throws StoreUnavailable when the server does not answer
 * @throws Error for an address that is none, a refused login, a database of a newer program
 */
export async function postgresStore(address: string, options: PostgresOptions = {}): Promise<Store> {
  const shown = shownAddress(address);
  const db = new Kysely<Tables>({ dialect: pooled(address, options.onLost ?? (() => {})) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof StoreUnavailable) throw error;
    throw new Error(`the database ${shown} cannot be opened: ${why}`, { cause: error });
  }
  return storeOn(db);
}
