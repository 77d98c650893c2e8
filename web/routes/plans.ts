/** /plans: the plans there are, a plan's report, and why one workload is where it is. */
import { type Request, type Response, Router } from "express";
import { grouped } from "#planner/report/index.ts";
import { nextPage, pageAsked } from "../api/list-page.ts";
import { comparePath } from "../compare-view.ts";
import { findPlan } from "../find.ts";
import { MARK, sendFramed } from "../framed.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { inventoryNamed, ofInventory, planPlace } from "../plan-steps.ts";
import { searchView } from "../search-view.ts";
import { timeText } from "../time-text.ts";
import type { Views } from "../views.ts";

function listRoutes(router: Router, parts: Parts, views: Views): void {
  router.get("/plans", async (request, response) => {
    const asked = pageAsked(request);
    const page = await parts.store.listPlans(asked);
    const plans = page.plans.map((plan) => ({
      ...plan,
      made: timeText(plan.createdAt),
      targetText: plan.targets.join(", "),
      hostsUsed: grouped(plan.hostsUsed),
      workloads: grouped(plan.workloads),
      unplaced: grouped(plan.unplaced),
    }));
    const next = nextPage("/plans", asked, page.next);
    response.type("html").send(views.page("plans", { title: "Plans", plans, next }));
  });
  router.all("/plans", only("GET", "POST"));
}

async function showExplanation(parts: Parts, views: Views, request: Request, response: Response) {
  const plan = await findPlan(parts, pathText(request, "id"));
  const view = await parts.desk.ask("explanationPage", [plan], pathText(request, "name"));
  const { steps, inventory } = await planPlace(parts.store, plan, request);
  const page = ofInventory(`/plans/${plan.id}`, inventory);
  response.type("html").send(views.page("explanation", { ...view, id: plan.id, page, steps }));
}

/** How the search came along, while the job that made the plan is remembered. */
function searchOf({ jobs }: Parts, id: string) {
  const maker = jobs.makerOf(id);
  return maker === undefined ? undefined : searchView(maker);
}

/** Pages of plans. */
export function planRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  listRoutes(router, parts, views);
  router.get("/plans/:id", async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    const { body, ...page } = await parts.desk.ask("planPage", [plan], undefined);
    const place = await planPlace(parts.store, plan, request);
    sendFramed(
      response,
      views.page("plan", {
        ...page,
        ...place,
        id: plan.id,
        compare: comparePath(plan.id),
        createdAt: plan.createdAt,
        made: timeText(plan.createdAt),
        report: MARK,
        hasPictures: true,
        search: searchOf(parts, plan.id),
      }),
      body,
    );
  });
  router.all("/plans/:id", only("GET"));
  router.get("/plans/:id/why", async (request, response) => {
    const { id } = await findPlan(parts, pathText(request, "id"));
    const name = (queryText(request, "workload") ?? "").trim();
    const page = name === "" ? `/plans/${id}` : `/plans/${id}/workloads/${encodeURIComponent(name)}`;
    response.redirect(303, ofInventory(page, inventoryNamed(request)));
  });
  router.all("/plans/:id/why", only("GET"));
  router.get("/plans/:id/workloads/:name", async (request, response) => {
    await showExplanation(parts, views, request, response);
  });
  router.all("/plans/:id/workloads/:name", only("GET"));
  return router;
}
