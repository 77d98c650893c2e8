/** A job as the API shows it: its state and where to go from it. */
import { type Job, isFinished } from "#jobs/running/index.ts";
import { PROBLEM_TYPES, problemAddress } from "../problem-types.ts";

/** Where this version of the API lives. */
export const API = "/api/v1";
/** Address of a job. */
export const jobPath = (id: string): string => `${API}/jobs/${id}`;
/** Address of a plan. */
export const planPath = (id: string): string => `${API}/plans/${id}`;
/** Address of a simulation. */
export const simulationPath = (id: string): string => `${API}/simulations/${id}`;
/** Address of a what-if. */
export const whatIfPath = (id: string): string => `${API}/what-ifs/${id}`;
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

/** Page of what a job has made. */
export const resultPage = (kind: Job["kind"], id: string): string => `/${kind}s/${id}`;

/** Where to go from a job that has made something. */
function resultLinks({ kind, resultId }: Job): Record<string, string> {
  if (resultId === undefined) return {};
  const page = resultPage(kind, resultId);
  switch (kind) {
    case "plan":
      return { plan: planPath(resultId), page };
    case "simulation":
      return { simulation: simulationPath(resultId), page };
    case "what-if":
      return { whatIf: whatIfPath(resultId), page };
  }
}

/** The JSON of a job. */
export function jobBody(job: Job): Record<string, unknown> {
  const { id, kind, name, state, sequence, isFinishing, stage, progressRatio, hosts, bound, gapRatio, elapsedSeconds } =
    job;
  return {
    id,
    kind,
    name,
    state,
    sequence,
    isFinishing,
    stage,
    progressRatio,
    hosts,
    bound,
    gapRatio,
    elapsedSeconds,
    problem: failureOf(job),
    links: {
      self: jobPath(id),
      events: `${jobPath(id)}/events`,
      ...(isFinished(job) ? {} : { finish: `${jobPath(id)}/finish` }),
      ...resultLinks(job),
    },
  };
}

/** The same with how its search came along; events do without, for each is one point of it. */
export const jobBodyWithHistory = (job: Job): Record<string, unknown> => ({ ...jobBody(job), history: job.history });
