/** Why a workload is where it is, or nowhere: hand-checked funnels, and the funnel against the rules and sums themselves. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Explanation, type PlanRequestInput, decodeRequest, explain, plan } from "#planner";
import { shortRows, stepRows } from "#planner/report/index.ts";
import { CONTEXT, ask, estate, vm, x86Host } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => {
  const request = decodeRequest(input, CONTEXT);
  return { request, result: plan(request, CONTEXT) };
};

describe("explain", () => {
  test("a placed workload names its host; an unplaced one its reasons; a template why it is left out", () => {
    const document = planned(estate(12, 3));
    expect(explain(document, "vm-000", CONTEXT)).toMatchObject({ state: "placed" });
    const out = explain(document, "too-big", CONTEXT);
    expect(out).toMatchObject({ state: "unplaced" });
    expect(out.funnel[0]).toMatchObject({ step: "hosts", left: document.result.summary.hostsUsed });
    expect(out.funnel[1]).toEqual({ step: "platform", name: "", left: 0 });
    expect(explain(document, "a-template", CONTEXT)).toMatchObject({ state: "excluded", why: "template", funnel: [] });
    expect(() => explain(document, "vm-00", CONTEXT)).toThrow(/did you mean "vm-00\d"/);
  });

  test("rules take hosts away one after the other, each by name, then memory does", () => {
    // Hosts of 128 GiB × 0.95 hold six times 20 GiB with overhead or so: three "apart" VMs stand on three hosts.
    const input = ask(
      [
        vm("a", { memoryMiB: 100_000 }),
        vm("b", { memoryMiB: 100_000 }),
        vm("c", { memoryMiB: 100_000 }),
        vm("x", { memoryMiB: 30_000 }),
      ],
      {
        rules: [
          { id: "r-apart", kind: "apart", workloads: ["x", "a"] },
          { id: "r-ban", kind: "ban", workloads: ["x"], places: ["vsphere-8@big/2"] },
        ],
        targets: [{ platform: "vsphere-8", hostType: "big", maxHosts: 3 }],
      },
    );
    const document = planned(input);
    const found = explain(document, "x", CONTEXT);
    // Three hosts with 100,000 MiB each of some 120,000: no room for 30,000 more, and x stays out.
    expect(document.result.summary).toMatchObject({ hostsUsed: 3, unplaced: 1 });
    expect(found.funnel.slice(0, 5)).toEqual([
      { step: "hosts", name: "", left: 3 },
      { step: "platform", name: "", left: 3 },
      { step: "rule", name: "r-apart", left: 2 },
      { step: "rule", name: "r-ban", left: expect.any(Number) as number },
      { step: "resource", name: "memoryMiB", left: 0 },
    ]);
    expect(found.forbidding).toEqual([
      { rule: "r-apart", kind: "apart", hosts: 1, with: ["a"] },
      { rule: "r-ban", kind: "ban", hosts: 1, with: [] },
    ]);
    // Short by the same amount everywhere; only the host without a and without a ban has nothing worse against it.
    const free = document.result.hosts.find((h) => !h.id.endsWith("/2") && h.partitions[0]?.workload !== "a");
    if (free !== undefined) expect(found.nearest?.host).toBe(free.id);
    expect(found.nearest?.misfits).toContainEqual(expect.objectContaining({ resource: "memoryMiB" }));
    // Together there is enough, alone nowhere: about 3 × 20,000 MiB.
    const memory = found.room.find(({ resource }) => resource === "memoryMiB");
    expect(memory).toMatchObject({ hosts: 3 });
    expect((memory?.most ?? 0) < (memory?.asks ?? 0) && (memory?.inAll ?? 0) > (memory?.asks ?? 0)).toBe(true);
    expect(shortRows(found)).toMatchObject([{ resource: "memory", hosts: "3" }]);
    const rows = stepRows(found.funnel, new Map([["r-ban", "ban"]]));
    expect(rows.map(({ text }) => text)).toContain("Rule r-ban (ban) allows it");
    expect(rows.reduce((left, { taken }) => left - taken, 3)).toBe(0);
  });

  test("four nodes of 201 GiB with 100 VMs of 2 GiB each and one VM more: fragmentation, 1 GiB free on each node", () => {
    // Xen 3.0.4 has no overhead per guest and keeps some 2,563 MiB here: 208,388 MiB leave 201 GiB, and a MiB.
    const node = x86Host("node", { cores: 64, memoryMiB: 208_388 });
    const context = { ...CONTEXT, hostTypes: [node] };
    const shape = { memoryMiB: 2048, vcpus: 1, measuredOn: {} };
    const request = decodeRequest(
      ask(
        Array.from({ length: 401 }, (_, i) => vm(`vm-${i}`, shape)),
        {
          targets: [{ platform: "xen-3.0.4", hostType: "node", maxHosts: 4 }],
          goals: { timeModel: "peak", memoryCeilingRatio: 1, vcpusPerCore: 8 },
        },
      ),
      context,
    );
    const document = { request, result: plan(request, context) };
    expect(document.result.status).toBe("infeasible");
    expect(document.result.hosts.map(({ partitions }) => partitions.length)).toEqual([100, 100, 100, 100]);
    expect(document.result.hosts[0]?.claims["memoryMiB"]?.of).toBeCloseTo(201 * 1024 + 1, 0);
    const found = explain(document, document.result.unplaced[0]?.workload ?? "", context);
    expect(found.funnel.find(({ name }) => name === "memoryMiB")?.left).toBe(0);
    expect(shortRows(found)).toEqual([
      {
        target: "xen-3.0.4@node",
        resource: "memory",
        asks: "2 GiB",
        least: "1 GiB",
        most: "1 GiB",
        inAll: "4 GiB",
        hosts: "4",
      },
    ]);
    expect(found.nearest).toMatchObject({ misfits: [{ resource: "memoryMiB", needs: 101 * 2048 }] });
  });

  test("funnels never widen, sum up, end in the hosts that would do, and are data of the contract", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 6, max: 30 }), (seed, count) => {
        const goals = { timeModel: "day", effortSeconds: 0, simulatedHosts: 0 } as const;
        const document = planned({ ...estate(count, seed), goals });
        for (const { id } of document.request.workloads.slice(0, 8)) {
          const found = explain(document, id, CONTEXT);
          expect(Explanation.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
          for (const steps of [found.funnel, ...found.funnels.map((funnel) => funnel.steps)]) {
            const left = steps.map((step) => step.left);
            expect(left).toEqual(left.toSorted((a, b) => b - a));
          }
          const end = found.funnels.reduce((sum, { steps }) => sum + (steps.at(-1)?.left ?? 0), 0);
          expect(found.funnel.at(-1)?.left ?? 0).toBe(end);
          // Its own host is one of those that would do.
          if (found.state === "placed") expect(end).toBe(found.alsoFits.length + 1);
        }
      }),
      { numRuns: 12, seed: 5050 },
    );
  });
});
