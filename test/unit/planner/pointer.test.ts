import { describe, expect, test } from "vitest";
import { nearestName } from "#planner/contract/index.ts";
import { pointerSteps, withValue } from "#planner/what-if/pointer.ts";

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
});

describe("did you mean", () => {
  test("one letter off is found, nonsense is not", () => {
    expect(nearestName("esx-3,0", ["xen-4", "esx-3.0"])).toBe("esx-3.0");
    expect(nearestName("qqqqqqqqqqqq", ["xen-4", "esx-3.0"])).toBeUndefined();
  });
});
