/** Requests that ask for nothing, or for what cannot be: an error that names the field, or a misfit that says why. */
import { describe, expect, it } from "vitest";
import { InvalidInput, type PlanRequestInput, decodeRequest, plan } from "#planner";
import { CONTEXT, SMALL, ask, cpu, vm } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => plan(decodeRequest(input, CONTEXT), CONTEXT);

/** Codes and pointers of what is wrong with a request; empty = it is accepted. */
function refused(input: PlanRequestInput): readonly string[] {
  try {
    decodeRequest(input, CONTEXT);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ code, pointer }) => `${code} ${pointer}`);
  }
}

const pair = [vm("a"), vm("b")];
const rule = (id: string, kind: "apart" | "together", workloads: string[]) => ({ id, kind, workloads });
const target = { platform: "vsphere-8", hostType: "big" };
const bare = { ...SMALL, memoryMiB: { value: 0, source: "assumed: test" } };

describe("a request that makes no sense", () => {
  it.each<readonly [string, PlanRequestInput, string]>([
    ["a workload of no memory", ask([vm("a", { memoryMiB: 0 })]), "invalid /workloads/0/memoryMiB"],
    ["a workload of no CPUs", ask([vm("a", { vcpus: 0 })]), "invalid /workloads/0/vcpus"],
    ["a host type of no memory", ask(pair, { hostTypes: [bare] }), "invalid /hostTypes/0/memoryMiB/value"],
    ["a target of no memory", ask(pair, { targets: [{ ...target, memoryMiB: 0 }] }), "invalid /targets/0/memoryMiB"],
    ["a stock of no hosts", ask(pair, { targets: [{ ...target, maxHosts: 0 }] }), "invalid /targets/0/maxHosts"],
    ["no target", ask(pair, { targets: [] }), "invalid /targets"],
    ["no workload", ask([]), "invalid /workloads"],
    ["a workload that stands twice", ask([vm("a"), vm("a")]), "duplicate /workloads/1"],
    [
      "two rules of one id",
      ask(pair, { rules: [rule("r", "apart", ["a", "b"]), rule("r", "apart", ["a", "b"])] }),
      "duplicate-rule-id /rules/1",
    ],
    [
      "a rule that pulls together what another keeps apart",
      ask(pair, { rules: [rule("r", "apart", ["a", "b"]), rule("s", "together", ["a", "b"])] }),
      "together-and-apart /rules/1",
    ],
    [
      "a rule on workloads that are not there",
      ask(pair, { rules: [rule("r", "apart", ["x", "y"])] }),
      "unknown-workload /rules/0",
    ],
    ["a rule that names nobody", ask(pair, { rules: [rule("r", "apart", [])] }), "invalid /rules/0/workloads"],
  ])("is refused at the field: %s", (_, input, problem) => {
    expect(refused(input)).toContain(problem);
  });
});

describe("a request that cannot be met", () => {
  it("plans a workload that was measured to do nothing", () => {
    const { status, summary } = planned(ask([vm("idle")], { series: [cpu("idle", [0, 0, 0])] }));
    expect([status, summary.hostsUsed, summary.bound.hosts]).toEqual(["optimal", 1, 1]);
  });

  it("says of every demand above every host what it needs and what there is", () => {
    const large = [vm("memory", { memoryMiB: 900_000 }), vm("cores", { vcpus: 700 })];
    const result = planned(ask([vm("a"), ...large], { series: [cpu("cores", [650])] }));
    // One host of 16 cores at 80 % less the hypervisor's own leaves 12; 650 × 1.03 are 669.5.
    expect(result.summary).toMatchObject({ placed: 1, unplaced: 2 });
    expect(result.unplaced.map(({ workload, nearest }) => [workload, nearest?.misfit])).toEqual([
      ["cores", expect.objectContaining({ code: "over-capacity", resource: "cpuCores", needs: 669.5, has: 12 })],
      ["memory", expect.objectContaining({ code: "over-capacity", resource: "memoryMiB" })],
    ]);
  });

  it("says of a host below the platform's own need what it lacks", () => {
    const result = planned(ask(pair, { targets: [{ ...target, memoryMiB: 1 }] }));
    expect(result.status).toBe("infeasible");
    expect(result.targets[0]?.misfits).toContainEqual(
      expect.objectContaining({ code: "below-minimum", scope: "machine", resource: "memoryMiB", value: 1 }),
    );
    expect(result.unplaced).toHaveLength(2);
  });
});
