/**
 * Where a long computation runs: small ones here, because a thread costs a tenth of a second to start; large ones and
 * long searches in a thread, so that Ctrl-C is heard at once; simulations always in a thread, for nobody knows how long
 * they take. An interrupt during a small one is heard right after it, before any file is written.
 */
import { setImmediate } from "node:timers/promises";
import { stopFlag } from "#jobs";
import { InvalidInput } from "#planner";
import { type Answers, type Report, type Task, perform } from "./task.ts";
import type { Given, Said } from "./thread.ts";
import { workingThread } from "./working-thread.ts";

/** Workloads times plans from which on a thread is worth its start: about a second of work without a search. */
const MOST_WORKLOADS_HERE = 2000;
/** A search among so few workloads is over in no time, whatever effort it is allowed. */
const MOST_SEARCHED_HERE = 30;
/** Less effort than this is not worth a thread, seconds. */
const MOST_EFFORT_HERE = 0.2;

/** Workloads × plans: what decides where the task runs. */
function sizeOf(task: Task): number {
  switch (task.kind) {
    case "plan":
      return task.request.workloads.length;
    case "compare":
      return task.base.workloads.length * task.targets.length;
    case "simulate":
      return Number.POSITIVE_INFINITY;
  }
}

/** Worth a thread: large, or with a search that may last. */
function isLong(task: Task): boolean {
  const size = sizeOf(task);
  if (size > MOST_WORKLOADS_HERE) return true;
  return task.kind === "plan" && size > MOST_SEARCHED_HERE && task.request.goals.effortSeconds > MOST_EFFORT_HERE;
}

function inThread(task: Task, report: Report, stop: SharedArrayBuffer): Promise<Answers[Task["kind"]]> {
  return new Promise((resolve, reject) => {
    const worker = workingThread();
    worker.on("message", (said: Said) => {
      if (said.kind === "waiting") report(said.waiting);
      else if (said.kind === "done") resolve(said.answer);
      else reject(new InvalidInput(said.problems));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the working thread ended with exit code ${code}`)));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ task, stop } satisfies Given);
  });
}

/**
 * Do the task, here or in a thread.
 * @param stop raised, it ends a search with its best so far, a simulation where it is; the answer then says so
 * @throws InvalidInput as the planner does; Error when the thread is lost
 */
export async function work<K extends Task["kind"]>(
  task: Extract<Task, { readonly kind: K }>,
  report: Report,
  stop: SharedArrayBuffer = stopFlag(),
): Promise<Answers[K]> {
  const answer = isLong(task) ? await inThread(task, report, stop) : await perform(task, report, stop);
  await setImmediate();
  return answer as Answers[K];
}
