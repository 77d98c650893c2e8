/** A hypervisor in a partition of another: round robin in round robin, worked out by hand and against the fluid rule. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Simulator } from "#models/hypervisor/kernel/index.ts";
import { Dispatcher, Nest, type Work, topologyOf, workByVm } from "#models/hypervisor/cpu/index.ts";
import { guestShares, poolShares, clampShares } from "#models/hypervisor/cpu/fluid/index.ts";
import { roundRobin } from "#models/hypervisor/cpu/round-robin.ts";
import { MS, SECOND } from "../../../../support/saturated-host.ts";

interface Partition {
  readonly cpus: number;
  /** vCPUs of each guest inside. */
  readonly guests: readonly number[];
  /** Each guest vCPU runs this long, then waits that long; left out = saturated. */
  readonly burst?: { readonly runNs: number; readonly waitNs: number } | undefined;
}

const plain = (cpus: number) => topologyOf({ sockets: 1, coresPerSocket: cpus, threadsPerCore: 1 });

function run(cpus: number, partitions: readonly Partition[], seconds: number) {
  const simulator = new Simulator();
  let outerCount = 0;
  const outerVcpusOf = partitions.map((p) => Int32Array.from({ length: p.cpus }, () => outerCount++));
  const nests = partitions.map(({ cpus: innerCpus, guests, burst }, i) => {
    let count = 0;
    const vcpusOf = guests.map((n) => Int32Array.from({ length: n }, () => count++));
    const toldNs = new Float64Array(count);
    const isRunning = new Uint8Array(count);
    const wakeKind = simulator.on((vcpu, _stamp, nowNs) => nest.inner.wake(vcpu, nowNs));
    const work: Work = {
      next: (vcpu, nowNs) => {
        if (burst === undefined) return Number.POSITIVE_INFINITY;
        isRunning[vcpu] = 1 - (isRunning[vcpu] as number);
        if (isRunning[vcpu] === 1) return burst.runNs;
        simulator.at(nowNs + burst.waitNs, wakeKind, vcpu, 0);
        return 0;
      },
    };
    const nest = new Nest({
      simulator,
      topology: plain(innerCpus),
      ops: roundRobin(7 * MS).ops,
      work,
      vcpusOf,
      terms: guests.map(() => ({})),
      switchCostNs: 0,
      outerVcpus: outerVcpusOf[i] ?? new Int32Array(),
      ran: (_cpu, vcpu, fromNs, toNs) => {
        toldNs[vcpu] = (toldNs[vcpu] ?? 0) + toNs - fromNs;
      },
    });
    for (let vcpu = 0; vcpu < count; vcpu++) {
      nest.inner.online(vcpu, 0);
      simulator.at(vcpu * MS, wakeKind, vcpu, 0);
    }
    return { nest, vcpusOf, toldNs };
  });
  const outer = new Dispatcher({
    simulator,
    topology: plain(cpus),
    ops: roundRobin(10 * MS).ops,
    work: workByVm(
      outerVcpusOf,
      nests.map(({ nest }) => nest),
    ),
    vcpusOf: outerVcpusOf,
    terms: partitions.map(() => ({})),
    switchCostNs: 0,
  });
  for (const { nest } of nests) nest.attach(outer);
  for (let vcpu = 0; vcpu < outerCount; vcpu++) outer.online(vcpu, 0);
  const end = seconds * SECOND;
  simulator.run({ untilNs: end, eventBudget: 1e7 });
  outer.close(end);
  for (const { nest } of nests) nest.inner.close(end);
  const sum = (books: Float64Array, vcpus: Int32Array) => vcpus.reduce((ns, vcpu) => ns + (books[vcpu] as number), 0);
  return {
    outer,
    nests,
    partitionNs: outerVcpusOf.map((vcpus) => sum(outer.books.runNs, vcpus)),
    guestNs: nests.map(({ nest, vcpusOf }) => vcpusOf.map((vcpus) => sum(nest.inner.books.runNs, vcpus))),
  };
}

