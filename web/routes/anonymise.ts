/**
 * POST /inventories/ID/anonymise: the same estate without names, as an inventory of its own. Its address does not tell
 * which one it was made of: it is there to be shown to others.
 */
import { Router } from "express";
import { findInventory } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";

/** The button of an inventory's page. */
export function anonymiseRoutes(parts: Parts): Router {
  const router = Router();
  router.post("/inventories/:id/anonymise", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const { id } = await parts.desk.make("anonymised", [found], undefined);
    response.redirect(303, `/inventories/${id}?done=1`);
  });
  router.all("/inventories/:id/anonymise", only("POST"));
  return router;
}
