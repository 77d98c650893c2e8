/** /plans/ID/hosts/HOST: one host of a plan. */
import { Router } from "express";
import type { DemandOf } from "#planner/report/index.ts";
import type { StoredPlan } from "#store";
import { findPlan } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { planHostView } from "../plan-host-view.ts";
import { notFound } from "../problem.ts";
import { demands } from "../report-page.ts";
import type { Views } from "../views.ts";

/** Plans whose demands are kept: people go from host to host, and to size an estate takes long. */
const MOST_KEPT = 2;

/** Demands of a plan, remembering the last few; plans never change. */
function keptDemands({ context }: Parts): (plan: StoredPlan) => DemandOf | undefined {
  const kept = new Map<string, DemandOf | undefined>();
  return ({ id, document }) => {
    if (kept.has(id)) return kept.get(id);
    const demandOf = demands(document, context);
    kept.set(id, demandOf);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
    return demandOf;
  };
}

/** Pages of hosts. */
export function planHostRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  const demandsOf = keptDemands(parts);
  router.get("/plans/:id/hosts/:host", async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    const host = pathText(request, "host");
    const isThere = plan.document.result.hosts.some(({ id }) => id === host);
    const view = isThere ? planHostView(plan, host, demandsOf(plan)) : undefined;
    if (view === undefined) throw notFound(`host "${host}" in this plan`);
    response.type("html").send(views.page("plan-host", view));
  });
  router.all("/plans/:id/hosts/:host", only("GET"));
  return router;
}
