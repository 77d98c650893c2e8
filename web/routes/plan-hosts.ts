/** /plans/ID/hosts/HOST: one host of a plan. */
import { Router } from "express";
import { findPlan } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** Pages of hosts. */
export function planHostRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/plans/:id/hosts/:host", async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    const view = await parts.desk.ask("planHostPage", [plan], pathText(request, "host"));
    response.type("html").send(views.page("plan-host", view));
  });
  router.all("/plans/:id/hosts/:host", only("GET"));
  return router;
}
