/** Runs each task in the caller's own thread, one after the other: for tests and for doors that wait anyway. */
import { setImmediate } from "node:timers/promises";
import type { PlanContext } from "#planner";
import { jobBoard } from "./board.ts";
import { type Runner, ShuttingDown } from "./job.ts";
import { unrecorded } from "./journal.ts";
import { failureOf } from "./outcome.ts";
import { outcomeOf } from "./perform.ts";
import { type Books, settle } from "./settle.ts";
import { limitsOf } from "./deadline.ts";
import { raise, stopFlag } from "./stop-flag.ts";
import type { Keep } from "./made.ts";
import { type Task, taskIn, taskJson } from "./task.ts";

const FINISHED_LIMIT = 200;

/** A runner without threads. A running task cannot be cancelled or finished early; a waiting one can. */
export function inlineRunner(options: { readonly context: PlanContext; readonly keep: Keep }): Runner {
  const board = jobBoard(FINISHED_LIMIT);
  const books: Books = { board, journal: unrecorded(options.keep) };
  let tail: Promise<void> = Promise.resolve();
  const flags = new Map<string, SharedArrayBuffer>();
  let closed = false;

  const run = async (id: string, task: Task) => {
    // who submitted it hears so before this thread is busy
    await setImmediate();
    if (closed) board.update(id, { state: "cancelled" });
    if (board.get(id)?.state !== "queued") return;
    board.update(id, { state: "running" });
    const timeSeconds = task.kind === "plan" ? task.timeSeconds : undefined;
    const limits = limitsOf({ timeSeconds, flag: flags.get(id) });
    flags.delete(id);
    const progress: PlanContext["progress"] = (told) => board.progress(id, told);
    const outcome = outcomeOf(task, { ...options.context, ...limits, progress });
    if (outcome.kind === "made") await settle(books, id, outcome.made);
    else board.update(id, failureOf(outcome));
  };

  return {
    ...board,
    submit: async (task, id) => {
      const known = id === undefined ? undefined : board.get(id);
      if (known !== undefined) return known;
      if (closed) throw new ShuttingDown();
      const job = board.add(task, id);
      const written = taskJson(task);
      tail = tail.then(() => run(job.id, taskIn(written)));
      return job;
    },
    finish: async (id) => {
      if (board.get(id)?.state !== "queued") return board.get(id);
      const flag = stopFlag();
      raise(flag);
      flags.set(id, flag);
      board.update(id, { isFinishing: true });
      return board.get(id);
    },
    cancel: (id) => {
      if (board.get(id)?.state === "queued") board.update(id, { state: "cancelled" });
      return Promise.resolve(board.get(id));
    },
    load: () => ({ jobs: board.tally() }),
    isClosed: () => closed,
    close: async () => {
      closed = true;
      await tail;
    },
  };
}
