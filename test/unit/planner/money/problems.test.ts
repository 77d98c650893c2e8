/** Currencies that cannot be added up, and host prices as facts of a plan. */
import { describe, expect, test } from "vitest";
import { InvalidInput, decodeRequest, plan } from "#planner";
import { CONTEXT, SMALL, ask, vm } from "../../../support/request.ts";

const priced = (currency: string) => ({
  ...SMALL,
  id: "mine",
  price: { value: 4000, source: "assumed: an offer", currency, asOf: "2026-03" },
});

function problemsOf(input: unknown): InvalidInput["problems"] {
  try {
    decodeRequest(input, CONTEXT);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

const productPrice = {
  product: "oracle-database-ee",
  price: 47_500,
  currency: "GBP",
  asOf: "2026",
  source: "assumed: a quote",
};

describe("one currency for all money of a request", () => {
  test("a host type or product priced in another one is named with both", () => {
    const found = problemsOf(
      ask([vm("a")], { hostTypes: [priced("EUR")], prices: [productPrice], money: { currency: "CHF" } }),
    );
    expect(found.map(({ pointer, code }) => [pointer, code])).toEqual([
      ["/hostTypes/0/price/currency", "currency-mix"],
      ["/prices/0/currency", "currency-mix"],
    ]);
    expect(found[0]?.detail).toMatch(/"mine" is in EUR, .* CHF \(money.currency\)/);
    expect(found[1]?.detail).toMatch(/"oracle-database-ee" is in GBP, .* CHF/);
  });

  test("without one of its own a request is in USD, and says that this is the default", () => {
    expect(problemsOf(ask([vm("a")], { hostTypes: [priced("EUR")] }))[0]?.detail).toContain(
      "USD (money.currency, by default)",
    );
    expect(problemsOf(ask([vm("a")], { hostTypes: [priced("USD")] }))).toEqual([]);
  });

  test("negative and silly prices are the schema's to refuse", () => {
    for (const money of [
      { training: -1 },
      { discountPercent: 101 },
      { currency: "dollars" },
      { hardware: { residualPercent: 120 } },
    ])
      expect(problemsOf(ask([vm("a")], { money }))).toHaveLength(1);
  });
});

describe("host prices among the facts of a plan", () => {
  const targets = [{ platform: "vsphere-8", hostType: "mine" }];
  const context = (currency: string) => ({ ...CONTEXT, hostTypes: [...CONTEXT.hostTypes, priced(currency)] });
  const factsOf = (currency: string, extra: object) => {
    const request = decodeRequest(ask([vm("a")], { targets, ...extra }), context(currency));
    return plan(request, context(currency)).facts.filter(({ id }) => id.endsWith("/price"));
  };

  test("stand there with currency, date and source, and as assumptions where they are assumed", () => {
    expect(factsOf("USD", { tariffPerKWh: 0.1 })).toEqual([
      { id: "mine/price", value: 4000, unit: "USD", source: "assumed: an offer", note: "as of 2026-03" },
    ]);
  });

  test("do not where the account does not use them: another currency, the target's own price, no account", () => {
    expect(factsOf("EUR", { tariffPerKWh: 0.1 })).toEqual([]);
    expect(factsOf("USD", { targets: [{ ...targets[0], hostPrice: 5 }] })).toEqual([]);
    expect(factsOf("USD", {})).toEqual([]);
  });
});
