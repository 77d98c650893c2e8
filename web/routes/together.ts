/**
 * /jobs/together: several plans made at once. Without script the page reloads itself; with script it listens; when all are there it
 * leads to their comparison. What failed or was cancelled is said, and what there is can still be compared.
 */
import express, { type Request, Router } from "express";
import { type Job, isFinished } from "#jobs/running/index.ts";
import { InvalidInput, MOST_COMPARED } from "#planner/contract/index.ts";
import { idsIn } from "../compared-plans.ts";
import { fieldTexts, formFields } from "../decode/form-fields.ts";
import { findJob } from "../find.ts";
import { only } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { doneAddress, togetherPath, togetherView } from "../together-view.ts";
import type { Views } from "../views.ts";
import { jobText } from "./jobs.ts";

const MOST_FORM = "16kb";

/** The jobs named, each once, plans all. @throws InvalidInput @throws Problem not-found */
function jobsOf(parts: Parts, named: readonly string[]): readonly Job[] {
  const ids = [...new Set(named)];
  if (ids.length === 0 || ids.length > MOST_COMPARED) {
    const detail = `${ids.length} jobs are named, expected 1 to ${MOST_COMPARED}`;
    throw new InvalidInput([{ pointer: "/id", code: "out-of-range", detail }]);
  }
  return ids.map((id) => {
    const job = findJob(parts, id);
    if (job.kind !== "plan") throw notFound(`plan that job "${id}" makes`);
    return job;
  });
}

const postedIds = (request: Request) => fieldTexts(formFields(request.body), "id");

/** Waiting for several plans, ending and cancelling them all. */
export function togetherRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  const readForm = express.urlencoded({ extended: false, limit: MOST_FORM });
  router.get("/jobs/together", (request, response) => {
    const jobs = jobsOf(parts, idsIn(request));
    const done = doneAddress(jobs);
    response.set("Cache-Control", "no-store");
    if (done !== undefined) return response.redirect(303, done);
    response.type("html").send(views.page("jobs-together", togetherView(jobs, jobText)));
  });
  router.all("/jobs/together", only("GET"));
  const forAll = (path: string, act: (job: Job) => Promise<unknown>) => {
    router.post(path, readForm, async (request, response) => {
      const jobs = jobsOf(parts, postedIds(request));
      for (const job of jobs) if (!isFinished(job)) await act(job);
      response.redirect(303, togetherPath(jobs.map(({ id }) => id)));
    });
    router.all(path, only("POST"));
  };
  forAll("/jobs/together/cancel", ({ id }) => parts.jobs.cancel(id));
  forAll("/jobs/together/finish", ({ id }) => parts.jobs.finish(id));
  return router;
}
