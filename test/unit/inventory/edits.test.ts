import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edit, applyEdits, findingText, isEditNote } from "#inventory";
import { InvalidInput, Inventory } from "#planner/contract/index.ts";

const os = { family: "linux", architecture: "x86-64" } as const;
const slot = { start: "2026-01-05T00:00:00Z", slotMinutes: 60 };
const named = (id: string, more: object = {}) => ({ id, name: id, os, vcpus: 2, memoryMiB: 1000, ...more });

const ESTATE = Inventory.parse({
  format: "house-json",
  files: ["estate.json"],
  workloads: [
    named("web", { tags: { tier: "web" }, diskGiB: 10, snapshot: { cpuMhz: 100, memoryActiveMiB: 50 } }),
    named("db", { vcpus: 3, tags: { tier: "db", old: "1" } }),
    named("batch", { state: "powered-off" }),
  ],
  hosts: [{ id: "esx-1", name: "esx-1" }],
  series: [
    { ...slot, workload: "web", metric: "cpuCores", values: [0.5, null, 2] },
    { ...slot, workload: "web", metric: "networkMbps", values: [4] },
    { ...slot, workload: "db", metric: "memoryMiB", values: [800] },
  ],
  findings: [],
  rules: [
    { id: "r1", kind: "apart", workloads: ["web", "db"] },
    { id: "r2", kind: "apart", workloads: ["web", "db", "batch"] },
    { id: "r3", kind: "split", workloads: ["web"], from: ["batch"] },
    { id: "r4", kind: "drain", workloads: [], places: ["esx-3.0@hp-dl585-g1/1"] },
  ],
});
const ALL = { filter: {} };
const ids = (...list: string[]) => ({ ids: list });
const made = (...edits: Edit[]) => applyEdits(ESTATE, edits);
const workload = (inventory: Inventory, id: string) => inventory.workloads.find((one) => one.id === id);
const values = (inventory: Inventory, id: string, metric: string) =>
  inventory.series.find((one) => one.workload === id && one.metric === metric)?.values;
const notes = (inventory: Inventory) => inventory.findings.filter(isEditNote).map(findingText);

