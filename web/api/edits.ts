/** POST /api/v1/inventories/ID/edits: a list of edits, carried out together, as a new inventory; the one named stays. */
import { Router } from "express";
import { Edits } from "#inventory";
import { InvalidInput, parseInput } from "#planner/contract/index.ts";
import { z } from "zod";
import { findInventory } from "../find.ts";
import { jsonBody, readJsonBytes, saysJson } from "../intake/json-body.ts";
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
    const found = await findInventory(parts, pathText(request, "id"));
    const { edits } = parseInput(EDIT_BODY, jsonBody(request));
    try {
      const made = await parts.desk.make("edited", [found], edits, thingOf(response));
      const self = inventoryPath(made.id);
      const links = { self, page: `/inventories/${made.id}`, before: inventoryPath(found.id) };
      response
        .status(201)
        .set("Location", self)
        .json({ id: made.id, ...made.says, links });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      throw new InvalidInput(error.problems.map((one) => ({ ...one, pointer: `/edits${one.pointer}` })));
    }
  });
  router.all("/inventories/:id/edits", only("POST"));
  return router;
}
