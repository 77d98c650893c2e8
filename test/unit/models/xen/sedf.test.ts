/** sedf and Atropos: the suite every scheduler runs, and hosts worked out by hand. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pinnedQueues } from "#models/xen/pinned.ts";
import { ATROPOS, SEDF, SEDF_DOM0 } from "#models/xen/sedf-kits.ts";
import type { SedfTerms } from "#models/xen/sedf.ts";
import { MS, type TestGuest, runHost } from "../../../support/saturated-host.ts";
import { schedulerConformance } from "../../../support/scheduler-conformance.ts";

const terms = (weights: readonly number[]) =>
  fc
    .record({
      periodMs: fc.constantFrom(10, 20, 50),
      parts: fc.integer({ min: 0, max: 4 }),
      extraTime: fc.boolean(),
      extraWeight: fc.constantFrom(...weights),
    })
    // A slice of tenths of the period; without extra time at least one tenth, or it would never run.
    .map(({ periodMs, parts, extraTime, extraWeight }): SedfTerms => {
      const sliceMs = (periodMs / 10) * (extraTime ? parts : Math.max(1, parts));
      return { periodNs: periodMs * MS, sliceNs: sliceMs * MS, extraTime, extraWeight };
    });

/** Slices fit on each CPU, with half a tenth left where somebody lives of extra time alone. */
function fits(cpus: number, guests: readonly TestGuest<SedfTerms>[]): boolean {
  const owner = guests.flatMap(({ terms: one, vcpus }) => Array.from({ length: vcpus }, () => one));
  return pinnedQueues(owner.length, cpus).vcpusAt.every((vcpus) => {
    const used = [...vcpus].reduce((sum, v) => sum + (owner[v]?.sliceNs ?? 0) / (owner[v]?.periodNs ?? 1), 0);
    return used <= 0.9 + 1e-9;
  });
}

const capCpus = ({ extraTime, sliceNs, periodNs }: SedfTerms, vcpus: number) =>
  extraTime ? vcpus : (vcpus * sliceNs) / periodNs;

schedulerConformance({ kit: SEDF, terms: terms([1, 2, 4]), admits: fits, capCpus, seconds: 2, seed: 4311 }, 1000);
schedulerConformance({ kit: ATROPOS, terms: terms([1]), admits: fits, capCpus, seconds: 5, seed: 4312 }, 1000);

const guest = (one: SedfTerms) => ({ terms: one, vcpus: 1 });
const sliced = (periodMs: number, sliceMs: number, extraTime = false): SedfTerms => ({
  periodNs: periodMs * MS,
  sliceNs: sliceMs * MS,
  extraTime,
  extraWeight: 1,
});

test("sedf defaults: dom0 and two saturated guests get 0.833, 0.083 and 0.083", () => {
  const { shares } = runHost(SEDF, {
    guests: [guest(SEDF_DOM0), guest(SEDF.defaults), guest(SEDF.defaults)],
    seconds: 10,
  });
  // dom0: 15 of 20 ms, and a third of the other 5 like the two guests.
  expect(shares[0]).toBeCloseTo(0.75 + 0.25 / 3, 3);
  expect(shares[1]).toBeCloseTo(0.25 / 3, 3);
  expect(shares[2]).toBeCloseTo(0.25 / 3, 3);
});

test("without the extra-time flag a vCPU gets its slice on an idle CPU and no more", () => {
  const { dispatcher } = runHost(SEDF, { guests: [guest(sliced(20, 5))], seconds: 2 });
  expect(dispatcher.books.runNs[0]).toBe(500 * MS);
});

test("a slice of each period is kept beside hogs: the longest gap is a period", () => {
  const gaps: number[] = [];
  let last = 0;
  runHost(SEDF, {
    guests: [guest(sliced(20, 5)), guest(SEDF.defaults), guest(SEDF.defaults)],
    seconds: 2,
    ran: (_cpu, vcpu, fromNs, toNs) => {
      if (vcpu !== 0) return;
      gaps.push(fromNs - last);
      last = toNs;
    },
  });
  expect(Math.max(...gaps)).toBeLessThanOrEqual(15 * MS + 1);
});

test("a slice lost by a short wait is repaid in extra time before others get theirs", () => {
  // Runs 2 ms of its slice of 8, waits 1 ms within the period: 6 ms are lost, and repaid though a hog wants extra time.
  const waiter = { ...guest(sliced(40, 8)), burst: { runNs: 2 * MS, waitNs: 1 * MS } };
  const { shares } = runHost(SEDF, { guests: [waiter, guest(SEDF.defaults)], seconds: 4 });
  expect(shares[0]).toBeGreaterThan(2 / 40);
});

test("equal extra time under atropos, beside the guaranteed slice", () => {
  const { shares } = runHost(ATROPOS, {
    guests: [guest(sliced(20, 10)), guest(sliced(100, 0, true)), guest(sliced(100, 0, true))],
    seconds: 4,
  });
  expect(shares[0]).toBeCloseTo(0.5, 3);
  expect(shares[1]).toBeCloseTo(0.25, 2);
  expect(shares[2]).toBeCloseTo(0.25, 2);
});
