/** What a broken rule says of itself, and what compiling makes of names. */
import { describe, expect, it } from "vitest";
import type { Rule } from "#planner/contract/index.ts";
import { compileRules, violationsOf } from "#planner/constrain/index.ts";
import { TARGETS, placementUnder } from "./small-world.ts";

describe("violations", () => {
  it("name the rule, the workloads and the hosts", () => {
    // a and b on xen@r1/1, c on esx@r2/1.
    const placement = placementUnder([], ["xen@r1/1", "xen@r1/1", "esx@r2/1"]);
    const rules: readonly Rule[] = [
      { id: "A", kind: "apart", workloads: ["a", "b", "c"] },
      { id: "T", kind: "together", workloads: ["b", "c", "d"] },
      { id: "P", kind: "pin", workloads: ["a", "c", "d"], places: ["xen@r1/2", "esx@r2"] },
      { id: "B", kind: "ban", workloads: ["a", "c"], places: ["xen@r1"] },
    ];
    expect(violationsOf(rules, placement)).toEqual([
      { rule: "A", kind: "apart", workloads: ["a", "b"], hosts: ["xen@r1/1"] },
      { rule: "T", kind: "together", workloads: ["b", "c"], hosts: ["esx@r2/1", "xen@r1/1"] },
      { rule: "P", kind: "pin", workloads: ["a"], hosts: ["xen@r1/1"] },
      { rule: "B", kind: "ban", workloads: ["a"], hosts: ["xen@r1/1"] },
    ]);
  });

  it("find nothing in an empty placement", () => {
    const nowhere = placementUnder([], []);
    const rules: readonly Rule[] = [{ id: "P", kind: "pin", workloads: ["a"], places: ["xen@r1/2"] }];
    expect(violationsOf(rules, nowhere)).toEqual([]);
  });
});

describe("compileRules", () => {
  const index = new Map([
    ["a", 2],
    ["b", 0],
  ]);

  it("lists the packed workloads by index, ascending, and leaves the others out", () => {
    const [rule] = compileRules([{ id: "A", kind: "apart", workloads: ["a", "template", "b", "a"] }], index, TARGETS);
    expect(rule?.items).toEqual([0, 2]);
  });

  it("drops rules that concern no packed workload", () => {
    expect(
      compileRules([{ id: "P", kind: "pin", workloads: ["template"], places: ["xen@r1"] }], index, TARGETS),
    ).toEqual([]);
  });

  it("tells the packer which hosts a pin or ban names", () => {
    const rules: readonly Rule[] = [
      { id: "P", kind: "pin", workloads: ["a"], places: ["esx@r2/7", "xen@r1"] },
      { id: "B", kind: "ban", workloads: ["a"], places: ["xen@r1/2"] },
      { id: "whole", kind: "ban", workloads: ["b"], places: ["esx@r2"] },
    ];
    const [pin, ban, whole] = compileRules(rules, index, TARGETS);
    expect(pin).toMatchObject({ hosts: [{ type: 1, number: 7 }], isExclusive: true });
    expect(ban).toMatchObject({ hosts: [{ type: 0, number: 2 }], isExclusive: false });
    expect(whole).not.toHaveProperty("hosts");
  });
});
