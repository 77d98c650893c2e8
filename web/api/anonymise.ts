/**
 * /api/v1/inventories/ID/anonymise and …/names: an inventory without names, and which pseudonym stands for which name. The
 * table is worked out from the inventory that still has the names; the anonymised one has none to tell.
 */
import { Router } from "express";
import { namesCsv } from "#inventory";
import { anonymised } from "../anonymise-inventory.ts";
import { findInventory } from "../find.ts";
import { summaryOf } from "../inventory-summary.ts";
import { keepInventory } from "../keep.ts";
import { answersJson, chosenFormat, only, pathText } from "../methods.ts";
import { thingOf } from "../once/once.ts";
import type { Parts } from "../parts.ts";
import { refuseFields } from "./fields/sparse.ts";
import { inventoryPath } from "./job-body.ts";

/** Routes of anonymising. */
export function apiAnonymise(parts: Parts): Router {
  const router = Router();
  router.post("/inventories/:id/anonymise", answersJson, parts.once, async (request, response) => {
    const { id, inventory } = await findInventory(parts, pathText(request, "id"));
    const made = anonymised(parts, inventory).inventory;
    const newId = await keepInventory(parts.store, made, thingOf(response));
    const links = { self: inventoryPath(newId), page: `/inventories/${newId}`, before: inventoryPath(id) };
    response
      .status(201)
      .set("Location", links.self)
      .json({ id: newId, ...summaryOf(made), links });
  });
  router.all("/inventories/:id/anonymise", only("POST"));
  router.get("/inventories/:id/names", async (request, response) => {
    const type = chosenFormat(request, ["text/csv", "application/json"]);
    const { inventory } = await findInventory(parts, pathText(request, "id"));
    const { names } = anonymised(parts, inventory);
    response.vary("Accept").set("Cache-Control", "private, no-cache");
    if (type !== "application/json") refuseFields(response, type);
    if (type === "text/csv") response.attachment("names.csv").type("text/csv").send(namesCsv(names));
    else response.json({ names });
  });
  router.all("/inventories/:id/names", only("GET"));
  return router;
}
