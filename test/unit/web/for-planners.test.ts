import { describe, expect, it } from "vitest";
import { isForPlanners, stepsForReaders, withoutPlannersLinks } from "../../../web/access/for-planners.ts";
import { stepAddresses, stepper } from "../../../web/stepper.ts";

describe("pages of use only to planners", () => {
  it.each([
    ["/", true],
    ["/what-ifs/new?from=1", true],
    ["/simulations/new/", true],
    ["/plans/1/again#newer", true],
    ["/plans/compare/shares?id=1&id=2", true],
    ["/inventories/1/targets?target=a", true],
    ["/inventories/1/workload", true],
    ["/inventories/1/workload?from=2", true],
    ["/inventories/1/workload?of=web-1", false],
    ["/inventories/1/workload?from=2&of=web-1", false],
    ["/inventories/1/workloads", false],
    ["/inventories/1/rules", false],
    ["/plans", false],
    ["/plans/new", false],
    ["/plans/1/workloads/again", false],
    ["/api/v1/plans/1/shares", false],
    ["#targets", false],
    ["?sort=row#rows", false],
  ])("%s: %s", (address, isTheirs) => {
    expect(isForPlanners(address)).toBe(isTheirs);
  });

  it("are led to by no link that is left on a reader's page", () => {
    const html =
      '<p><a class="b" href="/plans/1/again">Again</a> <a href="/plans/1">One</a> <a href="/inventories/1/workload?of&#x3D;w">w</a></p>';
    expect(withoutPlannersLinks(html)).toBe(
      '<p><a href="/plans/1">One</a> <a href="/inventories/1/workload?of&#x3D;w">w</a></p>',
    );
  });

  it("are steps without address for readers", () => {
    const steps = stepsForReaders(stepper("plan", { ...stepAddresses("1"), compare: "/plans/compare?id=1" }));
    expect(steps.map(({ title, href }) => [title, href])).toEqual([
      ["Inventory", "/inventories/1"],
      ["Workloads", "/inventories/1/workloads"],
      ["Targets", undefined],
      ["Goals", undefined],
      ["Plan", undefined],
      ["Compare and export", "/plans/compare?id=1"],
    ]);
  });
});
