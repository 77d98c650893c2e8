/** The examples of room, money and licences, run as their head comments say; and the sample estate's own. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Facility, Money, type PlanDocument, PlanRequest } from "#planner";
import { readLicences, readMoney } from "../../../cli/options/prices.ts";
import { ROOT, answered } from "./hostwright.ts";

const example = (name: string) => path.join(ROOT, "examples", name);
const read = (name: string): unknown => parse(readFileSync(example(name), "utf8"));
const QUICK = ["--effort", "0", "--replay", "0", "--json"];

async function planned(...args: readonly string[]): Promise<PlanDocument> {
  const { code, stdout, stderr } = await answered(["plan", ...args, ...QUICK]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout) as PlanDocument;
}

describe("examples of room and money", () => {
  it("put a facility, licences, prices and money into the request", async () => {
    const { request } = await planned(
      example("request.yaml"),
      "--facility",
      example("facility.yaml"),
      "--licences",
      example("licences.yaml"),
      "--money",
      example("money.yaml"),
      "--host-price",
      "9000",
    );
    expect(request.facility).toEqual(Facility.parse(read("facility.yaml")));
    expect(request.money).toEqual(Money.parse(read("money.yaml")));
    expect(request.licences.map(({ id }) => id)).toEqual(["windows", "oracle", "agent"]);
    expect(request.prices.map(({ currency }) => currency)).toEqual(["EUR", "EUR"]);
    expect(request.targets[0]?.hostPrice).toBe(9000);
  });

  it("plan a request with money by its cost, and by hosts when asked", async () => {
    const cheap = await planned(example("request-with-money.yaml"));
    expect(cheap.request.tariffPerKWh).toHaveLength(24);
    expect(cheap.result.summary.objective.terms.map(({ name }) => name)).toEqual(["cost"]);
    const few = await planned(example("request-with-money.yaml"), "--objective", "hosts");
    expect(few.result.summary.objective.terms.map(({ name }) => name)).toEqual(["hosts"]);
    expect(few.result.summary.unplaced).toBe(0);
  });

  it("price what electricity costs hour by hour: nights alone are cheaper than the mean price", async () => {
    const all = await planned(example("request-with-money.yaml"), "--tariff", "0.14");
    const byHour = await planned(example("request-with-money.yaml"));
    expect(byHour.result.energy.after.costPerYear ?? 0).toBeLessThan(all.result.energy.after.costPerYear ?? 0);
    expect(byHour.result.energy.after.costPerYear ?? 0).toBeGreaterThan(0);
  });
});

describe("licences and money of the sample estate", () => {
  const sample = (name: string) => path.join(ROOT, "data", "samples", `estate-2005.${name}.json`);

  it("are what the contract takes, every price with its source, everything assumed said to be", async () => {
    const { licences, prices, notes = [] } = await readLicences(sample("licences"));
    expect(PlanRequest.shape.licences.parse(licences)).toHaveLength(4);
    expect(prices.map(({ source }) => source)).toEqual(["recalled: fairly"]);
    expect(notes.filter((line) => line.startsWith("assumed: "))).toHaveLength(2);
  });

  it("say of every figure of money that it is assumed", async () => {
    const { money, tariffPerKWh, notes = [] } = await readMoney(sample("money"));
    const words = notes.filter((line) => line.startsWith("assumed: ")).join(" ");
    const figures = [
      [tariffPerKWh, "0.08"],
      [money.discountPercent, "8%"],
      [money.hardware?.supportPercent, "12%"],
      [money.space?.perRackYear, "6,000"],
      [money.admin?.perHostYear, "1,500"],
      [money.migration?.hoursPerWorkload, "10 hours"],
      [money.migration?.perHour, "80 USD"],
      [money.decommissionPerHost, "200"],
      [money.today?.perHostYear, "800"],
    ] as const;
    for (const [value, told] of figures) {
      expect(words).toContain(told);
      expect(value).toBe(Number(told.replaceAll(/[^\d.]/g, "")));
    }
  });
});
