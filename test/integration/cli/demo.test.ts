/** The demo: what the README promises. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { PlanDocument } from "#planner";
import { hostwright, scratch } from "./hostwright.ts";

describe("the demo", () => {
  const place = scratch();
  afterAll(place.remove);

  it("plans the sample estate, writes a report and a plan that holds, and says how to go on", async () => {
    const out = path.join(place.folder, "out");
    const ended = await hostwright(["demo", "--out", out]);
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("Sample estate of 2005");
    expect(ended.stdout).toContain("npm start");
    expect(ended.stdout).toMatch(/^vsphere-8@\S+ .*\nesx-3\.0@\S+ /m);
    expect(readFileSync(path.join(out, "report.html"), "utf8")).toMatch(/^<!doctype html>/i);

    const planFile = path.join(out, "plan.json");
    const { result } = JSON.parse(readFileSync(planFile, "utf8")) as PlanDocument;
    expect(result.unplaced.map((one) => one.reasons.length)).not.toContain(0);
    expect(result.summary.hostsUsed).toBeGreaterThanOrEqual(result.summary.bound.hosts);
    expect((await hostwright(["verify", planFile])).stdout).toMatch(/^accepted: /);
  });
});
