/** Borrowed virtual time: the suite every scheduler runs, and hosts worked out by hand. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BVT, type BvtTerms, bvtKit } from "#models/xen/bvt.ts";
import { MS, type TestGuest, runHost } from "../../../support/saturated-host.ts";
import { schedulerConformance } from "../../../support/scheduler-conformance.ts";

const advance = fc.constantFrom(2, 5, 8, 10, 16, 20);

schedulerConformance({ kit: BVT, terms: fc.record({ mcuAdvance: advance }), seed: 4301 }, 1000);
schedulerConformance(
  {
    kit: bvtKit(10),
    terms: fc.record({ mcuAdvance: advance, warpValue: fc.constantFrom(0, 500), warpLimitMs: fc.constantFrom(0, 20) }),
    // A warped hog without a limit may starve others; it does so until its limit, then rests a second.
    admits: (_cpus, guests) => guests.every(({ terms }) => terms.warpValue === 0 || terms.warpLimitMs > 0),
    seed: 4302,
  },
  0,
);

const hog = (mcuAdvance: number): TestGuest<BvtTerms> => ({ terms: { mcuAdvance }, vcpus: 1 });

test("advances of 10 and 30 divide a CPU three to one, exact to one turn", () => {
  const { dispatcher } = runHost(BVT, { guests: [hog(10), hog(30)], seconds: 2 });
  // Cycle: 3 turns of 5 ms for the first, 1 for the second. 2 s are 100 cycles.
  expect(dispatcher.books.runNs[0]).toBeGreaterThanOrEqual(1495 * MS);
  expect(dispatcher.books.runNs[0]).toBeLessThanOrEqual(1505 * MS);
});

test("a sleeper gains at most one turn when it wakes", () => {
  const sleeper = { ...hog(10), burst: { runNs: 1e12, waitNs: 0, offsetNs: 1000 * MS } };
  const { dispatcher } = runHost(BVT, { guests: [hog(10), hog(10), sleeper], seconds: 2.5 });
  // A third of the last 1.5 s, ± one turn of 5 ms.
  expect(Math.abs((dispatcher.books.runNs[2] ?? 0) - 500 * MS)).toBeLessThanOrEqual(5 * MS);
  // One that ran alone had turns of 50 ms; its virtual time is as old, so the gain is up to half of that.
  const beside = runHost(BVT, { guests: [hog(10), sleeper], seconds: 2 });
  expect(Math.abs((beside.dispatcher.books.runNs[1] ?? 0) - 500 * MS)).toBeLessThanOrEqual(25 * MS);
});

test("a sleeper that wakes beside a hog runs at once", () => {
  const client = { ...hog(10), burst: { runNs: 0.1 * MS, waitNs: 40 * MS, offsetNs: 7 * MS } };
  const { dispatcher } = runHost(BVT, { guests: [hog(10), client], seconds: 2 });
  expect(dispatcher.books.readyNs[1]).toBe(0);
});

test("a domain that blocks often gets less than its weight, and more of it when it warps", () => {
  const busy = { runNs: 4 * MS, waitNs: 4 * MS };
  const hogs = [hog(10), hog(10), hog(10), hog(10)];
  const plain = runHost(BVT, { guests: [{ ...hog(2), burst: busy }, ...hogs], seconds: 5 });
  const warped = runHost(BVT, {
    guests: [{ terms: { mcuAdvance: 2, warpValue: 1e6, warpLimitMs: 0 }, vcpus: 1, burst: busy }, ...hogs],
    seconds: 5,
  });
  // Weight 5 of 9 would be 0.56 CPUs; blocking halves what it can use.
  expect(plain.shares[0]).toBeLessThan(0.5);
  expect(warped.shares[0]).toBeGreaterThanOrEqual(plain.shares[0] ?? 1);
  // Warped for good it never waits: 4 ms of every 8.
  expect(warped.shares[0]).toBeCloseTo(0.5, 3);
});

test("a warped hog runs until its limit, then rests", () => {
  const warper = { terms: { mcuAdvance: 10, warpValue: 1e9, warpLimitMs: 20, unwarpMs: 0 }, vcpus: 1 };
  const { dispatcher } = runHost(BVT, { guests: [hog(10), warper], seconds: 0.02 });
  expect(dispatcher.books.runNs[1]).toBeGreaterThanOrEqual(15 * MS);
  const later = runHost(BVT, { guests: [hog(10), warper], seconds: 2 });
  // It warps once; its virtual time counts all it ran, so in the end both have half.
  expect(Math.abs((later.shares[1] ?? 0) - 0.5)).toBeLessThanOrEqual(0.005);
});
