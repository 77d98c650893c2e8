/** The last step of a job: the plan is kept, and only then has the job succeeded. */
import type { PlanDocument } from "#planner";
import type { JobBoard } from "./board.ts";
import type { Keep } from "./job.ts";

/** A finished plan and where it goes. */
export interface Settling {
  readonly id: string;
  readonly document: PlanDocument;
  readonly keep: Keep;
}

/** Store the plan and end the job with the plan's own figures; a store that fails fails the job, with its message. */
export async function settle(board: JobBoard, { id, document, keep }: Settling): Promise<void> {
  const { hostsUsed: hosts, bound, gapRatio } = document.result.summary;
  try {
    const resultId = await keep(document);
    board.update(id, { resultId, state: "succeeded", progressRatio: 1, hosts, bound: bound.hosts, gapRatio });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    board.update(id, { state: "failed", error: `the plan was made but could not be stored: ${why}` });
  }
}
