/** Requests too large for the memory of one plan. */
import { describe, expect, test } from "vitest";
import { type PlanRequestInput, decodeRequest, memoryNeed, plan, refuseOverMemory } from "#planner";
import { CONTEXT, ask, cpu, vm } from "../../support/request.ts";

const decoded = (input: PlanRequestInput) => decodeRequest(input, CONTEXT);

describe("the memory a request takes", () => {
  test("is workloads × slots × resources × 8 bytes, as measured and as packed; what is left out does not count", () => {
    const series = [cpu("a", [1]), { ...cpu("a", [1]), metric: "networkMbps" as const }];
    const request = decoded(
      ask([vm("a"), vm("b"), vm("tpl", { role: "template" })], { series, goals: { timeModel: "week" } }),
    );
    // 2 × 168 × 2 × 8 × 2 = 10,752
    expect(memoryNeed(request)).toEqual({ bytes: 10_752, workloads: 2, slots: 168, resources: 2 });
    expect(memoryNeed(decoded(ask([vm("a")], { goals: { timeModel: "peak" } }))).bytes).toBe(16);
  });

  test("a request beyond the bound is refused before it is sized, naming estimate and bound", () => {
    const request = decoded(ask([vm("a"), vm("b")], { goals: { timeModel: "week" } }));
    // 2 × 168 × 1 × 8 × 2 = 5,376 bytes
    expect(() => refuseOverMemory(request, { bytes: 5376 })).not.toThrow();
    expect(() => refuseOverMemory(request, { bytes: 5375 })).toThrow(
      "2 workloads × 168 slots × 1 resource take about 1 MiB",
    );
    expect(() => plan(request, { ...CONTEXT, memoryBytes: 5375 })).toThrow("at most 1 MiB may be used");
  });

  test("a million workloads over a week are beyond 2 GiB, at once", () => {
    // 10⁶ × 168 × 1 × 8 × 2 = 2.688 · 10⁹ bytes = 2,564 MiB
    const one = decoded(ask([vm("a")], { goals: { timeModel: "week" } }));
    const request = { ...one, workloads: Array.from({ length: 1_000_000 }, () => one.workloads).flat() };
    expect(() => refuseOverMemory(request, { bytes: 2 ** 31 })).toThrow(
      "1000000 workloads × 168 slots × 1 resource take about 2564 MiB, at most 2048 MiB",
    );
  });
});
