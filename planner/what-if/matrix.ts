/** A matrix of overrides over one base request: every combination (grid) or one by one (list), a plan for each. */
import { z } from "zod";
import type { PlanContext } from "../context.ts";
import { type InputProblem, InvalidInput, type PlanResult } from "../contract/index.ts";
import { decodeRequest } from "../decode.ts";
import { plan } from "../plan.ts";
import { pointerSteps, withValue } from "./pointer.ts";

/** Most variants one scenario may ask for. */
export const MOST_VARIANTS = 10_000;

export const Scenario = z
  .strictObject({
    version: z.literal(1).default(1),
    name: z.string().max(200).default("what-if"),
    /** A plan request, not yet decoded: variants may complete it. */
    request: z.record(z.string(), z.unknown()),
    /** JSON pointer into the request → values to try. */
    vary: z.record(z.string().max(300), z.array(z.unknown()).min(1).max(1000)),
    /** grid: every combination · list: each value alone, the rest as in the request. */
    mode: z.enum(["grid", "list"]).default("grid"),
  })
  .meta({ id: "Scenario" });
export type Scenario = z.infer<typeof Scenario>;

export type Overrides = Readonly<Record<string, unknown>>;

export interface WhatIfRow {
  readonly overrides: Overrides;
  readonly result?: PlanResult;
  readonly problems?: readonly InputProblem[];
}

/** The variants of a scenario in stable order, the first pointer varying slowest. @throws InvalidInput above {@link MOST_VARIANTS} */
export function variantsOf(scenario: Scenario): readonly Overrides[] {
  const axes = Object.entries(scenario.vary);
  const variants =
    scenario.mode === "list"
      ? axes.flatMap(([pointer, values]) => values.map((value): Overrides => ({ [pointer]: value })))
      : axes.reduce<readonly Overrides[]>(
          (done, [pointer, values]) =>
            done.length > MOST_VARIANTS
              ? done
              : done.flatMap((v) => values.map((value) => ({ ...v, [pointer]: value }))),
          [{}],
        );
  if (variants.length > MOST_VARIANTS) {
    throw new InvalidInput([
      { pointer: "/vary", code: "too-many-variants", detail: `${variants.length} variants, at most ${MOST_VARIANTS}` },
    ]);
  }
  return variants;
}

/** The base request with one variant's overrides. */
export function requestFor(scenario: Scenario, overrides: Overrides): unknown {
  return Object.entries(overrides).reduce<unknown>(
    (request, [pointer, value]) => withValue(request, pointerSteps(pointer), value),
    scenario.request,
  );
}

/**
 * Plan every variant. A variant whose request is not valid becomes a row with its problems.
 * @throws InvalidInput when the scenario itself is not valid; Stopped when the context asks to stop
 */
export function whatIf(
  scenario: Scenario,
  context: PlanContext,
  done?: (finished: number, of: number) => void,
): readonly WhatIfRow[] {
  const variants = variantsOf(scenario);
  return variants.map((overrides, i) => {
    const input = requestFor(scenario, overrides);
    let row: WhatIfRow;
    try {
      row = { overrides, result: plan(decodeRequest(input, context), context) };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      row = { overrides, problems: error.problems };
    }
    done?.(i + 1, variants.length);
    return row;
  });
}
