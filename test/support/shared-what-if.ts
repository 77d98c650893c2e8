/** One what-if shared by worker processes, one of which may be killed on the way; its clock, its CPU, its bytes. */
import { readFileSync } from "node:fs";
import { isFinished } from "#jobs";
import type { Scenario } from "#planner";
import { openQueue, queueRunner } from "#queue";
import { postgresStore } from "#store";
import { type WorkerProcess, workerProcess } from "./worker-process.ts";

/** Who works, and who dies. */
export interface SharedWhatIf {
  /** Of an empty database. */
  readonly address: string;
  readonly scenario: Scenario;
  /** Processes with one thread each. */
  readonly workers: number;
  /** Kill one with -9 when so much is done (0–1), while it is at some rows; left out = nobody dies. */
  readonly killAt?: number;
}

/** What came of it. */
export interface SharedFigures {
  /** The stored document. */
  readonly text: string;
  /** From asking to the answer. */
  readonly seconds: number;
  /** From asking until half of it was done. */
  readonly halfSeconds: number;
  /** CPU of all workers; of a killed one until then. */
  readonly cpuSeconds: number;
  /** Chunks kept by each worker. */
  readonly chunks: readonly number[];
}

const MS_PER_SECOND = 1000;
/** Of Linux, for programs. */
const TICKS_PER_SECOND = 100;
const [USER_TICKS, SYSTEM_TICKS] = [11, 12];

/** CPU that a process has used so far; 0 where the system does not tell. */
function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

/** Whether a worker is at some rows now. */
function isAtRows({ log }: WorkerProcess): boolean {
  const last = log.findLast(({ event }) => event === "job-taken" || event === "job-left");
  return last?.["event"] === "job-taken" && last["chunk"] !== undefined;
}

/** Kill the first that is at rows; its CPU. @throws Error when all is over before anybody is */
async function killed(workers: readonly WorkerProcess[], isOver: () => boolean): Promise<number> {
  for (;;) {
    if (isOver()) throw new Error("the what-if was over before a worker was at rows that others could make");
    const victim = workers.find(isAtRows);
    if (victim !== undefined) {
      const cpu = cpuSecondsOf(victim.pid);
      await victim.end("SIGKILL");
      return cpu;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ask for the what-if, wait for its answer, end everything. @throws Error when it does not succeed */
export async function sharedWhatIf({ address, scenario, workers, killAt }: SharedWhatIf): Promise<SharedFigures> {
  const store = await postgresStore(address);
  const queue = await openQueue(address);
  const runner = await queueRunner({ store, queue });
  const all = await Promise.all(Array.from({ length: workers }, () => workerProcess(address, ["-c", "1"])));
  const startedAt = performance.now();
  const since = () => (performance.now() - startedAt) / MS_PER_SECOND;
  try {
    const { id } = await runner.submit({ kind: "what-if", request: scenario });
    let halfSeconds = Number.NaN;
    let death: Promise<number> | undefined;
    runner.watch(id, (job) => {
      const { progressRatio } = job;
      if (progressRatio >= 0.5 && Number.isNaN(halfSeconds)) halfSeconds = since();
      if (killAt !== undefined && progressRatio >= killAt)
        death ??= killed(all, () => isFinished(runner.get(id) ?? job));
    });
    const job = await runner.finished(id);
    const seconds = since();
    if (job.state !== "succeeded") throw new Error(`the what-if ended ${job.state}: ${job.error ?? ""}`);
    const cpuSeconds = all.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), (await death) ?? 0);
    const stored = await store.getWhatIf(job.resultId ?? "");
    const chunks = all.map(({ log }) => log.filter(({ end }) => end === "rows kept").length);
    return { text: JSON.stringify(stored?.document), seconds, halfSeconds, cpuSeconds, chunks };
  } finally {
    for (const worker of all) await worker.end("SIGTERM");
    await runner.close();
    await queue.close();
    await store.close();
  }
}
