/** /plans: the plans there are, a plan's report, and why one workload is where it is. */
import { type Response, Router } from "express";
import { plannedLike } from "#planner/asking/index.ts";
import { counted, grouped } from "#planner/report/index.ts";
import type { StoredPlan } from "#store";
import { nextPage, pageAsked } from "../api/list-page.ts";
import { comparePath } from "../compare-view.ts";
import { explanationView } from "../explanation-view.ts";
import { explanationOf, findPlan } from "../find.ts";
import { MARK, sendFramed } from "../framed.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { planHostPath } from "../plan-host-view.ts";
import { reportPages } from "../report-page.ts";
import { searchView } from "../search-view.ts";
import { stepper } from "../stepper.ts";
import { timeText } from "../time-text.ts";
import type { Views } from "../views.ts";

/** Names offered while typing; more would make the page heavy, and any name can be typed. */
const MOST_NAMES = 1000;

/** Hosts that carry something, in the plan's order. */
const hostChoices = ({ document }: StoredPlan) =>
  document.result.hosts
    .filter(({ partitions }) => partitions.length > 0)
    .slice(0, MOST_NAMES)
    .map(({ id, partitions }) => ({ id, text: `${id}, ${counted(partitions.length, "partition")}` }));

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

async function showExplanation(
  parts: Parts,
  views: Views,
  response: Response,
  asked: { readonly id: string; readonly name: string },
) {
  const { document } = await findPlan(parts, asked.id);
  const view = explanationView(explanationOf(document, asked.name, parts.context), document);
  response.type("html").send(
    views.page("explanation", {
      ...view,
      id: asked.id,
      steps: stepper("plan", { inventory: "/", compare: comparePath(asked.id) }),
    }),
  );
}

/** How the search came along, while the job that made the plan is remembered. */
function searchOf({ jobs }: Parts, id: string) {
  const maker = jobs.makerOf(id);
  return maker === undefined ? undefined : searchView(maker);
}

const PLAN_ID = /^[\w-]{1,100}$/;

/** The plan that this one was made like, and where both stand side by side. */
function beforeOf({ id, document }: StoredPlan) {
  const before = plannedLike(document.request);
  // findings may come from anybody: only what can be an id becomes an address
  return before === undefined || !PLAN_ID.test(before)
    ? undefined
    : { page: `/plans/${before}`, compare: comparePath(before, id) };
}

/** Pages of plans. */
export function planRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  const reportPage = reportPages(parts.context, planHostPath);
  listRoutes(router, parts, views);
  router.get("/plans/:id", async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    const { view, body } = reportPage(plan);
    sendFramed(
      response,
      views.page("plan", {
        title: view.title,
        steps: stepper("plan", { inventory: "/", compare: comparePath(plan.id) }),
        id: plan.id,
        compare: comparePath(plan.id),
        before: beforeOf(plan),
        createdAt: plan.createdAt,
        made: timeText(plan.createdAt),
        report: MARK,
        hasPictures: true,
        search: searchOf(parts, plan.id),
        hosts: hostChoices(plan),
        names: plan.document.request.workloads.slice(0, MOST_NAMES).map((workload) => workload.name),
      }),
      body,
    );
  });
  router.all("/plans/:id", only("GET"));
  router.get("/plans/:id/why", async (request, response) => {
    const { id } = await findPlan(parts, pathText(request, "id"));
    const name = (queryText(request, "workload") ?? "").trim();
    response.redirect(303, name === "" ? `/plans/${id}` : `/plans/${id}/workloads/${encodeURIComponent(name)}`);
  });
  router.all("/plans/:id/why", only("GET"));
  router.get("/plans/:id/workloads/:name", async (request, response) => {
    await showExplanation(parts, views, response, { id: pathText(request, "id"), name: pathText(request, "name") });
  });
  router.all("/plans/:id/workloads/:name", only("GET"));
  return router;
}
