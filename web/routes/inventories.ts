/** /inventories/ID: what was understood of the files, everything that was noticed, and the fixes for it. */
import express, { Router } from "express";
import { fixesFor } from "#inventory";
import { InvalidInput, type Inventory } from "#planner/contract/index.ts";
import { type FormFields, fieldText, formFields } from "../decode/form-fields.ts";
import { cameFrom, fixInventory } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES } from "../intake/bounds.ts";
import { inventoryView } from "../inventory-view.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** The fix that a button asks for. @throws InvalidInput when these findings have none of that name */
function fixAsked(fields: FormFields, inventory: Inventory) {
  const [code, id] = [fieldText(fields, "code"), fieldText(fields, "fix")];
  const found = fixesFor(inventory, code).find((fix) => fix.id === id);
  if (found !== undefined) return found;
  const detail = `There is no fix "${id}" for findings of the kind "${code}" in this inventory.`;
  throw new InvalidInput([{ pointer: "", code: "unknown-fix", detail }]);
}

/** The page of an inventory. */
export function inventoryRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id", async (request, response) => {
    const { id, inventory } = await findInventory(parts, pathText(request, "id"));
    const from = cameFrom(queryText(request, "from"));
    response
      .type("html")
      .send(
        views.page("inventory", inventoryView({ id, inventory, from, isDone: queryText(request, "done") === "1" })),
      );
  });
  router.all("/inventories/:id", only("GET"));
  router.post(
    "/inventories/:id/fixes",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES }),
    async (request, response) => {
      const { id, inventory } = await findInventory(parts, pathText(request, "id"));
      try {
        const made = await fixInventory(parts, inventory, fixAsked(formFields(request.body), inventory));
        response.redirect(303, `/inventories/${made}?from=${id}`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const problems = error.problems.map((one) => ({ ...one, pointer: "" }));
        response
          .status(422)
          .type("html")
          .send(views.page("inventory", inventoryView({ id, inventory, problems })));
      }
    },
  );
  router.all("/inventories/:id/fixes", only("POST"));
  return router;
}
