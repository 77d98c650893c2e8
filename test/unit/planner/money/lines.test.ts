/** Single lines of the money account: space, licences, ports, people, and hosts of today that stay; by hand. */
import { describe, expect, test } from "vitest";
import type { PlanRequestInput } from "#planner";
import { planMoney } from "#planner/cost/money/index.ts";
import { accountOf, countedLicence, roomOf } from "../../../support/money.ts";

type Parts = Parameters<typeof planMoney>[1];

function moneyOf(extra: Partial<PlanRequestInput>, more: Partial<Parts> = {}, binOf?: readonly number[]) {
  const { estate, parts } = accountOf(extra, binOf);
  return planMoney(estate, { ...parts, ...more })!;
}

const linesOf = (lines: readonly { kind: string; what: string; once: number; perYear: number }[], kind: string) =>
  lines
    .filter((line) => line.kind === kind)
    .map(({ what, once, perYear }) => ({ what, ...(once === 0 ? { perYear } : { once }) }));

describe("space", () => {
  const space = { perRackYear: 1000, perUnitYear: 10, perM2Year: 200, perKWYear: 50 };

  test("is paid for the racks that were packed, one line for each price", () => {
    // 3 racks and one frame of 50 U, which takes 2 places of 42 U; the floor is the room's.
    const room = roomOf({ racks: 3, frames: [50], areaM2: 12.5 });
    const { estate, parts } = accountOf({ money: { space } });
    const money = planMoney(estate, { ...parts, room })!;
    const kW = parts.energy.after.peakW / 1000;
    // Two hosts of 2 U.
    expect(linesOf(money.after.lines, "space")).toEqual([
      { what: "3 racks and 2 frames", perYear: 5000 },
      { what: "4 U", perYear: 40 },
      { what: "12.5 m²", perYear: 2500 },
      { what: `${Math.round(kW * 1000) / 1000} kW at the peak`, perYear: expect.closeTo(50 * kW, 2) },
    ]);
  });

  test("of hosts that find no place is counted by their height", () => {
    const { estate, parts } = accountOf({ money: { space: { perRackYear: 1000 } } });
    const [first] = parts.hosts;
    const room = { ...roomOf({ racks: 1, frames: [], areaM2: 2.5 }), unracked: [{ host: first!.id, limits: [] }] };
    // 2 U over 42 U: one more.
    expect(linesOf(planMoney(estate, { ...parts, room })!.after.lines, "space")).toEqual([
      { what: "1 rack and 1 more by height for hosts that find no place", perYear: 2000 },
    ]);
  });

  test("of today is counted by height, not packed, and says so", () => {
    const { before } = moneyOf({ facility: { cooling: "pue", pue: 1.5, racks: { units: 5 } }, money: { space } });
    // Three hosts of 2 U over 5 U a rack: 1.2, rounded up to 2 racks of 2.5 m².
    expect(linesOf(before!.lines, "space").slice(0, 3)).toEqual([
      { what: "2 racks, by height: 6 U over 5, not packed", perYear: 2000 },
      { what: "6 U", perYear: 60 },
      { what: "5 m²", perYear: 1000 },
    ]);
  });

  test("of hosts whose height nobody knows stays open", () => {
    const hosts = ["old-1", "old-2", "old-3"].map((id) => ({ id, name: id, model: "a machine nobody knows" }));
    const { before } = moneyOf({ hosts, money: { space: { perUnitYear: 10 } } });
    expect(before!.without).toContain("space of 3 hosts whose height is not known");
  });
});

