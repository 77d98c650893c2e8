/** Round robin: the suite every scheduler runs, and a host worked out by hand. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Simulator } from "#models/hypervisor/kernel/index.ts";
import { Dispatcher, topologyOf } from "#models/hypervisor/cpu/index.ts";
import { roundRobin } from "#models/hypervisor/cpu/round-robin.ts";
import { MS, runHost } from "../../../../support/saturated-host.ts";
import { schedulerConformance } from "../../../../support/scheduler-conformance.ts";

const KIT = roundRobin(10 * MS);

schedulerConformance({ kit: KIT, terms: fc.constant({}), seed: 4201 }, 1000);

test("a switch of 1 ms with turns of 10 ms leaves nine tenths of a CPU for work", () => {
  const { dispatcher } = runHost(KIT, {
    guests: [
      { terms: {}, vcpus: 1 },
      { terms: {}, vcpus: 1 },
    ],
    seconds: 1,
    switchCostNs: MS,
  });
  // 100 turns of 10 ms, each with 1 ms of switching.
  expect(dispatcher.books.progressNs[0]).toBe(450 * MS);
  expect(dispatcher.books.stalledNs[0]).toBe(50 * MS);
});

test("two busy threads of a core that delivers 1.2 run at 0.6 each", () => {
  const { dispatcher } = runHost(KIT, {
    cpus: 2,
    threadsPerCore: 2,
    coreCapacity: [1, 1.2],
    guests: [
      { terms: {}, vcpus: 1 },
      { terms: {}, vcpus: 1 },
    ],
    seconds: 1,
  });
  expect(dispatcher.books.progressNs[0]).toBeCloseTo(600 * MS, 0);
  expect(dispatcher.books.progressNs[1]).toBeCloseTo(600 * MS, 0);
});

test("two vCPUs that become ready in one event get on two idle CPUs", () => {
  const simulator = new Simulator();
  const dispatcher = new Dispatcher({
    simulator,
    topology: topologyOf({ sockets: 1, coresPerSocket: 2, threadsPerCore: 1 }),
    ops: KIT.ops,
    work: { next: () => Number.POSITIVE_INFINITY },
    vcpusOf: [Int32Array.of(0), Int32Array.of(1)],
    terms: [{}, {}],
    switchCostNs: 0,
  });
  for (const vcpu of [0, 1]) dispatcher.online(vcpu, 0);
  const both = simulator.on((_target, _stamp, nowNs) => {
    for (const vcpu of [0, 1]) dispatcher.wake(vcpu, nowNs);
  });
  simulator.at(MS, both, 0, 0);
  simulator.run({ untilNs: 3 * MS, eventBudget: 1000 });
  dispatcher.close(3 * MS);
  expect([...dispatcher.books.runNs]).toEqual([2 * MS, 2 * MS]);
});
