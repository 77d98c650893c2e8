/** PR/SM's dispatcher: the suite every scheduler runs, worked examples of weights, caps, slices, waits and verticals. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prsmKit } from "#models/zvm/prsm-kit.ts";
import { entitlementsOf, logicalShares, sliceMs } from "#models/zvm/prsm-shares.ts";
import type { PrsmMode, PrsmTerms } from "#models/zvm/prsm-terms.ts";
import { MS, SECOND, type TestGuest, runHost } from "../../support/saturated-host.ts";
import { schedulerConformance } from "../../support/scheduler-conformance.ts";

const MODE: PrsmMode = {
  isVertical: false,
  isWaitCompleting: false,
  runTime: { full: 25, min: 12.5, max: 25, high: 100 },
};
const lp = (weight: number, more: Partial<PrsmTerms> = {}): PrsmTerms => ({
  weight,
  isCapped: false,
  absoluteCap: Number.POSITIVE_INFINITY,
  isDedicated: false,
  ...more,
});
const kitOf = (mode: Partial<PrsmMode> = {}) =>
  prsmKit({ id: `prsm-${JSON.stringify(mode)}`, title: "PR/SM", mode: { ...MODE, ...mode }, defaults: lp(10) });
const KIT = kitOf();
const VERTICAL = kitOf({ isVertical: true });

const terms = fc.record({
  weight: fc.integer({ min: 1, max: 999 }),
  isCapped: fc.boolean(),
  absoluteCap: fc.constantFrom(Infinity, Infinity, Infinity, 0.25, 0.6),
  isDedicated: fc.constantFrom(false, false, false, false, false, false, true),
});
const physical = (cpus: number, guests: readonly TestGuest<PrsmTerms>[]) =>
  guests.reduce((left, { terms: { isDedicated }, vcpus }) => left - (isDedicated ? vcpus : 0), cpus);
const admits = (cpus: number, guests: readonly TestGuest<PrsmTerms>[]) =>
  physical(cpus, guests) > 0 || (physical(cpus, guests) === 0 && guests.every((guest) => guest.terms.isDedicated));
const hasNoLow = (cpus: number, guests: readonly TestGuest<PrsmTerms>[]) => {
  const sharing = guests.map((guest) => ({ terms: guest.terms, logical: guest.vcpus }));
  const due = entitlementsOf(physical(cpus, guests), sharing);
  return sharing.every((one, i) => logicalShares(due[i] ?? 0, one, true).every(({ polarity }) => polarity !== "low"));
};
const RANGE = { terms, admits, seconds: 10, mostVcpusPerCpu: 3 };
// A cap known without the other partitions: the absolute one.
const capCpus = (one: PrsmTerms, vcpus: number) => (one.isDedicated ? vcpus : one.absoluteCap);

schedulerConformance({ kit: KIT, ...RANGE, capCpus, seed: 4231 });
// Low logical processors get nothing on a saturated machine, so they have a test of their own below.
schedulerConformance({
  kit: VERTICAL,
  ...RANGE,
  capCpus,
  admits: (cpus, guests) => admits(cpus, guests) && hasNoLow(cpus, guests),
  seed: 4232,
});
schedulerConformance({ kit: kitOf({ isWaitCompleting: true, userRunTimeMs: 5 }), ...RANGE, seconds: 5, seed: 4233 });

const rounded = (shares: Float64Array, digits = 2) => [...shares].map((share) => share.toFixed(digits));
const FOREVER = { runNs: 1, waitNs: 1e15 };

describe("weights and caps", () => {
  test("P1: weights 100, 200 and 300 divide three processors", () => {
    const guests = [100, 200, 300].map((weight) => ({ terms: lp(weight), vcpus: 3 }));
    expect(rounded(runHost(KIT, { cpus: 3, guests, seconds: 60 }).shares)).toEqual(["0.50", "1.00", "1.50"]);
  });

  test("P2: what an idle partition leaves goes to the others; nobody exceeds its logical processors", () => {
    // By weight 100:300 it would be 0.75 and 2.25; two logical processors are 2 at the most.
    const guests = [
      { terms: lp(100), vcpus: 3 },
      { terms: lp(200), vcpus: 3, burst: FOREVER },
      { terms: lp(300), vcpus: 2 },
    ];
    const { shares } = runHost(KIT, { cpus: 3, guests, seconds: 61, warmUpSeconds: 1 });
    expect(rounded(shares)).toEqual(["1.00", "0.00", "2.00"]);
  });

  test("P3: a capped partition stops at its share though others leave theirs", () => {
    // lp2 is held to 0.5 by an absolute cap; lp3 is due 3 × 300/600 = 1.5 and capped there; lp1 has the rest.
    const guests = [
      { terms: lp(100), vcpus: 3 },
      { terms: lp(200, { absoluteCap: 0.5 }), vcpus: 3 },
      { terms: lp(300, { isCapped: true }), vcpus: 3 },
    ];
    expect(rounded(runHost(KIT, { cpus: 3, guests, seconds: 60 }).shares)).toEqual(["1.00", "0.50", "1.50"]);
  });

  test("a dedicated partition has its processors and takes no part in the weights", () => {
    const guests = [
      { terms: lp(1, { isDedicated: true }), vcpus: 1 },
      { terms: lp(600), vcpus: 2 },
      { terms: lp(300), vcpus: 2 },
    ];
    // 2 shared by 2:1.
    expect(rounded(runHost(KIT, { cpus: 3, guests, seconds: 60 }).shares)).toEqual(["1.00", "1.33", "0.67"]);
  });
});

test("without caps the weights are kept to half a percent of the machine in ten seconds", () => {
  const host = fc.record({
    cpus: fc.integer({ min: 1, max: 4 }),
    guests: fc.array(
      fc.record({
        terms: fc.integer({ min: 1, max: 999 }).map((weight) => lp(weight)),
        vcpus: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
  fc.assert(
    fc.property(host, ({ cpus, guests }) => {
      const fluid = KIT.fluid.shares(
        cpus,
        guests.map((guest) => ({ ...guest, demandCpus: guest.vcpus })),
      );
      runHost(KIT, { cpus, guests, seconds: 10 }).shares.forEach((share, vm) => {
        expect(Math.abs(share - (fluid[vm] ?? 0)) / cpus).toBeLessThanOrEqual(0.005);
      });
    }),
    { seed: 4234, numRuns: 300 },
  );
});

describe("slices", () => {
  test.each([
    // 25 × physical / logical, between 12.5 and 25.
    [10, 10, 25],
    [10, 15, 25 / 1.5],
    [10, 40, 12.5],
    [10, 4, 25],
  ])("on %i physical with %i logical processors are %f ms", (shared, logical, expected) => {
    expect(sliceMs(MODE, shared, [{ terms: lp(1), logical }])).toBeCloseTo(expected, 9);
  });

  test("are as long as the user says, and the formula no longer looked at", () => {
    expect(sliceMs({ ...MODE, userRunTimeMs: 2 }, 10, [{ terms: lp(1), logical: 40 }])).toBe(2);
  });

  test("alternate: two saturated logical processors on one processor change every 12.5 ms", () => {
    const turns: number[] = [];
    runHost(KIT, {
      guests: [1, 2].map(() => ({ terms: lp(10), vcpus: 1 })),
      seconds: 0.1,
      ran: (_cpu, _vcpu, fromNs, toNs) => fromNs > 0 && toNs > fromNs && turns.push(toNs - fromNs),
    });
    expect(new Set(turns)).toEqual(new Set([12.5 * MS]));
  });
});

describe("waits", () => {
  // One logical processor runs 1 ms and waits 4 ms; the other always wants. Slices of 10 ms.
  const guests = [
    { terms: lp(10), vcpus: 1, burst: { runNs: MS, waitNs: 4 * MS } },
    { terms: lp(10), vcpus: 1 },
  ];

  test("end a slice at once where dispatching is event-driven", () => {
    const { shares } = runHost(kitOf({ userRunTimeMs: 10 }), { guests, seconds: 10 });
    // It always preempts on waking: 1 ms of 5, the other has 4 of 5, nothing idles.
    expect(rounded(shares, 3)).toEqual(["0.200", "0.800"]);
  });

  test("keep the processor to the end of the slice with wait completion", () => {
    const { shares } = runHost(kitOf({ userRunTimeMs: 10, isWaitCompleting: true }), { guests, seconds: 10 });
    // In each slice of 10 ms it runs 2 × 1 ms (at 0 and 5) and 8 ms idle; then the other has its slice: 10 of 20 ms.
    expect(shares[0]).toBeCloseTo(0.1, 2);
    expect(shares[1]).toBeCloseTo(0.5, 2);
  });
});

describe("HiperDispatch", () => {
  const shape = (entitlement: number, logical: number) =>
    logicalShares(entitlement, { terms: lp(1), logical }, true).map(({ polarity, due }) => [polarity, due]);

  test("an entitlement of 2.3 on 4 logical ones: one high, two medium of 0.65, one low", () => {
    // 2.3: the fraction is below a half, so one high and two medium ones that share 1.3.
    expect(shape(2.3, 4)).toEqual([
      ["high", 1],
      ["medium", expect.closeTo(0.65, 9)],
      ["medium", expect.closeTo(0.65, 9)],
      ["low", 0],
    ]);
  });

  test("low logical processors run only where others leave processors over", () => {
    const busy = { terms: lp(500), vcpus: 4 };
    const both = runHost(VERTICAL, { cpus: 4, guests: [busy, busy], seconds: 10 });
    // 2 + 2 of 4: both keep to their two high ones, the low ones stay ready.
    expect(rounded(both.vcpuShares)).toEqual(["1.00", "1.00", "0.00", "0.00", "1.00", "1.00", "0.00", "0.00"]);
    const alone = runHost(VERTICAL, { cpus: 4, guests: [busy, { ...busy, burst: FOREVER }], seconds: 10 });
    expect(alone.shares[0]).toBeCloseTo(4, 6);
  });

  test("high ones have slices of 100 ms", () => {
    const last = new Map<number, number>();
    runHost(VERTICAL, {
      cpus: 2,
      guests: [
        { terms: lp(750), vcpus: 2 },
        { terms: lp(250), vcpus: 1 },
      ],
      seconds: 5,
      ran: (_cpu, vcpu, fromNs, toNs) => last.set(vcpu, Math.max(last.get(vcpu) ?? 0, toNs - fromNs)),
    });
    // Due 1.5 and 0.5: one high, a medium one each. The high one is never in anybody's way.
    expect(last.get(0)).toBeGreaterThanOrEqual(100 * MS);
    expect(last.get(2)).toBeLessThanOrEqual(SECOND / 10);
  });
});
