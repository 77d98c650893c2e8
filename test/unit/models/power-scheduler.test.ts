/** The POWER hypervisor's windows: the suite every scheduler runs, worked examples, the longest gap, several pools. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recalled, fact } from "#models/fact.ts";
import { powerKit } from "#models/power/power-scheduler.ts";
import { DEFAULT_POOL, type PowerPool, type PowerTerms } from "#models/power/power-terms.ts";
import { MS, type TestGuest, runHost } from "../../support/saturated-host.ts";
import { schedulerConformance } from "../../support/scheduler-conformance.ts";

const uncapped = (entitledCores: number, uncappedWeight = 128): PowerTerms => ({
  entitledCores,
  uncappedWeight,
  isCapped: false,
  pool: 0,
  dedicated: "no",
});
const capped = (entitledCores: number): PowerTerms => ({ ...uncapped(entitledCores, 0), isCapped: true });
const kitOf = (...pools: readonly PowerPool[]) =>
  powerKit({
    id: `power-test-${pools.length}`,
    title: "POWER",
    windowMs: fact(10, "ms", recalled("sure")),
    pools: pools.length === 0 ? [DEFAULT_POOL] : pools,
    defaults: uncapped(0.1),
  });
const KIT = kitOf();

const termsOver = (pools: number): fc.Arbitrary<PowerTerms> =>
  fc.record({
    entitledCores: fc.constantFrom(0.1, 0.15, 0.2, 0.25, 0.33, 0.4, 0.5),
    uncappedWeight: fc.constantFrom(0, 1, 64, 128, 255),
    isCapped: fc.boolean(),
    pool: fc.integer({ min: 0, max: pools - 1 }),
    dedicated: fc.constantFrom<PowerTerms["dedicated"]>("no", "no", "no", "no", "no", "keep", "donate"),
  });
const entitled = (guests: readonly TestGuest<PowerTerms>[], pool?: number) =>
  guests
    .filter(({ terms }) => terms.dedicated === "no" && (pool === undefined || terms.pool === pool))
    .reduce((sum, { terms }) => sum + terms.entitledCores, 0);
const shared = (cpus: number, guests: readonly TestGuest<PowerTerms>[]) =>
  guests.reduce((left, { terms, vcpus }) => left - (terms.dedicated === "no" ? 0 : vcpus), cpus);
const admits = (cpus: number, guests: readonly TestGuest<PowerTerms>[]) =>
  entitled(guests) <= shared(cpus, guests) + 1e-9 && guests.every(({ terms, vcpus }) => terms.entitledCores <= vcpus);

// In the first window partitions start one after the other.
const LIMITS = { mostVcpusPerVm: 3, seconds: 0.2, warmUpSeconds: 0.01, starvationNs: () => 20 * MS };
const capCpus = (terms: PowerTerms, vcpus: number) =>
  terms.dedicated !== "no" || (!terms.isCapped && terms.uncappedWeight > 0) ? vcpus : terms.entitledCores;

schedulerConformance({ kit: KIT, terms: termsOver(1), admits, capCpus, ...LIMITS, seed: 4221 });
const POOLS = [DEFAULT_POOL, { maxCores: 1, reservedCores: 0.3 }, { maxCores: 2, reservedCores: 0 }] as const;
schedulerConformance({
  kit: kitOf(...POOLS),
  terms: termsOver(3),
  admits: (cpus, guests) =>
    admits(cpus, guests) &&
    entitled(guests) + 0.3 <= shared(cpus, guests) &&
    POOLS.every(({ maxCores, reservedCores }, pool) => entitled(guests, pool) + reservedCores <= maxCores + 1e-9),
  capCpus,
  ...LIMITS,
  seed: 4222,
});

const rounded = (shares: Float64Array) => [...shares].map((share) => share.toFixed(6));

describe("a window of 10 ms", () => {
  test("W1: entitlements first, then the last core by weight; weight 0 and capped get no more", () => {
    // 4 − (1 + 1/2 + 1/2 + 1) = 1 spare, 128:64 is 2/3 and 1/3.
    const { shares } = runHost(KIT, {
      cpus: 4,
      guests: [
        { terms: uncapped(1), vcpus: 2 },
        { terms: uncapped(0.5, 64), vcpus: 1 },
        { terms: uncapped(0.5, 0), vcpus: 2 },
        { terms: capped(1), vcpus: 2 },
      ],
      seconds: 1,
    });
    expect(rounded(shares)).toEqual(["1.666667", "0.833333", "0.500000", "1.000000"]);
  });

  test("W2: weights divide the spare capacity, not the whole", () => {
    // 2 − 0.4 = 1.6 by 200:100 is 1.0667 and 0.5333.
    const guests = [
      { terms: uncapped(0.2, 200), vcpus: 2 },
      { terms: uncapped(0.2, 100), vcpus: 2 },
    ];
    expect(rounded(runHost(KIT, { cpus: 2, guests, seconds: 1 }).shares)).toEqual(["1.266667", "0.733333"]);
  });

  test("W3: an entitlement nobody uses is shared out in the same window", () => {
    // p1 waits: 2 − 1/2 − 1/2 = 1 spare by 128:64.
    const waits = { runNs: 1, waitNs: 1e15 };
    const guests = [
      { terms: uncapped(1), vcpus: 2, burst: waits },
      { terms: uncapped(0.5), vcpus: 2 },
      { terms: uncapped(0.5, 64), vcpus: 1 },
    ];
    const { shares } = runHost(KIT, { cpus: 2, guests, seconds: 1.01, warmUpSeconds: 0.01 });
    expect(rounded(shares)).toEqual(["0.000000", "1.166667", "0.833333"]);
  });

  test("keeps entitlements in every single window, not on average", () => {
    const guests = [
      { terms: uncapped(0.6, 200), vcpus: 2 },
      { terms: capped(0.5), vcpus: 1 },
      { terms: uncapped(0.3, 50), vcpus: 1 },
    ];
    // Spare 2 − 1.4 = 0.6 by 200:50 is 0.48 and 0.12: 10.8, 5 and 4.2 ms of each window of 2 × 10 ms.
    const due = [10.8 * MS, 5 * MS, 4.2 * MS];
    let before = [0, 0, 0];
    let worst = 0;
    runHost(KIT, {
      cpus: 2,
      guests,
      seconds: 0.5,
      checkEveryNs: 10 * MS,
      check: ({ books: { runNs } }) => {
        const now = [(runNs[0] ?? 0) + (runNs[1] ?? 0), runNs[2] ?? 0, runNs[3] ?? 0];
        now.forEach((ns, i) => (worst = Math.max(worst, Math.abs(ns - (before[i] ?? 0) - (due[i] ?? 0)))));
        before = now;
      },
    });
    expect(worst).toBeLessThanOrEqual(2);
  });

  test("keeps three thirds of two cores, which no order without a change of core can", () => {
    const guests = [1, 2, 3].map(() => ({ terms: capped(2 / 3), vcpus: 1 }));
    const { shares } = runHost(KIT, { cpus: 2, guests, seconds: 1 });
    for (const share of shares) expect(share).toBeCloseTo(2 / 3, 6);
  });
});

/** Longest time each vCPU of a saturated host was not on a CPU, ns. */
function longestGaps(cpus: number, guests: readonly TestGuest<PowerTerms>[], seconds: number): number[] {
  const last: number[] = [];
  const gaps: number[] = [];
  runHost(KIT, {
    cpus,
    guests,
    seconds,
    ran: (_cpu, vcpu, fromNs, toNs) => {
      gaps[vcpu] = Math.max(gaps[vcpu] ?? 0, fromNs - (last[vcpu] ?? 0));
      last[vcpu] = toNs;
    },
  });
  return gaps;
}

