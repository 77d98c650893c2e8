/** A whole host: conservation, determinism, energy, events; with round robin, so that no platform is in the way (G15, G16). */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundRobin } from "#models/hypervisor/cpu/index.ts";
import { GUEST_QUANTUM_NS, type GuestLoad } from "#models/hypervisor/guest/load.ts";
import { type GuestScenario, type HostScenario, runHost } from "#models/hypervisor/host/index.ts";
import { TAXED_MEMORY } from "#models/hypervisor/memory/index.ts";
import { STOP_AND_COPY } from "#models/hypervisor/migration/index.ts";

const MS = 1e6;
const SECOND = 1e9;
const NO_STEP = { device: -1, deviceNs: 0, latencyNs: 0, guestNs: 0, serviceNs: 0 };

const load = (name: string, change: Partial<GuestLoad> = {}): GuestLoad => ({
  name,
  arrivals: { kind: "open", perSecond: 50 },
  cpu: { kind: "exponential", mean: 4 * MS },
  overheadRatio: 0,
  diskOperations: 0,
  disk: NO_STEP,
  quantumNs: GUEST_QUANTUM_NS,
  ...change,
});

const guest = (name: string, change: Partial<GuestScenario> & { readonly does?: Partial<GuestLoad> } = {}) => {
  const { does, ...rest } = change;
  return { name, vcpus: 1, terms: {}, load: load(name, does), ...rest };
};

const host = (guests: readonly GuestScenario[], change: Partial<HostScenario> = {}): HostScenario => ({
  topology: { sockets: 1, coresPerSocket: 2, threadsPerCore: 1 },
  pool: {
    kit: roundRobin(10 * MS),
    switchCostNs: 0,
    guests,
    devices: [{ name: "disk", channels: 1 }],
  },
  events: [],
  durationNs: 5 * SECOND,
  seed: 7,
  eventBudget: 1e7,
  gantt: { fromNs: 0, lengthNs: 0 },
  buckets: 10,
  ...change,
});

const service = guest("dom0", { isService: true, does: { arrivals: { kind: "open", perSecond: 0 } } });
const io = { device: 0, deviceNs: 3 * MS, latencyNs: 0, guestNs: 0.1 * MS, serviceNs: 0.2 * MS };

