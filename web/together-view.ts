/** The page that waits for several plans: each job's state, and where to go when all are over. */
import { type Job, isFinished } from "#jobs/running/index.ts";
import { counted } from "#planner/report/index.ts";
import { jobPath } from "./api/job-body.ts";
import { comparePath } from "./compare-view.ts";
import { stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";

const RELOAD_SECONDS = 2;
const PERCENT = 100;

/** Address of the page for these jobs. */
export const togetherPath = (ids: readonly string[]): string =>
  `/jobs/together?${new URLSearchParams(ids.map((id): [string, string] => ["id", id])).toString()}`;

const planIds = (jobs: readonly Job[]): readonly string[] =>
  jobs.flatMap(({ resultId }) => (resultId === undefined ? [] : [resultId]));

/** Where to go when every job made its plan; undefined while one runs, or when one came to nothing. */
export function doneAddress(jobs: readonly Job[]): string | undefined {
  const plans = planIds(jobs);
  const [first] = plans;
  if (plans.length < jobs.length || first === undefined) return undefined;
  return plans.length === 1 ? `/plans/${first}` : comparePath(...plans);
}

/** The page. @param textOf a job's state as a sentence */
export function togetherView(jobs: readonly Job[], textOf: (job: Job) => string): PageData {
  const open = jobs.filter((job) => !isFinished(job)).length;
  const plans = planIds(jobs);
  return {
    title: `Planning ${counted(jobs.length, "plan")}`,
    steps: stepper("plan", { inventory: "/" }),
    script: "/together.js",
    isOpen: open > 0,
    reloadSeconds: RELOAD_SECONDS,
    text: `${plans.length} of ${counted(jobs.length, "plan")} ${plans.length === 1 ? "is" : "are"} ready.`,
    jobs: jobs.map((job) => ({
      id: job.id,
      name: job.name,
      text: textOf(job),
      percent: Math.round(job.progressRatio * PERCENT),
      isOpen: !isFinished(job),
      events: `${jobPath(job.id)}/events`,
      error: job.state === "failed" ? job.error : undefined,
      plan: job.resultId === undefined ? undefined : `/plans/${job.resultId}`,
    })),
    compare: plans.length > 1 ? comparePath(...plans) : undefined,
    count: plans.length,
  };
}
