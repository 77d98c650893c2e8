/** /api/v1/grids, /licence-rules and /prices: what a request may name, with every figure's source. */
import { Router } from "express";
import { licenceRuleListings } from "#planner/asking/index.ts";
import { answersJson, only } from "../methods.ts";
import type { Parts } from "../parts.ts";

/** Routes of the carbon of grids and of the price list; both are empty lists where nothing is known. */
export function apiReference({ context }: Parts): Router {
  const router = Router();
  router.get("/grids", answersJson, (_request, response) => {
    response.json({ grids: context.grids ?? [] });
  });
  router.all("/grids", only("GET"));
  router.get("/licence-rules", answersJson, (_request, response) => {
    response.json({ licenceRules: licenceRuleListings() });
  });
  router.all("/licence-rules", only("GET"));
  router.get("/prices", answersJson, (_request, response) => {
    response.json({ prices: context.productPrices ?? [] });
  });
  router.all("/prices", only("GET"));
  return router;
}
