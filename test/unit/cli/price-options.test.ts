/** Licences, prices and money as named on the command line. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InvalidInput } from "#planner";
import { objectiveAsked } from "../../../cli/options/objective.ts";
import { withPrices } from "../../../cli/options/prices.ts";
import { scratch } from "../../integration/cli/hostwright.ts";

const place = scratch();
const file = (name: string) => path.join(place.folder, name);

const WINDOWS = { id: "windows", product: "windows-server-2003-r2-standard", match: { os: "windows" } };
const PRICE = { product: WINDOWS.product, price: 999, currency: "USD", asOf: "2006", source: "recalled: fairly" };
const AGENT = { id: "agent", workloads: ["a"], perCore: 40 };

beforeAll(() => {
  writeFileSync(file("list.json"), JSON.stringify([WINDOWS, AGENT]));
  writeFileSync(file("priced.json"), JSON.stringify({ licences: [WINDOWS], prices: [PRICE] }));
  writeFileSync(file("both.json"), JSON.stringify([{ ...WINDOWS, workloads: ["a"] }]));
  writeFileSync(file("field.json"), JSON.stringify({ licences: [], price: [] }));
  writeFileSync(file("money.yaml"), "money: { currency: EUR, discountPercent: 8, admin: { perHostYear: 900 } }\n");
  writeFileSync(file("dollars.yaml"), "currency: dollars\n");
});
afterAll(place.remove);

const problemsOf = async (work: Promise<unknown>) =>
  await work.then(
    () => [],
    (error: unknown) => (error as InvalidInput).problems,
  );

describe("--licences", () => {
  it("takes both kinds in one list, after those of the request", async () => {
    const { licences } = await withPrices({ licences: [{ ...AGENT, id: "own" }] }, { licences: file("list.json") });
    expect(licences?.map(({ id }) => id)).toEqual(["own", "windows", "agent"]);
  });

  it("takes prices beside them", async () => {
    const made = await withPrices({}, { licences: file("priced.json") });
    expect(made).toMatchObject({ licences: [{ id: "windows" }], prices: [{ price: 999, asOf: "2006" }] });
  });

  it("names file and place of what is wrong", async () => {
    expect(await problemsOf(withPrices({}, { licences: file("both.json") }))).not.toEqual([]);
    expect(await problemsOf(withPrices({}, { licences: file("field.json") }))).toMatchObject([
      { pointer: expect.stringContaining(file("field.json")) as string },
    ]);
    await expect(withPrices({}, { licences: "-" })).rejects.toThrow("--licences");
  });
});

describe("--money", () => {
  it("takes the file over the request, and single options over both", async () => {
    const made = await withPrices(
      { money: { training: 5 } },
      { money: file("money.yaml"), currency: "USD", discount: 5 },
    );
    expect(made).toMatchObject({ money: { currency: "USD", discountPercent: 5, admin: { perHostYear: 900 } } });
    expect(made).not.toMatchObject({ money: { training: 5 } });
  });

  it("keeps the request's money beside --currency alone, and says nothing unasked", async () => {
    expect(await withPrices({ money: { training: 5 } }, { currency: "GBP" })).toEqual({
      money: { training: 5, currency: "GBP" },
    });
    expect(await withPrices({}, {})).toEqual({});
  });

  it("names the field and what it should be", async () => {
    expect(await problemsOf(withPrices({}, { money: file("dollars.yaml") }))).toMatchObject([
      {
        pointer: `${file("dollars.yaml")} /currency`,
        detail: expect.stringContaining("three capital letters") as string,
      },
    ]);
  });
});

describe("--objective formula:", () => {
  it("hands the formula on as typed, commas and equals signs included", () => {
    expect(objectiveAsked("formula: max(hosts, racks * 2) + 0.1 * cost")).toEqual({
      formula: "max(hosts, racks * 2) + 0.1 * cost",
    });
  });
});
