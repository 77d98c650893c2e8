/** A thread that rests ends, one with work does not, and no question is lost in between. The parent's timers are turned by hand. */
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REST_MS, type WorkingThread, raise, stopFlag, workingThread } from "#jobs";
import { longRequest, planJson, requestFor } from "../../unit/jobs/builders.ts";

const HOUR_MS = 3_600_000;
const untold = () => {};

/** Threads that were started, in their order, each with a promise of its exit. */
const started: { readonly exited: Promise<unknown>; isOver: boolean }[] = [];
const note = (worker: Worker) => {
  const exited = once(worker, "exit");
  const one = { exited, isOver: false };
  started.push(one);
  void exited.then(() => (one.isOver = true));
};

let thread: WorkingThread;
beforeEach(() => {
  started.length = 0;
  process.on("worker", note);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  thread = workingThread();
});
afterEach(async () => {
  vi.useRealTimers();
  process.off("worker", note);
  await thread.end();
});

const smallPlan = () =>
  thread.ask({ kind: "task", task: planJson(requestFor(4)), flag: stopFlag(), threads: 1 }, untold);
const PLANNED = { kind: "outcome", outcome: { kind: "made" } };

describe("a working thread", () => {
  it("ends when it has rested, and the next question starts another", async () => {
    expect(await smallPlan()).toMatchObject(PLANNED);
    vi.advanceTimersByTime(REST_MS);
    await started[0]?.exited;
    expect(await smallPlan()).toMatchObject(PLANNED);
    expect(started.map(({ isOver }) => isOver)).toEqual([true, false]);
  });

  it("rests from its last answer on, not from its first", async () => {
    for (let asked = 0; asked < 3; asked++) {
      expect(await smallPlan()).toMatchObject(PLANNED);
      vi.advanceTimersByTime(REST_MS - 1);
    }
    expect(await smallPlan()).toMatchObject(PLANNED);
    expect(started).toHaveLength(1);
  });

  it("does not end while it works, however long", async () => {
    await smallPlan();
    const flag = stopFlag();
    const works = Promise.withResolvers<void>();
    const task = { kind: "task", task: planJson(longRequest()), flag, threads: 1 } as const;
    const asked = thread.ask(task, () => works.resolve());
    await works.promise;
    vi.advanceTimersByTime(HOUR_MS);
    raise(flag);
    expect(await asked).toMatchObject(PLANNED);
    expect(started.map(({ isOver }) => isOver)).toEqual([false]);
  });

  it("answers what it is asked while the rested thread is ending", async () => {
    await smallPlan();
    vi.advanceTimersByTime(REST_MS);
    // the same turn of the event loop: the old thread is told to end and has not ended
    const asked = smallPlan();
    expect(started.map(({ isOver }) => isOver)).toEqual([false]);
    await started[0]?.exited;
    expect(await asked).toMatchObject(PLANNED);
    expect(started.map(({ isOver }) => isOver)).toEqual([true, false]);
  });

  it("goes on with the same thread when asked just before its rest is over", async () => {
    await smallPlan();
    vi.advanceTimersByTime(REST_MS - 1);
    const asked = smallPlan();
    vi.advanceTimersByTime(REST_MS);
    expect(await asked).toMatchObject(PLANNED);
    expect(started.map(({ isOver }) => isOver)).toEqual([false]);
  });

  it("answers what it is asked while it is being ended by hand", async () => {
    const cut = smallPlan();
    const ended = thread.end();
    const asked = smallPlan();
    await ended;
    expect(await cut).toEqual({ kind: "ended" });
    expect(await asked).toMatchObject(PLANNED);
  });
});
