/** Losses played on plans of three big workloads on two hosts, worked out by hand. */
import { describe, expect, test } from "vitest";
import { type FailureResult, Scenario, type ScenarioInput, whatIf } from "#planner";
import { failuresText } from "../../../../cli/print/failures.ts";
import { CONTEXT, ask, vm } from "../../../support/request.ts";

// A host of 128 GiB takes two workloads of 56 GiB: two on one host, one on the other, room for one more there.
const three = ["a", "b", "c"].map((id) => vm(id, { memoryMiB: 57_344 }));
const HOST = "vsphere-8@big";
const places = [
  { id: "r1", kind: "rack" as const, hosts: [`${HOST}/1`] },
  { id: "r2", kind: "rack" as const, hosts: [`${HOST}/2-3`] },
  { id: "s", kind: "site" as const, hosts: [HOST] },
];

const asked = (fail: ScenarioInput["fail"], spareHosts: number) => {
  const request = ask(three, { places, goals: { effortSeconds: 0, spareHosts } });
  return whatIf(Scenario.parse({ request, fail }), CONTEXT);
};
const failed = (fail: ScenarioInput["fail"], spareHosts: number): readonly FailureResult[] =>
  asked(fail, spareHosts).rows[0]?.failures ?? [];
const counts = (one: FailureResult | undefined) => [
  one?.cases,
  one?.worst?.lost.length,
  one?.worst?.restarted,
  one?.worst?.stranded,
];

describe("losses", () => {
  test("of each host without a spare: one of two finds a place, or the one alone finds none", () => {
    const [any, full, named] = failed([{ each: "host" }, { places: [`${HOST}/1`] }, { places: [`${HOST}/1-2`] }], 0);
    expect(any?.cases).toBe(2);
    expect(any?.worst?.stranded).toBe(1);
    expect(any?.strandings.every(({ workloads }) => workloads.length === 1)).toBe(true);
    expect(full?.cases).toBe(1);
    expect((full?.worst?.restarted ?? 0) + (full?.worst?.stranded ?? 0)).toBeGreaterThanOrEqual(1);
    expect(counts(named)).toEqual([1, 2, 0, 3]);
    expect(named?.strandings[0]?.workloads.toSorted()).toEqual(["a", "b", "c"]);
  });

  test("a spare takes over any host, but not two, and not when it is lost with them", () => {
    const results = failed([{ each: "host" }, { each: "host", count: 2 }, { places: [HOST] }, { places: ["s"] }], 1);
    expect(results.map(({ worst }) => worst?.stranded)).toEqual([0, 1, 3, 3]);
    // Two hosts gone: the spare takes two of three.
    expect(results[1]?.worst?.restarted).toBe(2);
    expect(results[0]?.strandings).toEqual([]);
  });

  test("racks are lost whole, a spare in the lost rack helps nobody", () => {
    // Rack r2 has host 2 and the spare 3: its loss leaves host 1 only. Rack r1 is taken over by the spare.
    const [any, second] = failed([{ each: "rack" }, { places: ["r2"] }], 1);
    expect(any?.cases).toBe(2);
    const [alone] = failed([{ places: ["r1"] }], 1);
    expect(alone?.worst?.stranded).toBe(0);
    expect(second?.worst?.lost).toEqual([`${HOST}/2`]);
    expect(any?.worst?.stranded).toBe(second?.worst?.stranded);
  });

  test("of hosts that the plan does not have is told as that, and printed", () => {
    const result = asked([{ places: ["nowhere"] }, { each: "host", count: 2 }], 1);
    expect(result.rows[0]?.failures?.[0]).toMatchObject({ cases: 0, strandings: [] });
    const text = failuresText(result);
    expect(text).toMatch(/^1 {2}nowhere +0 {2}no host of the plan$/m);
    expect(text).toMatch(/^1 {2}any 2 hosts +1 {2}vsphere-8@big\/1 and vsphere-8@big\/2 +2 +1 {2}[abc]$/m);
    expect(failuresText(asked([], 0))).toBe("");
  });
});