describe("the longest gap of a virtual processor", () => {
  test("is 18 ms at a tenth of a core: first in one window, last in the next", () => {
    // 2 × (10 − 1) ms.
    const [gap] = longestGaps(
      1,
      [
        { terms: capped(0.1), vcpus: 1 },
        { terms: capped(0.9), vcpus: 1 },
      ],
      0.2,
    );
    expect(gap).toBe(18 * MS);
  });

  test("is never above 2 × (10 − 10 × entitlement / virtual processors) ms", () => {
    const host = fc
      .record({
        cpus: fc.integer({ min: 1, max: 4 }),
        guests: fc.array(fc.record({ terms: termsOver(1), vcpus: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
      })
      .filter(({ cpus, guests }) => admits(cpus, guests));
    fc.assert(
      fc.property(host, ({ cpus, guests }) => {
        const gaps = longestGaps(cpus, guests, 0.2);
        const most = guests.flatMap(({ terms, vcpus }) =>
          Array.from({ length: vcpus }, () => 2 * (10 - (10 * terms.entitledCores) / vcpus) * MS),
        );
        gaps.forEach((gap, vcpu) => expect(gap).toBeLessThanOrEqual((most[vcpu] ?? 0) + 10));
      }),
      { seed: 4223, numRuns: 200 },
    );
  });
});

describe("dedicated partitions and pools", () => {
  test("a dedicated partition that donates lends its idle core and has it back at once", () => {
    const burst = { runNs: 3 * MS, waitNs: 7 * MS };
    const owner = (dedicated: "keep" | "donate") => ({ terms: { ...uncapped(1), dedicated }, vcpus: 1, burst });
    const other = { terms: uncapped(0.5), vcpus: 2 };
    const kept = runHost(KIT, { cpus: 2, guests: [owner("keep"), other], seconds: 1 }).shares;
    const donated = runHost(KIT, { cpus: 2, guests: [owner("donate"), other], seconds: 1 }).shares;
    // The owner runs 3 of 10 ms in both; the other one has one core, or one and seven tenths.
    expect(rounded(kept)).toEqual(["0.300000", "1.000000"]);
    expect(rounded(donated)).toEqual(["0.300000", "1.700000"]);
  });

  test("what a pool leaves over goes to its own members first", () => {
    const inPool = (pool: number, terms: PowerTerms) => ({ ...terms, pool });
    const guests = [
      { terms: inPool(0, uncapped(0.5)), vcpus: 2, burst: { runNs: 1, waitNs: 1e15 } },
      { terms: inPool(0, uncapped(0.5, 100)), vcpus: 2 },
      { terms: inPool(1, uncapped(0.5, 100)), vcpus: 2 },
    ];
    const pools = [DEFAULT_POOL, { maxCores: 2, reservedCores: 0 }];
    const { shares } = runHost(kitOf(...pools), { cpus: 2, guests, seconds: 1.01, warmUpSeconds: 0.01 });
    // Pool 0 is entitled to 1: the idle half goes to its other member (1.0). The half core nobody is entitled to: halves.
    expect(rounded(shares)).toEqual(["0.000000", "1.250000", "0.750000"]);
  });

  test("a pool stops at its maximum and the others take the rest", () => {
    const guests = [
      { terms: { ...uncapped(0.5, 200), pool: 1 }, vcpus: 2 },
      { terms: uncapped(0.5, 100), vcpus: 3 },
    ];
    const pools = [DEFAULT_POOL, { maxCores: 1, reservedCores: 0 }];
    expect(rounded(runHost(kitOf(...pools), { cpus: 3, guests, seconds: 1 }).shares)).toEqual(["1.000000", "2.000000"]);
  });

  test("a host without the cores that partitions own is refused", () => {
    const guests = [{ terms: { ...uncapped(1), dedicated: "keep" as const }, vcpus: 3 }];
    expect(() => runHost(KIT, { cpus: 2, guests, seconds: 1 })).toThrow("VM 0 with 3 dedicated CPUs: 2 of 2");
  });
});
