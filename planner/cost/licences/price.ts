/**
 * What a unit of a product costs: the licence's own price, else the request's price list, else the product's, where it is
 * in the request's currency. Nobody names one: not known, never 0.
 */
import type { PlanContext } from "../../context.ts";
import type { PlanRequest, ProductLicence } from "../../contract/index.ts";
import { annuity } from "../discount.ts";
import { currencyOf } from "../money/prices.ts";
import type { LicenceRule } from "./rule.ts";

const PERCENT = 100;

export interface UnitPrice {
  readonly each: number;
  readonly currency: string;
  readonly asOf: string;
  readonly isYearly: boolean;
  /** Per year, in percent of the price. */
  readonly supportPercent: number;
  readonly source: string;
}

/** Price of one unit, or undefined. */
export function unitPrice(
  licence: ProductLicence,
  rule: LicenceRule,
  request: PlanRequest,
  context: PlanContext,
): UnitPrice | undefined {
  const currency = currencyOf(request);
  const isOurs = (price: { readonly product: string; readonly currency: string }) =>
    price.product === licence.product && price.currency === currency;
  const listed = request.prices.find(isOurs) ?? context.productPrices?.find(isOurs);
  const isYearly = licence.isYearly ?? listed?.isYearly ?? rule.isYearly;
  if (licence.price !== undefined) {
    return { each: licence.price, currency, asOf: "request", isYearly, supportPercent: 0, source: "the request" };
  }
  if (listed === undefined) return undefined;
  const { price: each, asOf, supportPercent, source } = listed;
  return { each, currency, asOf, isYearly, supportPercent, source };
}

/** Money that units cost: once, and in every year. Held units are not bought again; their support is due all the same. */
export function moneyOf(
  price: UnitPrice,
  units: number,
  held: number,
): { readonly once: number; readonly perYear: number } {
  const bought = Math.max(0, units - held) * price.each;
  const support = (units * price.each * price.supportPercent) / PERCENT;
  return price.isYearly ? { once: 0, perYear: bought + support } : { once: bought, perYear: support };
}

/** Factor that turns a yearly amount into money over the request's years. */
export const yearsFactor = ({ goals, money }: PlanRequest): number =>
  annuity(goals.costYears, money?.discountPercent ?? 0);
