/** Prices that cannot be added up: all money of a request is in one currency, and nothing is converted. */
import type { PlanContext } from "../../context.ts";
import type { InputProblem, PlanRequest } from "../../contract/index.ts";
import { currencyOf } from "./prices.ts";

/**
 * Prices of the request's own host types and price list in another currency than its money. The catalogue's and the data's
 * prices in another currency are no problem: they are not known.
 */
export function moneyProblems(request: PlanRequest, _context: PlanContext): readonly InputProblem[] {
  const currency = currencyOf(request);
  const whose =
    request.money === undefined ? `${currency} (money.currency, by default)` : `${currency} (money.currency)`;
  const mix = (pointer: string, what: string, found: string): readonly InputProblem[] =>
    found === currency
      ? []
      : [
          {
            pointer,
            code: "currency-mix",
            detail: `${what} is in ${found}, the request's money is in ${whose}: all prices must be in one currency`,
          },
        ];
  return [
    ...request.hostTypes.flatMap(({ id, price }, i) =>
      price === undefined
        ? []
        : mix(`/hostTypes/${i}/price/currency`, `the price of host type "${id}"`, price.currency),
    ),
    ...request.prices.flatMap(({ product, currency: found }, i) =>
      mix(`/prices/${i}/currency`, `the price of product "${product}"`, found),
    ),
  ];
}
