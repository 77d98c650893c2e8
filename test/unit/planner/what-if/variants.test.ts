/** The list of variants: grid, list, draws with common random numbers, and scenarios that are refused. */
import { describe, expect, test } from "vitest";
import { InvalidInput, type ScenarioInput, Scenario, parseInput, requestFor, variantsOf } from "#planner";

const scenarioOf = (input: Omit<ScenarioInput, "request"> & { readonly request?: ScenarioInput["request"] }) =>
  parseInput(Scenario, { request: {}, ...input });

const problemsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ pointer, detail }) => `${pointer} ${detail}`);
    throw error;
  }
  return [];
};

const vary = { "/a": [1, 2], "/b": ["x", "y"] };
const uniform = { distribution: "uniform", from: 1, to: 2 } as const;

describe("variants", () => {
  test("a grid is every combination, the first axis slowest; a list each value alone", () => {
    expect(variantsOf(scenarioOf({ vary })).map(({ overrides }) => overrides)).toEqual([
      { "/a": 1, "/b": "x" },
      { "/a": 1, "/b": "y" },
      { "/a": 2, "/b": "x" },
      { "/a": 2, "/b": "y" },
    ]);
    const list = variantsOf(scenarioOf({ vary, mode: "list" })).map(({ overrides }) => overrides);
    expect(list).toEqual([{ "/a": 1 }, { "/a": 2 }, { "/b": "x" }, { "/b": "y" }]);
  });

  test("without vary there is one variant, or one per draw", () => {
    expect(variantsOf(scenarioOf({}))).toEqual([{ index: 0, alternative: 0, overrides: {} }]);
    const sample = { count: 3, draw: { "/c": uniform } };
    expect(variantsOf(scenarioOf({ sample })).map(({ draw }) => draw?.index)).toEqual([0, 1, 2]);
    // A sample that draws nothing of the request would plan the same thing three times.
    expect(variantsOf(scenarioOf({ sample: { count: 3 } })).length).toBe(1);
  });

  test("the same draw gives the same values in every alternative, whatever else is drawn", () => {
    const drawn = (draw: Record<string, typeof uniform>) =>
      variantsOf(scenarioOf({ vary, sample: { count: 5, draw, factors: { demand: uniform } } }));
    const variants = drawn({ "/c": uniform });
    const more = drawn({ "/first": uniform, "/c": uniform });
    for (const { index, alternative, draw } of variants) {
      expect(index).toBe(alternative * 5 + (draw?.index ?? 0));
      expect(draw).toEqual(variants[draw?.index ?? -1]?.draw);
      expect(draw?.values["/c"]).toBe(more[index]?.draw?.values["/c"]);
      expect(draw?.factors).toEqual(more[index]?.draw?.factors);
    }
    // And draws differ from each other, as do the streams of two names.
    const values = variants.slice(0, 5).map(({ draw }) => draw?.values["/c"]);
    expect(new Set([...values, ...variants.slice(0, 5).map(({ draw }) => draw?.factors.demand)]).size).toBe(10);
  });

  test("a drawn value is set in the request; a factor multiplies growth and memory of every workload", () => {
    const request = {
      goals: { growthPercent: 20 },
      workloads: [{ memoryMiB: 100 }, { memoryMiB: 10, growthPercent: -50 }],
    };
    const draw = { index: 0, values: { "/seed": 9 }, factors: { demand: 1.5, memory: 2 } };
    const made = requestFor(scenarioOf({ request }), { overrides: { "/name": "v" }, draw });
    // 1.2 × 1.5 = 1.8 is 80 % more; 0.5 × 1.5 = 0.75 is 25 % less.
    expect(made).toMatchObject({ seed: 9, name: "v", workloads: [{ memoryMiB: 200 }, { memoryMiB: 20 }] });
    const { goals, workloads } = made as { goals: { growthPercent: number }; workloads: { growthPercent?: number }[] };
    expect(goals.growthPercent).toBeCloseTo(80, 9);
    expect(workloads[0]).not.toHaveProperty("growthPercent");
    expect(workloads[1]?.growthPercent).toBeCloseTo(-25, 9);
    expect(request.workloads[0]).toEqual({ memoryMiB: 100 });
  });

  test("hosts are replayed only where the scenario asks for it", () => {
    const variant = { overrides: {} };
    expect(requestFor(scenarioOf({}), variant)).toEqual({ goals: { simulatedHosts: 0 } });
    const asked = scenarioOf({ request: { goals: { simulatedHosts: 2 } } });
    expect(requestFor(asked, variant)).toEqual({ goals: { simulatedHosts: 2 } });
  });
});

describe("scenarios that are refused", () => {
  test("too many variants, with the count and the bound", () => {
    const many = Array.from({ length: 200 }, (_, i) => i);
    expect(problemsOf(() => variantsOf(scenarioOf({ vary: { "/a": many, "/b": many } })))[0]).toMatch(
      /^\/vary 40000 alternatives of 1 draw each are 40000 variants, at most 10000/,
    );
    const sampled = scenarioOf({ vary: { "/a": many }, sample: { count: 51, draw: { "/c": uniform } } });
    expect(problemsOf(() => variantsOf(sampled))[0]).toMatch(/^\/sample\/count 200 alternatives of 51 draws .* 10200/);
  });

  test("a factor that may be 0 or no number, and a field both varied and drawn", () => {
    const factors = {
      demand: { distribution: "normal" as const, mean: 1, deviation: 0.5 },
      memory: { distribution: "discrete" as const, values: [1, "much"] },
    };
    const sample = { count: 1, factors, draw: { "/a": uniform } };
    expect(problemsOf(() => variantsOf(scenarioOf({ vary, sample }))).map((p) => p.split(" ")[0])).toEqual([
      "/sample/factors/demand",
      "/sample/factors/memory",
      "/sample/draw/~1a",
    ]);
  });

  test("unknown figures and fields, bounds the wrong way round: each with its place", () => {
    const sample = { count: 1, draw: { "/a": { distribution: "uniform", from: 2, to: 1 } } };
    const bad = { pareto: ["hostz"], sample, other: 1 };
    const found = problemsOf(() => parseInput(Scenario, { request: {}, ...bad }));
    expect(found.join("\n")).toMatch(/\/sample\/draw\/~1a from is 2: it must not exceed to, 1/);
    expect(found.join("\n")).toMatch(/\/pareto\/0/);
    expect(found.join("\n")).toMatch(/other/);
  });
});
