/** The process by hand: 1000 pages at 1000 a second. */
import { describe, expect, it } from "vitest";
import { Processes, Simulator } from "#models/hypervisor/kernel/index.ts";
import {
  type MigrationReport,
  type MigrationTask,
  precopy,
  runMigration,
  STOP_AND_COPY,
} from "#models/hypervisor/migration/index.ts";
import { adaptive, figure, PAGE, rounds, rulesOf, setOf, taskOf } from "./builders.ts";

const MS = 1e6;

/** Whatever the migration tells, in order. */
function told(task: MigrationTask): string[] {
  const lines: string[] = [];
  runMigration({
    ...task,
    hooks: {
      slow: (now, ratio) => lines.push(`${now / MS} slow ${ratio.toFixed(3)}`),
      pause: (now) => lines.push(`${now / MS} pause`),
      resume: (now, isOnTarget) => lines.push(`${now / MS} resume ${isOnTarget ? "target" : "source"}`),
    },
  });
  return lines;
}

describe("a migration", () => {
  it("without pre-copy pauses the guest for all of its memory", () => {
    const report = runMigration(taskOf({ rules: STOP_AND_COPY, suspendNs: 5 * MS, resumeNs: 7 * MS }));
    expect(report).toMatchObject({ outcome: "moved", reason: "rounds", sentBytes: 1000 * PAGE, slowdownRatio: 0 });
    expect(report.rounds).toHaveLength(1);
    expect([report.totalNs, report.downtimeNs, report.copyNs]).toEqual([1012 * MS, 1012 * MS, 1000 * MS]);
  });

  it("sends what each round left dirty, then the rest with the guest paused", () => {
    // Swept at 100 pages a second: round 1 takes 1 s and leaves 100, round 2 takes 0.1 s and leaves 10, the copy 10 ms.
    const report = runMigration(taskOf({ sets: [setOf(500, 100, "sweep")], rules: rulesOf(2) }));
    expect(report.rounds.map((r) => r.sentBytes / PAGE)).toEqual([1000, 100, 10]);
    expect(report.rounds.map((r) => r.lengthNs / MS)).toEqual([1000, 100, 10]);
    expect(report.rounds.map((r) => r.dirtiedBytes / PAGE)).toEqual([100, 10, 0]);
    expect(report.rounds.map((r) => r.dirtyRateMbitS)).toEqual([0.8, 0.8, 0]);
    expect(report.rounds.map((r) => r.achievedMbitS)).toEqual([8, 8, 8]);
    expect([report.totalNs, report.downtimeNs]).toEqual([1110 * MS, 10 * MS]);
  });

  it("yields whole waits that add up to its total time", () => {
    const process = precopy(taskOf({ sets: [setOf(300, 777)], rules: rulesOf(4) }));
    let total = 0;
    let step = process.next();
    while (step.done !== true) {
      expect(Number.isInteger(step.value)).toBe(true);
      total += step.value;
      step = process.next();
    }
    expect(step.value.totalNs).toBe(total);
  });

  it("runs in a kernel as it does alone", () => {
    const task = { ...taskOf({ sets: [setOf(300, 777)], rules: rulesOf(4) }), startNs: 250 * MS };
    const simulator = new Simulator();
    let report: MigrationReport | undefined;
    new Processes(simulator).start(
      (function* () {
        report = yield* precopy(task);
        expect(simulator.nowNs).toBe(250 * MS + report.totalNs);
      })(),
      250 * MS,
    );
    simulator.run({ untilNs: 10_000 * MS, eventBudget: 1000 });
    expect(report).toEqual(runMigration(task));
  });

  it("leaves out pages that were written again before their turn", () => {
    // A set that is dirty at once: the first batch of 100 is sent unseen, a tenth of it (its share of pages) hot;
    // of the rest 90 % is cold. Sent: 100 + 0.9 x 900 = 910, skipped 90.
    const report = runMigration(
      taskOf({ sets: [setOf(100, 1e9)], rules: rulesOf(1, { skip: { batchPages: figure(100) } }) }),
    );
    const [first, last] = report.rounds;
    expect([first?.sentBytes, first?.skippedBytes, first?.dirtiedBytes]).toEqual([910 * PAGE, 90 * PAGE, 100 * PAGE]);
    expect([last?.sentBytes, last?.skippedBytes]).toEqual([100 * PAGE, 0]);
  });

  it("is bound by the sender's CPU, by the link or by the limit, whichever is least", () => {
    const time = (change: Partial<MigrationTask>) =>
      runMigration({ ...taskOf({ rules: STOP_AND_COPY }), ...change }).totalNs / MS;
    const limit = { kind: "fixed", limitMbitS: figure(2), bitsPerMbit: figure(1e6) } as const;
    expect(time({})).toBe(1000);
    expect(time({ senderCpu: { running: 1, paused: 0.004 } })).toBe(2000);
    expect(time({ path: { linkMbitS: 4, mbitPerCpuSecond: 1000 } })).toBe(2000);
    expect(time({ rules: { ...STOP_AND_COPY, rate: limit } })).toBe(4000);
  });

  it("asks for CPU again after every stretch", () => {
    // Half the CPU for the link's speed in the first 100 ms (50 pages), then all: 100 + 950 ms.
    const report = runMigration({
      ...taskOf({ rules: STOP_AND_COPY }),
      senderCpu: (now) => (now < 100 * MS ? 0.004 : 0.008),
      stretchNs: 10 * MS,
    });
    expect(report.totalNs).toBe(1050 * MS);
  });

  it("waits without sending while it has no CPU", () => {
    const report = runMigration({
      ...taskOf({ rules: STOP_AND_COPY }),
      senderCpu: (now) => (now < 100 * MS ? 0 : 1),
      stretchNs: 50 * MS,
    });
    expect(report.totalNs).toBe(1100 * MS);
  });

  it("tells when the guest is slowed, paused and resumed", () => {
    // 8 Mbit/s of 80 per CPU: 0.1 CPU, half of it the guest's, and 2 % for tracking: 0.93.
    const task = taskOf({
      path: { linkMbitS: 8, mbitPerCpuSecond: 80 },
      contentionRatio: 0.5,
      trackingRatio: 0.02,
      startNs: 1000 * MS,
    });
    expect(told(task)).toEqual(["1000 slow 0.930", "2000 pause", "2000 slow 1.000", "2000 resume target"]);
    expect(runMigration(task).slowdownRatio).toBeCloseTo(0.07, 12);
  });

  it("raises the limit when outrun, and spends saved rate where the limiter keeps it", () => {
    // Sweep of 500 pages at 250/s = 2 Mbit/s. Limit 1 (125 pages/s): 8 s for 1000 pages, all 500 dirty = 0.5 Mbit/s.
    // Round 2: 4 s, 500 dirty at 1 Mbit/s, not above 1. Round 3 the same; stop after 3, copy at 1: 4 s.
    const slow = runMigration(
      taskOf({ sets: [setOf(500, 250, "sweep")], rules: rulesOf(3, { rate: adaptive("raise-when-outrun") }) }),
    );
    expect(slow.rounds.map((r) => [r.limitMbitS, r.lengthNs / MS])).toEqual([
      [1, 8000],
      [1, 4000],
      [1, 4000],
      [1, 4000],
    ]);
    // With half the CPU for the limit in round 1 (16 s), 125 x 8 = 1000 pages of rate are saved: the copy of the rest
    // goes out at the link's 1000 pages a second, 0.5 s.
    const saved = runMigration(
      taskOf({
        sets: [setOf(500, 250, "sweep")],
        senderCpu: { running: 0.0005, paused: 1 },
        rules: rulesOf(1, { rate: adaptive("raise-when-outrun", true) }),
      }),
    );
    expect(saved.rounds.map((r) => r.lengthNs / MS)).toEqual([16_000, 500]);
  });

  it("is called off when the pause would be too long, and the guest runs on at the source", () => {
    const rules = rulesOf(1, { abandon: { pauseSeconds: figure(0.1) } });
    const task = taskOf({ sets: [setOf(500, 1e9, "sweep")], rules });
    const report = runMigration(task);
    expect(report).toMatchObject({ outcome: "abandoned", reason: "pause-too-long", downtimeNs: 100 * MS });
    expect(told(task)).toEqual(["1000 pause", "1100 resume source"]);
    expect(report.rounds.at(-1)?.sentBytes).toBe(100 * PAGE);
  });

  it("is called off when all of it takes too long", () => {
    const rules = rulesOf(99, { abandon: { totalSeconds: figure(1.2) } });
    const report = runMigration(taskOf({ sets: [setOf(500, 1e9, "sweep")], rules }));
    expect(report).toMatchObject({ outcome: "abandoned", reason: "total-too-long", totalNs: 1200 * MS, downtimeNs: 0 });
  });

  it("ends even if nothing in its rules ever stops it", () => {
    const rules = rulesOf(1, { stops: [{ kind: "fits-downtime", seconds: figure(0.001) }] });
    const report = runMigration(taskOf({ sets: [setOf(500, 1e9, "sweep")], rules, giveUpNs: 10_000 * MS }));
    expect(report).toMatchObject({ outcome: "abandoned", reason: "gave-up", totalNs: 10_000 * MS });
  });

  it("ends even if its rounds take no time and no rule stops them", () => {
    const report = runMigration(taskOf({ rules: rulesOf(1, { stops: [{ kind: "sent-more-at-maximum" }] }) }));
    expect(report).toMatchObject({ outcome: "abandoned", reason: "gave-up", totalNs: 1000 * MS });
  });

  it.each([
    [
      taskOf({ path: { linkMbitS: 0, mbitPerCpuSecond: 1 } }),
      "path.linkMbitS is 0: it must be a finite number above 0",
    ],
    [taskOf({ path: { linkMbitS: 1, mbitPerCpuSecond: -1 } }), "path.mbitPerCpuSecond is -1"],
    [taskOf({ senderCpu: { running: 0, paused: 1 } }), "senderCpu.running is 0"],
    [taskOf({ suspendNs: Number.NaN }), "suspendNs is NaN: it must be a finite number of at least 0"],
    [taskOf({ trackingRatio: 1.1 }), "trackingRatio is 1.1: it must be 0 to 1"],
    [taskOf({ contentionRatio: 2 }), "contentionRatio is 2"],
    [taskOf({ rules: rulesOf(1, { skip: { batchPages: figure(0) } }) }), "test.skip.batchPages is 0"],
    [
      taskOf({ rules: rulesOf(1, { rate: { kind: "fixed", limitMbitS: figure(0), bitsPerMbit: figure(1) } }) }),
      "test.rate is 0: it must be a finite number above 0",
    ],
    [{ ...taskOf(), senderCpu: () => Number.NaN }, "senderCpu is NaN"],
  ])("is refused for bad input: %#", (task: MigrationTask, message) => {
    expect(() => runMigration(task)).toThrow(RangeError);
    expect(() => runMigration(task)).toThrow(message);
  });

  it("needs no rule at all when there is nothing to send twice", () => {
    const report = runMigration(taskOf({ rules: rulesOf(9, { stops: [{ kind: "all-copied" }, rounds(9)] }) }));
    expect(report).toMatchObject({ reason: "all-copied", downtimeNs: 0, totalNs: 1000 * MS });
  });
});