function problemsOf(...edits: Edit[]) {
  try {
    made(...edits);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
  return [];
}

describe("removing workloads", () => {
  const left = made({ kind: "remove", which: ids("batch") });
  it("takes them out of list, measurements and rules; a rule left with too few goes", () => {
    expect(left.workloads.map(({ id }) => id)).toEqual(["web", "db"]);
    // r3 was about batch alone on one side; r2 has two left; r4 was about everybody and still is
    expect(left.rules?.map((rule) => [rule.id, rule.workloads])).toEqual([
      ["r1", ["web", "db"]],
      ["r2", ["web", "db"]],
      ["r4", []],
    ]);
    expect(made({ kind: "remove", which: ids("web") }).series.map((one) => one.workload)).toEqual(["db"]);
  });
  it("says so", () => {
    expect(notes(left)).toEqual(["removed: batch (and a rule that named them alone)"]);
  });
  it("is refused when nothing would be left, or nothing is meant", () => {
    expect(problemsOf({ kind: "remove", which: ALL })).toEqual(["/0/which nothing-left"]);
    expect(problemsOf({ kind: "remove", which: ids("nobody", "web") })).toEqual(["/0/which/ids unknown-workload"]);
    expect(problemsOf({ kind: "remove", which: { filter: { text: "zzz" } } })).toEqual([
      "/0/which/filter nothing-meant",
    ]);
  });
});

describe("growth", () => {
  const grown = made({
    kind: "grow",
    which: ALL,
    cpuPercent: 50,
    memoryPercent: 10,
    diskPercent: 100,
    networkPercent: -50,
  });
  it("is of measured CPU where there is any, else of the CPUs, rounded up", () => {
    expect(values(grown, "web", "cpuCores")).toEqual([0.75, null, 3]);
    // 3 × 1.5 = 4.5
    expect([workload(grown, "web")?.vcpus, workload(grown, "db")?.vcpus]).toEqual([2, 5]);
    expect(workload(grown, "web")?.snapshot?.cpuMhz).toBe(150);
  });
  it("is of configured and of measured memory, of storage, of network", () => {
    expect(workload(grown, "db")?.memoryMiB).toBe(1100);
    expect(values(grown, "db", "memoryMiB")).toEqual([880]);
    expect([workload(grown, "web")?.diskGiB, values(grown, "web", "networkMbps")]).toEqual([20, [2]]);
  });
  it("leaves resources alone that have no figure, and everybody who is not meant", () => {
    const one = made({ kind: "grow", which: ids("web"), memoryPercent: 100 });
    expect(one.series).toEqual(ESTATE.series);
    expect(one.workloads.slice(1)).toEqual(ESTATE.workloads.slice(1));
  });
  it("must be given, and may not pass the contract's bounds", () => {
    expect(problemsOf({ kind: "grow", which: ALL })).toEqual(["/0/cpuPercent no-growth"]);
    const tenfold = Array.from({ length: 10 }, (): Edit => ({ kind: "grow", which: ids("db"), cpuPercent: 900 }));
    // 3 × 10⁵ CPUs pass the bound of 100,000 at the fifth
    expect(problemsOf(...tenfold)).toEqual(["/4/cpuPercent invalid"]);
  });
  it("up and down again gives what was measured, and is in the notes both times", () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 300 }), (percent) => {
        fc.pre(percent !== 0);
        const back = (1 / (1 + percent / 100) - 1) * 100;
        const twice = made(
          { kind: "grow", which: ALL, networkPercent: percent },
          { kind: "grow", which: ALL, networkPercent: back },
        );
        expect(values(twice, "web", "networkMbps")?.[0]).toBeCloseTo(4, 4);
        expect(notes(twice)).toHaveLength(2);
      }),
      { seed: 11, numRuns: 40 },
    );
  });
});

describe("setting fields and tags", () => {
  it("changes what is named, takes away what is null, keeps the rest", () => {
    const set = made({
      kind: "set",
      which: ids("web"),
      fields: { vcpus: 8, diskGiB: null, os: { version: "9" }, runsOn: "esx-1" },
    });
    const { diskGiB: _gone, ...before } = workload(ESTATE, "web") ?? {};
    expect(workload(set, "web")).toEqual({ ...before, vcpus: 8, runsOn: "esx-1", os: { ...os, version: "9" } });
    expect(notes(set)).toEqual(["set: web (vcpus 8, diskGiB none, runsOn esx-1, version 9)"]);
  });
  it("refuses hosts that are not there and edits of nothing", () => {
    expect(problemsOf({ kind: "set", which: ALL, fields: { runsOn: "esx-9" } })).toEqual([
      "/0/fields/runsOn unknown-host",
    ]);
    expect(problemsOf({ kind: "set", which: ALL, fields: {} })).toEqual(["/0/fields no-field"]);
    expect(problemsOf({ kind: "tag", which: ALL })).toEqual(["/0/set no-tag"]);
  });
  it("sets and clears tags", () => {
    const tagged = made({ kind: "tag", which: { filter: { tag: "tier" } }, set: { owner: "shop" }, clear: ["old"] });
    expect(tagged.workloads.map(({ tags }) => tags)).toEqual([
      { tier: "web", owner: "shop" },
      { tier: "db", owner: "shop" },
      {},
    ]);
    expect(notes(tagged)).toEqual(["tags: 2 workloads with tag tier (set owner=shop; cleared old)"]);
  });
});

