/** Rows of real plans: the shared decoder answers like the whole one, invalid variants are rows, same bytes each time. */
import { describe, expect, test } from "vitest";
import { InvalidInput, Scenario, decodeRequest, plan, requestFor, variantPlanner, variantsOf, whatIf } from "#planner";
import { sharedDecoder } from "#planner/what-if/shared-decode.ts";
import { CONTEXT, ask, cpu, vm } from "../../../support/request.ts";

const request = ask([vm("a"), vm("b", { memoryMiB: 100_000 })], {
  series: [cpu("a", [1, 2, 3]), cpu("b", [4, 4, 4])],
  goals: { effortSeconds: 0 },
});
const scenario = Scenario.parse({
  request,
  vary: {
    "/goals/growthPercent": [0, 100],
    "/workloads/1/memoryMiB": [50_000, 100_000, -1],
    "/targets/0/hostType": ["big", "nobody"],
  },
});

const problemsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return undefined;
};

describe("the shared decoder", () => {
  test("gives each variant what the whole decoder gives it: request or problems", () => {
    const decode = sharedDecoder(scenario.request, CONTEXT);
    for (const variant of variantsOf(scenario)) {
      const input = requestFor(scenario, variant);
      const problems = problemsOf(() => decodeRequest(input, CONTEXT));
      if (problems !== undefined) expect(problemsOf(() => decode(input))).toEqual(problems);
      else expect(JSON.stringify(decode(input))).toBe(JSON.stringify(decodeRequest(input, CONTEXT)));
    }
  });

  test("refuses fields nobody knows and names fields that are missing", () => {
    const decode = sharedDecoder({ ...request }, CONTEXT);
    decode({ ...request });
    expect(problemsOf(() => decode({ ...request, nonsense: 1 }))?.[0]?.code).toBe("unknown-field");
    const { targets: _targets, ...rest } = request;
    expect(problemsOf(() => decode(rest))?.[0]).toMatchObject({
      pointer: "/targets",
      detail: expect.stringMatching(/missing/),
    });
  });
});

describe("rows", () => {
  const result = whatIf(scenario, CONTEXT);

  test("a row has the figures of its plan; what is invalid says why and hurts nobody", () => {
    // 2 growths × 3 memories × 2 hosts: the bad memory (2 × 2) and the unknown host (2 × 2 more) are refused.
    expect(result.rows.map(({ status }) => status === "invalid")).toEqual(
      [0, 1].flatMap(() => [false, true, false, true, true, true]),
    );
    expect(result.rows[4]?.problems?.[0]?.pointer).toBe("/workloads/1/memoryMiB");
    const { document } = variantPlanner(scenario, CONTEXT);
    const { request: asked, result: planned } = document(2);
    expect(planned).toEqual(plan(asked, CONTEXT));
    expect(result.rows[2]?.figures).toMatchObject({
      hosts: planned.summary.hostsUsed,
      peakW: planned.energy.after.peakW,
    });
  });

  test("a row depends on its number alone: last first gives the same bytes", () => {
    const { row, count } = variantPlanner(scenario, CONTEXT);
    const backwards = Array.from({ length: count }, (_, i) => row(count - 1 - i)).toReversed();
    expect(JSON.stringify(backwards)).toBe(JSON.stringify(result.rows));
  });

  test("a stop in the middle is heard", () => {
    expect(() => whatIf(scenario, { ...CONTEXT, stopped: () => true })).toThrow(/stopped/);
  });
});
