/** The smallest conflicting set: minimal by definition, found in few trials, and named in a plan that leaves somebody out. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallestConflict } from "#planner/constrain/index.ts";
import { type PlanRequestInput, decodeRequest, explain, plan, verify } from "#planner";
import { CONTEXT, ask, vm } from "../../support/request.ts";

describe("smallestConflict", () => {
  const numbers = (count: number) => [...Array(count).keys()];

  it("is a conflict, and none without any one of its rules, on 500 random families of conflicts", () => {
    const family = fc.array(fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(family, (conflicts) => {
        const isKept = (rules: readonly number[]) =>
          !conflicts.some((all) => all.every((rule) => rules.includes(rule)));
        const found = smallestConflict(numbers(10), (rules) => (isKept(rules) ? "yes" : "no"), 1000);
        expect(found === undefined).toBe(conflicts.length === 0);
        if (found === undefined) return;
        expect(isKept(found.rules)).toBe(false);
        expect(found.rules.every((rule) => isKept(found.rules.filter((other) => other !== rule)))).toBe(true);
      }),
      { seed: 5021, numRuns: 500 },
    );
  });

  it("finds 2 of 256 rules in at most 2 · 2 · log₂ 256 + 2 = 34 trials", () => {
    const oracle = (rules: readonly number[]) => (rules.includes(17) && rules.includes(200) ? "no" : "yes");
    const found = smallestConflict(numbers(256), oracle, 1000);
    expect(found?.rules).toEqual([17, 200]);
    expect(found?.trials).toBeLessThanOrEqual(34);
  });

  it("is empty when nothing can be kept even without rules, and none when the trials do not suffice", () => {
    expect(smallestConflict(numbers(4), () => "no", 100)).toMatchObject({ rules: [], isProved: true });
    expect(smallestConflict(numbers(64), (rules) => (rules.includes(9) ? "unknown" : "yes"), 3)).toBeUndefined();
  });

  it("says when a no was not proved", () => {
    expect(smallestConflict(numbers(4), (rules) => (rules.includes(2) ? "unknown" : "yes"), 100)).toMatchObject({
      rules: [2],
      isProved: false,
    });
  });
});

describe("a plan that leaves a workload out because of rules", () => {
  const request = decodeRequest(
    ask([vm("a"), vm("b"), vm("c"), vm("d")], {
      goals: { timeModel: "peak", simulatedHosts: 0, effortSeconds: 0 },
      rules: [
        { id: "no-matter", kind: "ban", workloads: ["a"], places: ["vsphere-8@big/9"] },
        { id: "apart", kind: "apart", workloads: ["a", "b", "c"] },
        { id: "crowd", kind: "max-partitions", atMost: 9 },
        { id: "two-licences", kind: "contain", workloads: ["a", "b", "c"], atMost: 2 },
      ],
    } satisfies Partial<PlanRequestInput>),
    CONTEXT,
  );
  const result = plan(request, CONTEXT);

  it("names the two rules that meet, proved by trying everything, and passes the judge", () => {
    expect(result.unplaced).toHaveLength(1);
    expect(result.unplaced[0]?.conflict).toEqual({ rules: ["apart", "two-licences"], isProved: true });
    expect(verify({ request, result }, CONTEXT).violations).toEqual([]);
  });

  it("explains it the same way", () => {
    const told = explain({ request, result }, result.unplaced[0]!.workload, CONTEXT);
    expect(told.state === "unplaced" && told.unplaced.conflict?.rules).toEqual(["apart", "two-licences"]);
  });
});
