/** /api/v1/plans: ask for a plan, list the plans, read one, delete one. */
import { type Request, Router } from "express";
import { InvalidInput } from "#planner";
import { findPlan } from "../find.ts";
import { readJsonBytes } from "../intake/json-body.ts";
import { planRequestOf } from "../intake/plan-body.ts";
import { readUpload } from "../intake/upload.ts";
import { answersJson, only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { API, jobBody, jobPath, planPath } from "./job-body.ts";
import { sendPlan } from "./plan-formats.ts";
import { waitFor, waitSeconds } from "./prefer.ts";

const PAGE_LIMIT = 50;
const MOST_PAGE_LIMIT = 500;
const ASK_AGAIN_SECONDS = "1";

/** Plans per page: a whole number from 1 to 500. */
export function limitOf(request: Request): number {
  const text = queryText(request, "limit") ?? String(PAGE_LIMIT);
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_PAGE_LIMIT) return limit;
  throw new InvalidInput([
    {
      pointer: "/limit",
      code: "invalid",
      detail: `limit "${text}" is not a whole number from 1 to ${MOST_PAGE_LIMIT}`,
    },
  ]);
}

function collection(router: Router, parts: Parts): void {
  router.post("/plans", answersJson, readJsonBytes, readUpload, async (request, response) => {
    const started = parts.jobs.submit({ kind: "plan", request: await planRequestOf(request, parts) });
    const seconds = waitSeconds(request);
    const job = seconds === undefined ? started : await waitFor(parts.jobs, started, seconds);
    if (seconds !== undefined) response.set("Preference-Applied", `wait=${seconds}`);
    if (job.resultId === undefined) {
      response
        .status(202)
        .set({ Location: jobPath(job.id), "Retry-After": ASK_AGAIN_SECONDS })
        .json(jobBody(job));
      return;
    }
    const { document } = await findPlan(parts, job.resultId);
    response.status(201).set({ Location: planPath(job.resultId), "Content-Location": planPath(job.resultId) });
    response.type("application/json").send(JSON.stringify(document.result));
  });
  router.get("/plans", answersJson, async (request, response) => {
    const limit = limitOf(request);
    const cursor = queryText(request, "cursor");
    const page = await parts.store.listPlans(cursor === undefined ? { limit } : { limit, cursor });
    const next = page.next === undefined ? undefined : `${API}/plans?limit=${limit}&cursor=${page.next}`;
    if (next !== undefined) response.links({ next });
    response.json({
      plans: page.plans.map((plan) => ({ ...plan, links: { self: planPath(plan.id), page: `/plans/${plan.id}` } })),
      ...(next === undefined ? {} : { links: { next } }),
    });
  });
  router.all("/plans", only("GET", "POST"));
}

/** Routes of plans. */
export function apiPlans(parts: Parts): Router {
  const router = Router();
  collection(router, parts);
  router.get("/plans/:id", async (request, response) => {
    sendPlan(await findPlan(parts, pathText(request, "id")), parts.context, { request, response });
  });
  router.delete("/plans/:id", async (request, response) => {
    const id = pathText(request, "id");
    if (!(await parts.store.deletePlan(id))) throw notFound(`plan "${id}"`);
    response.status(204).end();
  });
  router.all("/plans/:id", only("GET", "DELETE"));
  return router;
}
