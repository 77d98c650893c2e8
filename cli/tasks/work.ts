/**
 * Where a long computation runs: small ones here, because a thread costs a tenth of a second to start; large ones in a
 * thread, so that Ctrl-C is heard at once; simulations always in a thread, for nobody knows how long they take. An interrupt during a small one is heard right after it, before any file is
 * written.
 */
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { InvalidInput } from "#planner";
import { isRaised, stopFlag } from "./stop-flag.ts";
import { type Answers, type Report, type Task, perform } from "./task.ts";
import type { Given, Said } from "./thread.ts";

/** Workloads times plans from which on a thread is worth its start: about a second of work. */
const MOST_WORKLOADS_HERE = 2000;

function workloadsIn(request: unknown): number {
  const { workloads } = request as { readonly workloads?: unknown };
  return Array.isArray(workloads) ? workloads.length : 1;
}

/** Workloads × plans: what decides where the task runs. */
function sizeOf(task: Task): number {
  switch (task.kind) {
    case "plan":
      return task.request.workloads.length;
    case "compare":
      return task.base.workloads.length * task.targets.length;
    case "what-if": {
      const { request, vary } = task.scenario;
      return Object.values(vary).reduce((size, values) => size * values.length, workloadsIn(request));
    }
    case "simulate":
      return Number.POSITIVE_INFINITY;
  }
}

function inThread(task: Task, report: Report, stop: SharedArrayBuffer): Promise<Answers[Task["kind"]]> {
  return new Promise((resolve, reject) => {
    const workerData: Given = { task, stop };
    const worker = new Worker(new URL("thread.ts", import.meta.url), { workerData });
    worker.on("message", (said: Said) => {
      if (said.kind === "waiting") report(said.waiting);
      else if (said.kind === "done") resolve(said.answer);
      else reject(new InvalidInput(said.problems));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the working thread ended with exit code ${code}`)));
  });
}

/**
 * Do the task, here or in a thread.
 * @param stop raised, it ends a simulation where it is; the answer then says so
 * @throws InvalidInput as the planner does; Error when the thread is lost
 */
export async function work<K extends Task["kind"]>(
  task: Extract<Task, { readonly kind: K }>,
  report: Report,
  stop: SharedArrayBuffer = stopFlag(),
): Promise<Answers[K]> {
  const isLarge = sizeOf(task) > MOST_WORKLOADS_HERE;
  const answer = isLarge ? await inThread(task, report, stop) : perform(task, report, () => isRaised(stop));
  await setImmediate();
  return answer as Answers[K];
}
