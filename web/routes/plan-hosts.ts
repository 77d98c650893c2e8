/** /plans/ID/hosts/HOST: one host of a plan. */
import { Router } from "express";
import { findPlan } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { planHostView } from "../plan-host-view.ts";
import { notFound } from "../problem.ts";
import type { Views } from "../views.ts";

/** Pages of hosts. */
export function planHostRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/plans/:id/hosts/:host", async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    const host = pathText(request, "host");
    const view = planHostView(plan, host, parts.context);
    if (view === undefined) throw notFound(`host "${host}" in this plan`);
    response.type("html").send(views.page("plan-host", view));
  });
  router.all("/plans/:id/hosts/:host", only("GET"));
  return router;
}
