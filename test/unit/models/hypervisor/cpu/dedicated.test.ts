/** Dedicated CPUs: the common suite within what they admit, and a refusal. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DEDICATED } from "#models/hypervisor/cpu/index.ts";
import { runHost } from "../../../../support/saturated-host.ts";
import { schedulerConformance } from "../../../../support/scheduler-conformance.ts";

schedulerConformance({ kit: DEDICATED, terms: fc.constant({}), mostVcpusPerCpu: 1, seconds: 1, seed: 4510 });

test("four saturated vCPUs on four CPUs of six hold four: nothing is lent", () => {
  const guests = [
    { terms: {}, vcpus: 3 },
    { terms: {}, vcpus: 1 },
  ];
  expect([...runHost(DEDICATED, { cpus: 6, guests, seconds: 1 }).shares]).toEqual([3, 1]);
});

test("more vCPUs than CPUs are refused with both numbers", () => {
  expect(() => runHost(DEDICATED, { cpus: 1, guests: [{ terms: {}, vcpus: 2 }], seconds: 1 })).toThrow(
    "2 virtual CPUs: dedicated ones can be at most 1",
  );
});
