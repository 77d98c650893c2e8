/**
 * POST /inventories/ID/anonymise: the same estate without names, as an inventory of its own. Its address does not tell
 * which one it was made of: it is there to be shown to others.
 */
import { Router } from "express";
import { anonymised } from "../anonymise-inventory.ts";
import { findInventory } from "../find.ts";
import { keepInventory } from "../keep.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";

/** The button of an inventory's page. */
export function anonymiseRoutes(parts: Parts): Router {
  const router = Router();
  router.post("/inventories/:id/anonymise", async (request, response) => {
    const { inventory } = await findInventory(parts, pathText(request, "id"));
    const made = await keepInventory(parts.store, anonymised(parts, inventory).inventory);
    response.redirect(303, `/inventories/${made}?done=1`);
  });
  router.all("/inventories/:id/anonymise", only("POST"));
  return router;
}
