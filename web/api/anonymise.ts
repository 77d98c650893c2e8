/**
 * /api/v1/inventories/ID/anonymise and …/names: an inventory without names, and which pseudonym stands for which name. The
 * table is worked out from the inventory that still has the names; the anonymised one has none to tell.
 */
import { Router } from "express";
import { findInventory } from "../find.ts";
import { answersJson, chosenFormat, only, pathText } from "../methods.ts";
import { thingOf } from "../once/once.ts";
import type { Parts } from "../parts.ts";
import { refuseFields } from "./fields/sparse.ts";
import { inventoryPath } from "./job-body.ts";

/** Routes of anonymising. */
export function apiAnonymise(parts: Parts): Router {
  const router = Router();
  router.post("/inventories/:id/anonymise", answersJson, parts.once, async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const { id, says } = await parts.desk.make("anonymised", [found], undefined, thingOf(response));
    const links = { self: inventoryPath(id), page: `/inventories/${id}`, before: inventoryPath(found.id) };
    response
      .status(201)
      .set("Location", links.self)
      .json({ id, ...says, links });
  });
  router.all("/inventories/:id/anonymise", only("POST"));
  router.get("/inventories/:id/names", async (request, response) => {
    const type = chosenFormat(request, ["text/csv", "application/json"]);
    const isCsv = type === "text/csv";
    const names = await parts.desk.ask("names", [await findInventory(parts, pathText(request, "id"))], { isCsv });
    response.vary("Accept").set("Cache-Control", "private, no-cache");
    if (!isCsv) {
      response.json(JSON.parse(names));
      return;
    }
    refuseFields(response, type);
    response.attachment("names.csv").type(type).send(names);
  });
  router.all("/inventories/:id/names", only("GET"));
  return router;
}
