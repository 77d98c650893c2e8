/** One row per variant: its plan's figures, or what is wrong with its request. The plan itself is not kept: it is large. */
import type { PlanContext } from "../context.ts";
import {
  type InputProblem,
  InvalidInput,
  type PlanCore,
  type PlanRequest,
  type PlanResult,
} from "../contract/index.ts";
import { type Forecast, addedBy, forecastOf } from "../forecast/index.ts";
import { planCore } from "../plan-core.ts";
import { plan } from "../plan.ts";
import { PLAN_FIGURES, PLAN_FIGURE_NAMES, type PlanFigure, costWithout } from "../plan-figures.ts";
import { type FailureResult, failuresOf } from "./failures.ts";
import type { Scenario } from "./scenario.ts";
import { sharedDecoder } from "./shared-decode.ts";
import { type Variant, requestFor, variantsOf } from "./variants.ts";

/** Figures that a plan knows, by name; units are in the names. */
export type Figures = Readonly<Partial<Record<PlanFigure, number>>>;

export interface WhatIfRow extends Variant {
  readonly status: PlanResult["status"] | "invalid";
  /** Empty when the variant is invalid. */
  readonly figures: Figures;
  /** What its cost leaves out, in words. */
  readonly costWithout: readonly string[];
  /** Where the scenario has growth: runway of this alternative's hosts; with the first draw of each alternative only. */
  readonly forecast?: Forecast;
  /** What the scenario's failures come to, in their order; absent when it names none. */
  readonly failures?: readonly FailureResult[];
  readonly problems?: readonly InputProblem[];
}

/** Every variant of a scenario by its number. */
export interface VariantPlanner {
  readonly count: number;
  /** The row of variant `index`: depends on nothing but the scenario, the context and the number. @throws Stopped */
  readonly row: (index: number) => WhatIfRow;
  /** Question and answer of variant `index`. @throws InvalidInput when it is invalid; RangeError when there is none */
  readonly document: (index: number) => { readonly request: PlanRequest; readonly result: PlanResult };
}

function figuresOf(result: PlanCore): Figures {
  const known = PLAN_FIGURE_NAMES.flatMap((name) => {
    const value = PLAN_FIGURES[name](result);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(known);
}

/** The request with workloads that come later; a list that is none stays, for the door to refuse. */
function withAdded(request: Readonly<Record<string, unknown>>, added: readonly unknown[]) {
  const { workloads } = request;
  return added.length > 0 && Array.isArray(workloads) ? { ...request, workloads: [...workloads, ...added] } : request;
}

/**
 * A planner of single variants: threads that make one each can share the list.
 * @throws InvalidInput when the scenario itself is not valid
 */
export function variantPlanner(scenario: Scenario, context: PlanContext): VariantPlanner {
  const variants = variantsOf(scenario);
  const decode = sharedDecoder(scenario.request, context);
  const shared: PlanContext = { ...context, knownTexts: new WeakMap(), knownProfiles: new WeakMap() };
  /** Of what is varied on purpose alone; draws have their say through growth and events. */
  const forecast = ({ overrides, draw }: Variant): Pick<WhatIfRow, "forecast"> => {
    const { growth, events, sample } = scenario;
    if (growth === undefined || (draw?.index ?? 0) > 0) return {};
    const uncertain = { seed: sample?.seed ?? 1, count: sample?.count ?? 1 };
    const request = decode(withAdded(requestFor(scenario, { overrides }), addedBy(events)));
    return { forecast: forecastOf(request, { growth, events, uncertain }, shared) };
  };
  const variantAt = (index: number): Variant => {
    const variant = variants[index];
    if (variant === undefined) throw new RangeError(`no variant ${index}: there are ${variants.length}, from 0`);
    return variant;
  };
  const document = (index: number) => {
    const request = decode(requestFor(scenario, variantAt(index)));
    return { request, result: plan(request, shared) };
  };
  const row = (index: number): WhatIfRow => {
    const variant = variantAt(index);
    try {
      const request = decode(requestFor(scenario, variant));
      // A row shows figures alone: what is told beside them of a single plan is not worked out.
      const result = planCore(request, shared);
      return {
        ...variant,
        status: result.status,
        figures: figuresOf(result),
        costWithout: costWithout(result),
        ...forecast(variant),
        ...(scenario.fail.length === 0 ? {} : { failures: failuresOf({ request, result }, scenario.fail, shared) }),
      };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return { ...variant, status: "invalid", figures: {}, costWithout: [], problems: error.problems };
    }
  };
  return { count: variants.length, row, document };
}
