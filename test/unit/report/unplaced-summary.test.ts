/** Unplaced workloads counted by reason. */
import { describe, expect, it } from "vitest";
import type { Unplaced } from "#planner/contract/index.ts";
import { reasonCounts, reasonKey, unplacedByReason } from "#planner/report/index.ts";
import { samplePlan } from "../../support/plan-document.ts";

describe("reasons", () => {
  it("are counted by what was missing at the nearest target, most frequent first", () => {
    // The sample's turns: memory, vCPU limit, CPU, rule, memory.
    expect([...reasonCounts(samplePlan().result.unplaced)]).toEqual([
      ["over-capacity capacity.memoryMiB", 2],
      ["over-limit vm.maxVcpu", 1],
      ["over-capacity capacity.cpu", 1],
      ["breaks-rule keep-db", 1],
    ]);
  });

  it("keep every workload once", () => {
    const { unplaced } = samplePlan({ unplaced: 17 }).result;
    const grouped = [...unplacedByReason(unplaced).values()].flat();
    expect(grouped.map((one) => one.workload).toSorted()).toEqual(unplaced.map((one) => one.workload).toSorted());
  });

  it("fall back on the first misfit, then on none", () => {
    const first = samplePlan().result.unplaced[0] as Unplaced;
    const { nearest: _, ...without } = first;
    expect(reasonKey(without)).toBe("over-capacity capacity.memoryMiB");
    expect(reasonKey({ workload: "w", reasons: [{ target: "t", misfits: [] }] })).toBe("no-reason");
  });
});
