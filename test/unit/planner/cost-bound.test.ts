/** Bounds of cost and of rising formulas against every plan there is of small estates, licences of all kinds among them. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type PlanRequestInput, decodeRequest } from "#planner";
import { packSurviving } from "#planner/fail-over.ts";
import { formulate } from "#planner/formulate.ts";
import { planHosts } from "#planner/hosts.ts";
import { aimsOf, objectiveValues, planObjective } from "#planner/objective/index.ts";
import { type PackProblem, type PackSolution, lowerBound } from "#planner/pack/index.ts";
import { BinLoads } from "#planner/pack/bin-loads.ts";
import { solutionOf } from "#planner/pack/solution.ts";
import { sizeEstate } from "#planner/size/index.ts";
import { CONTEXT, ask, cpu, vm } from "../../support/request.ts";

const IDS = ["a", "b", "c", "d"];

/** Every packing of all items into hosts in use, numbers aside. */
function everySolution(problem: PackProblem, visit: (solution: PackSolution) => void): void {
  const loads = new BinLoads(problem);
  const walk = (item: number): void => {
    if (item === problem.items) {
      visit(solutionOf(loads, "all"));
      return;
    }
    for (let bin = 0; bin < loads.bins; bin++) {
      if (!loads.isOpen(bin) || !loads.fits(item, bin)) continue;
      loads.place(item, bin);
      walk(item + 1);
      loads.remove(item);
    }
    for (const [t, { maxBins }] of problem.types.entries()) {
      if (loads.openOf(t) >= maxBins) continue;
      const bin = loads.open(t, loads.openOf(t) + 1);
      if (loads.fits(item, bin)) {
        loads.place(item, bin);
        walk(item + 1);
        loads.remove(item);
      }
      loads.close(bin);
    }
  };
  walk(0);
}

const some = fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 4 });
const held = fc.constantFrom(0, 0, 3);
const licence = fc.oneof(
  fc.record({ product: fc.constant("windows-2003-r2-enterprise"), workloads: some, held, price: fc.constant(4000) }),
  fc.record({
    product: fc.constant("windows-2003-r2-standard"),
    workloads: some,
    held,
    price: fc.constant(900),
    options: fc.constantFrom({}, { mobility: "moves" }),
  }),
  fc.record({
    product: fc.constant("oracle-database-ee"),
    workloads: some,
    held,
    price: fc.constant(9000),
    options: fc.constantFrom({}, { stance: "host" }, { spares: true }),
  }),
  fc.record({ product: fc.constant("windows-server-standard"), workloads: some, held, price: fc.constant(50) }),
  fc.record({ workloads: some, perCore: fc.constant(70), isYearly: fc.boolean() }),
);
const objective = fc.constantFrom("cost" as const, {
  formula: "cost + 100 * hosts + 0.5 * kgCO2ePerYear + 3 * rackUnits + 2 * peakW + licences + racks - 1000",
});
const estates = fc.record({
  cores: fc.array(fc.constantFrom(0.3, 0.9, 1.7), { minLength: IDS.length, maxLength: IDS.length }),
  licences: fc.array(licence, { maxLength: 3 }),
  goal: objective,
  spareHosts: fc.nat(1),
  tariff: fc.constantFrom<number | number[]>(0.1, [...Array(6).fill(0), ...Array(18).fill(0.4)]),
  prices: fc.constantFrom([9000, 1000], [3000, 2500]),
  facility: fc.constantFrom(
    { cooling: "pue" as const, pue: 1.5 },
    { cooling: "cop" as const, supplyAirC: 18, ups: { ratingKW: 5 }, pdu: {} },
  ),
  money: fc.constantFrom(
    { discountPercent: 6, hardware: { supportPercent: 10, residualPercent: 20 } },
    { admin: { perHostYear: 200, perWorkloadYear: 10 }, space: { perRackYear: 500, perUnitYear: 20, perKWYear: 90 } },
  ),
});

test("no plan at all lies below the bound", () => {
  fc.assert(
    fc.property(estates, ({ cores, licences, goal, spareHosts, tariff, prices, facility, money }) => {
      const input: PlanRequestInput = ask(
        IDS.map((id) => vm(id)),
        {
          series: IDS.map((id, i) =>
            cpu(
              id,
              Array.from({ length: 24 }, (_, h) => cores[i]! * (h < 8 ? 0.4 : 1)),
            ),
          ),
          targets: [
            { platform: "vsphere-8", hostType: "big", hostPrice: prices[0] },
            { platform: "vsphere-8", hostType: "small", hostPrice: prices[1] },
          ],
          licences: licences.map((one, l) => ({ ...one, id: `l${l}` })),
          tariffPerKWh: tariff,
          facility,
          money,
          goals: { timeModel: "day", objective: goal, spareHosts },
        },
      );
      const estate = sizeEstate(decodeRequest(input, CONTEXT), CONTEXT);
      const problem = formulate(estate);
      const aims = aimsOf(estate, CONTEXT);
      const placed = IDS.map((_, item) => item);
      let least = Infinity;
      let hosts: ReturnType<typeof planHosts> = [];
      everySolution(problem, (solution) => {
        const { spares } = packSurviving(estate, problem, () => solution);
        const made = planHosts(estate, solution, spares);
        const [value = Infinity] = objectiveValues(aims, made);
        if (value < least) [least, hosts] = [value, made];
      });
      const fewest = lowerBound(problem, placed).bins;
      const [term] = planObjective(estate, { problem, hosts, placed, fewest }, CONTEXT).terms;
      expect(term?.value).toBeCloseTo(least, 1);
      expect(term?.bound).toBeLessThanOrEqual(least + 0.05);
    }),
    { seed: 6621, numRuns: 16 },
  );
});
