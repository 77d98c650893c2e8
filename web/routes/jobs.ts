/**
 * /jobs/ID: how far a plan or simulation has come. Without script the page reloads itself; with script it listens. Closing the page of
 * a job one has started cancels it, unless somebody listens again within a moment: a reload is no farewell.
 */
import express, { Router } from "express";
import { type Job, isFinished } from "#jobs/running/index.ts";
import { counted, grouped, percentText } from "#planner/report/index.ts";
import { jobBody, jobPath, resultPage } from "../api/job-body.ts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { findJob } from "../find.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { inventoryId, inventoryNamed, ofInventory } from "../plan-steps.ts";
import { searchView } from "../search-view.ts";
import { stepAddresses, stepper } from "../stepper.ts";
import type { Views } from "../views.ts";

const RELOAD_SECONDS = 2;
const MOST_FORM = "16kb";

/** What each kind of job is called, and what it does. */
const KIND_TEXT = {
  plan: { what: "Plan", running: "Planning", failed: "Could not be planned", finish: "Stop and take the best so far" },
  simulation: {
    what: "Simulation",
    running: "Simulating",
    failed: "Could not be simulated",
    finish: "Stop and take what there is",
  },
  "what-if": {
    what: "What-if",
    running: "Planning the variants",
    failed: "Could not be planned",
    finish: "Stop and take the rows that are done",
  },
} as const satisfies Readonly<Record<Job["kind"], unknown>>;

function stateText({ kind, state }: Job): string {
  switch (state) {
    case "queued":
      return "Waiting for its turn";
    case "running":
    case "failed":
      return KIND_TEXT[kind][state];
    case "succeeded":
      return "Done";
    case "cancelled":
      return "Cancelled";
  }
}

/** How long it has been at it; the page's script counts on. */
const secondsText = (seconds: number): string => `Running for ${grouped(Math.floor(seconds))} s`;

const STAGE_TEXT = {
  sizing: "sizing workloads",
  packing: "packing",
  bounding: "proving a bound",
  simulating: "simulating the hottest hosts",
  checking: "checking the plan",
  varying: "planning variants",
} as const;

/** The state of a job as one sentence; the page's script builds the same from the same parts. */
export function jobText(job: Job): string {
  if (job.state !== "running") return `${stateText(job)}.`;
  if (job.kind === "simulation") return `${stateText(job)}: ${percentText(job.progressRatio)} of the time.`;
  if (job.kind === "what-if") return `${stateText(job)}: ${percentText(job.progressRatio)} of them.`;
  const doing = job.stage === undefined ? "starting" : STAGE_TEXT[job.stage];
  const parts = [
    job.isFinishing === true ? `ending with the best so far (${doing})` : doing,
    ...(job.hosts === undefined ? [] : [`best plan so far ${counted(job.hosts, "host")}`]),
    ...(job.bound === undefined ? [] : [`at least ${grouped(job.bound)} needed`]),
    ...(job.gapRatio === undefined ? [] : [`gap ${percentText(job.gapRatio, 1)}`]),
  ];
  return `${stateText(job)}: ${parts.join(", ")}.`;
}

const PERCENT = 100;

/** Where a plan's page stands among the steps of the form, and the way back; a simulation is asked for on one page. */
function wayOf(job: Job, inventory: string | undefined) {
  if (job.kind === "simulation") return { back: "/simulations/new", backText: "Describe another host" };
  if (job.kind === "what-if") return { back: "/what-ifs/new", backText: "Describe another what-if" };
  const addresses = inventory === undefined ? undefined : stepAddresses(inventory);
  return {
    steps: stepper("plan", addresses ?? { inventory: "/" }),
    back: addresses?.targets,
    backText: "Back to the targets",
  };
}

/** Cancel the job of a page that was closed, unless somebody listens by then. Never rejects: nobody waits for it. */
async function leave({ farewell, jobs, log }: Parts, id: string): Promise<void> {
  try {
    await farewell(id);
    if (jobs.watchers(id) === 0) await jobs.cancel(id);
  } catch (error) {
    log({ event: "job-not-cancelled", job: id, error: error instanceof Error ? error.message : String(error) });
  }
}

function jobPage(job: Job, inventory: string | undefined, startedHere: boolean) {
  return {
    title: `${stateText(job)}: ${job.name}`,
    what: KIND_TEXT[job.kind].what,
    finish: KIND_TEXT[job.kind].finish,
    ...wayOf(job, inventory),
    job,
    text: jobText(job),
    time: job.elapsedSeconds === undefined ? "" : secondsText(job.elapsedSeconds),
    search: searchView(job),
    percent: Math.round(job.progressRatio * PERCENT),
    isOpen: !isFinished(job),
    isFailed: job.state === "failed",
    problems: (job.problems ?? []).map(({ pointer, detail }) => ({
      text: pointer === "" ? detail : `${pointer}: ${detail}`,
    })),
    startedHere: startedHere && !isFinished(job),
    events: `${jobPath(job.id)}/events`,
    reloadSeconds: RELOAD_SECONDS,
    inventory,
  };
}

/** The progress page and how to stop a job. */
export function jobRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/jobs/:id", (request, response) => {
    const job = findJob(parts, pathText(request, "id"));
    const inventory = inventoryNamed(request);
    if (job.resultId !== undefined) {
      const made = resultPage(job.kind, job.resultId);
      return response.redirect(303, job.kind === "plan" ? ofInventory(made, inventory) : made);
    }
    const page = jobPage(job, inventory, queryText(request, "started") === "here");
    response.set("Cache-Control", "no-store").type("html").send(views.page("job", page));
  });
  router.all("/jobs/:id", only("GET"));
  router.post(
    "/jobs/:id/cancel",
    express.urlencoded({ extended: false, limit: MOST_FORM }),
    async (request, response) => {
      const job = findJob(parts, pathText(request, "id"));
      const fields = formFields(request.body);
      if (fieldText(fields, "reason") === "closed") {
        void leave(parts, job.id);
        response.status(202).json(jobBody(job));
        return;
      }
      await parts.jobs.cancel(job.id);
      response.redirect(303, ofInventory(`/jobs/${job.id}`, inventoryId(fieldText(fields, "inventory"))));
    },
  );
  router.all("/jobs/:id/cancel", only("POST"));
  router.post(
    "/jobs/:id/finish",
    express.urlencoded({ extended: false, limit: MOST_FORM }),
    async (request, response) => {
      const { id } = findJob(parts, pathText(request, "id"));
      await parts.jobs.finish(id);
      const inventory = inventoryId(fieldText(formFields(request.body), "inventory"));
      response.redirect(303, ofInventory(`/jobs/${id}`, inventory));
    },
  );
  router.all("/jobs/:id/finish", only("POST"));
  return router;
}
