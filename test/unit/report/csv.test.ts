/** The placement as CSV. */
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { planCsv } from "#report";
import { samplePlan } from "../../support/plan-document.ts";

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe("the placement CSV", () => {
  it("has one line per workload of the request, in its order", () => {
    const document = samplePlan();
    const rows = rowsOf(planCsv(document));
    expect(rows.map((row) => row["workload"])).toEqual(document.request.workloads.map((workload) => workload.id));
    // 48 placed, 5 unplaced, 1 template
    const count = (status: string) => rows.filter((row) => row["status"] === status).length;
    expect([count("placed"), count("unplaced"), count("left out")]).toEqual([48, 5, 1]);
  });

  it("gives a placed workload its host and what it got, as plain numbers", () => {
    expect(rowsOf(planCsv(samplePlan()))[0]).toMatchObject({
      host: "esx-3.0@dl585-g1/1",
      target: "esx-3.0@dl585-g1",
      vcpus: "2",
      memoryMiB: "8192",
      memoryClaimMiB: "8294",
      settings: "cpuShares=2000; memoryShares=81920",
    });
  });

  it("gives an unplaced workload every reason and the nearest miss", () => {
    const row = rowsOf(planCsv(samplePlan()))[48];
    expect(row).toMatchObject({ status: "unplaced", host: "", nearestMiss: "needs 3.1 GiB more memory" });
    expect(row?.["reasons"]).toContain("esx-3.0@dl585-g1: Memory: needs 19.1 GiB");
    expect(row?.["reasons"]).toContain("| xen-3.0.2@dl385-g1: The guest operating system is not supported");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", '=HYPERLINK("http://x","y")'])("disarms %s", (name) => {
    expect(rowsOf(planCsv(samplePlan({ firstName: name })))[0]?.["name"]).toBe(`'${name}`);
  });

  it("keeps commas and quotes of names, and leaves harmless names alone", () => {
    const name = 'web "one", old';
    expect(rowsOf(planCsv(samplePlan({ firstName: name })))[0]?.["name"]).toBe(name);
  });

  it("refuses a result that forgot a workload", () => {
    const document = samplePlan();
    const result = { ...document.result, unplaced: document.result.unplaced.slice(1) };
    expect(() => planCsv({ ...document, result })).toThrow(
      'workload "w049" is neither placed nor unplaced nor left out',
    );
  });
});
