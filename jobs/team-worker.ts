/**
 * A member of a team: repairs the groups it is handed, writes the items' bins into the shared arrays, and answers with
 * the reports over its own port, which the asking thread reads without its event loop. A failure is an answer too.
 */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type RepairReport, type TeamTask, repairGroup } from "#planner/pack/index.ts";
import { DONE, LIFE, STOP } from "./team-memory.ts";

/** What a member starts with. */
export interface MemberStart {
  readonly control: Int32Array;
  readonly member: number;
  readonly answers: MessagePort;
}

/** Reports in the order of the jobs handed over, or why there are none. */
export type MemberAnswer =
  | { readonly kind: "reports"; readonly reports: readonly RepairReport[] }
  | { readonly kind: "failure"; readonly why: string };

const { control, member, answers }: MemberStart = workerData;

/** Did somebody ask to stop? Shows at the same time that this member is alive. */
function isStopped(): boolean {
  Atomics.add(control, LIFE + member, 1);
  return Atomics.load(control, STOP) === 1;
}

function answerTo({ flat, placing, jobs }: TeamTask): MemberAnswer {
  try {
    return { kind: "reports", reports: jobs.map((job) => repairGroup(flat, placing, job, isStopped)) };
  } catch (error) {
    return { kind: "failure", why: error instanceof Error ? error.message : String(error) };
  }
}

if (parentPort === null) throw new Error("jobs/team-worker.ts runs as a thread only");
parentPort.on("message", (task: TeamTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  answers.postMessage(answerTo(task));
  Atomics.add(control, DONE, 1);
  Atomics.notify(control, DONE);
});
