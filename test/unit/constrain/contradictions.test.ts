/** Rules that nobody could keep, one by one, and rules that look like it but can be kept. */
import { describe, expect, it } from "vitest";
import type { Rule } from "#planner/contract/index.ts";
import { contradictions } from "#planner/constrain/index.ts";

const WORKLOADS = ["a", "b", "c", "d"];
const apart = (id: string, ...workloads: string[]): Rule => ({ id, kind: "apart", workloads });
const together = (id: string, ...workloads: string[]): Rule => ({ id, kind: "together", workloads });
const pin = (id: string, workloads: string[], ...places: string[]): Rule => ({ id, kind: "pin", workloads, places });
const ban = (id: string, workloads: string[], ...places: string[]): Rule => ({ id, kind: "ban", workloads, places });
const found = (...rules: Rule[]) => contradictions(rules, WORKLOADS);

describe("contradictions", () => {
  it("are none in rules that can be kept at once", () => {
    expect(
      found(
        together("T", "a", "b"),
        apart("A", "b", "c"),
        pin("P", ["a"], "x@t", "y@t/2"),
        pin("Q", ["b"], "x@t/1", "z@t"),
        ban("B", ["a", "b"], "x@t/2"),
      ),
    ).toEqual([]);
  });

  it("name workloads that the request does not have", () => {
    expect(found(apart("A", "a", "b", "nobody"))).toEqual([
      { rules: ["A"], workloads: ["nobody"], why: "unknown-workload" },
    ]);
  });

  it("name a rule that is left with too few workloads", () => {
    expect(found(apart("A", "a", "nobody"), together("T", "b", "b"), pin("P", ["nobody"], "x@t"))).toEqual([
      { rules: ["A"], workloads: ["nobody"], why: "unknown-workload" },
      { rules: ["P"], workloads: ["nobody"], why: "unknown-workload" },
      { rules: ["A"], workloads: ["a"], why: "empty-rule" },
      { rules: ["T"], workloads: ["b"], why: "empty-rule" },
      { rules: ["P"], workloads: [], why: "empty-rule" },
    ]);
  });

  it("name an id that is used twice, once", () => {
    expect(found(apart("A", "a", "b"), apart("A", "b", "c"), apart("A", "c", "d"))).toEqual([
      { rules: ["A"], workloads: [], why: "duplicate-rule-id" },
    ]);
  });

  it("see together and apart on one pair through a chain", () => {
    expect(found(together("T", "a", "b"), together("U", "b", "c"), apart("A", "a", "d", "c"))).toEqual([
      { rules: ["T", "U", "A"], workloads: ["a", "c"], why: "together-and-apart" },
    ]);
  });

  it("see pins of one workload without a common place", () => {
    expect(found(pin("P", ["a"], "x@t/1"), pin("Q", ["a", "b"], "x@t/2", "y@t"))).toEqual([
      { rules: ["P", "Q"], workloads: ["a"], why: "no-common-place" },
    ]);
  });

  it("see bans that leave no place of a pin, a target covering its hosts", () => {
    expect(found(pin("P", ["a", "b"], "x@t/1", "y@t"), ban("B", ["a"], "x@t"), ban("C", ["a"], "y@t"))).toEqual([
      { rules: ["P", "B", "C"], workloads: ["a"], why: "no-place-left" },
    ]);
  });

  it("do not take a target for used up by bans on single hosts of it", () => {
    expect(found(pin("P", ["a"], "x@t"), ban("B", ["a"], "x@t/1", "x@t/2"))).toEqual([]);
  });

  it("see members of a group pinned to different places", () => {
    expect(found(together("T", "a", "b"), pin("P", ["a"], "x@t/1"), pin("Q", ["b"], "x@t/2"))).toEqual([
      { rules: ["T", "P", "Q"], workloads: ["a", "b"], why: "together-pinned-apart" },
    ]);
  });

  it("see a ban on one member take the place another is pinned to", () => {
    expect(found(together("T", "a", "b"), pin("P", ["a"], "x@t"), ban("B", ["b"], "x@t"))).toEqual([
      { rules: ["T", "P", "B"], workloads: ["a", "b"], why: "no-place-left" },
    ]);
  });

  it("see workloads that must be apart pinned to one and the same host", () => {
    expect(found(apart("A", "a", "b", "c"), pin("P", ["a", "c"], "x@t/1"))).toEqual([
      { rules: ["A", "P"], workloads: ["a", "c"], why: "apart-pinned-together" },
    ]);
    expect(found(apart("A", "a", "b"), pin("P", ["a", "b"], "x@t"))).toEqual([]);
  });
});
