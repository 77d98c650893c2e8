/** The licences of a request in one form: rule, parsed options, whose they are, price, units held. */
import type { PlanContext } from "../../context.ts";
import type { PlanRequest, Workload } from "../../contract/index.ts";
import { currencyOf } from "../money/prices.ts";
import { type UnitPrice, unitPrice } from "./price.ts";
import { plainPrice, plainRule } from "./priced-licence.ts";
import { findRule } from "./registry.ts";
import type { LicenceRule } from "./rule.ts";
import { selects } from "./select.ts";

export interface AskedLicence {
  readonly id: string;
  readonly rule: LicenceRule;
  /** As parsed by the rule's schema. */
  readonly options: unknown;
  readonly isLicensed: (workload: Workload) => boolean;
  /** Absent = nobody names one. */
  readonly price: UnitPrice | undefined;
  readonly held: number;
}

/** All licences in the request's order. Precondition: decoded, so products are known and options are good. */
export function askedLicences(request: PlanRequest, context: PlanContext): readonly AskedLicence[] {
  return request.licences.map((licence): AskedLicence => {
    const { id } = licence;
    if (!("product" in licence)) {
      const price = plainPrice(licence, currencyOf(request));
      return { id, rule: plainRule(licence), options: {}, isLicensed: selects(licence), price, held: 0 };
    }
    const rule = findRule(licence.product);
    if (rule === undefined) throw new Error(`licence ${id}: ${licence.product} was not decoded`);
    const options = rule.options.parse(licence.options);
    const price = unitPrice(licence, rule, request, context);
    return { id, rule, options, isLicensed: selects(licence), price, held: licence.held };
  });
}
