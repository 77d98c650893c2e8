/** POST /api/v1/inventories/ID/edits: a list of edits, carried out together, as a new inventory; the one named stays. */
import { Router } from "express";
import { Edits } from "#inventory";
import { InvalidInput, parseInput } from "#planner/contract/index.ts";
import { z } from "zod";
import { editInventory } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { jsonBody, readJsonBytes, saysJson } from "../intake/json-body.ts";
import { summaryOf } from "../inventory-summary.ts";
import { answersJson, only, pathText } from "../methods.ts";
import { thingOf } from "../once/once.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { inventoryPath } from "./job-body.ts";

/** The body of a request: edits and nothing else. */
export const EDIT_BODY = z.strictObject({ edits: Edits });

/** Routes of edits. */
export function apiEdits(parts: Parts): Router {
  const router = Router();
  router.post("/inventories/:id/edits", answersJson, readJsonBytes, parts.once, async (request, response) => {
    if (!saysJson(request)) throw new Problem("unsupported-media-type", "Send application/json.");
    const { id, inventory } = await findInventory(parts, pathText(request, "id"));
    const { edits } = parseInput(EDIT_BODY, jsonBody(request));
    try {
      const made = await editInventory(parts, inventory, edits, thingOf(response));
      const stored = await findInventory(parts, made);
      response.status(201).set("Location", inventoryPath(made));
      response.json({
        id: made,
        ...summaryOf(stored.inventory),
        links: { self: inventoryPath(made), page: `/inventories/${made}`, before: inventoryPath(id) },
      });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      throw new InvalidInput(error.problems.map((one) => ({ ...one, pointer: `/edits${one.pointer}` })));
    }
  });
  router.all("/inventories/:id/edits", only("POST"));
  return router;
}
