/** The room of a plan: whatever is asked of racks, circuits and cooling, no plan that is returned breaks it. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { statusText } from "#planner/report/index.ts";
import { CONTEXT, ask, estate, vm } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => {
  const request = decodeRequest({ ...input, goals: { effortSeconds: 0, simulatedHosts: 0, ...input.goals } }, CONTEXT);
  const result = plan(request, CONTEXT);
  expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
  return result;
};

const facility = fc.record({
  cooling: fc.constant("pue" as const),
  pue: fc.constant(1.5),
  racks: fc.record(
    {
      units: fc.integer({ min: 1, max: 8 }),
      circuit: fc.record({ kW: fc.integer({ min: 1, max: 12 }).map((n) => n / 10) }),
      maxCount: fc.integer({ min: 1, max: 6 }),
      maxHeatKW: fc.integer({ min: 1, max: 10 }).map((n) => n / 10),
    },
    { requiredKeys: ["circuit"] },
  ),
  coolingUnits: fc.record({
    capacityKW: fc.integer({ min: 1, max: 20 }).map((n) => n / 10),
    installed: fc.constant(2),
  }),
});

describe("the room of a plan", () => {
  test("breaks no rack, circuit or cooling limit, whatever is asked, and loses no host", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), facility, (seed, asked) => {
        const { room, hosts, status } = planned({ ...estate(25, seed), facility: asked });
        const { racks } = asked;
        const drawOf = new Map(hosts.map(({ id, drawW }) => [id, drawW]));
        const peak = (ids: readonly string[]) =>
          Math.max(0, ...(hosts[0]?.drawW ?? []).map((_, s) => ids.reduce((sum, id) => sum + drawOf.get(id)![s]!, 0)));
        for (const { hosts: inside } of room!.racks) {
          const ids = inside.map(({ host }) => host);
          // Every host is 2 U and draws 200 W at the most: 180 W by the diversity of 0.9, of 80 % of the circuit.
          expect(ids.length * 2).toBeLessThanOrEqual(racks.units ?? 42);
          expect(ids.length * 180).toBeLessThanOrEqual(racks.circuit.kW * 800 + 1e-6);
          expect(peak(ids)).toBeLessThanOrEqual(
            Math.min(racks.circuit.kW * 800, (racks.maxHeatKW ?? 99) * 1000) + 1e-3,
          );
        }
        expect(room!.racks.length).toBeLessThanOrEqual(racks.maxCount ?? Infinity);
        const standing = room!.racks.flatMap((rack) => rack.hosts.map(({ host }) => host));
        // Two units of which one is spare.
        expect(peak(standing)).toBeLessThanOrEqual(asked.coolingUnits.capacityKW * 1000 + 1e-3);
        expect([...standing, ...room!.unracked.map(({ host }) => host)].toSorted()).toEqual(
          hosts.map(({ id }) => id).toSorted(),
        );
        if (room!.unracked.length > 0) expect(status).toBe("infeasible");
      }),
      { numRuns: 40, seed: 6001 },
    );
  });

  test("that does not hold all hosts makes the plan infeasible, and the report says so", () => {
    // Two VMs that must not share a host: two hosts of 2 U and 200 W; one rack of 2 U holds one.
    const input = ask([vm("a"), vm("b")], {
      rules: [{ id: "apart", kind: "apart", workloads: ["a", "b"] }],
      facility: { cooling: "pue", pue: 1.5, racks: { units: 2, maxCount: 1 } },
    });
    const result = planned(input);
    expect(result.status).toBe("infeasible");
    expect(
      result.room?.unracked.map(({ limits }) => limits.map(({ limit, needs, has }) => [limit, needs, has])),
    ).toEqual([[["racks", 2, 1]]]);
    expect(statusText(result)).toEqual({
      word: "The room does not hold it",
      sentence: "Everything fits on 2 hosts, but 1 host can stand in no rack.",
    });
  });
});