describe("a hypervisor in a partition", () => {
  test("guests share what their partition gets: half a CPU each way, a quarter and an eighth", () => {
    // Two partitions of one vCPU on one CPU: 1/2 each. Inside 2 and 4 guests: 1/4 and 1/8.
    const { partitionNs, guestNs } = run(
      1,
      [
        { cpus: 1, guests: [1, 1] },
        { cpus: 1, guests: [1, 1, 1, 1] },
      ],
      28,
    );
    for (const ns of partitionNs) expect(ns / SECOND / 28).toBeCloseTo(1 / 2, 3);
    for (const ns of guestNs[0] ?? []) expect(ns / SECOND / 28).toBeCloseTo(1 / 4, 3);
    for (const ns of guestNs[1] ?? []) expect(ns / SECOND / 28).toBeCloseTo(1 / 8, 3);
  });

  test("an idle partition leaves its CPU to the other", () => {
    const { partitionNs } = run(
      1,
      [
        { cpus: 1, guests: [1], burst: { runNs: 5 * MS, waitNs: 1000 * SECOND } },
        { cpus: 1, guests: [1] },
      ],
      1,
    );
    // One burst of 5 ms, then it waits for good.
    expect(partitionNs[0]).toBe(5 * MS);
    expect(partitionNs[1]).toBe(995 * MS);
  });

  test("a turn of the inner scheduler passes only while the partition runs", () => {
    // The inner turn of 7 ms spans the outer turn of 10 ms: a guest gets 7 ms, the next one 3 + 4 over 10 ms of absence.
    const stretches = run(
      1,
      [
        { cpus: 1, guests: [1, 1] },
        { cpus: 1, guests: [1] },
      ],
      0.08,
    );
    // 40 ms of powered time: turns of 7 ms, a b a b a and 5 ms of b.
    expect(stretches.guestNs[0]).toEqual([21 * MS, 19 * MS]);
  });

  const partition = fc.record({
    cpus: fc.integer({ min: 1, max: 2 }),
    guests: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 4 }),
    burst: fc.option(
      fc.record({
        runNs: fc.integer({ min: 1, max: 30 }).map((ms) => ms * MS),
        waitNs: fc.integer({ min: 1, max: 30 }).map((ms) => ms * MS),
      }),
      { nil: undefined },
    ),
  });
  const host = fc.record({
    cpus: fc.integer({ min: 1, max: 3 }),
    partitions: fc.array(partition, { minLength: 1, maxLength: 4 }),
  });

  test("time is conserved on both levels: guests run exactly while their partition does", () => {
    fc.assert(
      fc.property(host, ({ cpus, partitions }) => {
        const { nests, outer, partitionNs, guestNs } = run(cpus, partitions, 0.5);
        guestNs.forEach((guests, i) => {
          expect(guests.reduce((ns, own) => ns + own, 0)).toBe(partitionNs[i]);
          const nested = nests[i];
          if (nested === undefined) throw new Error(`no partition ${i}`);
          const { books } = nested.nest.inner;
          books.runNs.forEach((ns, v) => {
            expect(nested.toldNs[v], "stretches told of").toBe(ns);
            const all = ns + (books.readyNs[v] ?? 0) + (books.waitNs[v] ?? 0) + (books.coStopNs[v] ?? 0);
            expect(all).toBe(SECOND / 2);
          });
          expect(books.busyNs.reduce((ns, own) => ns + own, 0)).toBe(partitionNs[i]);
        });
        expect(outer.books.busyNs.reduce((ns, own) => ns + own, 0)).toBe(partitionNs.reduce((ns, own) => ns + own, 0));
      }),
      { seed: 4211, numRuns: 100 },
    );
  });

  test("shares agree with the fluid hierarchy: what a partition gets is the capacity of its guests", () => {
    const even = fc.record({
      cpus: fc.integer({ min: 1, max: 3 }),
      // One vCPU per partition and guest, so that no guest is bound by the number of its own vCPUs.
      partitions: fc.array(
        fc.array(fc.constant(1), { minLength: 1, maxLength: 4 }).map((guests) => ({ cpus: 1, guests })),
        { minLength: 1, maxLength: 5 },
      ),
    });
    const claim = { weight: 1, vcpus: 1, demandCpus: 1, reservationCpus: 0, limitCpus: Infinity, uncapped: true };
    fc.assert(
      fc.property(even, ({ cpus, partitions }) => {
        const fluid = guestShares(
          poolShares(cpus, {
            ...claim,
            rule: clampShares,
            members: partitions.map(({ guests }) => ({
              ...claim,
              limitCpus: 1,
              rule: clampShares,
              members: guests.map(() => claim),
            })),
          }),
        );
        run(cpus, partitions, 10)
          .guestNs.flat()
          .forEach((ns, i) => {
            expect(Math.abs(ns / (10 * SECOND) - (fluid[i] ?? 0))).toBeLessThanOrEqual(0.005 * cpus);
          });
      }),
      { seed: 4212, numRuns: 60 },
    );
  });

  test("refuses a partition whose vCPUs are not as many as the CPUs inside", () => {
    const parts = { topology: plain(2), outerVcpus: Int32Array.of(0) };
    expect(() => new Nest(parts as never)).toThrow("outerVcpus: 1 given, must be 2");
  });
});
