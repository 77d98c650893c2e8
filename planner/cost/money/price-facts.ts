/** Host prices that an account used, as facts of the plan: each with its currency, its date and its source. */
import type { UsedFact } from "../../contract/index.ts";
import type { Estate } from "../../size/index.ts";
import { currencyOf, namesAPrice } from "./prices.ts";

/** Prices of host types in the request's money, where no target names its own; none where there is no account. */
export function priceFacts(estate: Estate): readonly UsedFact[] {
  const { request, targets } = estate;
  if (!namesAPrice(request)) return [];
  const currency = currencyOf(request);
  return targets.flatMap(({ target, hostType: { id, price } }): UsedFact[] => {
    if (target.hostPrice !== undefined || price?.currency !== currency) return [];
    const asOf = `as of ${price.asOf}`;
    const note = price.note === undefined ? asOf : `${asOf}; ${price.note}`;
    return [{ id: `${id}/price`, value: price.value, unit: currency, source: price.source, note }];
  });
}
