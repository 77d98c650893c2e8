import { describe, expect, it } from "vitest";
import { objectiveIn } from "../../../cli/options/objective.ts";

describe("--objective", () => {
  it("reads one objective, a list and weights", () => {
    expect(objectiveIn("energy")).toBe("energy");
    expect(objectiveIn("hosts, energy")).toEqual(["hosts", "energy"]);
    expect(objectiveIn("hosts=1,cost=0.5")).toEqual({ hosts: 1, cost: 0.5 });
  });

  it.each(["", "beauty", "hosts,hosts", "hosts=0", "hosts=", "hosts=-1", "hosts,energy=1", "hosts=x"])(
    "refuses %j, and says what there is",
    (text) => {
      expect(() => objectiveIn(text)).toThrow(/one of hosts, energy, cost/);
    },
  );
});
