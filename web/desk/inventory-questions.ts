/** What can be asked about an inventory. */
import { namesCsv } from "#inventory";
import { suggestTarget } from "#planner/asking/index.ts";
import type { StoredInventory } from "#store";
import { anonymised } from "../anonymise-inventory.ts";
import { type RowsAsked, workloadBodies } from "../api/workload-bodies.ts";
import { BLANK_FORM, formOf } from "../decode/workload-form.ts";
import { digestIn } from "../etag.ts";
import { summaryOf } from "../inventory-summary.ts";
import { type InventoryPage, inventoryView } from "../inventory-view.ts";
import { type RulesPage, rulesView } from "../rules-view.ts";
import { namedWorkload, workloadView } from "../workload-view.ts";
import { type WorkloadsPage, workloadsView } from "../workloads-view.ts";
import type { DeskRoom } from "./room.ts";

type One = readonly [StoredInventory];

/** What a page is given beside the inventory. */
export type Beside<Page> = Omit<Page, "id" | "inventory">;

/** A JSON text as the bytes that are sent. */
const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

export const INVENTORY_QUESTIONS = {
  /** Digest of its content, for entity tags. */
  inventoryDigest: ([{ inventory }]: One, _given: undefined) => digestIn(JSON.stringify(inventory)),

  inventorySummary: ([{ inventory }]: One) => summaryOf(inventory),

  /** The API's answer as UTF-8 JSON: its figures, and all of it where that is wanted. */
  inventoryBody: (
    [{ id, createdAt, inventory }]: One,
    { isWhole, links }: { readonly isWhole: boolean; readonly links: Readonly<Record<string, string>> },
  ) => bytesOf({ id, createdAt, ...summaryOf(inventory), ...(isWhole ? { inventory } : {}), links }),

  workloadBodies: ([{ inventory }]: One, rows: RowsAsked) => workloadBodies(inventory, rows),

  inventoryPage: ([{ id, inventory }]: One, page: Beside<InventoryPage>) => inventoryView({ id, inventory, ...page }),

  workloadsPage: ([{ id, inventory }]: One, page: Beside<WorkloadsPage>) => workloadsView({ id, inventory, ...page }),

  rulesPage: ([{ id, inventory }]: One, page: Beside<RulesPage>) => rulesView({ id, inventory, ...page }),

  /** @param of id of a workload; undefined = one that is still to be added @throws Problem not-found */
  workloadPage: (
    [stored]: One,
    { of, from }: { readonly of: string | undefined; readonly from: string | undefined },
  ) => {
    const workload = namedWorkload(stored, of);
    const form = workload === undefined ? BLANK_FORM : formOf(workload);
    return workloadView({ stored, workload, form, from, problems: [], edits: [] });
  },

  /** What the targets page shows of it, and the target that carries most of it where one is wanted. */
  targetFacts: ([{ inventory }]: One, { isFresh }: { readonly isFresh: boolean }, { context }: DeskRoom) => ({
    byOs: summaryOf(inventory).byOs,
    suggested: isFresh ? suggestTarget(inventory.workloads, context) : undefined,
  }),

  /** What the goals page shows of it: its files, and how many rules it brings, which every plan of it keeps. */
  goalFacts: ([{ inventory }]: One, _given: undefined) => ({
    files: inventory.files,
    ownRules: inventory.rules?.length,
  }),

  /** Which pseudonym stands for which name, as the text that is sent. */
  names: ([{ inventory }]: One, { isCsv }: { readonly isCsv: boolean }, room: DeskRoom) => {
    const { names } = anonymised(room, inventory);
    return isCsv ? namesCsv(names) : JSON.stringify({ names });
  },
};
