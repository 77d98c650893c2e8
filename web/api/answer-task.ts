/** Asking for a plan or a simulation: the answer itself where the caller waits for it and it comes in time, else its job. */
import type { AnyTask } from "#jobs";
import { thingOf } from "../once/once.ts";
import type { Parts } from "../parts.ts";
import { jobBody, jobPath } from "./job-body.ts";
import { waitFor, waitSeconds } from "./prefer.ts";
import type { Asked } from "./stored-formats.ts";

const ASK_AGAIN_SECONDS = "1";

/** Where an answer lives, and its JSON. */
export interface Answer {
  readonly path: (id: string) => string;
  readonly json: (id: string) => Promise<string | Buffer>;
}

/** Start the task and answer. @throws QueueFull @throws ShuttingDown */
export async function answerTask(
  parts: Parts,
  task: AnyTask,
  answer: Answer,
  { request, response }: Asked,
): Promise<void> {
  const started = await parts.jobs.submit(task, thingOf(response));
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
  const json = await answer.json(job.resultId);
  const place = answer.path(job.resultId);
  response.status(201).set({ Location: place, "Content-Location": place }).type("application/json").send(json);
}
