/** Threads of a server's jobs give way to its own thread: their priorities as the system tells them. Linux only. */
import { readFileSync, readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { expect, it } from "vitest";
import { threadRunner, unrecorded } from "#jobs";
import { longRequest, planTask } from "../../unit/jobs/builders.ts";

const TASKS = "/proc/self/task";
/** Field 19 of a task's stat; the name in brackets may hold spaces. */
const niceOf = (task: string) =>
  Number(readFileSync(`${TASKS}/${task}/stat`, "utf8").split(") ").at(-1)?.split(" ")[16]);
const own = () => niceOf(String(process.pid));
/** Threads that give way to this one, so far; a thread may end while they are counted. */
const givingWay = () =>
  readdirSync(TASKS).filter((task) => {
    try {
      return niceOf(task) > own();
    } catch {
      return false;
    }
  }).length;

it.runIf(process.platform === "linux").each([
  { givesWay: true, threadsPerJob: 1, count: 1 },
  { givesWay: true, threadsPerJob: 2, count: 2 },
  { givesWay: false, threadsPerJob: 1, count: 0 },
])("a job gives way: $givesWay, $count of the threads", async ({ givesWay, threadsPerJob, count }) => {
  const before = getPriority();
  const journal = unrecorded(() => Promise.resolve("kept"));
  const runner = threadRunner({ journal, concurrency: 1, givesWay, threadsPerJob });
  try {
    const { id } = await runner.submit(planTask(longRequest(2000, { goals: { effortSeconds: 600 } })));
    // what has begun to size has set its priority; members of its team come with the packing
    await expect.poll(() => runner.get(id)?.stage).toBeDefined();
    await expect.poll(givingWay).toBe(count);
    expect(getPriority()).toBe(before);
    await runner.cancel(id);
  } finally {
    await runner.close();
  }
});
