/** PR/SM → z/VM → guest: the CPUs that weights give a logical partition are what z/VM's shares divide. */
import { expect, test } from "vitest";
import { recalled } from "#models/fact.ts";
import { Simulator } from "#models/hypervisor/kernel/index.ts";
import { Dispatcher, Nest, type Work, topologyOf, workByVm } from "#models/hypervisor/cpu/index.ts";
import { prsmOps } from "#models/zvm/prsm-scheduler.ts";
import { zvmKit } from "#models/zvm/zvm-kit.ts";
import { SECOND } from "../../support/saturated-host.ts";

const plain = (cpus: number) => topologyOf({ sockets: 1, coresPerSocket: cpus, threadsPerCore: 1 });
const BUSY: Work = { next: () => Number.POSITIVE_INFINITY };

test("weights 300 and 100 on two engines, inside shares of 100 and 200: 0.5 and 1.0", () => {
  const simulator = new Simulator();
  const zvm = zvmKit({
    id: "zvm",
    title: "z/VM",
    sliceMs: { value: 5, source: recalled("fairly") },
    testIdleMs: { value: 300, source: recalled("fairly") },
    elapsedRatios: [6, 8],
    defaults: { share: { kind: "relative", value: 100 } },
  });
  // Two guests of two virtual CPUs each on the two logical processors of the first partition.
  const guests = [Int32Array.of(0, 1), Int32Array.of(2, 3)];
  const partitions = [Int32Array.of(0, 1), Int32Array.of(2, 3)];
  const nest = new Nest({
    simulator,
    topology: plain(2),
    ops: zvm.ops,
    work: BUSY,
    vcpusOf: guests,
    terms: [100, 200].map((value) => ({ share: { kind: "relative" as const, value } })),
    switchCostNs: 0,
    outerVcpus: Int32Array.of(0, 1),
  });
  const lp = (weight: number) => ({ weight, isCapped: false, absoluteCap: Infinity, isDedicated: false });
  const outer = new Dispatcher({
    simulator,
    topology: plain(2),
    ops: prsmOps({
      isVertical: false,
      isWaitCompleting: false,
      runTime: { full: 25, min: 12.5, max: 25, high: 100 },
    }),
    work: workByVm(partitions, [nest, BUSY]),
    vcpusOf: partitions,
    terms: [lp(300), lp(100)],
    switchCostNs: 0,
  });
  nest.attach(outer);
  for (let vcpu = 0; vcpu < 4; vcpu++) {
    outer.online(vcpu, 0);
    nest.inner.online(vcpu, 0);
  }
  const wake = simulator.on((vcpu, _stamp, nowNs) => {
    nest.inner.wake(vcpu, nowNs);
    if (vcpu >= 2) outer.wake(vcpu, nowNs);
  });
  for (let vcpu = 0; vcpu < 4; vcpu++) simulator.at(0, wake, vcpu, 0);
  const end = 20 * SECOND;
  simulator.run({ untilNs: end, eventBudget: 1e7 });
  outer.close(end);
  nest.inner.close(end);
  const cpus = (books: Float64Array, vcpus: Int32Array) =>
    vcpus.reduce((sum, vcpu) => sum + (books[vcpu] ?? 0), 0) / end;
  // The partition is due 2 × 3/4 = 1.5 engines; its guests 1.5 by 1:2.
  expect(cpus(outer.books.runNs, partitions[0] as Int32Array)).toBeCloseTo(1.5, 2);
  expect(cpus(nest.inner.books.runNs, guests[0] as Int32Array)).toBeCloseTo(0.5, 2);
  expect(cpus(nest.inner.books.runNs, guests[1] as Int32Array)).toBeCloseTo(1, 2);
  const inside = nest.inner.books.runNs.reduce((sum, ns) => sum + ns, 0);
  expect(inside / end).toBe(cpus(outer.books.runNs, partitions[0] as Int32Array));
});
