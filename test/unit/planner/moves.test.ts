/** Objective "moves" in a request: what is accepted, what the result says, and that the judge sees through it. */
import { describe, expect, it, test } from "vitest";
import {
  type CurrentPlace,
  InvalidInput,
  type PlanDocument,
  type PlanRequestInput,
  decodeRequest,
  plan,
  verify,
} from "#planner";
import { reportView } from "#planner/report/index.ts";
import { reportHtml } from "#report";
import { CONTEXT, ask, estate, vm } from "../../support/request.ts";

const BIG = "vsphere-8@big";

const documentOf = (input: PlanRequestInput): PlanDocument => {
  const request = decodeRequest(input, CONTEXT);
  return { request, result: plan(request, CONTEXT) };
};

const currentOf = ({ result }: PlanDocument): CurrentPlace[] =>
  result.hosts.flatMap((host) => host.partitions.map(({ workload }) => ({ workload, host: host.id })));

/** The estate spread over many hosts, and re-planned from there. */
function replannedEstate(seed: number, goals: PlanRequestInput["goals"] = {}): PlanDocument {
  const input = { ...estate(40, seed), goals: { ...estate(40, seed).goals, effortSeconds: 0.1 } };
  const spread = documentOf({ ...input, goals: { ...input.goals, utilizationCeilingRatio: 0.25 } });
  return documentOf({
    ...input,
    current: currentOf(spread),
    goals: { ...input.goals, objective: "moves", simulatedHosts: 0, ...goals },
  });
}

