/** Proportional sharing by entitlement: the common suite, with and without co-scheduling, and hosts worked out by hand. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assumed } from "#models/fact.ts";
import { type CoScheduling, type EntitlementTerms, entitlementKit } from "#models/hypervisor/cpu/index.ts";
import { MS, type TestGuest, runHost } from "../../../../support/saturated-host.ts";
import { schedulerConformance } from "../../../../support/scheduler-conformance.ts";

const source = assumed("a test's own");
const kit = (coScheduling: CoScheduling, isCoreExclusive = false) =>
  entitlementKit({
    id: `entitlement-${coScheduling.kind}`,
    title: "entitlement",
    rules: { quantumNs: 50 * MS, limitPeriodNs: 100 * MS, coScheduling, isCoreExclusive },
    tolerance: { value: 0.02, source },
    capPeriodNs: { value: 100 * MS, source },
  });

const terms: fc.Arbitrary<EntitlementTerms> = fc.record({
  weight: fc.integer({ min: 100, max: 4000 }),
  reservationCpus: fc.constantFrom(0, 0, 0.2, 0.5),
  limitCpus: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0.25, 0.7),
});
const admits = (cpus: number, guests: readonly TestGuest<EntitlementTerms>[]) =>
  guests.reduce((sum, guest) => sum + guest.terms.reservationCpus, 0) <= cpus &&
  guests.every((guest) => guest.terms.reservationCpus <= Math.min(guest.terms.limitCpus, guest.vcpus));
const capCpus = ({ limitCpus }: EntitlementTerms, vcpus: number) => Math.min(limitCpus, vcpus);

const KINDS: readonly CoScheduling[] = [
  { kind: "none" },
  { kind: "all-stop", checkNs: MS, skewNs: 3 * MS },
  { kind: "leaders-stop", checkNs: MS, skewNs: 3 * MS },
];
for (const [i, kind] of KINDS.entries())
  schedulerConformance({
    kit: kit(kind),
    terms,
    admits,
    capCpus,
    mostVcpusPerCpu: 4,
    seconds: 20,
    warmUpSeconds: 2,
    seed: 4500 + i,
  });

const vm = (weight: number, vcpus = 1, change: Partial<EntitlementTerms> = {}): TestGuest<EntitlementTerms> => ({
  terms: { weight, reservationCpus: 0, limitCpus: Number.POSITIVE_INFINITY, ...change },
  vcpus,
});

schedulerConformance({
  kit: kit({ kind: "strict" }),
  terms,
  admits,
  capCpus,
  mostVcpusPerCpu: 3,
  seconds: 20,
  warmUpSeconds: 2,
  seed: 4503,
});

const sharesOf = (coScheduling: CoScheduling, guests: readonly TestGuest<EntitlementTerms>[], cpus: number) => [
  ...runHost(kit(coScheduling), { guests, cpus, seconds: 60, warmUpSeconds: 2 }).shares,
];
const LEADERS_STOP: CoScheduling = { kind: "leaders-stop", checkNs: MS, skewNs: 3 * MS };

describe("sharing by entitlement", () => {
  test("reservation, limit and shares bind as in the vectors E2 and E3", () => {
    // E2: 2 CPUs; the first is guaranteed 1.5, the others share the rest.
    const e2 = sharesOf({ kind: "none" }, [vm(1000, 2, { reservationCpus: 1.5 }), vm(1000), vm(1000)], 2);
    expect(e2[0]).toBeCloseTo(1.5, 1);
    expect(e2[1]).toBeCloseTo(0.25, 1);
    // E3: a limit of 0.3; the second's shares give it a whole CPU.
    const e3 = sharesOf(
      { kind: "none" },
      [vm(1000, 1, { limitCpus: 0.3 }), vm(2000), vm(1000, 1, { reservationCpus: 0.4 })],
      2,
    );
    expect(e3[0]).toBeCloseTo(0.3, 1);
    expect(e3[1]).toBeCloseTo(1, 1);
    expect(e3[2]).toBeCloseTo(0.7, 1);
  });

  test("two vCPUs that must keep step co-stop beside hogs, and the books still sum to the time", () => {
    const { books } = runHost(kit(LEADERS_STOP), {
      cpus: 2,
      guests: [vm(2000, 2), vm(1000), vm(1000)],
      seconds: 20,
    }).dispatcher;
    expect((books.coStopNs[0] ?? 0) + (books.coStopNs[1] ?? 0)).toBeGreaterThan(100 * MS);
    expect(books.coStopNs[2]).toBe(0);
    // Their skew stays within the limit, a look and a turn of the other.
    expect(Math.abs((books.runNs[0] ?? 0) - (books.runNs[1] ?? 0))).toBeLessThan(60 * MS);
  });

  test("strictly, four vCPUs never run on two CPUs, and others are not held up by them", () => {
    const shares = sharesOf({ kind: "strict" }, [vm(1000, 4), vm(1000)], 2);
    expect(shares[0]).toBe(0);
    expect(shares[1]).toBeCloseTo(1, 3);
  });

  test("strictly, a pair waits for two CPUs at once: CPUs idle although somebody is ready", () => {
    const { dispatcher, shares } = runHost(kit({ kind: "strict" }), {
      cpus: 2,
      guests: [vm(2000, 2), vm(1000), vm(1000), vm(1000)],
      seconds: 30,
    });
    const busy = dispatcher.books.busyNs.reduce((sum, ns) => sum + ns, 0) / (30 * 1000 * MS);
    expect(busy).toBeLessThan(1.99);
    expect(shares[0]).toBeGreaterThan(0.4);
    // Both run at the same times, but for a turn that the end of the run cut.
    const { runNs } = dispatcher.books;
    expect(Math.abs((runNs[0] ?? 0) - (runNs[1] ?? 0))).toBeLessThanOrEqual(50 * MS);
  });

  test("on cores that belong to one VM at a time, no two VMs run on sibling threads, and single vCPUs take whole cores", () => {
    const exclusive = kit({ kind: "none" }, true);
    let clashes = 0;
    const { shares } = runHost(exclusive, {
      cpus: 4,
      threadsPerCore: 2,
      coreCapacity: [1, 1.25],
      guests: [vm(100), vm(100), vm(100), vm(100, 2)],
      seconds: 20,
      checkEveryNs: 13 * MS,
      check: ({ running, vmOf }) => {
        for (const core of [0, 1]) {
          const [a, b] = [running[core] ?? -1, running[core + 2] ?? -1];
          if (a >= 0 && b >= 0 && vmOf[a] !== vmOf[b]) clashes++;
        }
      },
    });
    expect(clashes).toBe(0);
    expect(Math.min(...shares)).toBeGreaterThan(0.2);
  });
});
