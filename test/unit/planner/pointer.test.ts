import { describe, expect, test } from "vitest";
import { nearestName } from "#planner/nearest-name.ts";
import { pointerSteps, withValue } from "#planner/what-if/pointer.ts";
import { Scenario, variantsOf } from "#planner/what-if/index.ts";

describe("what-if overrides", () => {
  test("a pointer sets a value in a copy and leaves the base alone", () => {
    const base = { goals: { growthPercent: 0 }, targets: [{ hostType: "a" }] };
    expect(withValue(base, pointerSteps("/goals/growthPercent"), 20)).toEqual({
      goals: { growthPercent: 20 },
      targets: [{ hostType: "a" }],
    });
    expect(withValue(base, pointerSteps("/targets/0/hostType"), "b")).toEqual({
      goals: { growthPercent: 0 },
      targets: [{ hostType: "b" }],
    });
    expect(base.goals.growthPercent).toBe(0);
  });

  test("prototypes cannot be reached, and a pointer without a slash is refused by name", () => {
    expect(() => pointerSteps("/__proto__/polluted")).toThrow(/__proto__/);
    expect(() => pointerSteps("goals")).toThrow(/"goals" is no JSON pointer/);
    expect(() => withValue([1, 2], ["7"], 0)).toThrow(/"7" is no index into a list of 2/);
  });

  test("a grid is every combination, the first axis slowest; a list each value alone", () => {
    const scenario = { request: {}, vary: { "/a": [1, 2], "/b": ["x", "y"] } };
    expect(variantsOf(Scenario.parse(scenario))).toEqual([
      { "/a": 1, "/b": "x" },
      { "/a": 1, "/b": "y" },
      { "/a": 2, "/b": "x" },
      { "/a": 2, "/b": "y" },
    ]);
    expect(variantsOf(Scenario.parse({ ...scenario, mode: "list" }))).toHaveLength(4);
  });

  test("too many variants are refused with the bound", () => {
    const many = Array.from({ length: 200 }, (_, i) => i);
    expect(() => variantsOf(Scenario.parse({ request: {}, vary: { "/a": many, "/b": many } }))).toThrow(
      /at most 10000/,
    );
  });
});

describe("did you mean", () => {
  test("one letter off is found, nonsense is not", () => {
    expect(nearestName("esx-3,0", ["xen-4", "esx-3.0"])).toBe("esx-3.0");
    expect(nearestName("qqqqqqqqqqqq", ["xen-4", "esx-3.0"])).toBeUndefined();
  });
});
