import { describe, expect, it } from "vitest";
import { jobBoard, progressOf } from "../../../jobs/board.ts";
import type { Job } from "#jobs";

const planNamed = (name: string) => ({ kind: "plan", request: { name } }) as const;

describe("the job board", () => {
  it("gives every change a higher sequence and tells listeners each one", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    const heard: Job[] = [];
    board.watch(id, (job) => heard.push(job));
    board.update(id, { state: "running" });
    board.progress(id, { stage: "packing", doneRatio: 0.5, hosts: 12 });
    board.update(id, { state: "succeeded", resultId: "r1", progressRatio: 1 });
    expect(heard.map((job) => [job.sequence, job.state])).toEqual([
      [2, "running"],
      [3, "running"],
      [4, "succeeded"],
    ]);
  });

  it("keeps hosts and bound once known, and says the gap when it knows both", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    board.update(id, { state: "running" });
    board.progress(id, { stage: "packing", doneRatio: 0.4, hosts: 12 });
    board.progress(id, { stage: "bounding", doneRatio: 0.8, bound: 10 });
    // (12 − 10) / 10
    expect(board.get(id)).toMatchObject({ hosts: 12, bound: 10, gapRatio: 0.2, stage: "bounding" });
  });

  it("keeps by its clock what was known when, one point for each change, the plan's own figures last", () => {
    const clock = { ms: 5000 };
    const board = jobBoard(10, () => clock.ms);
    const { id } = board.add(planNamed("plan"));
    board.update(id, { state: "running" });
    const at = (ms: number, hosts: number, bound?: number) => {
      clock.ms = 5000 + ms;
      board.progress(id, { stage: "packing", doneRatio: 0, hosts, ...(bound === undefined ? {} : { bound }) });
    };
    at(120, 12);
    at(300, 12, 9);
    at(900, 12, 9);
    at(2040, 10);
    clock.ms = 8000;
    board.tick(id);
    expect(board.get(id)?.elapsedSeconds).toBe(3);
    board.update(id, { state: "succeeded", resultId: "r1", hosts: 10, bound: 10 });
    expect(board.get(id)?.history).toEqual([
      { seconds: 0.1, hosts: 12 },
      { seconds: 0.3, hosts: 12, bound: 9 },
      { seconds: 2, hosts: 10, bound: 9 },
      { seconds: 3, hosts: 10, bound: 10 },
    ]);
    expect(board.makerOf("r1")?.id).toBe(id);
    board.tick(id);
    expect(board.get(id)?.elapsedSeconds).toBe(3);
  });

  it("coarsens a long history and keeps its ends", () => {
    const clock = { ms: 0 };
    const board = jobBoard(10, () => clock.ms);
    const { id } = board.add(planNamed("plan"));
    board.update(id, { state: "running" });
    for (let i = 0; i < 1000; i++) {
      clock.ms = i * 1000;
      board.progress(id, { stage: "packing", doneRatio: 0, hosts: 2000 - i, bound: 1000 });
    }
    const history = board.get(id)?.history ?? [];
    expect(history.length).toBeLessThanOrEqual(240);
    expect([history.at(0), history.at(-1)]).toEqual([
      { seconds: 0, hosts: 2000, bound: 1000 },
      { seconds: 999, hosts: 1001, bound: 1000 },
    ]);
    expect(history.map(({ seconds }) => seconds)).toEqual(
      history.map(({ seconds }) => seconds).toSorted((a, b) => a - b),
    );
  });

  it("goes from 0 towards 1 over all stages and never back, nor to the end before the plan is kept", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    const ratios: number[] = [];
    board.watch(id, (job) => ratios.push(job.progressRatio));
    for (const stage of ["sizing", "packing", "bounding", "simulating", "checking"] as const) {
      for (const doneRatio of [0, 1, 0.2]) board.progress(id, { stage, doneRatio });
    }
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(ratios.at(0)).toBe(0);
    expect(ratios.at(-1)).toBeLessThan(1);
  });

  it("has one stage for a simulation, and is at its end when that is, but for the keeping", () => {
    const board = jobBoard(10);
    const { id, kind } = board.add({ kind: "simulation", request: { name: "host" } });
    board.progress(id, { stage: "simulating", doneRatio: 0.5 });
    expect([kind, board.get(id)?.progressRatio]).toEqual(["simulation", 0.495]);
    board.progress(id, { stage: "simulating", doneRatio: 1 });
    expect(board.get(id)?.progressRatio).toBe(0.99);
  });

  it("is not misled by a packing that comes after the bound: it only serves to compare", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    board.progress(id, { stage: "checking", doneRatio: 0, hosts: 20, bound: 20 });
    board.progress(id, { stage: "packing", doneRatio: 0.5, hosts: 30 });
    expect(board.get(id)).toMatchObject({ stage: "checking", hosts: 20, gapRatio: 0 });
  });

  it("knows no gap for a bound of no hosts", () => {
    expect(progressOf({ stage: "bounding", doneRatio: 0.5, hosts: 0, bound: 0 })).not.toHaveProperty("gapRatio");
  });

  it("does not change a finished job", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    board.update(id, { state: "cancelled" });
    board.update(id, { state: "succeeded", resultId: "late" });
    board.progress(id, { stage: "packing", doneRatio: 0.5 });
    expect(board.get(id)).toMatchObject({ state: "cancelled", sequence: 2 });
    expect(board.get(id)).not.toHaveProperty("resultId");
  });

  it("forgets the oldest finished jobs and never one that runs", () => {
    const board = jobBoard(2);
    const running = board.add(planNamed("runs"));
    const finished = [1, 2, 3].map((n) => board.add(planNamed(`plan ${n}`)));
    for (const job of finished) board.update(job.id, { state: "cancelled" });
    expect(finished.map((job) => board.get(job.id)?.state)).toEqual([undefined, "cancelled", "cancelled"]);
    expect(board.get(running.id)?.state).toBe("queued");
  });

  it("stops telling a listener that has left, and counts those that are there", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    const heard: string[] = [];
    const leave = board.watch(id, (job) => heard.push(`a ${job.state}`));
    board.watch(id, (job) => heard.push(`b ${job.state}`));
    expect(board.watchers(id)).toBe(2);
    leave();
    board.update(id, { state: "running" });
    expect(heard).toEqual(["b running"]);
    expect(board.watchers(id)).toBe(1);
  });

  it("lets a listener leave while it is told", () => {
    const board = jobBoard(10);
    const { id } = board.add(planNamed("plan"));
    const heard: string[] = [];
    const leave = board.watch(id, () => {
      heard.push("first");
      leave();
    });
    board.watch(id, () => heard.push("second"));
    board.update(id, { state: "running" });
    board.update(id, { state: "cancelled" });
    expect(heard).toEqual(["first", "second", "second"]);
  });

  it("refuses to wait for a job it does not know", async () => {
    await expect(jobBoard(1).finished("nothing")).rejects.toThrow('no job "nothing"');
  });

  it("takes over what others tell of a job, and nothing that is older than what it knows", () => {
    const board = jobBoard(10);
    const told = (sequence: number, more: Partial<Job> = {}): Job => ({
      id: "j1",
      kind: "plan",
      name: "plan",
      state: "running",
      sequence,
      progressRatio: sequence / 100,
      ...more,
    });
    const heard: Job[] = [];
    board.watch("j1", (job) => heard.push(job));
    board.receive(told(5, { isFinishing: true, history: [{ seconds: 1, hosts: 3 }] }));
    board.receive(told(4));
    board.receive(told(7));
    // an end counts whatever its number, and only once; the number never falls
    board.receive(told(3, { state: "succeeded", resultId: "r1" }));
    board.receive(told(9, { state: "cancelled" }));
    expect(heard.map(({ sequence, state }) => [sequence, state])).toEqual([
      [5, "running"],
      [7, "running"],
      [8, "succeeded"],
    ]);
    // what a shorter telling leaves out stays known
    expect(heard[1]).toMatchObject({ isFinishing: true, history: [{ seconds: 1, hosts: 3 }] });
    expect(board.open()).toEqual([]);
  });
});
