/** The thread behind importInThread: reads the files it was started with, without names where that is wished, answers once. */
import { parentPort, workerData } from "node:worker_threads";
import { importInventory } from "#inventory";
import { productContext } from "#jobs/product/index.ts";
import { giveWay } from "#jobs/running/index.ts";
import type { Inventory } from "#planner";
import { InvalidInput } from "#planner/contract/index.ts";
import { pack } from "#store";
import { anonymised } from "../anonymise-inventory.ts";
import type { ImportAsked, ImportOutcome } from "./importer.ts";

async function inventoryOf({ files, isAnonymous }: ImportAsked): Promise<Inventory> {
  const read = await importInventory([...files]);
  return isAnonymous ? anonymised({ context: productContext() }, read).inventory : read;
}

async function outcomeOf(asked: ImportAsked): Promise<ImportOutcome> {
  try {
    return { kind: "read", body: await pack(await inventoryOf(asked)) };
  } catch (error) {
    if (error instanceof InvalidInput) return { kind: "invalid", problems: error.problems };
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

giveWay("question");
const outcome = await outcomeOf(workerData as ImportAsked);
const port = parentPort;
port?.postMessage(outcome);
