/** Validation: every line that gates holds, the page is fresh, and a line that fails would be seen. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Check, failures, isWithin, verdictOf } from "../validation/check.ts";
import { collectChecks } from "../validation/collect.ts";
import { summary, validationPage, validationTable } from "../validation/page.ts";

const checks = await collectChecks();
const check = (over: Partial<Check>): Check => ({
  gate: "G1",
  what: "a share",
  source: "by hand",
  published: 2,
  ours: 2,
  unit: "CPUs",
  tolerance: 0.1,
  toleranceKind: "absolute",
  gates: true,
  ...over,
});

test("every line that gates holds", () => {
  expect(failures(checks)).toEqual([]);
  expect(checks.filter(({ gate }) => gate === "G1").length).toBe(78);
  expect(checks.filter(({ gate }) => gate === "G14").length).toBe(27);
  expect(checks.filter(({ gate }) => gate === "closed forms").length).toBe(146);
});

test("docs/VALIDATION.md is what the checks give: run npm run validate", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/VALIDATION.md"), "utf8");
  expect(page === validationPage(checks)).toBe(true);
});

test("no figure is NaN, and nothing recalled gates", () => {
  expect(checks.filter(({ published, ours }) => Number.isNaN(published) || Number.isNaN(ours))).toEqual([]);
  expect(checks.filter(({ source, gates }) => gates && /recalled/.test(source))).toEqual([]);
});

describe("tolerance", () => {
  test("absolute, relative and exact", () => {
    expect(isWithin(check({ ours: 2.0999 }))).toBe(true);
    expect(isWithin(check({ ours: 2.11 }))).toBe(false);
    // 4 % of 150 is 6
    expect(isWithin(check({ published: -150, ours: -144.01, tolerance: 0.04, toleranceKind: "relative" }))).toBe(true);
    expect(isWithin(check({ published: -150, ours: -143.9, tolerance: 0.04, toleranceKind: "relative" }))).toBe(false);
    expect(isWithin(check({ ours: 2 + 1e-15, toleranceKind: "exact" }))).toBe(false);
    expect(isWithin(check({ ours: NaN, tolerance: Infinity }))).toBe(false);
    expect(isWithin(check({ published: "8 rounds", ours: "8 rounds" }))).toBe(true);
  });

  test("a line for reference never fails", () => {
    expect(verdictOf(check({ ours: 9, gates: false }))).toBe("for reference");
    expect(verdictOf(check({ ours: 9 }))).toBe("FAILS");
  });
});

test("page and table show gates by number, tolerances in words, and what fails", () => {
  const three = [
    check({ gate: "G14", unit: "W", toleranceKind: "relative", tolerance: 0.04 }),
    check({ gate: "G2", ours: 9, note: "one | two" }),
    check({ gate: "G14", gates: false }),
  ];
  const page = validationPage(three);
  expect(page.indexOf("## G2")).toBeLessThan(page.indexOf("## G14"));
  expect(page).toContain("| a share (one \\| two) | 2 | 9 | CPUs | ±0.1 CPUs | FAILS | by hand |");
  expect(page).toContain("| a share | 2 | 2 | W | ±4 % | ok | by hand |");
  expect(summary(three)).toBe("1 hold, 1 fail, 1 for reference");
  expect(validationTable(three).split("\n")).toHaveLength(4);
});
