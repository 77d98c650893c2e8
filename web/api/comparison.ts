/** /api/v1/plans/comparison: plans side by side, as JSON or as a table. */
import { Router } from "express";
import { comparedIds, comparedPlans } from "../compared-plans.ts";
import { only } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { comparisonAnswer } from "./comparison-answer.ts";

/** The route of comparisons; it stands before that of single plans. */
export function apiComparison(parts: Parts): Router {
  const router = Router();
  router.get("/plans/comparison", async (request, response) => {
    const plans = await comparedPlans(parts, comparedIds(request));
    await comparisonAnswer(parts, { plans, hasLinks: true }, { request, response });
  });
  router.all("/plans/comparison", only("GET"));
  return router;
}
