/**
 * What is wrong with the licences and prices of a request: products and options that no rule knows, workloads that are not
 * there, a match that matches nobody, names and prices given twice, and, for the cost objective, a price that nobody names.
 */
import type { PlanContext } from "../../context.ts";
import { type InputProblem, type PlanRequest, type ProductLicence, readInput } from "../../contract/index.ts";
import { sortedJson } from "../../canonical.ts";
import { nearestName } from "../../contract/nearest-name.ts";
import { asksCost } from "../../objective/goals-of.ts";
import { currencyOf } from "../money/prices.ts";
import { unitPrice } from "./price.ts";
import { LICENCE_RULES, findRule } from "./registry.ts";
import { matches } from "./select.ts";

const PRODUCTS = LICENCE_RULES.map(({ id }) => id);

const meant = (product: string): string => {
  const near = nearestName(product, PRODUCTS);
  return near === undefined ? `; known are ${PRODUCTS.join(", ")}` : `; did you mean "${near}"?`;
};

function unknownProduct(product: string, pointer: string): readonly InputProblem[] {
  if (findRule(product) !== undefined) return [];
  return [{ pointer, code: "unknown-product", detail: `no licence rule for product "${product}"${meant(product)}` }];
}

/** The second of two equal keys, each told with where the first stands. */
function twice(keys: readonly string[], at: string, what: string): readonly InputProblem[] {
  const first = new Map<string, number>();
  return keys.flatMap((key, i): readonly InputProblem[] => {
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    if (before === undefined) return [];
    return [{ pointer: `${at}/${i}`, code: "duplicate", detail: `${what} "${key}" is already ${at}/${before}` }];
  });
}

/**
 * One product by the same options under two names: a host that holds workloads of both would be counted twice.
 */
function sameProduct(request: PlanRequest): readonly InputProblem[] {
  const first = new Map<string, string>();
  return request.licences.flatMap((licence, l): readonly InputProblem[] => {
    if (!("product" in licence)) return [];
    const key = sortedJson([licence.product, licence.options]);
    const before = first.get(key);
    if (before === undefined) first.set(key, licence.id);
    if (before === undefined || before === licence.id) return [];
    const detail = `licence "${licence.id}" counts ${licence.product} as licence "${before}" does, by the same options: a host that holds both would be counted twice; make them one`;
    return [{ pointer: `/licences/${l}/product`, code: "same-product", detail }];
  });
}

/** Names that are no workload of the request. */
function strangers(request: PlanRequest): readonly InputProblem[] {
  const known = new Set(request.workloads.map(({ id }) => id));
  return request.licences.flatMap(({ id, workloads = [] }, l) =>
    workloads.flatMap((workload, w): readonly InputProblem[] =>
      known.has(workload)
        ? []
        : [
            {
              pointer: `/licences/${l}/workloads/${w}`,
              code: "unknown-workload",
              detail: `licence "${id}" names "${workload}", which is no workload of the request`,
            },
          ],
    ),
  );
}

function optionProblems({ product, options }: ProductLicence, at: string): readonly InputProblem[] {
  const rule = findRule(product);
  if (rule === undefined) return unknownProduct(product, `${at}/product`);
  const parsed = readInput(rule.options, options);
  if (parsed.success) return [];
  return parsed.problems.map(({ pointer, code, detail }) => ({
    pointer: `${at}/options${pointer}`,
    code,
    detail: `${product}: ${detail}`,
  }));
}

function nobodyMatches({ id, match }: ProductLicence, request: PlanRequest, at: string): readonly InputProblem[] {
  if (match === undefined || request.workloads.some((workload) => matches(workload, match))) return [];
  const detail = `licence "${id}" matches none of ${request.workloads.length} workloads: ${JSON.stringify(match)}`;
  return [{ pointer: `${at}/match`, code: "matches-nobody", detail }];
}

/** A price that the cost objective needs and nobody names. */
function noPrice(licence: ProductLicence, { request, context, at }: Asked): readonly InputProblem[] {
  const rule = findRule(licence.product);
  if (rule === undefined || !asksCost(request.goals.objective)) return [];
  if (unitPrice(licence, rule, request, context) !== undefined) return [];
  const detail = `the cost objective needs the price in ${currencyOf(request)} of a ${rule.unit} of ${licence.product} (licence "${licence.id}"): neither the licence nor a price list names one`;
  return [{ pointer: `${at}/price`, code: "unknown-price", detail }];
}

interface Asked {
  readonly request: PlanRequest;
  readonly context: PlanContext;
  readonly at: string;
}

/** Prices twice or of nothing that is counted; that all are in one currency is asked where the money is. */
function priceProblems(request: PlanRequest): readonly InputProblem[] {
  return [
    ...twice(
      request.prices.map(({ product }) => product),
      "/prices",
      "the price of",
    ),
    ...request.prices.flatMap(({ product }, p) => unknownProduct(product, `/prices/${p}/product`)),
  ];
}

/** All problems of licences and of their prices; an empty list = nothing is wrong. */
export function licenceRequestProblems(request: PlanRequest, context: PlanContext): readonly InputProblem[] {
  return [
    ...twice(
      request.licences.map(({ id }) => id),
      "/licences",
      "licence",
    ),
    ...sameProduct(request),
    ...strangers(request),
    ...request.licences.flatMap((licence, l): readonly InputProblem[] => {
      if (!("product" in licence)) return [];
      const at = `/licences/${l}`;
      return [
        ...optionProblems(licence, at),
        ...nobodyMatches(licence, request, at),
        ...noPrice(licence, { request, context, at }),
      ];
    }),
    ...priceProblems(request),
  ];
}
