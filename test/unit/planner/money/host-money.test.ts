/** The money of one host for packing: by hand, and as a lower bound of the account. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanRequestInput } from "#planner";
import { annuity } from "#planner/cost/discount.ts";
import { hostMoney, moneyConstant, planMoney } from "#planner/cost/money/index.ts";
import { rackHosts } from "#planner/room/index.ts";
import { accountOf, countedLicence, roomOf } from "../../../support/money.ts";

const price = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5000 }).map((n) => n / 4) },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Drops what is undefined, as JSON would. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const linear = fc.record({
  discountPercent: fc.integer({ min: 0, max: 30 }).map((n) => n / 2),
  hardware: maybe(
    fc.record({
      supportPercent: maybe(fc.integer({ min: 0, max: 30 })),
      residualPercent: fc.integer({ min: 0, max: 100 }),
    }),
  ),
  ports: maybe(
    fc.array(fc.record({ name: fc.constant("port"), perHost: fc.integer({ min: 0, max: 8 }), price }), {
      maxLength: 2,
    }),
  ),
  admin: maybe(fc.record({ perHostYear: maybe(price), perWorkloadYear: maybe(price) })),
  migration: maybe(fc.record({ hoursPerWorkload: price, perHour: price })),
  training: maybe(price),
  decommissionPerHost: maybe(price),
});

const rest = fc.record({
  hostPrice: maybe(fc.integer({ min: 1, max: 50_000 })),
  tariff: maybe(price),
  years: fc.integer({ min: 1, max: 40 }).map((n) => n / 4),
  licence: maybe(fc.record({ once: price, perYear: price })),
});

type Rest = typeof rest extends fc.Arbitrary<infer T> ? T : never;

function requestOf(money: object, { hostPrice, tariff, years, licence }: Rest): Partial<PlanRequestInput> {
  return plain({
    money,
    tariffPerKWh: tariff,
    targets: [{ platform: "vsphere-8", hostType: "big", hostPrice }],
    goals: { costYears: years },
    licences: licence === undefined ? [] : [{ id: "l", workloads: ["w1", "w4"], perHost: 1 }],
  });
}

/** Account, and the sum of its parts for packing. */
function both(
  { money, others }: { readonly money: object; readonly others: Rest },
  binOf: readonly number[],
  racks?: number,
) {
  const request = requestOf(money, others);
  const licences = others.licence && { after: [countedLicence({ id: "l", ...others.licence })] };
  const { estate, parts } = accountOf(request, binOf);
  const room = racks === undefined ? undefined : roomOf({ racks, frames: [], areaM2: racks * 2.5 });
  const { after } = planMoney(estate, { ...parts, room, licences })!;
  const of = (kind: string) =>
    after.lines.filter((line) => line.kind === kind).reduce((sum, { discounted }) => sum + discounted, 0);
  const placed = binOf.filter((bin) => bin >= 0).length;
  const sum =
    parts.hosts.length * hostMoney(estate, 0) + of("electricity") + of("licences") + moneyConstant(estate, placed);
  return { account: after.discounted, sum, slack: 0.001 * (after.lines.length + 1) + 1e-9 * Math.abs(sum) };
}

const bins = fc.constantFrom([0, 0, 0, 0], [0, 0, 1, 1], [0, 1, 2, 3], [0, 1, 1, 0]);

