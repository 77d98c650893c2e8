/**
 * Simulates many hosts side by side, one thread each, as many at once as there are cores. Answers come in the order of the
 * questions and do not depend on how many threads there were.
 */
import { availableParallelism } from "node:os";
import { InvalidInput, type SimulationDocument, type SimulationRequest, type SimulationResult } from "#planner";
import { unrecorded } from "./journal.ts";
import { type Made, documentIn } from "./made.ts";
import { threadRunner } from "./threads.ts";

export interface SimulateAllOptions {
  /** Threads; left out = cores. */
  readonly concurrency?: number;
  /** Told after each host. */
  readonly progress?: (done: number, of: number) => void;
}

/**
 * @throws InvalidInput when a request is refused
 * @throws Error when a thread ends without an answer
 */
export async function simulateAll(
  requests: readonly SimulationRequest[],
  options: SimulateAllOptions = {},
): Promise<readonly SimulationResult[]> {
  const kept: Made[] = [];
  const runner = threadRunner({
    concurrency: options.concurrency ?? availableParallelism(),
    queueLimit: requests.length,
    finishedLimit: requests.length,
    journal: unrecorded((made) => Promise.resolve(String(kept.push(made) - 1))),
  });
  try {
    let done = 0;
    return await Promise.all(
      requests.map(async (request) => {
        const job = await runner.finished((await runner.submit({ kind: "simulation", request })).id);
        if (job.problems !== undefined) throw new InvalidInput(job.problems);
        if (job.state !== "succeeded") throw new Error(job.error ?? `a simulation ended ${job.state}`);
        done++;
        options.progress?.(done, requests.length);
        const made = kept[Number(job.resultId)];
        if (made === undefined) throw new Error("a simulation gave no answer");
        return (documentIn(made) as SimulationDocument).result;
      }),
    );
  } finally {
    await runner.close();
  }
}
