/**
 * A working thread: takes one task at a time, says how far it has come, answers with the outcome. It is stopped from
 * outside by ending the thread, which needs no cooperation of what runs in it.
 */
import { parentPort, workerData } from "node:worker_threads";
import { type Progress, whatIfResult } from "#planner";
import { packingContext } from "./context.ts";
import { limitsOf, withinTime } from "./deadline.ts";
import { giveWay } from "./give-way.ts";
import { madeWhatIf } from "./made.ts";
import type { FromWorker, TaskAsked, ToWorker } from "./messages.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOf, outcomeOfError } from "./perform.ts";
import { rowsMade } from "./rows.ts";
import { taskIn } from "./task.ts";
import { variantsOutcome } from "./variants-outcome.ts";
import { withTeam } from "./with-team.ts";
import type { ThreadStart } from "./working-thread.ts";

/** Progress is for people: more often than this nobody can read it. */
const NEWS_EVERY_MS = 50;
/** How far it is, with nothing new to say. */
const SAME_EVERY_MS = 250;

if (parentPort === null) throw new Error("jobs/worker.ts runs as a thread only");
const port = parentPort;
if ((workerData as ThreadStart).givesWay) giveWay("job");
/** Bytes of a document are handed over, not copied. */
const say = (message: FromWorker) =>
  port.postMessage(
    message,
    message.kind === "outcome" && message.outcome.kind === "made"
      ? [message.outcome.made.json.buffer as ArrayBuffer]
      : [],
  );

/** Passes on the first report of each stage at once, hosts and bound soon after they change, and otherwise one now and then. */
function throttled(): (progress: Progress) => void {
  let last: Progress | undefined;
  let saidAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const isNew = last?.hosts !== progress.hosts || last?.bound !== progress.bound;
    const now = performance.now();
    if (last?.stage === progress.stage && now - saidAt < (isNew ? NEWS_EVERY_MS : SAME_EVERY_MS)) return;
    last = progress;
    saidAt = now;
    say({ kind: "progress", progress });
  };
}

async function outcomeOfTask({ task: written, mostSeconds, flag, threads }: TaskAsked): Promise<Outcome> {
  const task = withinTime(taskIn(written), mostSeconds);
  const progress = throttled();
  if (task.kind === "what-if") return await variantsOutcome(task, { flag, threads, progress });
  const context = await packingContext();
  const timeSeconds = task.kind === "plan" ? task.timeSeconds : undefined;
  const limits = limitsOf({ timeSeconds, flag });
  return await withTeam(task.kind === "plan" ? threads : 1, (team) =>
    outcomeOf(task, { ...context, ...limits, ...team, progress }),
  );
}

async function answer(asked: ToWorker): Promise<FromWorker> {
  switch (asked.kind) {
    case "task":
      return { kind: "outcome", outcome: await outcomeOfTask(asked) };
    case "rows": {
      const progress = throttled();
      return await rowsMade(asked, (done, of) => progress({ stage: "varying", doneRatio: done / of }));
    }
    case "gather": {
      const { scenario, rows, count } = asked;
      const made = madeWhatIf({ scenario, result: whatIfResult(scenario, rows, count) });
      return { kind: "outcome", outcome: { kind: "made", made } };
    }
  }
}

async function work(asked: ToWorker): Promise<void> {
  say(await answer(asked).catch((error: unknown) => ({ kind: "outcome", outcome: outcomeOfError(error) }) as const));
}

port.on("message", (message: ToWorker) => void work(message));