describe("a host", () => {
  test("gives a saturated guest of one vCPU one CPU, and two thirds each to three on two", () => {
    const hog = (name: string) => guest(name, { does: { arrivals: { kind: "saturated", threads: 1 } } });
    const report = runHost(host([hog("a"), hog("b"), hog("c")]));
    expect(report.guests.map(({ heldCpus }) => Math.round(heldCpus * 1000) / 1000)).toEqual([0.668, 0.666, 0.666]);
    expect(report.busyRatio).toBeCloseTo(1, 9);
    expect(report.guests.every(({ fluidCpus }) => Math.abs(fluidCpus - 2 / 3) < 1e-9)).toBe(true);
  });

  test("run, ready, co-stop and wait of every vCPU sum to the time, CPU time is busy time, energy is power times time", () => {
    const guests = fc.array(
      fc.record({
        vcpus: fc.integer({ min: 1, max: 3 }),
        perSecond: fc.integer({ min: 0, max: 300 }),
        diskOperations: fc.constantFrom(0, 0.4, 2),
        overheadRatio: fc.constantFrom(0, 0.2),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(guests, fc.integer({ min: 1, max: 1e6 }), (list, seed) => {
        const scenario = host(
          [
            service,
            ...list.map(({ vcpus, perSecond, ...does }, i) =>
              guest(`g${i}`, { vcpus, does: { arrivals: { kind: "open", perSecond }, disk: io, send: io, ...does } }),
            ),
          ],
          { seed, durationNs: 2 * SECOND, drawW: () => 200 },
        );
        const report = runHost(scenario);
        let ran = 0;
        for (const one of report.guests) {
          for (const { runNs, readyNs, coStopNs, waitNs } of one.perVcpu) {
            expect(runNs + readyNs + coStopNs + waitNs).toBe(2 * SECOND);
            ran += runNs;
          }
          for (const value of [one.heldCpus, one.usefulCpus, one.fluidCpus, one.overheadNs])
            expect(Number.isFinite(value) && value >= 0).toBe(true);
        }
        const busy = report.perCpuBusyRatio.reduce((sum, ratio) => sum + ratio * 2 * SECOND, 0);
        expect(Math.abs(ran - busy)).toBeLessThanOrEqual(1e-9 * Math.max(ran, 1));
        // 200 W for 2 s, whatever the load.
        expect(report.energy?.joules).toBeCloseTo(400, 9);
      }),
      { seed: 4310, numRuns: 40 },
    );
  });

  test("same seed, same bytes; the order of the guests in the scenario is irrelevant", () => {
    const names = ["a", "b", "c", "d"];
    const all = names.map((name, i) =>
      guest(name, { vcpus: 1 + (i % 2), does: { arrivals: { kind: "open", perSecond: 40 * (i + 1) }, disk: io } }),
    );
    const first = JSON.stringify(runHost(host(all)));
    expect(JSON.stringify(runHost(host(all)))).toBe(first);
    expect(JSON.stringify(runHost(host(all.toReversed())))).toBe(first);
    expect(JSON.stringify(runHost(host(all, { seed: 8 })))).not.toBe(first);
  });

  test("a guest's own arrivals do not change because a neighbour is added", () => {
    const alone = runHost(host([guest("a")], { topology: { sockets: 1, coresPerSocket: 4, threadsPerCore: 1 } }));
    const beside = runHost(
      host([guest("a"), guest("b")], { topology: { sockets: 1, coresPerSocket: 4, threadsPerCore: 1 } }),
    );
    expect(beside.guests[0]?.response).toEqual(alone.guests[0]?.response);
  });

  test("energy does not depend on how finely the timelines are cut", () => {
    const curve = (ratio: number) => 100 + 80 * Math.sqrt(ratio);
    const joules = [1, 10, 97].map((buckets) => runHost(host([guest("a")], { buckets, drawW: curve })).energy?.joules);
    expect(joules[1]).toBe(joules[0]);
    expect(joules[2]).toBe(joules[0]);
  });

  test("I/O through the service partition costs its CPU: 100 requests a second at 0.2 ms are 2 %", () => {
    const busy = guest("web", {
      does: {
        arrivals: { kind: "open", perSecond: 100 },
        cpu: { kind: "constant", value: MS },
        diskOperations: 1,
        disk: { ...io, deviceNs: MS },
      },
    });
    const report = runHost(host([service, busy], { durationNs: 50 * SECOND }));
    const dom0 = report.guests.find(({ name }) => name === "dom0");
    expect(dom0?.heldCpus).toBeCloseTo(0.02, 2);
    // 100 x 1 ms on one channel.
    expect(report.devices[0]?.busyRatio).toBeCloseTo(0.1, 1);
  });

  test("a service partition that is full is the bottleneck, and the fluid rule saw it coming", () => {
    const many = ["a", "b", "c", "d"].map((name) =>
      guest(name, {
        does: {
          arrivals: { kind: "closed", clients: 50, thinkNs: 0 },
          cpu: { kind: "constant", value: 0.1 * MS },
          diskOperations: 1,
          disk: { ...io, device: -1, serviceNs: 2 * MS },
        },
      }),
    );
    const report = runHost(
      host([service, ...many], { topology: { sockets: 1, coresPerSocket: 8, threadsPerCore: 1 } }),
    );
    const dom0 = report.guests.find(({ name }) => name === "dom0");
    expect(dom0?.heldCpus).toBeCloseTo(1, 2);
    // One CPU at 2 ms an operation: 500 answers a second for all four.
    const perSecond = report.guests.reduce((sum, { response }) => sum + (response?.perSecond ?? 0), 0);
    expect(perSecond).toBeGreaterThan(490);
    expect(perSecond).toBeLessThanOrEqual(500);
    expect(dom0?.fluidCpus).toBe(1);
  });

  test("hot-plugged vCPUs take up work, and what is taken away hands its work on", () => {
    const wide = guest("a", { vcpus: 1, does: { arrivals: { kind: "saturated", threads: 2 } } });
    const more = runHost(host([wide], { events: [{ kind: "hot-plug", atNs: 2 * SECOND, guest: "a", vcpus: 2 }] }));
    // 2 s on one CPU, 3 s on two: 8 s of 5.
    expect(more.guests[0]?.heldCpus).toBeCloseTo(8 / 5, 2);
    expect(more.guests[0]?.vcpus).toBe(2);
    const less = runHost(
      host([{ ...wide, vcpus: 2 }], { events: [{ kind: "hot-plug", atNs: 2 * SECOND, guest: "a", vcpus: 1 }] }),
    );
    expect(less.guests[0]?.heldCpus).toBeCloseTo(7 / 5, 2);
  });

  test("a guest that has moved away runs no more; its pause is in the report", () => {
    const event = {
      kind: "migrate" as const,
      atNs: SECOND,
      guest: "a",
      // 32 x 10^6 bytes at 128 Mbit/s: 2 s of standing still.
      memory: { bytes: 32e6, pageBytes: 1e6, sets: [] },
      rules: STOP_AND_COPY,
      linkMbitS: 128,
      mbitPerCpuSecond: 1e6,
      suspendNs: 0,
      resumeNs: 0,
      trackingRatio: 0,
    };
    const hog = guest("a", { does: { arrivals: { kind: "saturated", threads: 1 } } });
    const report = runHost(host([hog, guest("b")], { events: [event] }));
    expect(report.migrations[0]?.report?.downtimeNs).toBeCloseTo(2 * SECOND, -7);
    expect(report.guests[0]?.times.runNs).toBe(SECOND);
    expect(report.guests[0]?.vcpus).toBe(1);
    expect(report.guests[1]?.response?.requests).toBeGreaterThan(200);
  });

  test("memory given out twice: what does not fit is waited for", () => {
    const pages = 25_600;
    const memory = {
      configuredPages: pages,
      minimumPages: 0,
      shares: 1,
      touchedPages: pages,
      workingSetPages: pages,
      sharablePages: 0,
      referencesPerCpuSecond: 1000,
    };
    const hogs = ["a", "b", "c"].map((name) =>
      guest(name, { memory, does: { arrivals: { kind: "saturated", threads: 1 } } }),
    );
    const base = host(hogs, { durationNs: 60 * SECOND });
    const enough = runHost({
      ...base,
      pool: { ...base.pool, memory: { rule: TAXED_MEMORY, hostPages: pages * 4, pageWaitNs: 5 * MS } },
    });
    const short = runHost({
      ...base,
      pool: { ...base.pool, memory: { rule: TAXED_MEMORY, hostPages: pages * 2, pageWaitNs: 5 * MS } },
    });
    const useful = (report: typeof short) => report.guests.reduce((sum, { usefulCpus }) => sum + usefulCpus, 0);
    expect(enough.guests.every(({ pagedNs }) => pagedNs === 0)).toBe(true);
    expect(useful(short)).toBeLessThan(useful(enough) * 0.8);
    const resident = short.guests.reduce((sum, { memory: m }) => sum + (m?.residentPages ?? 0), 0);
    expect(resident).toBeLessThanOrEqual(pages * 2);
  });

  test("locks held by a vCPU off its CPU burn the siblings' time", () => {
    const locks = { holdRatio: 0.5, asksPerCpuSecond: 10_000 };
    const smp = (change: Partial<GuestScenario>) =>
      guest("smp", { vcpus: 2, does: { arrivals: { kind: "saturated", threads: 2 } }, ...change });
    const hog = guest("hog", { does: { arrivals: { kind: "saturated", threads: 1 } } });
    const free = runHost(host([smp({}), hog]));
    const locked = runHost(host([smp({ locks }), hog]));
    const of = (report: typeof free) => report.guests.find(({ name }) => name === "smp");
    expect(of(free)?.spinNs).toBe(0);
    expect(of(locked)?.spinNs).toBeGreaterThan(0);
    // What it held and could not use is what it spun away.
    const lost = (of(locked)?.heldCpus ?? 0) - (of(locked)?.usefulCpus ?? 0);
    expect(lost * 5 * SECOND).toBeCloseTo(of(locked)?.spinNs ?? 0, -2);
  });

  test("refuses what makes no sense, by name", () => {
    expect(() => runHost(host([guest("a"), guest("a")]))).toThrow('guest "a": the name is taken');
    expect(() => runHost(host([guest("a", { vcpus: 0 })]))).toThrow('guest "a": vcpus 0');
    expect(() => runHost(host([guest("a")], { durationNs: 0 }))).toThrow("durationNs 0: must be above 0");
    const event = { kind: "hot-plug" as const, atNs: 0, guest: "z", vcpus: 1 };
    expect(() => runHost(host([guest("a")], { events: [event] }))).toThrow('event of guest "z": no guest of that name');
  });
});
