/** /api/v1/plans: ask for a plan, list the plans, read one, delete one. */
import { Router } from "express";
import { findPlan } from "../find.ts";
import { readRawFile } from "../intake/inventory-body.ts";
import { heedIfMatch } from "../etag.ts";
import { readJsonBytes } from "../intake/json-body.ts";
import { planRequestOf } from "../intake/plan-body.ts";
import { readUpload } from "../intake/upload.ts";
import { answersJson, only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { dropShares } from "../shares/shares.ts";
import { type Answer, answerTask } from "./answer-task.ts";
import { API, planPath } from "./job-body.ts";
import { sendable } from "./json-bytes.ts";
import { nextPage, pageAsked } from "./list-page.ts";
import { planFormats } from "./plan-formats.ts";
import { sendStored } from "./stored-formats.ts";
import { timeAsked } from "./time-asked.ts";

function collection(router: Router, parts: Parts): void {
  const answer: Answer = {
    path: planPath,
    json: async (id) => sendable(await parts.desk.ask("planJson", [await findPlan(parts, id)], undefined)),
  };
  router.post("/plans", answersJson, readJsonBytes, readRawFile, readUpload, parts.once, async (request, response) => {
    const limit = timeAsked(request);
    const task = { kind: "plan", request: await planRequestOf(request, parts), ...limit } as const;
    await answerTask(parts, task, answer, { request, response });
  });
  router.get("/plans", answersJson, async (request, response) => {
    const asked = pageAsked(request);
    const page = await parts.store.listPlans(asked);
    const next = nextPage(`${API}/plans`, asked, page.next);
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
    await sendStored(planFormats(await findPlan(parts, pathText(request, "id")), parts), { request, response });
  });
  router.delete("/plans/:id", async (request, response) => {
    const id = pathText(request, "id");
    await heedIfMatch(request, async () => {
      const plan = await findPlan(parts, id);
      return { id, digest: () => parts.desk.ask("planDigest", [plan], undefined) };
    });
    if (!(await parts.store.deletePlan(id))) throw notFound(`plan "${id}"`);
    await dropShares(parts.store, { kind: "plan", ids: [id] });
    response.status(204).end();
  });
  router.all("/plans/:id", only("GET", "DELETE"));
  router.get("/plans/:id/workloads/:name/explanation", answersJson, async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    response.json(await parts.desk.ask("explanation", [plan], pathText(request, "name")));
  });
  router.all("/plans/:id/workloads/:name/explanation", only("GET"));
  return router;
}
