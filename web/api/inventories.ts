/** /api/v1/inventories: hand in files, read back what was understood. */
import { type Request, type Response, Router } from "express";
import { digestOf, heedIfMatch, tagOf } from "../etag.ts";
import { findInventory, inventoryOrReading } from "../find.ts";
import { inventoryFiles, readRawFile } from "../intake/inventory-body.ts";
import { readInTime } from "../intake/read-later.ts";
import { readUpload } from "../intake/upload.ts";
import { answersJson, only, pathText, queryText } from "../methods.ts";
import { thingOf } from "../once/once.ts";
import type { Sealed, StoredInventory } from "#store";
import type { Parts } from "../parts.ts";
import { Problem, notFound } from "../problem.ts";
import { inventoryPath } from "./job-body.ts";
import { fieldsOf } from "./fields/sparse.ts";
import { sendable, valueIn } from "./json-bytes.ts";

const links = (id: string) => ({ self: inventoryPath(id), page: `/inventories/${id}` });

/** ?anonymise=1. @throws Problem for any other value */
function wantsNoNames(request: Request): boolean {
  const asked = queryText(request, "anonymise");
  if (asked === undefined || asked === "1") return asked === "1";
  throw new Problem("malformed-request", `anonymise="${asked}" is not known; anonymise=1 is.`);
}

const digested = ({ desk }: Parts, found: StoredInventory | Sealed) => ({
  id: found.id,
  digest: () => desk.ask("inventoryDigest", [found], undefined),
});

/** 202: the files are there and are being read; the same address has the inventory later, or what is wrong with them. */
function answerReading(response: Response, id: string): void {
  response.status(202).set({ "Retry-After": "1", "Cache-Control": "no-store" });
  response.json({ id, state: "reading", links: links(id) });
}

/** Routes of inventories. */
export function apiInventories(parts: Parts): Router {
  const router = Router();
  router.post("/inventories", answersJson, readRawFile, readUpload, parts.once, async (request, response) => {
    const isAnonymous = wantsNoNames(request);
    const files = inventoryFiles(request);
    const id = thingOf(response);
    const isRead = await readInTime(parts, request, { id, files, wish: { isAnonymous } });
    response.set("Location", inventoryPath(id));
    if (!isRead) return answerReading(response, id);
    const summary = await parts.desk.ask("inventorySummary", [await findInventory(parts, id)], undefined);
    response.status(201).json({ id, ...summary, links: links(id) });
  });
  router.all("/inventories", only("POST"));
  router.get("/inventories/:id", answersJson, async (request, response) => {
    const found = await inventoryOrReading(parts, pathText(request, "id"));
    if (found === undefined) throw notFound(`inventory "${pathText(request, "id")}"`);
    if ("state" in found) {
      if (found.state === "failed") throw found.problem;
      return answerReading(response, pathText(request, "id"));
    }
    const include = queryText(request, "include");
    if (include !== undefined && include !== "inventory") {
      throw new Problem("malformed-request", `include="${include}" is not known; include=inventory is.`);
    }
    const digest = await digestOf(digested(parts, found));
    response.set("ETag", tagOf(digest, include ?? "summary"));
    const given = { isWhole: include === "inventory", links: links(found.id) };
    const body = await parts.desk.ask("inventoryBody", [found], given);
    response.type("application/json");
    if (fieldsOf(response) === undefined) response.send(sendable(body));
    else response.json(valueIn(body));
  });
  router.delete("/inventories/:id", async (request, response) => {
    const id = pathText(request, "id");
    await heedIfMatch(request, async () => digested(parts, await findInventory(parts, id)));
    // first the upload, so that it cannot become the inventory in between
    const wasUpload = await parts.store.deleteUpload(id);
    if (!(await parts.store.deleteInventory(id)) && !wasUpload) throw notFound(`inventory "${id}"`);
    response.status(204).end();
  });
  router.all("/inventories/:id", only("GET", "DELETE"));
  return router;
}
