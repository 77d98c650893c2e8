/** The closed form by hand, and against the event form. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundSeconds } from "#models/hypervisor/migration/expected-round.ts";
import { dirtyModel } from "#models/hypervisor/migration/dirty-pages.ts";
import {
  type ConstantTask,
  expectedMigration,
  runMigration,
  STOP_AND_COPY,
} from "#models/hypervisor/migration/index.ts";
import { HYPER_V_2008_R2 } from "#models/hyperv/migration-policies.ts";
import { QEMU_AUTO_CONVERGE } from "#models/qemu/migration-policies.ts";
import { VSPHERE_5 } from "#models/vmware/migration-policies.ts";
import { XEN_2006_SHIPPED, XEN_4 } from "#models/xen/migration-policies.ts";
import { figure, PAGE, rulesOf, setOf, taskOf } from "./builders.ts";

const GIB = 2 ** 30;
const MIB = 2 ** 20;

describe("the closed form", () => {
  it("is a geometric series while sets do not saturate", () => {
    // Dirtying at a quarter of the speed: 1 + 1/4 + 1/16 s of rounds, 1/64 s of pause.
    const expected = expectedMigration(taskOf({ sets: [setOf(1000, 250, "sweep")], rules: rulesOf(3) }));
    expect(expected.rounds.map((r) => r.seconds)).toEqual([1, 0.25, 0.0625]);
    expect(expected.downtimeSeconds).toBe(0.015625);
    expect(expected.totalSeconds).toBe(1.328125);
    expect(expected.sentBytes).toBe(1328.125 * PAGE);
  });

  it("is finite when the guest dirties ten times faster than the path sends", () => {
    const expected = expectedMigration(taskOf({ sets: [setOf(1000, 10_000)], rules: rulesOf(5) }));
    expect(expected).toMatchObject({ outcome: "moved", reason: "rounds" });
    expect(expected.rounds).toHaveLength(5);
    expect(expected.downtimeSeconds).toBeLessThanOrEqual(1);
    expect(expected.totalSeconds).toBeLessThanOrEqual(6);
  });

  it("knows the round that skips: ln(1 + due λ / speed) / λ", () => {
    // 100 pages due of a set hit at λ = 2 a second, sent 50 a second: ln(1 + 4) / 2 = 0.8047 s.
    const model = dirtyModel(taskOf({ sets: [setOf(100, 200)] }).memory);
    const round = { model, due: Float64Array.of(100, 0), pagesPerSecond: 50, guestSpeed: 1, batchPages: 1e-6 };
    expect(roundSeconds(round)).toBeCloseTo(Math.log(5) / 2, 4);
    expect(roundSeconds({ ...round, batchPages: 100 })).toBe(2);
  });

  it("has stop-and-copy take memory over speed", () => {
    expect(expectedMigration(taskOf({ rules: STOP_AND_COPY, suspendNs: 1e6, resumeNs: 2e6 }))).toEqual({
      outcome: "moved",
      reason: "rounds",
      rounds: [],
      sentBytes: 1000 * PAGE,
      totalSeconds: 1.003,
      downtimeSeconds: 1.003,
    });
  });

  it("calls off what the event form calls off", () => {
    const sets = [setOf(500, 1e9, "sweep")];
    for (const abandon of [
      { pauseSeconds: figure(0.1) },
      { totalSeconds: figure(0.7) },
      { totalSeconds: figure(1.2) },
    ]) {
      const task = taskOf({ sets, rules: rulesOf(1, { abandon }) });
      const [expected, run] = [expectedMigration(task), runMigration(task)];
      expect([expected.outcome, expected.reason]).toEqual([run.outcome, run.reason]);
      expect(expected.totalSeconds).toBeCloseTo(run.totalNs / 1e9, 6);
      expect(expected.downtimeSeconds).toBeCloseTo(run.downtimeNs / 1e9, 6);
      expect(expected.sentBytes).toBeCloseTo(run.sentBytes, -3);
    }
  });
});

/** A guest of 1 to 16 GiB with a hot and a warm set, on 1 to 10 Gbit/s. */
const guests = fc.record({
  gib: fc.integer({ min: 1, max: 16 }),
  hotShare: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
  hotMiBs: fc.double({ min: 1, max: 2000, noNaN: true }),
  warmShare: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
  warmMiBs: fc.double({ min: 0.1, max: 100, noNaN: true }),
  linkMbitS: fc.integer({ min: 1000, max: 10_000 }),
});

function taskFor(
  g: typeof guests extends fc.Arbitrary<infer G> ? G : never,
  rules: ConstantTask["rules"],
): ConstantTask {
  return {
    memory: {
      bytes: g.gib * GIB,
      pageBytes: 4096,
      sets: [
        { name: "hot", bytes: g.hotShare * g.gib * GIB, bytesPerSecond: g.hotMiBs * MIB },
        { name: "warm", bytes: g.warmShare * g.gib * GIB, bytesPerSecond: g.warmMiBs * MIB },
      ],
    },
    rules,
    path: { linkMbitS: g.linkMbitS, mbitPerCpuSecond: 8000 },
    senderCpu: { running: 1, paused: 1 },
    resumeNs: 30e6,
  };
}

describe("closed form and event form agree", () => {
  const close = (a: number, b: number, share: number) =>
    expect(Math.abs(a - b)).toBeLessThanOrEqual(share * Math.max(a, b));

  it("within a thousandth where nothing is skipped", () => {
    fc.assert(
      fc.property(guests, fc.integer({ min: 0, max: 8 }), (g, atMost) => {
        const task = taskFor(g, rulesOf(atMost));
        const [expected, run] = [expectedMigration(task), runMigration(task)];
        close(expected.totalSeconds, run.totalNs / 1e9, 1e-3);
        close(expected.downtimeSeconds, run.downtimeNs / 1e9, 1e-3);
        close(expected.sentBytes, run.sentBytes, 1e-3);
      }),
      { seed: 4120, numRuns: 100 },
    );
  });

  it("within 2 % of time and bytes where pages are skipped batch by batch", () => {
    fc.assert(
      fc.property(guests, fc.integer({ min: 1, max: 8 }), (g, atMost) => {
        const task = taskFor(g, rulesOf(atMost, { skip: { batchPages: figure(1024) } }));
        const [expected, run] = [expectedMigration(task), runMigration(task)];
        close(expected.totalSeconds, run.totalNs / 1e9, 0.02);
        close(expected.sentBytes, run.sentBytes, 0.02);
      }),
      { seed: 4121, numRuns: 100 },
    );
  });

  it.each([XEN_4, XEN_2006_SHIPPED, HYPER_V_2008_R2, VSPHERE_5, QEMU_AUTO_CONVERGE])("under $name", (rules) => {
    const g = { gib: 4, hotShare: 0.02, hotMiBs: 60, warmShare: 0.2, warmMiBs: 10, linkMbitS: 1000 };
    const task = taskFor(g, rules);
    const [expected, run] = [expectedMigration(task), runMigration(task)];
    expect([expected.outcome, expected.reason]).toEqual([run.outcome, run.reason]);
    expect(expected.rounds).toHaveLength(run.rounds.length - 1);
    close(expected.totalSeconds, run.totalNs / 1e9, 0.02);
    close(expected.downtimeSeconds, run.downtimeNs / 1e9, 0.05);
  });
});
