import { describe, expect, it } from "vitest";
import { shownProblems } from "../../../web/form-problems.ts";
import { stepAddresses, stepper } from "../../../web/stepper.ts";

describe("the steps of the form", () => {
  it("lead back to what is done and not on to what is not", () => {
    const steps = stepper("targets", stepAddresses("i1"));
    expect(steps.map((step) => step.href)).toEqual([
      "/inventories/i1",
      "/inventories/i1/workloads",
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(steps.filter((step) => step.isCurrent).map((step) => step.title)).toEqual(["Targets"]);
  });

  it("lead from a plan on to its comparison and exports", () => {
    const steps = stepper("plan", { inventory: "/", compare: "/plans/compare?id=p1" });
    expect(steps.at(-1)).toMatchObject({ number: 6, href: "/plans/compare?id=p1", isDone: false, isCurrent: false });
  });

  it("carry the targets in their addresses, written for an address", () => {
    const { goals } = stepAddresses("i1", ["a@b:2", "c&d@e"]);
    expect(goals).toBe("/inventories/i1/goals?target=a%40b%3A2&target=c%26d%40e");
  });
});

describe("problems of a form", () => {
  const problems = [
    { pointer: "/seed", code: "invalid", detail: "too large" },
    { pointer: "/seed", code: "invalid", detail: "not whole." },
    { pointer: "/workloads/1", code: "invalid", detail: "no name" },
  ];
  const shown = shownProblems(problems, (pointer) => (pointer === "/seed" ? { id: "seed", label: "Seed" } : undefined));

  it("stand in the summary, linked to their field when there is one", () => {
    expect(shown.summary).toEqual([
      { text: "Seed: too large.", href: "#seed" },
      { text: "Seed: not whole.", href: "#seed" },
      { text: "/workloads/1: no name." },
    ]);
  });

  it("say how a number of the request is that of the form, where they differ", () => {
    const high = [{ pointer: "/ratio", code: "invalid", detail: "must be at most 1, is 1.5" }];
    const { summary, at } = shownProblems(high, () => ({ id: "percent", label: "In use", note: "1 is 100 %" }));
    expect(summary).toEqual([{ text: "In use: must be at most 1, is 1.5 (1 is 100 %).", href: "#percent" }]);
    expect(at).toEqual({ percent: "must be at most 1, is 1.5 (1 is 100 %)." });
  });

  it("stand at the field, all of one field together", () => {
    expect(shown.at).toEqual({ seed: "too large. not whole." });
  });
});
