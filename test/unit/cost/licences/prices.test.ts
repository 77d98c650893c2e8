/** The list prices of the data and the rules themselves: every one checked, known and sourced. */
import { describe, expect, it } from "vitest";
import { PLATFORMS } from "#models";
import { LICENCE_RULES, findRule } from "#planner/cost/licences/index.ts";
import { PRODUCT_PRICES } from "#prices";
import { readPrice } from "../../../../data/prices/index.ts";
import { licencesPage, unknownSources } from "../../../../docs/generate/licences.ts";

describe("list prices", () => {
  it("are sorted, one per product, each of a rule", () => {
    const products = PRODUCT_PRICES.map(({ product }) => product);
    expect(products).toEqual([...new Set(products)].toSorted());
    expect(products.filter((product) => findRule(product) === undefined)).toEqual([]);
  });

  it("hold the table's dated examples", () => {
    const price = (product: string) => PRODUCT_PRICES.find((one) => one.product === product)?.price;
    expect(["windows-2003-r2-enterprise", "vmware-vi3-enterprise", "zvm-value-units", "zvm-v4"].map(price)).toEqual([
      3999, 5750, 2250, 45_000,
    ]);
  });

  it("are due every year where the product is", () => {
    for (const { product, isYearly } of PRODUCT_PRICES)
      expect([product, findRule(product)?.isYearly]).toEqual([product, isYearly]);
  });

  it.each([
    ["a price below 0", { price: -1 }, "/price"],
    ["no source", { source: "somewhere" }, "/source"],
    ["another product than its file", { product: "other" }, 'the product "other"'],
    ["a day in place of a month", { asOf: "2006-13" }, "/asOf"],
  ])("with %s are refused by file and field", (_, wrong, told) => {
    const good = { product: "x", price: 1, currency: "USD", asOf: "2006", source: "recalled: fairly" };
    expect(readPrice("x.json", JSON.stringify(good)).price).toBe(1);
    expect(() => readPrice("x.json", JSON.stringify({ ...good, ...wrong }))).toThrow(told);
    expect(() => readPrice("x.json", JSON.stringify({ ...good, ...wrong }))).toThrow("data/prices/x.json");
  });
});

describe("licence rules", () => {
  it("have ids of their own, a default for every option, and a figure with its source", () => {
    expect(new Set(LICENCE_RULES.map(({ id }) => id)).size).toBe(LICENCE_RULES.length);
    for (const { id, options, facts } of LICENCE_RULES) {
      expect([id, options.safeParse({}).success]).toEqual([id, true]);
      expect([id, options.safeParse({ nonsense: 1 }).success]).toEqual([id, false]);
      expect([id, Object.keys(facts).length > 0]).toEqual([id, true]);
    }
  });

  it("stand on the page, with sources that the bibliographies hold", () => {
    const page = licencesPage(PLATFORMS);
    for (const { id } of LICENCE_RULES) expect(page).toContain(`(\`${id}\`)`);
    expect(page).toContain("| `power10` | power10 | if-capped |");
    expect(unknownSources()).toEqual([]);
  });
});
