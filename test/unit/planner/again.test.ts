import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRequest, plannedLike, requestLike } from "#planner";
import { type Inventory, PlanRequest, type PlanRequestInput, type Rule } from "#planner/contract/index.ts";
import { inputHash } from "../../../planner/canonical.ts";
import { CONTEXT } from "../../support/request.ts";

const workload = (id: string) => ({
  id,
  name: id,
  os: { family: "linux" as const, architecture: "x86-32" as const },
  vcpus: 1,
  memoryMiB: 512,
});

const inventoryOf = (...ids: readonly string[]): Inventory => {
  const { workloads } = PlanRequest.parse({ workloads: ids.map(workload), targets: TARGETS });
  return { format: "house-json", files: ["new.json"], workloads, hosts: [], series: [], findings: [] };
};

const TARGETS: PlanRequestInput["targets"] = [{ platform: "esx-3.0", hostType: "big", maxHosts: 9 }];
const HOST = "esx-3.0@big/1";

const before = (more: Partial<PlanRequestInput> = {}) => ({
  id: "old-1",
  request: decodeRequest(
    { name: "July", workloads: ["a", "b", "c", "d"].map(workload), targets: TARGETS, ...more },
    CONTEXT,
  ),
});

const told = (input: PlanRequestInput) => (input.findings ?? []).map(({ code, subject, raw }) => [code, subject, raw]);

describe("a plan again with the same estate", () => {
  it("is the same question, and says which plan it is like", () => {
    const old = before();
    const again = PlanRequest.parse(requestLike(old));
    expect(inputHash(again)).toBe(inputHash(old.request));
    expect(plannedLike(again)).toBe("old-1");
    const third = PlanRequest.parse(requestLike({ id: "old-2", request: again }));
    expect(told(third)).toEqual([["planned-like", "old-2", "July"]]);
  });
});

describe("a plan again with a newer inventory", () => {
  it("keeps every wish, and takes the estate whole", () => {
    const old = before({ goals: { growthPercent: 20 }, seed: 7, tariffPerKWh: 0.1 });
    const again = decodeRequest(requestLike(old, inventoryOf("a", "e")), CONTEXT);
    expect(again).toMatchObject({ name: "July", seed: 7, tariffPerKWh: 0.1, goals: old.request.goals });
    expect(again.workloads.map(({ id }) => id)).toEqual(["a", "e"]);
  });

  it("takes the rules and places that the inventory brings, and of its own those that have other names", () => {
    const rules: Rule[] = [
      { id: "own", kind: "apart", workloads: ["a", "b"] },
      { id: "wish", kind: "lonely", workloads: ["a"] },
    ];
    const newer: Inventory = {
      ...inventoryOf("a", "b", "c"),
      rules: [{ id: "own", kind: "apart", workloads: ["a", "b", "c"] }],
      places: [{ id: "east", kind: "site", hosts: [] }],
    };
    const old = before({ rules, places: [{ id: "east" }, { id: "west", kind: "site" }] });
    const again = decodeRequest(requestLike(old, newer), CONTEXT);
    expect(again.rules.map((rule) => [rule.id, rule.workloads])).toEqual([
      ["own", ["a", "b", "c"]],
      ["wish", ["a"]],
    ]);
    expect(again.places?.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["east site", "west site"]);
  });

  it("cuts rules down to those that are left, and leaves out what too few are left for, and says each", () => {
    const rules: Rule[] = [
      { id: "r1", kind: "apart", workloads: ["a", "b", "c"] },
      { id: "r2", kind: "together", workloads: ["c", "d"] },
      { id: "r3", kind: "pin", workloads: ["d"], places: [HOST] },
      { id: "r4", kind: "split", workloads: ["a"], from: ["d"] },
      { id: "r5", kind: "limit", workloads: ["a", "d"], beside: ["b", "c"], atMost: 1 },
    ];
    const again = decodeRequest(requestLike(before({ rules }), inventoryOf("a", "b", "e")), CONTEXT);
    expect(again.rules).toEqual([
      { id: "r1", kind: "apart", workloads: ["a", "b"] },
      { id: "r5", kind: "limit", workloads: ["a"], beside: ["b"], atMost: 1 },
    ]);
    expect(told(again).slice(1)).toEqual([
      ["gone-from-rule", "r1", "c"],
      ["rule-left-out", "r2", "c, d"],
      ["rule-left-out", "r3", "d"],
      ["rule-left-out", "r4", "d"],
      ["gone-from-rule", "r5", "d, c"],
    ]);
  });

  it("never makes a rule about gone workloads one about all", () => {
    const rules: Rule[] = [
      { id: "two", kind: "max-hosts", workloads: ["c", "d"], places: [], atMost: 1 },
      { id: "all", kind: "max-hosts", workloads: [], places: [], atMost: 8 },
    ];
    const again = decodeRequest(requestLike(before({ rules }), inventoryOf("a")), CONTEXT);
    expect(again.rules.map(({ id }) => id)).toEqual(["all"]);
  });

  it("leaves out a rule that now says what another says", () => {
    const rules: Rule[] = [
      { id: "abc", kind: "apart", workloads: ["b", "a", "c"] },
      { id: "ab", kind: "apart", workloads: ["a", "b"] },
    ];
    const again = decodeRequest(requestLike(before({ rules }), inventoryOf("a", "b")), CONTEXT);
    expect(again.rules.map(({ id }) => id)).toEqual(["ab"]);
    expect(told(again)[1]).toEqual(["rule-said-twice", "abc", "c"]);
  });

  it("cuts down licences and today's placement too", () => {
    const licences: PlanRequestInput["licences"] = [
      { id: "named", workloads: ["a", "c"], perHost: 10 },
      { id: "nobody", workloads: ["d"], perHost: 10 },
      { id: "windows", product: "windows-2003-r2-standard", match: { name: "d" } },
    ];
    const current = ["a", "d"].map((id) => ({ workload: id, host: HOST }));
    const old = before({ licences, current, goals: { objective: "moves" } });
    const again = decodeRequest(requestLike(old, inventoryOf("a", "b")), CONTEXT);
    expect(again.licences.map(({ id, workloads }) => [id, workloads])).toEqual([["named", ["a"]]]);
    expect(again.current).toEqual([{ workload: "a", host: HOST }]);
    expect(told(again).slice(1)).toEqual([
      ["gone-from-licence", "named", "c"],
      ["licence-left-out", "nobody", "d"],
      ["licence-left-out", "windows", "all that it matched"],
      ["gone-from-today", "1", "d"],
    ]);
  });

  it("names only workloads that are there, whatever is gone", () => {
    const ids = ["a", "b", "c", "d"];
    const some = fc.subarray(ids, { minLength: 2 });
    const rule = fc.tuple(fc.constantFrom("apart", "together", "lonely", "survive"), some, fc.uuid());
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), fc.subarray(ids, { minLength: 1 }), (made, left) => {
        const rules = made.map(([kind, workloads, id]) =>
          kind === "survive" ? { id, kind, workloads, lose: "host" } : { id, kind, workloads },
        );
        const { request } = before();
        const old = { id: "old", request: { ...request, rules: PlanRequest.shape.rules.parse(rules) } };
        const again = PlanRequest.parse(requestLike(old, inventoryOf(...left)));
        for (const { workloads } of again.rules) {
          expect(workloads.length).toBeGreaterThan(0);
          expect(workloads.filter((id) => !left.includes(id))).toEqual([]);
        }
        const spoken = again.rules.length + again.findings.filter(({ code }) => code.startsWith("rule-")).length;
        expect(spoken).toBe(rules.length);
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});
