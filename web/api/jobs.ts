/** /api/v1/jobs: how far a plan has come, by asking or by listening, how to have the best so far, and how to stop it. */
import { Router } from "express";
import { isFinished } from "#jobs/running/index.ts";
import { heedJobMatch, jobTag } from "../etag.ts";
import { streamJob } from "../events.ts";
import { findJob } from "../find.ts";
import { answersJson, chosenFormat, only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { jobBody, jobBodyWithHistory, jobPath } from "./job-body.ts";

/** Plans of the size people try take about this long. */
const ASK_AGAIN_SECONDS = "1";

/** Routes of jobs. */
export function apiJobs(parts: Parts): Router {
  const router = Router();
  router.get("/jobs/:id", answersJson, (request, response) => {
    const job = findJob(parts, pathText(request, "id"));
    if (!isFinished(job)) response.set("Retry-After", ASK_AGAIN_SECONDS);
    response.set({ ETag: jobTag(job), "Cache-Control": "private, no-cache" }).json(jobBodyWithHistory(job));
  });
  router.delete("/jobs/:id", answersJson, async (request, response) => {
    const job = findJob(parts, pathText(request, "id"));
    heedJobMatch(request, job);
    response.json(jobBody((await parts.jobs.cancel(job.id)) ?? job));
  });
  router.all("/jobs/:id", only("GET", "DELETE"));
  router.post("/jobs/:id/finish", answersJson, parts.once, async (request, response) => {
    const job = findJob(parts, pathText(request, "id"));
    heedJobMatch(request, job);
    if (isFinished(job)) throw new Problem("job-over", `Job "${job.id}" has ${job.state} already.`);
    response
      .status(202)
      .set({ Location: jobPath(job.id), "Retry-After": ASK_AGAIN_SECONDS })
      .json(jobBody((await parts.jobs.finish(job.id)) ?? job));
  });
  router.all("/jobs/:id/finish", only("POST"));
  router.get("/jobs/:id/events", (request, response) => {
    const job = findJob(parts, pathText(request, "id"));
    chosenFormat(request, ["text/event-stream"]);
    streamJob(parts.jobs, job, jobBody, { request, response });
  });
  router.all("/jobs/:id/events", only("GET"));
  return router;
}