describe("licences", () => {
  test("by a rule are taken as they were counted; one without a price stays open by its name", () => {
    const windows = countedLicence({ id: "windows", once: 6155, perYear: 1538.75 });
    const oracle = countedLicence({ id: "oracle" });
    const licences = [
      { id: "windows", product: "windows-server-2022-datacenter", workloads: ["w1"] },
      { id: "oracle", product: "oracle-db-ee", workloads: ["w2"] },
    ];
    const { after } = moneyOf({ licences, money: {} }, { licences: { after: [windows, oracle] } });
    expect(after.lines.filter(({ kind }) => kind === "licences")).toEqual([
      // 6,155 + 5 × 1,538.75
      { kind: "licences", what: "windows", once: 6155, perYear: 1538.75, total: 13_848.75, discounted: 13_848.75 },
    ]);
    expect(after.without).toContain("licence oracle (Title of oracle)");
  });

  test("in another currency, or that nobody counted, stay open", () => {
    const euro = countedLicence({ id: "a", once: 5, perYear: 0, currency: "EUR" });
    const licences = ["a", "b"].map((id) => ({ id, product: "some-product", workloads: ["w1"] }));
    const { after } = moneyOf({ licences, money: {} }, { licences: { after: [euro] } });
    expect(after.without).toEqual(expect.arrayContaining(["licence a (Title of a)", "licence b"]));
  });

  test("of today count only what is due every year", () => {
    const yearly = countedLicence({ id: "yearly", once: 0, perYear: 400 });
    const both = countedLicence({ id: "both", once: 9000, perYear: 90 });
    const paid = countedLicence({ id: "paid", once: 700, perYear: 0 });
    const all = [yearly, both, paid];
    const licences = all.map(({ id }) => ({ id, product: "some-product", workloads: ["w1"] }));
    const { before } = moneyOf({ licences, money: {} }, { licences: { after: all, before: all } });
    expect(linesOf(before!.lines, "licences")).toEqual([
      { what: "yearly", perYear: 400 },
      { what: "both", perYear: 90 },
    ]);
  });
});

describe("ports, people and the way there", () => {
  test("are counted by hosts and by workloads", () => {
    const { after, before } = moneyOf({
      goals: { costYears: 2.5 },
      money: {
        ports: [
          { name: "10GbE", perHost: 4, price: 150 },
          { name: "FC", perHost: 2, price: 400 },
        ],
        admin: { perHostYear: 600, perWorkloadYear: 30 },
        migration: { hoursPerWorkload: 6, perHour: 80 },
        training: 5000,
        decommissionPerHost: 120,
        today: { perHostYear: 900 },
      },
    });
    expect(after.lines.map(({ kind, what, total }) => [kind, what, total])).toEqual([
      ["admin", "2 hosts", 3000], // 2 × 600 × 2.5
      ["admin", "4 workloads", 300], // 4 × 30 × 2.5
      ["ports", "10GbE", 1200], // 2 × 4 × 150
      ["ports", "FC", 1600], // 2 × 2 × 400
      ["migration", "4 workloads", 1920], // 4 × 6 × 80
      ["training", "", 5000],
      ["decommission", "3 hosts", 360], // 3 × 120
    ]);
    expect(before!.lines.map(({ kind, what, total }) => [kind, what, total])).toEqual([
      ["admin", "3 hosts", 4500], // 3 × 600 × 2.5
      ["admin", "4 workloads", 300],
      ["today", "3 hosts", 6750], // 3 × 900 × 2.5
    ]);
  });

  test("no ports at all is a statement, no price of ports is an open line", () => {
    expect(moneyOf({ money: { ports: [] } }).after.without).not.toContain("ports");
    expect(moneyOf({ money: {} }).after.without).toContain("ports");
  });
});

describe("hosts of today that stay because a workload found no place", () => {
  test("are paid by the plan, line by line, and not taken down", () => {
    // w3 is left out: old-2 stays with it.
    const { estate, parts } = accountOf(
      {
        tariffPerKWh: 0.1,
        money: {
          space: { perUnitYear: 10 },
          admin: { perHostYear: 600, perWorkloadYear: 30 },
          decommissionPerHost: 120,
          today: { perHostYear: 900 },
        },
      },
      [0, 0, -1, 1],
    );
    const money = planMoney(estate, parts)!;
    expect(linesOf(money.after.lines, "today")).toEqual([
      { what: "hosts that stay: electricity", perYear: parts.energy.staying!.costPerYear },
      { what: "hosts that stay: space (2 U)", perYear: 20 },
      { what: "hosts that stay: admin (1 host)", perYear: 600 },
      { what: "hosts that stay: admin (1 workload)", perYear: 30 },
      { what: "hosts that stay: support or leasing (1 host)", perYear: 900 },
    ]);
    expect(parts.energy.staying!.costPerYear).toBeGreaterThan(0);
    expect(linesOf(money.after.lines, "decommission")).toEqual([{ what: "2 hosts", once: 240 }]);
  });

  test("a workload without a place and without a known host is said to be missing", () => {
    const money = moneyOf({ hosts: [], tariffPerKWh: 0.1 }, {}, [0, 0, -1, 0]);
    expect(money.after.without).toContain("1 workload that found no place");
    expect(money.before).toBeUndefined();
    expect(money.waterfall).toBeUndefined();
  });
});
