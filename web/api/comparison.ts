/** /api/v1/plans/comparison: plans side by side, as JSON or as a table. */
import { Router } from "express";
import { comparedIds, comparisonFor } from "../compared-plans.ts";
import { only } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { comparisonAnswer } from "./comparison-answer.ts";
import { planPath } from "./job-body.ts";

/** The route of comparisons; it stands before that of single plans. */
export function apiComparison(parts: Parts): Router {
  const router = Router();
  router.get("/plans/comparison", async (request, response) => {
    const comparison = await comparisonFor(parts, comparedIds(request));
    const plans = comparison.plans.map((plan) => ({
      ...plan,
      links: { self: planPath(plan.id), page: `/plans/${plan.id}` },
    }));
    comparisonAnswer(comparison, { request, response }, { ...comparison, plans });
  });
  router.all("/plans/comparison", only("GET"));
  return router;
}