const codesOf = (input: PlanRequestInput): readonly string[] => {
  try {
    decodeRequest(input, CONTEXT);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
};

const movesOf = ({ result }: PlanDocument) => {
  if (result.moves === undefined) throw new Error("re-planned, so there are moves");
  return result.moves;
};

describe("objective moves", () => {
  const today = [vm("a"), vm("b"), vm("c")];
  const at = (workload: string, n: number): CurrentPlace => ({ workload, host: `${BIG}/${n}` });

  it("brings a small estate together by the fewest moves, on the host that holds most", () => {
    const { result } = documentOf(
      ask(today, { current: [at("a", 4), at("b", 2), at("c", 2)], goals: { objective: "moves", moveMbps: 1000 } }),
    );
    expect(result.hosts.map(({ id }) => id)).toEqual([`${BIG}/2`]);
    expect(result.moves?.list).toEqual([{ workload: "a", from: `${BIG}/4`, to: `${BIG}/2`, memoryMiB: 4096 }]);
    // 4,096 MiB × 8.388608 Mbit/MiB over 1,000 Mbit/s = 34.36 s.
    expect(result.moves?.waves).toEqual([
      { steps: [{ kind: "move", workload: "a", from: `${BIG}/4`, to: `${BIG}/2` }], seconds: 34.36 },
    ]);
    expect(result.moves?.curve).toEqual([
      { hosts: 2, moves: 0, memoryMiB: 0, leastMoves: 0 },
      { hosts: 1, moves: 1, memoryMiB: 4096, leastMoves: 1 },
    ]);
  });

  it("reads today from the hosts that workloads run on, numbered by id within a target", () => {
    const hosts = ["esx-b", "esx-a", "old"].map((id) => ({
      id,
      name: id,
      hostType: id === "old" ? "small" : "big",
    }));
    const { result } = documentOf(
      ask([vm("a", { runsOn: "esx-a" }), vm("b", { runsOn: "esx-b" }), vm("c", { runsOn: "old" })], {
        hosts,
        goals: { objective: "moves", maxMoves: 0 },
      }),
    );
    expect(result.moves?.today).toEqual({ hosts: 2, newcomers: 1 });
    expect(result.moves?.list).toEqual([]);
    expect(result.hosts.map(({ id, partitions }) => [id, partitions[0]?.workload])).toContainEqual([`${BIG}/2`, "b"]);
  });

  it("drains the hosts that a ban names, and nothing else, when no other move is allowed", () => {
    const rules = [{ id: "drain", kind: "ban" as const, workloads: ["a", "b", "c"], places: [`${BIG}/1`] }];
    const { result } = documentOf(
      ask(today, { rules, current: [at("a", 1), at("b", 2), at("c", 3)], goals: { objective: "moves", maxMoves: 0 } }),
    );
    expect(result.moves?.list.map(({ workload }) => workload)).toEqual(["a"]);
    expect(result.summary.hostsUsed).toBe(2);
  });

  it("weighs memory, or counts moves when a move has a high price of its own", () => {
    // Host 1: one VM of 20 GiB; host 2: two of 4 GiB. By memory the two move (8 GiB), by number the one.
    const workloads = [vm("a", { memoryMiB: 20_480 }), vm("b"), vm("c")];
    const current = [at("a", 1), at("b", 2), at("c", 2)];
    const moved = (movePrice?: number) =>
      documentOf(
        ask(workloads, { current, goals: { objective: "moves", ...(movePrice === undefined ? {} : { movePrice }) } }),
      ).result.moves?.list.map(({ workload }) => workload);
    expect(moved()).toEqual(["b", "c"]);
    expect(moved(1_000_000)).toEqual(["a"]);
  });

  it.each([1, 2, 3])("saves hosts, passes the judge, and moves nothing when asked again (estate %i)", (seed) => {
    const first = replannedEstate(seed);
    const moves = movesOf(first);
    expect(moves.list.length).toBeGreaterThan(0);
    expect(first.result.summary.hostsUsed).toBeLessThan(moves.today.hosts);
    expect(verify(first, CONTEXT)).toEqual({ ok: true, violations: [] });
    const again = documentOf({ ...first.request, current: currentOf(first) });
    expect(movesOf(again).list).toEqual([]);
    expect(again.result.hosts).toEqual(first.result.hosts);
  });

  it("gives every point of its curve by the most moves allowed", () => {
    const { curve } = movesOf(replannedEstate(1));
    for (const { hosts, moves } of curve) {
      const { result } = replannedEstate(1, { maxMoves: moves });
      expect([result.summary.hostsUsed, result.moves?.list.length]).toEqual([hosts, moves]);
    }
  });

  it("is told in words, as a table and as a picture", () => {
    const document = replannedEstate(2);
    const view = reportView(document).moves;
    expect(view?.sentence).toMatch(/^Today \d+ hosts are in use, \d+ after \d+ moves of [\d.]+ GiB\./);
    expect(view?.curve.filter(({ isPlan }) => isPlan)).toHaveLength(1);
    const html = reportHtml(document);
    expect(html).toContain('<section id="moves">');
    expect(html).toContain('id="trade-off-title"');
  });
});

describe("a request about moves", () => {
  it("is refused without a place to start from, or with one that is none", () => {
    expect(codesOf(ask([vm("a")], { goals: { objective: "moves" } }))).toEqual(["/current no-current-placement"]);
    const current = [
      { workload: "a", host: "vsphere-8@big/0" },
      { workload: "a", host: "xen-4@big/1" },
      { workload: "z", host: "vsphere-8@big/1" },
    ];
    expect(codesOf(ask([vm("a")], { goals: { objective: "moves" }, current }))).toEqual([
      "/current/0/host unknown-place",
      "/current/1/workload duplicate",
      "/current/1/host unknown-place",
      "/current/2/workload unknown-workload",
    ]);
  });

  it("is refused when the objective is another", () => {
    const current = [{ workload: "a", host: "vsphere-8@big/1" }];
    expect(codesOf(ask([vm("a")], { goals: { maxMoves: 3 }, current }))).toEqual([
      "/goals/maxMoves needs-objective-moves",
      "/current needs-objective-moves",
    ]);
  });
});

describe("a damaged re-planning", () => {
  const whole = replannedEstate(3, { moveMbps: 10_000 });
  const damaged = (change: (moves: NonNullable<PlanDocument["result"]["moves"]>) => void): readonly string[] => {
    const copy = structuredClone(whole);
    change(movesOf(copy));
    return verify(copy, CONTEXT).violations.map(({ code }) => code);
  };

  test.each<readonly [string, Parameters<typeof damaged>[0]]>([
    ["a move left out of the list", ({ list }) => list.pop()],
    ["a wave left out", ({ waves }) => waves.pop()],
    ["all waves at once", ({ waves }) => waves.splice(0, waves.length, { steps: waves.flatMap(({ steps }) => steps) })],
    ["a wave's length", ({ waves }) => waves.forEach((wave) => (wave.seconds = 1))],
    ["the plan's point left out of the curve", ({ curve }) => curve.pop()],
    ["a proof too good", ({ curve }) => curve.forEach((point) => (point.leastMoves += 1))],
    ["another number of hosts today", ({ today }) => (today.hosts += 1)],
  ])("%s is seen", (_, change) => {
    expect(new Set(damaged(change))).toEqual(new Set(["moves"]));
  });

  it("without its moves, or with moves that nobody asked for, is seen", () => {
    const { moves, ...rest } = whole.result;
    expect(verify({ request: whole.request, result: rest }, CONTEXT).ok).toBe(false);
    const plain = documentOf(estate(20, 1));
    expect(verify({ request: plain.request, result: { ...plain.result, moves: moves! } }, CONTEXT).ok).toBe(false);
  });
});
