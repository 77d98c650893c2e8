/** Runs each plan in the caller's own thread, one after the other: for tests and for doors that wait anyway. */
import type { PlanContext, PlanRequest } from "#planner";
import { jobBoard } from "./board.ts";
import type { Keep, Runner } from "./job.ts";
import { failureOf, outcomeOf } from "./outcome.ts";
import { settle } from "./settle.ts";

const FINISHED_LIMIT = 200;

/** A runner without threads. A running plan cannot be cancelled; a waiting one can. */
export function inlineRunner(options: { readonly context: PlanContext; readonly keep: Keep }): Runner {
  const board = jobBoard(FINISHED_LIMIT);
  let tail: Promise<void> = Promise.resolve();
  let closed = false;

  const run = async (id: string, request: PlanRequest) => {
    if (closed) board.update(id, { state: "cancelled" });
    if (board.get(id)?.state !== "queued") return;
    board.update(id, { state: "running" });
    const outcome = outcomeOf(request, { ...options.context, progress: (progress) => board.progress(id, progress) });
    if (outcome.kind === "planned") {
      await settle(board, { id, document: { request, result: outcome.result }, keep: options.keep });
      return;
    }
    board.update(id, failureOf(outcome));
  };

  return {
    ...board,
    submit: (request) => {
      if (closed) throw new Error("the runner is closed");
      const job = board.add(request.name);
      tail = tail.then(() => run(job.id, request));
      return job;
    },
    cancel: (id) => {
      if (board.get(id)?.state === "queued") board.update(id, { state: "cancelled" });
      return Promise.resolve(board.get(id));
    },
    close: async () => {
      closed = true;
      await tail;
    },
  };
}
