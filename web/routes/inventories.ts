/** /inventories/ID: what was understood of the files, everything that was noticed, and the fixes for it. */
import express, { Router } from "express";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { cameFrom } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES } from "../intake/bounds.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** The page of an inventory. */
export function inventoryRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const from = cameFrom(queryText(request, "from"));
    const isDone = queryText(request, "done") === "1";
    const page = await parts.desk.ask("inventoryPage", [found], { from, isDone });
    response.type("html").send(views.page("inventory", page));
  });
  router.all("/inventories/:id", only("GET"));
  router.post(
    "/inventories/:id/fixes",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES }),
    async (request, response) => {
      const found = await findInventory(parts, pathText(request, "id"));
      const fields = formFields(request.body);
      const asked = { code: fieldText(fields, "code"), fix: fieldText(fields, "fix") };
      const { id, says } = await parts.desk.make("fixed", [found], asked);
      if (says !== undefined) {
        response.status(422).type("html").send(views.page("inventory", says));
        return;
      }
      response.redirect(303, `/inventories/${id}?from=${found.id}`);
    },
  );
  router.all("/inventories/:id/fixes", only("POST"));
  return router;
}
