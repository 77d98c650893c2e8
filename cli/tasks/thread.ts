/** The thread that does one task of the command line and ends. */
import { parentPort } from "node:worker_threads";
import { InvalidInput, type InputProblem } from "#planner";
import { type Answers, type Task, type Waiting, perform } from "./task.ts";

/** What the thread says. An error's class does not survive the crossing, its problems do. */
export type Said =
  | { readonly kind: "waiting"; readonly waiting: Waiting }
  | { readonly kind: "done"; readonly answer: Answers[Task["kind"]] }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] };

/** What the thread is told, once. */
export interface Given {
  readonly task: Task;
  readonly stop: SharedArrayBuffer;
}

/** More often than this nobody can read. */
const REPORT_EVERY_MS = 100;

if (parentPort === null) throw new Error("cli/tasks/thread.ts runs as a thread only");
const port = parentPort;
const say = (said: Said) => port.postMessage(said);

let saidAt = Number.NEGATIVE_INFINITY;
const report = (waiting: Waiting) => {
  if (performance.now() - saidAt < REPORT_EVERY_MS) return;
  saidAt = performance.now();
  say({ kind: "waiting", waiting });
};

async function answer({ task, stop }: Given): Promise<void> {
  try {
    say({ kind: "done", answer: await perform(task, report, stop) });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    say({ kind: "invalid", problems: error.problems });
  }
}

port.once("message", (given: Given) => void answer(given));
