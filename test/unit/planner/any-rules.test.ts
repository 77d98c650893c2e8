/** Whatever rules a request holds: it is refused at the door with sentences, or planned, and the plan passes the judge. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput, type PlanRequest, decodeRequest, plan, verify } from "#planner";
import type { Rule } from "#planner/contract/index.ts";
import { CONTEXT, ask, noise, vm } from "../../support/request.ts";
import { GROUPS, RULES, WORKLOADS } from "../constrain/small-world.ts";

/** The small world's names as targets that there are. */
const real = <T>(named: T): T =>
  JSON.parse(
    JSON.stringify(named)
      .replaceAll("xen@r1", "vsphere-8@big")
      .replaceAll("esx@r2", "xen-4@small")
      .replaceAll('"xen"', '"vsphere-8"'),
  ) as T;

const VMS = WORKLOADS.map((id, w) =>
  vm(id, { memoryMiB: 2048 * (1 + Math.floor(noise(3, w) * 8)), vcpus: 1 + (w % 3) }),
);

function accepted(rules: readonly Rule[], maxHosts: number, spareHosts: number): PlanRequest | InvalidInput {
  const request = ask(VMS, {
    targets: [
      { platform: "vsphere-8", hostType: "big", maxHosts, memoryMiB: 32_768 },
      { platform: "xen-4", hostType: "small", maxHosts },
    ],
    goals: { timeModel: "peak", simulatedHosts: 0, spareHosts, effortSeconds: 0 },
    places: [...real(GROUPS)],
    rules: [...real(rules)],
  });
  try {
    return decodeRequest(request, CONTEXT);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
}

describe("any rules at all", () => {
  it("are refused with a sentence, or kept by a plan that says what it leaves out and why", () => {
    const seen = { refused: 0, placed: 0, short: 0, unmet: 0, conflicts: 0 };
    const rules = fc
      .array(fc.oneof(...Object.values(RULES)), { minLength: 1, maxLength: 4 })
      .map((list) => list.map((rule, r) => ({ ...rule, id: `${rule.kind}-${r}` })));
    fc.assert(
      fc.property(rules, fc.integer({ min: 3, max: 6 }), fc.nat(1), (some, maxHosts, spareHosts) => {
        const request = accepted(some, maxHosts, spareHosts);
        if (request instanceof InvalidInput) {
          expect(request.problems.every(({ detail }) => detail.length > 10)).toBe(true);
          seen.refused++;
          return;
        }
        const result = plan(request, CONTEXT);
        expect(verify({ request, result }, CONTEXT).violations).toEqual([]);
        seen[result.unplaced.length > 0 ? "short" : "placed"]++;
        if (result.unmet !== undefined || result.failover?.some(({ holds }) => !holds) === true) seen.unmet++;
        if (result.unplaced.some(({ conflict }) => conflict !== undefined)) seen.conflicts++;
      }),
      { seed: 5031, numRuns: 250 },
    );
    expect(Object.values(seen).every((count) => count > 3)).toBe(true);
  });
});
