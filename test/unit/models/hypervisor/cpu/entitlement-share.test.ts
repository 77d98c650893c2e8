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
  schedulerConformance({ kit: kit(kind), terms, admits, capCpus, mostVcpusPerCpu: 4, seconds: 20, warmUpSeconds: 2, seed: 4500 + i });

const vm = (weight: number, vcpus = 1, change: Partial<EntitlementTerms> = {}): TestGuest<EntitlementTerms> => ({
  terms: { weight, reservationCpus: 0, limitCpus: Number.POSITIVE_INFINITY, ...change },
  vcpus,
});