describe("measurements", () => {
  it("are scaled to a peak", () => {
    const scaled = made({ kind: "peak", which: ids("web"), metric: "cpuCores", peak: 3 });
    expect(values(scaled, "web", "cpuCores")).toEqual([0.75, null, 3]);
    expect(problemsOf({ kind: "peak", which: ids("db"), metric: "cpuCores", peak: 3 })).toEqual([
      "/0/peak not-measured",
    ]);
  });
  it("are left out", () => {
    expect(made({ kind: "unmeasure", which: ids("web"), metrics: ["cpuCores"] }).series).toHaveLength(2);
    expect(made({ kind: "unmeasure", which: ALL }).series).toEqual([]);
    expect(problemsOf({ kind: "unmeasure", which: ids("batch") })).toEqual(["/0/metrics not-measured"]);
  });
});

describe("adding a workload", () => {
  const workload = Inventory.shape.workloads.element.parse(named("crm"));
  it("puts it at the end; its id must be free", () => {
    expect(made({ kind: "add", workload }).workloads.at(-1)?.id).toBe("crm");
    expect(problemsOf({ kind: "add", workload }, { kind: "add", workload })).toEqual(["/1/workload/id duplicate-id"]);
  });
});

describe("rules", () => {
  const r5 = { id: "r5", kind: "lonely", workloads: ["db"] } as const;
  const rules = [{ ...r5, workloads: [...r5.workloads] }];
  it("are added beside those there are, and removed by their ids", () => {
    const places = [{ id: "east", kind: "site" as const, hosts: [] }];
    const more = made({ kind: "add-rules", rules, places });
    expect(more.rules?.map(({ id }) => id)).toEqual(["r1", "r2", "r3", "r4", "r5"]);
    const less = made(
      { kind: "add-rules", rules, places },
      { kind: "remove-rules", ids: ["r1", "r5"], places: ["east"] },
    );
    expect([less.rules?.map(({ id }) => id), less.places]).toEqual([["r2", "r3", "r4"], []]);
    expect(notes(less)).toEqual(["rules: added r5, east", "rules: removed r1, r5, east"]);
  });
  it("must have ids of their own and name workloads that are there", () => {
    expect(problemsOf({ kind: "add-rules", rules: [...rules, ...rules] })).toEqual(["/0/rules/1/id duplicate-id"]);
    expect(problemsOf({ kind: "add-rules", rules: [{ id: "r1", kind: "lonely", workloads: ["nobody"] }] })).toEqual([
      "/0/rules/0/id duplicate-id",
      "/0/rules/0/workloads unknown-workload",
    ]);
    expect(problemsOf({ kind: "remove-rules", ids: ["r9"] })).toEqual(["/0/ids unknown-id"]);
    expect(problemsOf({ kind: "add-rules" }, { kind: "remove-rules" })).toEqual(["/0/rules no-rule"]);
  });
});

describe("settling findings", () => {
  const found = (code: string) => ({ code, severity: "info" as const, file: "estate.json", subject: "batch" });
  it("takes those of one code away, and says how many there were", () => {
    const before = { ...ESTATE, findings: [found("powered-off"), found("template"), found("powered-off")] };
    const after = applyEdits(before, [{ kind: "settle", code: "powered-off" }]);
    expect(after.findings.map(({ code }) => code)).toEqual(["template", "edit-settled"]);
    expect(notes(after)).toEqual(['findings settled: "Powered off" (2 times)']);
    expect(problemsOf({ kind: "settle", code: "powered-off" })).toEqual(["/0/code no-finding"]);
  });
});

describe("several edits", () => {
  it("are carried out and noted in their order, leave the old inventory alone and give a valid one", () => {
    const before = structuredClone(ESTATE);
    const after = made(
      { kind: "set", which: ids("db"), fields: { state: "powered-off" } },
      { kind: "remove", which: { filter: { state: "powered-off" } } },
      { kind: "grow", which: ALL, cpuPercent: 10 },
    );
    expect(after.workloads.map(({ id }) => id)).toEqual(["web"]);
    expect(notes(after).map((text) => text.split(":")[0])).toEqual(["set", "removed", "grown"]);
    expect(ESTATE).toEqual(before);
    expect(Inventory.safeParse(after).success).toBe(true);
  });
});
