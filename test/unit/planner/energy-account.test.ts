/** The energy part of whole plans: hosts off and on, tariffs and carbon by the hour, grids, and the verifier's eye on them. */
import { describe, expect, test } from "vitest";
import { GRIDS } from "#grids";
import { InvalidInput, type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { CONTEXT, ask, cpu, vm } from "../../support/request.ts";

const WITH_GRIDS = { ...CONTEXT, grids: GRIDS };
const flat = Array.from({ length: 24 }, () => 8);
/** One VM of 8 cores all day on a host of 16: 8.24 of them with vSphere's 3 %, 151.5 W; one spare at 100 W idle. */
const steady = (more: Partial<PlanRequestInput> = {}): PlanRequestInput =>
  ask([vm("a", { vcpus: 8 })], {
    series: [cpu("a", flat)],
    goals: { timeModel: "day", spareHosts: 1, simulatedHosts: 0 },
    ...more,
  });
const planned = (input: PlanRequestInput) => {
  const request = decodeRequest(input, WITH_GRIDS);
  return { request, result: plan(request, WITH_GRIDS) };
};
const problems = (input: unknown) => {
  try {
    decodeRequest(input, WITH_GRIDS);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map((p) => `${p.pointer} ${p.detail}`);
    throw error;
  }
  return [];
};

describe("energy of a plan", () => {
  test("spares draw their idle watts, and nothing where idle hosts are off", () => {
    const on = planned(steady()).result;
    expect(on.energy.after).toMatchObject({ hosts: 2, meanW: 251.5, rackUnits: 4 });
    const { request, result } = planned(steady({ facility: { cooling: "pue", pue: 1.56, idleHosts: "off" } }));
    expect(result.energy.after).toMatchObject({ hosts: 2, meanW: 151.5, rackUnits: 4 });
    expect(result.hosts.map(({ role, drawW }) => [role, drawW[0]])).toEqual([
      ["used", 151.5],
      ["spare", 0],
    ]);
    expect(verify({ request, result }, WITH_GRIDS)).toEqual({ ok: true, violations: [] });
  });

  test("the verifier knows what a host draws", () => {
    const { request, result } = planned(steady());
    const forged = structuredClone(result);
    forged.hosts[1]!.drawW[7] = 99;
    expect(verify({ request, result: forged }, WITH_GRIDS).violations).toEqual([
      { code: "draw", subject: result.hosts[1]!.id, detail: expect.stringContaining("recorded watts differ") },
    ]);
  });

  test("today's hosts stay on whatever is done with idle ones", () => {
    const hosts = [{ id: "h1", name: "h1", model: "big", hostType: "big" }];
    const { result } = planned(steady({ hosts, facility: { cooling: "pue", pue: 2, idleHosts: "off" } }));
    // h1 carries nothing: its idle 100 W
    expect(result.energy.before).toMatchObject({ hosts: 1, meanW: 100 });
  });

  test("24 equal hours bill as the flat tariff, and a dear hour by what is drawn in it", () => {
    const cost = (tariffPerKWh: number | number[]) => planned(steady({ tariffPerKWh })).result.energy.after.costPerYear;
    // 251.5 W × 1.56 × 8.76 × 0.1 = 343.69
    expect(cost(0.1)).toBeCloseTo(343.69, 2);
    expect(cost(Array.from({ length: 24 }, () => 0.1))).toBe(cost(0.1));
    // one of 24 hours at 2.4, all others free: the same mean, and the load never changes
    expect(cost(Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 2.4 : 0)))).toBeCloseTo(343.69, 2);
  });

  test("carbon is always told: by the named grid, or by an assumed factor that is listed", () => {
    const assumed = planned(steady()).result;
    // 251.5 W × 1.56 × 8.76 = 3,436.898 kWh × 0.412
    expect(assumed.energy.after.kgCO2ePerYear).toBeCloseTo(1416, 0);
    expect(assumed.assumptions.map(({ id }) => id)).toContain("energy.grid.default");
    const facility = { cooling: "pue", pue: 1.56, carbon: { grid: "france", hasEmbodied: true } } as const;
    const { request, result } = planned(steady({ facility }));
    // × 0.052
    expect(result.energy.after.kgCO2ePerYear).toBeCloseTo(178.72, 1);
    expect(result.energy.after).toMatchObject({ embodiedKg: 0, hostsWithoutEmbodied: 2 });
    expect(result.facts.find(({ id }) => id === "energy.grid.france")?.source).toBe("seen: ccf-grids");
    expect(verify({ request, result }, WITH_GRIDS).ok).toBe(true);
    const forged = structuredClone(result);
    forged.energy.after.kgCO2ePerYear = 1;
    expect(verify({ request, result: forged }, WITH_GRIDS).violations.map(({ code }) => code)).toEqual(["energy"]);
  });

  test("losses of the chain are in the account, slot by slot", () => {
    const facility = { cooling: "cop", supplyAirC: 20, ups: { losses: "legacy" } } as const;
    const { result } = planned(steady({ facility }));
    // a load that never changes at 0.8 of the rating: 8.7 % lost, cooled at 3.194; 251.5 × 1.087 × 1.313087
    expect(result.energy).toMatchObject({ method: "cop", factor: 3.194 });
    expect(result.energy.after.facilityMeanW).toBeCloseTo(358.97, 1);
    expect(result.facts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["energy.ups.legacy.square", "energy.stage.ratedLoad", "energy.curve.2012"]),
    );
  });

  test("an unknown grid and a day of 23 hours are errors that name them", () => {
    const facility = { cooling: "pue", pue: 2, carbon: { grid: "germoney" } } as const;
    expect(problems(steady({ facility }))).toEqual([
      '/facility/carbon/grid no grid "germoney"; did you mean "germany"?',
    ]);
    const hours = Array.from({ length: 23 }, () => 0.1);
    expect(problems(steady({ tariffPerKWh: hours })).join()).toMatch(
      /^\/tariffPerKWh must be one figure, 24 .* or 168/,
    );
    expect(problems(steady({ facility: { cooling: "pue", pue: 0.99 } })).join()).toMatch(/^\/facility\/pue/);
  });
});
