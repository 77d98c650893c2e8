/** A what-if as a job: its variants over the threads a job may use, ended early with the rows that are done. */
import type { PlanContext } from "#planner";
import { madeWhatIf } from "./made.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOfError } from "./perform.ts";
import { raise } from "./stop-flag.ts";
import type { Task } from "./task.ts";
import { planVariants } from "./variants.ts";

const MS_PER_SECOND = 1000;

/** What a what-if may use, and who is told. */
export interface VariantsLimits {
  readonly flag: SharedArrayBuffer;
  /** Threads, ≥ 1; one means the calling one. */
  readonly threads: number;
  readonly progress?: PlanContext["progress"];
}

/** Plan the variants and turn whatever is thrown into an outcome; never rejects. */
export async function variantsOutcome(
  task: Extract<Task, { readonly kind: "what-if" }>,
  { flag, threads, progress }: VariantsLimits,
): Promise<Outcome> {
  const { request, timeSeconds } = task;
  const timer = timeSeconds === undefined ? undefined : setTimeout(() => raise(flag), timeSeconds * MS_PER_SECOND);
  try {
    const told = (done: number, of: number) => progress?.({ stage: "varying", doneRatio: done / of });
    const result = await planVariants(request, { threads: threads > 1 ? threads : 0, flag, progress: told });
    return { kind: "made", made: madeWhatIf({ scenario: request, result }) };
  } catch (error) {
    return outcomeOfError(error);
  } finally {
    clearTimeout(timer);
  }
}
