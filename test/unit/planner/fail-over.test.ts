/** Losses: any one host of a plan with spares can be lost, racks where rules ask for it, and what cannot be is told. */
import { describe, expect, it } from "vitest";
import { type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { failover } from "#planner/constrain/index.ts";
import type { PlanResult } from "#planner/contract/index.ts";
import { line } from "../pack/build-problem.ts";
import { CONTEXT, ask, estate, noise, vm } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => {
  const request = decodeRequest({ ...input, goals: { ...input.goals, effortSeconds: 0 } }, CONTEXT);
  const result = plan(request, CONTEXT);
  return { request, result, verdict: verify({ request, result }, CONTEXT) };
};

/** Memory of every host, spares included, by plain sums; the check below shares nothing with the planner's. */
const memoryOf = (result: PlanResult) =>
  result.hosts.map((host) => ({ id: host.id, ...host.claims["memoryMiB"]!, size: host.partitions.length }));

describe("plans with spare hosts", () => {
  it.each([11, 12, 13, 14, 15, 16, 17, 18])("survive the loss of any one host, estate %i", (seed) => {
    const { result, verdict } = planned(estate(24 + seed, seed));
    expect(verdict.violations).toEqual([]);
    const [promise] = result.failover ?? [];
    expect(promise).toMatchObject({ lose: "host", count: 1, holds: true, isComplete: true });
    expect(promise?.cases).toBe(result.summary.hostsUsed);
    // By hand: what the lost host claims fits the empty spare of its own target.
    for (const lost of memoryOf(result).filter(({ size }) => size > 0)) {
      const target = lost.id.slice(0, lost.id.lastIndexOf("/"));
      const spare = memoryOf(result).find(({ id, size }) => size === 0 && id.startsWith(`${target}/`));
      expect(lost.used).toBeLessThanOrEqual(spare?.of ?? 0);
    }
  });

  it("are rejected by the judge when they claim to survive what they do not", () => {
    const { request, result } = planned(estate(20, 3));
    const claimed: PlanResult = { ...result, failover: [{ ...result.failover![0]!, cases: 1 }] };
    expect(verify({ request, result: claimed }, CONTEXT).violations.map(({ code }) => code)).toEqual(["failover"]);
  });

  it("say what rules tie to a host, which no spare can help", () => {
    const pin = { id: "dongle", kind: "pin" as const, workloads: ["a"], places: ["vsphere-8@big/2"] };
    const { result, verdict } = planned(
      ask([vm("a"), vm("b")], { rules: [pin], goals: { timeModel: "peak", spareHosts: 1, effortSeconds: 0 } }),
    );
    expect(verdict.ok).toBe(true);
    expect(result.failover?.[0]).toMatchObject({ holds: true });
    expect(result.failover?.[0]?.strandings).toContainEqual({
      lost: ["vsphere-8@big/2"],
      workloads: ["a"],
      tied: ["a"],
    });
  });
});

describe("survive", () => {
  /** VMs of 24 to 40 GiB on hosts of 128 GiB: three or four per host. */
  const vms = Array.from({ length: 14 }, (_, i) =>
    vm(`v${i}`, { memoryMiB: 1024 * (24 + Math.floor(noise(7, i) * 16)), vcpus: 1 }),
  );
  const goals = { timeModel: "peak" as const, simulatedHosts: 0, effortSeconds: 0 };
  const racks = [
    { id: "r1", kind: "rack" as const, hosts: ["vsphere-8@big/1-3"] },
    { id: "r2", kind: "rack" as const, hosts: ["vsphere-8@big/4-6"] },
  ];

  it("adds the spares that the loss of a rack needs, outside of that rack", () => {
    const rule = { id: "s", kind: "survive" as const, lose: "rack" as const };
    const { result, verdict } = planned(ask(vms, { goals, places: racks, rules: [rule] }));
    expect(verdict.violations).toEqual([]);
    expect(result.failover).toMatchObject([{ rule: "s", lose: "rack", holds: true, strandings: [] }]);
    // Three hosts at once cannot restart on what the others have left: spares are needed.
    expect(result.summary.hostsSpare).toBeGreaterThan(0);
    expect(result.status).not.toBe("infeasible");
  });

  it("survives any two hosts at once", () => {
    const rule = { id: "s", kind: "survive" as const, lose: "host" as const, count: 2 };
    const { result, verdict } = planned(ask(vms, { goals, rules: [rule] }));
    expect(verdict.ok).toBe(true);
    const used = result.summary.hostsUsed;
    expect(result.failover).toMatchObject([{ holds: true, isComplete: true, cases: (used * (used - 1)) / 2 }]);
  });

  it("packs more loosely where the stock has no spares left", () => {
    const targets = [{ platform: "vsphere-8", hostType: "big", maxHosts: 6 }];
    const small = Array.from({ length: 18 }, (_, i) => vm(`v${i}`, { memoryMiB: 24 * 1024, vcpus: 1 }));
    const rule = { id: "s", kind: "survive" as const, lose: "host" as const };
    const { result, verdict } = planned(ask(small, { goals, targets, rules: [rule] }));
    expect(verdict.violations).toEqual([]);
    expect(result.failover).toMatchObject([{ holds: true }]);
    expect(result.hosts.length).toBeLessThanOrEqual(6);
  });

  it("says so where nothing helps: two full hosts and no third", () => {
    const targets = [{ platform: "vsphere-8", hostType: "big", maxHosts: 2 }];
    const full = Array.from({ length: 4 }, (_, i) => vm(`v${i}`, { memoryMiB: 50 * 1024, vcpus: 1 }));
    const rule = { id: "s", kind: "survive" as const, lose: "host" as const };
    const { result, verdict } = planned(ask(full, { goals, targets, rules: [rule] }));
    expect(verdict.violations).toEqual([]);
    expect(result.unplaced).toEqual([]);
    expect(result.status).toBe("infeasible");
    expect(result.failover?.[0]).toMatchObject({ rule: "s", holds: false });
  });
});

describe("the fail-over check", () => {
  // Hosts of 10: 6 on the first, 5 on the second.
  const hosts = [
    { type: 0, number: 1, items: [0] },
    { type: 0, number: 2, items: [1] },
  ];

  it("finds that 6 and 5 cannot share a host of 10, and that one spare helps", () => {
    const problem = line([6, 5], 10);
    expect(failover({ problem, hosts, spares: [] }, { lose: "host", count: 1 }).strandings).toEqual([
      { lost: [{ type: 0, number: 1 }], items: [0], tied: [] },
      { lost: [{ type: 0, number: 2 }], items: [1], tied: [] },
    ]);
    const spares = [{ type: 0, number: 3 }];
    expect(failover({ problem, hosts, spares }, { lose: "host", count: 1 }).strandings).toEqual([]);
  });

  it("opens what is needed where it may, and no more", () => {
    expect(
      failover({ problem: line([6, 5], 10), hosts, spares: [] }, { lose: "host", count: 1 }, true).spares,
    ).toHaveLength(1);
    expect(failover({ problem: line([5, 5], 10), hosts, spares: [] }, { lose: "host", count: 1 }, true).spares).toEqual(
      [],
    );
  });

  it("heeds rules: apart workloads do not restart beside each other", () => {
    const problem = line([5, 5], 10, [{ id: "A", kind: "apart", workloads: ["w0", "w1"] }]);
    expect(failover({ problem, hosts, spares: [] }, { lose: "host", count: 1 }).strandings).toHaveLength(2);
  });

  it("does not restart in a rack that is lost as a whole, spare or not", () => {
    const groups = [{ id: "r", kind: "rack" as const, hosts: ["t0/1-2"] }];
    const standing = { problem: line([5, 5], 10), hosts: hosts.slice(0, 1), spares: [{ type: 0, number: 2 }], groups };
    expect(failover(standing, { lose: "rack", count: 1 }).strandings).toHaveLength(1);
    expect(failover(standing, { lose: "host", count: 1 }).strandings).toEqual([]);
  });
});
