import { describe, expect, it } from "vitest";
import { type Job, MOST_ATTEMPTS, type Recorded, takeUp, unrecorded } from "#jobs";
import { planJson, requestFor } from "./builders.ts";

const task = planJson(requestFor(2));
const job: Job = {
  id: "j1",
  kind: "plan",
  name: "servers",
  state: "running",
  sequence: 7,
  progressRatio: 0.4,
  hosts: 3,
};

function journal() {
  const ended: Job[] = [];
  return { ended, ...unrecorded(() => Promise.resolve("x")), end: (one: Job) => Promise.resolve(ended.push(one) > 0) };
}

describe("jobs of before", () => {
  it("wait again from their beginning, with a higher sequence and the wish to be finished", async () => {
    const recorded: Recorded[] = [
      { job: { ...job, isFinishing: true }, attempts: 1, task },
      { job: { ...job, id: "j2", state: "queued", sequence: 1 }, attempts: 0, task },
    ];
    const taken = await takeUp(journal(), recorded);
    const again = { kind: "plan", name: "servers", state: "queued", progressRatio: 0 };
    expect(taken).toEqual([
      { job: { ...again, id: "j1", sequence: 10_000_007, isFinishing: true }, attempts: 1, task },
      { job: { ...again, id: "j2", sequence: 10_000_001 }, attempts: 0, task },
    ]);
  });

  it("stay as they ended", async () => {
    const ended: Recorded = { job: { ...job, state: "succeeded", resultId: "p1" }, attempts: 1 };
    expect(await takeUp(journal(), [ended])).toEqual([ended]);
  });

  it("fail with the reason, on disk too, when their process died while they ran for the third time", async () => {
    const book = journal();
    const [failed] = await takeUp(book, [{ job, attempts: MOST_ATTEMPTS, task }]);
    expect(failed?.job).toMatchObject({ state: "failed", error: expect.stringContaining("3 times while this ran") });
    expect(book.ended).toEqual([failed?.job]);
  });

  it("are tried again when they waited while the process died, however often they ran before", async () => {
    const waited: Recorded = { job: { ...job, state: "queued" }, attempts: MOST_ATTEMPTS, task };
    expect((await takeUp(journal(), [waited]))[0]?.job.state).toBe("queued");
  });
});
