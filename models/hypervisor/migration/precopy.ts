/**
 * Live migration by pre-copy as a process: rounds while the guest runs, each sending what the one before left dirty, then
 * a pause with the last copy. Yields how long to wait, in whole nanoseconds; a kernel resumes it after that simulated
 * time, {@link runMigration} simply adds the waits up. Left out: set-up before the first round, failures of the link.
 * Source: NSDI05 sections 4 and 5; facts/simulation.md 1b.
 */
import { MigrationRun } from "./migration-run.ts";
import { finalLimit, firstLimit, nextLimit } from "./rate-control.ts";
import type { MigrationReport } from "./report.ts";
import type { StopReason } from "./rules.ts";
import { stopReason, stopsAtOnce } from "./stop-rules.ts";
import { checkTask, type MigrationTask } from "./task.ts";
import { nextThrottle } from "./throttle.ts";

/**
 * One migration, to be driven by a kernel or by {@link runMigration}.
 * @returns through the generator: the report, once the guest runs again
 * @throws RangeError naming field, value and bound for bad input, before the first wait
 */
export function* precopy(task: MigrationTask): Generator<number, MigrationReport, void> {
  checkTask(task);
  const run = new MigrationRun(task);
  const reason = stopsAtOnce(task.rules) ? ("rounds" as const) : yield* runningRounds(task, run);
  if (reason === "gave-up" || reason === "total-too-long") return run.abandoned(reason);
  const pausedTooLong = yield* pausedCopy(task, run);
  return pausedTooLong === undefined ? run.moved(reason) : run.abandoned(pausedTooLong);
}

/** Rounds with the guest running, until a rule ends them. */
function* runningRounds(task: MigrationTask, run: MigrationRun): Generator<number, StopReason, void> {
  const { rules } = task;
  let limit = firstLimit(rules.rate);
  for (;;) {
    const cut = yield* run.sendRound(limit, true);
    if (cut !== undefined) return cut;
    const seen = run.seen(limit);
    run.throttle = nextThrottle(rules.throttle, run.throttle, { sent: seen.sentPages, dirtied: seen.leftPages });
    const stop = stopReason(rules, seen);
    if (stop !== undefined) return stop;
    if (run.isSpent) return "gave-up";
    limit = nextLimit(rules.rate, seen);
  }
}

/** The copy with the guest paused; the reason when it was called off. */
function* pausedCopy(task: MigrationTask, run: MigrationRun): Generator<number, StopReason | undefined, void> {
  run.pause();
  yield* run.wait(task.suspendNs ?? 0);
  const seen = run.rounds.length === 0 ? undefined : run.seen(run.lastLimit);
  const cut = yield* run.sendRound(finalLimit(task.rules.rate, seen), false);
  if (cut === undefined) yield* run.wait(task.resumeNs ?? 0);
  run.resume(cut === undefined);
  return cut;
}

/** Drive a migration without a kernel: the waits are added up, nothing else happens meanwhile. */
export function runMigration(task: MigrationTask): MigrationReport {
  const migration = precopy(task);
  let step = migration.next();
  while (step.done !== true) step = migration.next();
  return step.value;
}
