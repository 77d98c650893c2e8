/**
 * Rows of variants that share work are those of variants that share nothing: every figure is the whole plan's own, made
 * from a request decoded by itself, and a planner that has made other rows before makes the same row.
 */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  InvalidInput,
  PLAN_FIGURES,
  type PlanResult,
  Scenario,
  costWithout,
  decodeRequest,
  plan,
  requestFor,
  variantPlanner,
  variantsOf,
} from "#planner";
import { CONTEXT, estate } from "../../../support/request.ts";

const SIZE = 12;
/** What may be varied in the builder's estate, with values that are fine and one that is not here and there. */
const VARIED: Readonly<Record<string, readonly unknown[]>> = {
  "/goals/growthPercent": [0, 35, 400],
  "/goals/utilizationCeilingRatio": [0.4, 0.9, 1.5],
  "/goals/memoryCeilingRatio": [0.5, 1],
  "/goals/percentile": [100, 80],
  "/goals/timeModel": ["week", "day", "peak", "trace"],
  "/goals/objective": ["hosts", "energy"],
  "/goals/spareHosts": [0, 1],
  "/workloads/0/memoryMiB": [2048, 60_000],
  "/workloads/1/growthPercent": [0, 900],
  "/workloads/2/state": ["powered-on", "powered-off"],
  "/targets/0/hostType": ["big", "small", "nobody"],
  "/targets": [
    [{ platform: "xen-4", hostType: "big", maxHosts: 9 }],
    [{ platform: "vsphere-8", hostType: "small", maxHosts: 3 }],
  ],
  "/seed": [1, 2],
};

const scenarios = fc
  .record({
    seed: fc.nat(1000),
    pointers: fc.uniqueArray(fc.constantFrom(...Object.keys(VARIED)), { minLength: 1, maxLength: 2 }),
    mode: fc.constantFrom("grid", "list"),
    isDrawn: fc.boolean(),
    fails: fc.boolean(),
    grows: fc.boolean(),
  })
  .map(({ seed, pointers, mode, isDrawn, fails, grows }) => {
    const base = estate(SIZE, seed);
    // A host type inside a list of targets that is varied as a whole would be varied twice.
    const kept = pointers.includes("/targets") ? pointers.filter((name) => name !== "/targets/0/hostType") : pointers;
    // A ban from a host of a target that may not be there would make every other variant invalid.
    const rules = base.rules?.filter(({ kind }) => kind !== "ban" || !kept.some((name) => name.startsWith("/targets")));
    const demand = { distribution: "lognormal", median: 1.4, deviation: 0.5, to: 5 };
    return Scenario.parse({
      request: {
        ...base,
        rules,
        targets: base.targets.map((target) => ({ maxHosts: 6, ...target })),
        goals: { ...base.goals, effortSeconds: 0, simulatedHosts: 0 },
      },
      vary: Object.fromEntries(kept.map((pointer) => [pointer, VARIED[pointer]])),
      mode,
      ...(isDrawn
        ? {
            sample: {
              count: 2,
              seed,
              factors: { demand },
              draw: { "/goals/vcpusPerCore": { distribution: "uniform", from: 2, to: 6 } },
            },
          }
        : {}),
      ...(fails ? { fail: [{ each: "host" }] } : {}),
      ...(grows
        ? {
            growth: { start: "2026-12", months: 6, percentPerYear: { cpu: 30 } },
            events: [{ month: 2, event: "scale", workload: "vm-000", times: 2 }],
          }
        : {}),
    });
  });

/** The parts of a row that its plan gives, from the whole plan of a request that nothing is shared with. */
function alone(scenario: Scenario, index: number): unknown {
  try {
    const result = plan(decodeRequest(requestFor(scenario, variantsOf(scenario)[index]!), CONTEXT), CONTEXT);
    const figures = Object.entries(PLAN_FIGURES).map(
      ([name, read]: [string, (r: PlanResult) => number | undefined]) => [name, read(result)],
    );
    return {
      status: result.status,
      figures: Object.fromEntries(figures),
      costWithout: costWithout(result),
      problems: undefined,
    };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { status: "invalid", figures: {}, costWithout: [], problems: error.problems };
  }
}

const json = (value: unknown) => JSON.stringify(value);

test("a row is the same whether its planner made others before, and its figures are those of the whole plan alone", () => {
  const seen = { valid: 0, invalid: 0, failures: 0, forecasts: 0, draws: 0 };
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const shared = variantPlanner(scenario, CONTEXT);
      for (let index = 0; index < shared.count; index++) {
        const row = shared.row(index);
        expect(json(row)).toBe(json(variantPlanner(scenario, CONTEXT).row(index)));
        const { status, figures, costWithout: without, problems } = row;
        expect(json({ status, figures, costWithout: without, problems })).toBe(json(alone(scenario, index)));
        seen[status === "invalid" ? "invalid" : "valid"]++;
        if (row.failures !== undefined) seen.failures++;
        if (row.forecast !== undefined) seen.forecasts++;
        if (row.draw !== undefined) seen.draws++;
      }
    }),
    { seed: 7, numRuns: 30 },
  );
  expect(Object.values(seen).every((count) => count > 5)).toBe(true);
});