describe("money of one host", () => {
  test("is hardware less its rest, support, ports, administration and its share of the place", () => {
    const { estate } = accountOf({
      targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 10_000 }],
      money: {
        discountPercent: 8,
        hardware: { supportPercent: 12, residualPercent: 10 },
        ports: [{ name: "10GbE", perHost: 4, price: 150 }],
        admin: { perHostYear: 600 },
        space: { perRackYear: 2100, perUnitYear: 10, perM2Year: 84, perKWYear: 1000 },
      },
    });
    // Once 10,000 + 600; at the end −1,000 × 0.680583 = −680.583.
    // A year: 1,200 + 600 + 2 U × 10 + 2/42 × (2,100 + 2.5 × 84) = 1,820 + 110 = 1,930; × 3.992710 = 7,705.930.
    expect(hostMoney(estate, 0)).toBeCloseTo(10_600 - 680.583 + 7705.93, 2);
  });

  test("and what all plans pay, with electricity and licences, are the account where nothing is rounded up", () => {
    fc.assert(
      fc.property(linear, rest, maybe(price), bins, (money, others, perUnitYear, binOf) => {
        const space = perUnitYear === undefined ? {} : { space: { perUnitYear } };
        const { account, sum, slack } = both({ money: { ...money, ...space }, others }, binOf);
        expect(Math.abs(account - sum)).toBeLessThanOrEqual(slack);
      }),
      { seed: 6201, numRuns: 150 },
    );
  });

  test("never add up to more than the account: racks, floor, peaks, workloads left out", () => {
    const space = fc.record({
      perRackYear: maybe(price),
      perUnitYear: maybe(price),
      perM2Year: maybe(price),
      perKWYear: maybe(price),
    });
    const some = fc.oneof(bins, fc.constantFrom([0, -1, 1, 1], [-1, -1, 0, 0], [0, -1, -1, -1]));
    let isBelow = 0;
    fc.assert(
      fc.property(linear, rest, space, some, (money, others, place, binOf) => {
        // Four hosts of 2 U stand in one rack of 42 U.
        for (const racks of [undefined, 1, 2]) {
          const { account, sum, slack } = both({ money: { ...money, space: place }, others }, binOf, racks);
          if (sum < account - slack) isBelow++;
          expect(sum).toBeLessThanOrEqual(account + slack);
        }
      }),
      { seed: 6202, numRuns: 100 },
    );
    expect(isBelow).toBeGreaterThan(50);
  });
});

describe("money of one host beside racks as they are packed", () => {
  test("never adds up to more than the account: small racks, reserved units, too few racks", () => {
    const places = fc.record({
      units: fc.integer({ min: 2, max: 9 }),
      reservedUnits: fc.constantFrom(0, 1),
      maxCount: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
      areaM2: fc.option(fc.constantFrom(1.2, 3), { nil: undefined }),
    });
    let isOut = 0;
    fc.assert(
      fc.property(places, bins, price, price, (racks, binOf, perRackYear, perM2Year) => {
        const facility = { cooling: "pue" as const, pue: 1.5, racks };
        const { estate, parts } = accountOf(plain({ facility, money: { space: { perRackYear, perM2Year } } }), binOf);
        const types = new Map(estate.targets.map(({ hostType }) => [hostType.id, hostType]));
        const racked = rackHosts(parts.hosts, types, estate.request.facility);
        if (racked.unracked.length > 0) isOut++;
        const room = { ...roomOf({ racks: 0, frames: [], areaM2: 0 }), ...racked };
        const { discounted, lines } = planMoney(estate, { ...parts, room })!.after;
        expect(lines).toHaveLength(2);
        expect(parts.hosts.length * hostMoney(estate, 0)).toBeLessThanOrEqual(discounted + 0.002);
      }),
      { seed: 6204, numRuns: 80 },
    );
    expect(isOut).toBeGreaterThan(5);
  });
});

describe("annuity over part-years", () => {
  test("lies between those of the whole years around it and grows with the years", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 400 }), (quarters, tenths) => {
        const [years, percent] = [quarters / 4, tenths / 10];
        const is = annuity(years, percent);
        expect(is).toBeGreaterThanOrEqual(annuity(Math.floor(years) || 1e-9, percent) - 1e-9);
        expect(is).toBeLessThanOrEqual(annuity(Math.ceil(years), percent) + 1e-9);
        expect(is).toBeLessThanOrEqual(years + 1e-9);
      }),
      { seed: 6203, numRuns: 200 },
    );
  });
});
