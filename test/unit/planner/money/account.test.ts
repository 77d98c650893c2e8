/** The money account of small plans, every figure reckoned by hand in a comment. */
import { describe, expect, test } from "vitest";
import { planMoney } from "#planner/cost/money/index.ts";
import type { Estate } from "#planner/size/index.ts";
import { annuity } from "#planner/cost/discount.ts";
import { accountOf } from "../../../support/money.ts";

const ONE_TARGET = "vsphere-8@big";

/** The estate as a catalogue with a price of 8,000 for its hosts would have it. */
const withPrice = (estate: Estate, currency: string): Estate => ({
  ...estate,
  targets: estate.targets.map((target) => ({
    ...target,
    hostType: { ...target.hostType, price: { value: 8000, source: "assumed: test", currency, asOf: "2020" } },
  })),
});

describe("annuity", () => {
  test("100 a year for 5 years at 8 % is worth 399.27 today", () => {
    // 100/1.08 + 100/1.1664 + 100/1.259712 + 100/1.360489 + 100/1.469328 = 92.593 + 85.734 + 79.383 + 73.503 + 68.058
    expect(100 * annuity(5, 8)).toBeCloseTo(399.27, 2);
    expect(annuity(5, 0)).toBe(5);
  });
});

describe("account of a plan", () => {
  test("is not there when the request names no price, though the catalogue has one", () => {
    const { estate, parts } = accountOf({});
    expect(planMoney(withPrice(estate, "USD"), parts)).toBeUndefined();
  });

  test("takes a catalogue's price in its own currency; in another one it is not known", () => {
    const { estate, parts } = accountOf({ money: { currency: "EUR" } });
    expect(planMoney(withPrice(estate, "EUR"), parts)!.after.lines[0]).toMatchObject({
      kind: "hardware",
      once: 16_000,
    });
    const { lines, without } = planMoney(withPrice(estate, "USD"), parts)!.after;
    expect(lines.filter(({ kind }) => kind === "hardware")).toEqual([]);
    expect(without).toContain(`hardware of ${ONE_TARGET}`);
  });

  test("a tariff alone makes electricity a line and everything else open", () => {
    const { estate, parts } = accountOf({ tariffPerKWh: 0.1 });
    const money = planMoney(estate, parts)!;
    expect(money.after.lines.map(({ kind }) => kind)).toEqual(["electricity"]);
    expect(money.after.without).toEqual([
      `hardware of ${ONE_TARGET}`,
      "hardware support",
      "space",
      "licences",
      "admin",
      "ports",
      "migration",
      "training",
      "decommission",
    ]);
    expect(money.before?.without).toEqual(["space", "licences", "admin", "support or leasing of today's hosts"]);
  });

  test("a price of 0 is a line of 0, not an open one", () => {
    const { estate, parts } = accountOf({ tariffPerKWh: 0, money: { training: 0, admin: { perHostYear: 0 } } });
    const { lines, without } = planMoney(estate, parts)!.after;
    for (const kind of ["electricity", "training", "admin"]) {
      expect(lines.find((line) => line.kind === kind)).toMatchObject({ once: 0, perYear: 0, total: 0, discounted: 0 });
      expect(without).not.toContain(kind);
    }
  });

  test("hardware: 2 hosts at 10,000, 12 % support a year, 10 % left after 5 years, at 8 %", () => {
    const { estate, parts } = accountOf({
      targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 10_000 }],
      money: { discountPercent: 8, hardware: { supportPercent: 12, residualPercent: 10 } },
    });
    const { lines } = planMoney(estate, parts)!.after;
    // 20,000 − 2,000 = 18,000; today 20,000 − 2,000 / 1.08^5 = 20,000 − 2,000 × 0.680583 = 18,638.834
    expect(lines.find(({ kind }) => kind === "hardware")).toEqual({
      kind: "hardware",
      what: ONE_TARGET,
      once: 20_000,
      perYear: 0,
      total: 18_000,
      discounted: 18_638.834,
    });
    // 2,400 a year: 12,000; today 2,400 × 3.992710 = 9,582.504
    expect(lines.find(({ kind }) => kind === "hardware-support")).toMatchObject({
      perYear: 2400,
      total: 12_000,
      discounted: 9582.504,
    });
  });

  test("the waterfall leads from today's total to the plan's, exactly", () => {
    const { estate, parts } = accountOf({
      tariffPerKWh: 0.137,
      targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 9999.99 }],
      money: {
        discountPercent: 7.3,
        hardware: { supportPercent: 11.1, residualPercent: 3.3 },
        space: { perRackYear: 1234.5, perUnitYear: 17.77, perM2Year: 99.1, perKWYear: 321.9 },
        ports: [{ name: "10GbE", perHost: 2, price: 333.33 }],
        admin: { perHostYear: 777.7, perWorkloadYear: 11.3 },
        migration: { hoursPerWorkload: 3.5, perHour: 71.9 },
        training: 1500,
        decommissionPerHost: 123.4,
        today: { perHostYear: 456.7 },
      },
    });
    const { waterfall = [], before, after } = planMoney(estate, parts)!;
    const grains = waterfall.map(({ amount }) => Math.round(amount * 1000));
    const steps = grains.slice(1, -1).reduce((a, b) => a + b, 0);
    expect(grains[0]).toBe(Math.round(before!.discounted * 1000));
    expect(grains.at(-1)).toBe(Math.round(after.discounted * 1000));
    expect(grains[0]! + steps).toBe(grains.at(-1));
    expect(waterfall.map(({ step }) => step)).toEqual([
      "today-total",
      "hardware",
      "hardware-support",
      "electricity",
      "space",
      "ports",
      "admin",
      "migration",
      "training",
      "decommission",
      "today",
      "plan-total",
    ]);
  });
});
