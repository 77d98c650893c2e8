/** In which money a what-if counts: that of its request, unless the currency itself is varied or drawn. */
import { currencyOf } from "../cost/money/prices.ts";
import type { Scenario } from "../what-if/index.ts";
import type { WhatIfCurrency } from "./what-if-units.ts";

/** The default where a request, which is not decoded here, says none. */
function currencyIn(money: unknown): string {
  const { currency } = (typeof money === "object" && money !== null ? money : {}) as Readonly<Record<string, unknown>>;
  return typeof currency === "string" ? currency : currencyOf({});
}

/** What may stand at a pointer; none = it is neither varied nor drawn. */
function tried({ vary, sample }: Scenario, pointer: string): readonly unknown[] {
  const drawn = sample?.draw[pointer];
  return vary[pointer] ?? (drawn?.distribution === "discrete" ? drawn.values : []);
}

/** The one currency of all rows; undefined = they are in several. */
export function whatIfCurrency(scenario: Scenario): WhatIfCurrency {
  const own = currencyIn(scenario.request["money"]);
  const others = [
    ...tried(scenario, "/money/currency").map((currency) => currencyIn({ currency })),
    ...tried(scenario, "/money").map(currencyIn),
  ];
  // one thing at a time leaves the request's own in all rows that try something else
  const all = new Set(others.length === 0 || scenario.mode === "list" ? [own, ...others] : others);
  return all.size === 1 ? [...all][0] : undefined;
}
