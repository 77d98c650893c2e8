/** What holds of every migration: bytes, bounds, order, repeatability. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MigrationTask, runMigration, STOP_AND_COPY } from "#models/hypervisor/migration/index.ts";
import { HYPER_V_2008_R2 } from "#models/hyperv/migration-policies.ts";
import { POWER_LPM } from "#models/power/migration-policies.ts";
import { PROXMOX_VE, QEMU_AUTO_CONVERGE, QEMU_DEFAULT } from "#models/qemu/migration-policies.ts";
import { VSPHERE_5 } from "#models/vmware/migration-policies.ts";
import { XEN_2006_ADAPTIVE, XEN_2006_SHIPPED, XEN_4, XEN_PAPER_2005 } from "#models/xen/migration-policies.ts";
import { ZVM_RELOCATION } from "#models/zvm/migration-policies.ts";

const MIB = 2 ** 20;
const ALL = [
  STOP_AND_COPY,
  XEN_PAPER_2005,
  XEN_2006_ADAPTIVE,
  XEN_2006_SHIPPED,
  XEN_4,
  VSPHERE_5,
  HYPER_V_2008_R2,
  ZVM_RELOCATION,
  POWER_LPM,
  QEMU_DEFAULT,
  QEMU_AUTO_CONVERGE,
  PROXMOX_VE,
];
/** Rules whose speed is the path's and whose guest is not slowed. */
const FULL_SPEED = [XEN_4, HYPER_V_2008_R2, POWER_LPM];

const memories = fc
  .record({
    mib: fc.integer({ min: 1, max: 2048 }),
    hotRatio: fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    warmRatio: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
    hotMiBs: fc.double({ min: 0, max: 1000, noNaN: true }),
    warmMiBs: fc.double({ min: 0, max: 50, noNaN: true }),
    isSwept: fc.boolean(),
  })
  .map(({ mib, hotRatio, warmRatio, hotMiBs, warmMiBs, isSwept }) => ({
    bytes: mib * MIB,
    pageBytes: 4096,
    sets: [
      {
        name: "hot",
        bytes: hotRatio * mib * MIB,
        bytesPerSecond: hotMiBs * MIB,
        pattern: isSwept ? "sweep" : "random",
      } as const,
      { name: "warm", bytes: warmRatio * mib * MIB, bytesPerSecond: warmMiBs * MIB },
    ],
  }));

const tasks = (rules: readonly MigrationTask["rules"][]): fc.Arbitrary<MigrationTask> =>
  fc.record({
    memory: memories,
    rules: fc.constantFrom(...rules),
    path: fc.record({
      linkMbitS: fc.integer({ min: 10, max: 10_000 }),
      mbitPerCpuSecond: fc.integer({ min: 100, max: 20_000 }),
    }),
    senderCpu: fc.record({
      running: fc.double({ min: 0.05, max: 2, noNaN: true }),
      paused: fc.double({ min: 0.05, max: 2, noNaN: true }),
    }),
    suspendNs: fc.integer({ min: 0, max: 1e8 }),
    resumeNs: fc.integer({ min: 0, max: 1e8 }),
    contentionRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    trackingRatio: fc.double({ min: 0, max: 0.2, noNaN: true }),
    giveUpNs: fc.constant(600e9),
  });

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

describe("every migration", () => {
  it("accounts for every byte: due = sent + skipped, and left dirty = due next", () => {
    fc.assert(
      fc.property(tasks(ALL), (task) => {
        const { rounds, sentBytes } = runMigration(task);
        expect(rounds[0]?.dueBytes).toBe(Math.round(task.memory.bytes / 4096) * 4096);
        rounds.forEach((round, i) => {
          expect(round.sentBytes + round.skippedBytes).toBe(round.dueBytes);
          expect(round.skippedBytes).toBeGreaterThanOrEqual(0);
          if (i > 0) expect(round.dueBytes).toBe(rounds[i - 1]?.dirtiedBytes);
          if (i > 0) expect(round.startNs).toBeGreaterThanOrEqual(rounds[i - 1]?.startNs ?? 0);
        });
        expect(rounds.reduce((sum, round) => sum + round.sentBytes, 0)).toBe(sentBytes);
      }),
      { seed: 4101, numRuns: 200 },
    );
  });

  it("skips nothing that could still be written before the end: what is skipped is dirty", () => {
    fc.assert(
      fc.property(tasks([XEN_2006_ADAPTIVE, XEN_2006_SHIPPED]), (task) => {
        const { rounds } = runMigration(task);
        // One page a round for rounding.
        for (const round of rounds.slice(0, -1))
          expect(round.skippedBytes).toBeLessThanOrEqual(round.dirtiedBytes + 4096);
      }),
      { seed: 4102, numRuns: 100 },
    );
  });

  it("has finite numbers only, and a downtime within its total time", () => {
    fc.assert(
      fc.property(tasks(ALL), (task) => {
        const report = runMigration(task);
        expect(numbersIn(report).every((n) => Number.isFinite(n) && n >= 0)).toBe(true);
        expect(report.downtimeNs).toBeLessThanOrEqual(report.totalNs);
        expect(report.copyNs).toBeLessThanOrEqual(report.downtimeNs);
        expect(report.slowdownRatio).toBeLessThan(1);
      }),
      { seed: 4103, numRuns: 200 },
    );
  });

  it("pauses the guest no longer than stop-and-copy would", () => {
    fc.assert(
      fc.property(tasks(FULL_SPEED), (task) => {
        const { downtimeNs } = runMigration({ ...task, rules: STOP_AND_COPY, giveUpNs: 1e15 });
        expect(runMigration({ ...task, giveUpNs: 1e15 }).downtimeNs).toBeLessThanOrEqual(downtimeNs + 1);
      }),
      { seed: 4104, numRuns: 150 },
    );
  });

  it("is never slower with more bandwidth under rules without rate control", () => {
    fc.assert(
      fc.property(tasks(FULL_SPEED), fc.double({ min: 1, max: 4, noNaN: true }), (task, factor) => {
        const roomy = { ...task, contentionRatio: 0, giveUpNs: 1e15, senderCpu: { running: 100, paused: 100 } };
        const slow = runMigration(roomy);
        const fast = runMigration({
          ...roomy,
          path: { ...roomy.path, linkMbitS: roomy.path.linkMbitS * factor },
        });
        // Pages are whole: a round may end one page per set later.
        const pageNs = ((4096 * 8) / roomy.path.linkMbitS) * 1000 * 3 * slow.rounds.length;
        expect(fast.totalNs).toBeLessThanOrEqual(slow.totalNs + pageNs);
      }),
      { seed: 4105, numRuns: 150 },
    );
  });

  it("comes out the same when run again", () => {
    fc.assert(
      fc.property(tasks(ALL), (task) => {
        expect(JSON.stringify(runMigration(task))).toBe(JSON.stringify(runMigration(task)));
      }),
      { seed: 4106, numRuns: 50 },
    );
  });

  it("under constant CPU is the same asked once or every 10 ms", () => {
    fc.assert(
      fc.property(tasks([XEN_4, XEN_2006_ADAPTIVE, HYPER_V_2008_R2]), (task) => {
        const once = runMigration(task);
        const asked = runMigration({
          ...task,
          senderCpu: (_now, isRunning) =>
            typeof task.senderCpu === "function" ? 0 : task.senderCpu[isRunning ? "running" : "paused"],
        });
        expect(Math.abs(asked.totalNs - once.totalNs)).toBeLessThanOrEqual(1e-3 * once.totalNs);
      }),
      { seed: 4107, numRuns: 15 },
    );
  });
});
