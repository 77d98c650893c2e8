/** A job as the API shows it: its state and where to go from it. */
import type { Job } from "#jobs";
import { PROBLEM_TYPES, problemAddress } from "../problem-types.ts";

/** Where this version of the API lives. */
export const API = "/api/v1";
/** Address of a job. */
export const jobPath = (id: string): string => `${API}/jobs/${id}`;
/** Address of a plan. */
export const planPath = (id: string): string => `${API}/plans/${id}`;
/** Address of an inventory. */
export const inventoryPath = (id: string): string => `${API}/inventories/${id}`;

/** Why a job failed, in the form of a problem; undefined for all others. */
function failureOf(job: Job): Record<string, unknown> | undefined {
  if (job.state !== "failed") return undefined;
  const key = job.problems === undefined ? "internal-error" : "invalid-input";
  return {
    type: problemAddress(key),
    title: PROBLEM_TYPES[key].title,
    detail: job.error ?? "",
    ...(job.problems === undefined ? {} : { errors: job.problems }),
  };
}

/** The JSON of a job. */
export function jobBody(job: Job): Record<string, unknown> {
  const { id, name, state, sequence, stage, progressRatio, hosts, bound, gapRatio, resultId } = job;
  return {
    id,
    name,
    state,
    sequence,
    stage,
    progressRatio,
    hosts,
    bound,
    gapRatio,
    problem: failureOf(job),
    links: {
      self: jobPath(id),
      events: `${jobPath(id)}/events`,
      ...(resultId === undefined ? {} : { plan: planPath(resultId), page: `/plans/${resultId}` }),
    },
  };
}
