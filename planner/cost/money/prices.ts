/**
 * Which prices a request names, and in which money. A catalogue's price in another currency is simply not known; nothing is
 * converted, for a rate of exchange would be a guess about the future.
 */
import { type HostType, type PlanRequest, type Target, pricedLicences, productLicences } from "../../contract/index.ts";

const DEFAULT_CURRENCY = "USD";

/** The one currency of a request. */
export const currencyOf = (request: Pick<PlanRequest, "money">): string => request.money?.currency ?? DEFAULT_CURRENCY;

/** Price of one host of a target: the target's own, else its host type's where it is in this currency; undefined = not known. */
export function hostPriceIn(target: Target, { price }: HostType, currency: string): number | undefined {
  return target.hostPrice ?? (price?.currency === currency ? price.value : undefined);
}

/** Does the request itself name any price? A catalogue alone makes no account. */
export function namesAPrice(request: PlanRequest): boolean {
  const types = new Set(request.targets.map(({ hostType }) => hostType));
  return (
    request.money !== undefined ||
    request.tariffPerKWh !== undefined ||
    request.prices.length > 0 ||
    request.targets.some(({ hostPrice }) => hostPrice !== undefined) ||
    request.hostTypes.some(({ id, price }) => price !== undefined && types.has(id)) ||
    pricedLicences(request).length > 0 ||
    productLicences(request).some(({ price }) => price !== undefined)
  );
}
