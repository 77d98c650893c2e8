/** z/VM's scheduler: the suite every scheduler runs, worked examples of SET SHARE, maxima, wake-ups and lists. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recalled } from "#models/fact.ts";
import { zvmKit } from "#models/zvm/zvm-kit.ts";
import type { ZvmShare, ZvmTerms } from "#models/zvm/zvm-terms.ts";
import { MS, SECOND, type TestGuest, runHost } from "../../support/saturated-host.ts";
import { schedulerConformance } from "../../support/scheduler-conformance.ts";

const abs = (percent: number): ZvmShare => ({ kind: "absolute", percent });
const rel = (value: number): ZvmShare => ({ kind: "relative", value });
const kitOf = (openings?: number) =>
  zvmKit({
    id: `zvm-test-${openings ?? "open"}`,
    title: "z/VM",
    sliceMs: { value: 5, source: recalled("fairly") },
    testIdleMs: { value: 300, source: recalled("fairly") },
    elapsedRatios: [6, 8],
    defaults: { share: rel(100) },
    ...(openings === undefined ? {} : { openings }),
  });
const KIT = kitOf();

const share = fc.oneof(
  fc.constantFrom(5, 10, 15, 20).map(abs),
  fc.integer({ min: 20, max: 1000 }).map(rel),
  fc.integer({ min: 20, max: 1000 }).map(rel),
);
const terms: fc.Arbitrary<ZvmTerms> = fc.oneof(
  { weight: 3, arbitrary: share.map((one) => ({ share: one })) },
  {
    weight: 1,
    arbitrary: fc.record({
      share,
      maximum: fc.record({
        share: fc.constantFrom(10, 15, 25, 50).map(abs),
        limit: fc.constantFrom<"soft" | "hard">("soft", "hard"),
      }),
    }),
  },
);
const absolutes = (guests: readonly TestGuest<ZvmTerms>[]) =>
  guests.reduce((sum, { terms: one }) => sum + (one.share.kind === "absolute" ? one.share.percent : 0), 0);

schedulerConformance({
  kit: KIT,
  terms,
  admits: (_cpus, guests) =>
    absolutes(guests) <= 90 &&
    guests.every(({ terms: { share: min, maximum } }) => min.kind === "relative" || maximum === undefined),
  capCpus: ({ maximum }, vcpus) =>
    maximum?.limit === "hard" && maximum.share.kind === "absolute" ? (4 * maximum.share.percent) / 100 : vcpus,
  mostVcpusPerCpu: 3,
  seconds: 10,
  seed: 4241,
});

const rounded = (shares: Float64Array, digits = 2) => [...shares].map((one) => one.toFixed(digits));
const guest = (one: ZvmShare, vcpus = 1, maximum?: ZvmTerms["maximum"]): TestGuest<ZvmTerms> => ({
  terms: { share: one, ...(maximum === undefined ? {} : { maximum }) },
  vcpus,
});

describe("SET SHARE", () => {
  test("Z1: relative shares divide what a light user leaves", () => {
    // The light one is held to a tenth by a maximum; 0.9 by 100:200.
    const light = guest(rel(100), 1, { share: abs(10), limit: "hard" });
    const { shares } = runHost(KIT, { guests: [guest(rel(100)), guest(rel(200)), light], seconds: 60 });
    expect(rounded(shares)).toEqual(["0.30", "0.60", "0.10"]);
  });

  test("Z2: an absolute share of 50 % comes first, the rest by 100:200", () => {
    const guests = [guest(abs(50), 2), guest(rel(100), 4), guest(rel(200), 4)];
    expect(rounded(runHost(KIT, { cpus: 4, guests, seconds: 60 }).shares)).toEqual(["2.00", "0.67", "1.33"]);
  });

  test("40 % absolute with 100:200 relative on one CPU", () => {
    // 60 % left by 1:2.
    const guests = [guest(abs(40)), guest(rel(100)), guest(rel(200))];
    expect(rounded(runHost(KIT, { guests, seconds: 60 }).shares)).toEqual(["0.40", "0.20", "0.40"]);
  });

  test("what nobody relative can use goes to absolute ones by share", () => {
    // 4 CPUs: 10 % and 20 % are 0.4 and 0.8; the relative one can use 1; 1.8 left by 1:2 is 0.6 and 1.2.
    const guests = [guest(abs(10), 4), guest(abs(20), 4), guest(rel(100), 1)];
    expect(rounded(runHost(KIT, { cpus: 4, guests, seconds: 60 }).shares)).toEqual(["1.00", "2.00", "1.00"]);
  });

  test("absolute shares beyond 99 % are scaled to it", () => {
    // 80 and 40 of 120: × 99/120 = 0.66 and 0.33.
    const guests = [guest(abs(80)), guest(abs(40)), guest(rel(100))];
    expect(rounded(runHost(KIT, { guests, seconds: 60 }).shares)).toEqual(["0.66", "0.33", "0.01"]);
  });

  test("a hard maximum is never exceeded, a soft one where nobody else wants the CPU", () => {
    const hard = guest(rel(100), 1, { share: abs(30), limit: "hard" });
    const soft = guest(rel(100), 1, { share: abs(30), limit: "soft" });
    expect(rounded(runHost(KIT, { guests: [hard], seconds: 10 }).shares)).toEqual(["0.30"]);
    expect(rounded(runHost(KIT, { guests: [soft], seconds: 10 }).shares)).toEqual(["1.00"]);
    expect(rounded(runHost(KIT, { guests: [soft, guest(rel(100))], seconds: 10 }).shares)).toEqual(["0.30", "0.70"]);
  });

  test("a share is split over virtual CPUs: four of one machine get as much as one of another", () => {
    const guests = [guest(rel(100), 4), guest(rel(100), 1)];
    expect(rounded(runHost(KIT, { cpus: 1, guests, seconds: 60 }).shares)).toEqual(["0.50", "0.50"]);
  });
});

test("a machine that wakes preempts one that has used more of its share", () => {
  const starts: number[] = [];
  runHost(KIT, {
    guests: [{ ...guest(rel(100)), burst: { runNs: MS, waitNs: 17 * MS, offsetNs: 2 * MS } }, guest(rel(100))],
    seconds: 0.1,
    ran: (_cpu, vcpu, fromNs, toNs) => vcpu === 0 && toNs > fromNs && starts.push(fromNs / MS),
  });
  // At 2 ms and every 18 ms after it, never a slice late.
  expect(starts).toEqual([2, 20, 38, 56, 74, 92]);
});

describe("lists", () => {
  test("with one opening machines alternate by elapsed slices that grow with their class", () => {
    const turns: [number, number][] = [];
    runHost(kitOf(1), {
      guests: [guest(rel(100)), guest(rel(100))],
      seconds: 3,
      ran: (_cpu, vcpu, fromNs, toNs) => toNs > fromNs && turns.push([vcpu, (toNs - fromNs) / MS]),
    });
    // Class 1 for 100 ms each, class 2 for 600 ms each, then class 3.
    expect(turns.slice(0, 4)).toEqual([
      [0, 100],
      [1, 100],
      [0, 600],
      [1, 600],
    ]);
  });

  test("an idle machine leaves its opening to the next", () => {
    const { shares } = runHost(kitOf(1), {
      guests: [{ ...guest(rel(100)), burst: { runNs: 10 * MS, waitNs: 100 * SECOND } }, guest(rel(100))],
      seconds: 1,
    });
    expect(rounded(shares)).toEqual(["0.01", "0.99"]);
  });
});
