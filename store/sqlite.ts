/**
 * The embedded store: one SQLite file through node:sqlite, write-ahead log, every commit on disk before it is
 * acknowledged (synchronous = FULL). `:memory:` keeps everything in this process.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { planGist, simulationGist, whatIfGist } from "#planner/contract/index.ts";
import { inventoryShelf } from "./inventory-shelf.ts";
import { jobShelf } from "./job-shelf.ts";
import { onceShelf } from "./once-shelf.ts";
import { keptValues } from "./kept.ts";
import { migrate } from "./schema.ts";
import { shareShelf } from "./share-shelf.ts";
import { shelf } from "./shelf.ts";
import { uploadShelf } from "./upload-shelf.ts";
import type { JobEnd, Store } from "./store.ts";

/** How long a write waits for another program's write to the same file. */
const BUSY_MS = 5000;

function open(file: string): DatabaseSync {
  if (file !== ":memory:") mkdirSync(path.dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on");
  migrate(db);
  return db;
}

/**
 * Open the store in this file, creating file and folder when they are not there.
 * @throws Error when the file cannot be opened, is no database, or is of a newer version
 */
export function sqliteStore(file: string): Store {
  const db = open(file);
  const pinging = db.prepare("select count(*) as n from (select 1 from plan limit 1)");
  const kept = keptValues();
  const plans = shelf(db, "plan", planGist, kept);
  const simulations = shelf(db, "simulation", simulationGist, kept);
  const whatIfs = shelf(db, "what_if", whatIfGist, kept);
  const { end, ...jobs } = jobShelf(db);
  const prepare = (made: JobEnd["made"]): Promise<() => void> => {
    if (made === undefined) return Promise.resolve(() => {});
    if (made.kind === "plan") return plans.prepare(made);
    return made.kind === "simulation" ? simulations.prepare(made) : whatIfs.prepare(made);
  };
  return {
    ...inventoryShelf(db, kept),
    putPlan: plans.put,
    getPlan: plans.get,
    openPlan: plans.open,
    async listPlans(page) {
      const { listings, ...rest } = plans.list(page);
      return { plans: listings, ...rest };
    },
    async deletePlan(id) {
      return plans.delete(id);
    },
    putSimulation: simulations.put,
    getSimulation: simulations.get,
    async listSimulations(page) {
      const { listings, ...rest } = simulations.list(page);
      return { simulations: listings, ...rest };
    },
    async deleteSimulation(id) {
      return simulations.delete(id);
    },
    putWhatIf: whatIfs.put,
    getWhatIf: whatIfs.get,
    async listWhatIfs(page) {
      const { listings, ...rest } = whatIfs.list(page);
      return { whatIfs: listings, ...rest };
    },
    async deleteWhatIf(id) {
      return whatIfs.delete(id);
    },
    ...shareShelf(db),
    ...onceShelf(db),
    ...jobs,
    ...uploadShelf(db, file),
    async endJob(ended) {
      return end(ended, await prepare(ended.made));
    },
    async ping() {
      pinging.get();
    },
    async close() {
      if (db.isOpen) db.close();
    },
  };
}
