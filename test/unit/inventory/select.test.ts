import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuFigures, orderWorkloads, selectWorkloads } from "#inventory";
import { Inventory } from "#planner/contract/index.ts";

const os = { family: "linux", architecture: "x86-64" } as const;
const slot = { start: "2026-01-05T00:00:00Z", slotMinutes: 60 };

const ESTATE = Inventory.parse({
  format: "house-json",
  files: ["estate.json"],
  workloads: [
    { id: "Web (a)", name: "Web", os, vcpus: 2, memoryMiB: 4096, tags: { tier: "web", site: "north" } },
    { id: "db", name: "db", os, vcpus: 8, memoryMiB: 1024, tags: { tier: "db" }, state: "powered-off" },
    { id: "batch", name: "batch", os, vcpus: 2, memoryMiB: 2048, tags: { "a=b": "c" } },
  ],
  hosts: [],
  series: [
    { ...slot, workload: "db", metric: "cpuCores", values: [1, null, 3] },
    { ...slot, workload: "batch", metric: "cpuCores", values: [5] },
    { ...slot, workload: "db", metric: "memoryMiB", values: [900] },
    { ...slot, workload: "Web (a)", metric: "cpuCores", values: [null] },
  ],
  findings: [
    { code: "powered-off", severity: "info", file: "estate.json", subject: "db" },
    { code: "duplicate-workload", severity: "warning", file: "estate.json", subject: "Web" },
    { code: "series-gap", severity: "warning", file: "cpu.csv", subject: "db cpuCores" },
  ],
});
const ids = (filter: Parameters<typeof selectWorkloads>[1]) => selectWorkloads(ESTATE, filter).map(({ id }) => id);

describe("a choice of workloads", () => {
  it.each([
    [{}, ["Web (a)", "db", "batch"]],
    [{ text: "WEB" }, ["Web (a)"]],
    [{ text: "(A)" }, ["Web (a)"]],
    [{ tag: "tier" }, ["Web (a)", "db"]],
    [{ tag: "tier=db" }, ["db"]],
    [{ tag: "a=b=c" }, ["batch"]],
    [{ tag: "toString" }, []],
    [{ state: "powered-off" as const }, ["db"]],
    [{ finding: "powered-off" }, ["db"]],
    // a finding may name the workload by its name or by one of its series
    [{ finding: "duplicate-workload" }, ["Web (a)"]],
    [{ finding: "series-gap" }, ["db"]],
    [{ finding: "series-gap", text: "web" }, []],
  ])("by %o is %o", (filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });

  it("is every workload of which all parts hold, in the inventory's order", () => {
    const part = fc.constantFrom("", "w", "b", "d", "x");
    const tag = fc.constantFrom(undefined, "tier", "tier=web", "none");
    fc.assert(
      fc.property(part, tag, (text, named) => {
        const both = ids({ text, ...(named === undefined ? {} : { tag: named }) });
        const byTag = new Set(ids(named === undefined ? {} : { tag: named }));
        expect(both).toEqual(ids({ text }).filter((id) => byTag.has(id)));
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});

describe("the order of workloads", () => {
  const order = (by: Parameters<typeof orderWorkloads>[2]) =>
    orderWorkloads(ESTATE, ESTATE.workloads, by).map(({ id }) => id);
  it.each([
    ["name", ["Web (a)", "batch", "db"]],
    ["-name", ["db", "batch", "Web (a)"]],
    // equal CPUs stay in the inventory's order
    ["vcpus", ["Web (a)", "batch", "db"]],
    ["-vcpus", ["db", "Web (a)", "batch"]],
    ["memory", ["db", "batch", "Web (a)"]],
    // the workload without a measured slot is the last, whichever way round
    ["peak", ["db", "batch", "Web (a)"]],
    ["-peak", ["batch", "db", "Web (a)"]],
  ] as const)("by %s", (by, expected) => {
    expect(order(by)).toEqual(expected);
  });
});

describe("CPU figures", () => {
  it("are peak and mean of the slots that were measured", () => {
    const figures = cpuFigures(ESTATE);
    // (1 + 3) / 2: the slot that was not measured is no zero
    expect(figures.get("db")).toMatchObject({ peakCores: 3, meanCores: 2 });
    expect(figures.has("Web (a)")).toBe(false);
  });
});
