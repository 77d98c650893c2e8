/** Schemas of what-ifs as the API answers them; tests hold the answers to them. Figures are named and have their units in the name. */
import { z } from "zod";
import { Failure, PLAN_FIGURE_NAMES } from "#planner/asking/index.ts";
import { INPUT_PROBLEM } from "./schemas.ts";

const count = z.int().min(0);
const figure = z.enum(PLAN_FIGURE_NAMES);
const names = z.array(z.string());
const overrides = z.record(z.string(), z.unknown()).meta({ description: "JSON pointer into the request → value" });

const SPREAD = z
  .strictObject({ mean: z.number(), p5: z.number(), median: z.number(), p95: z.number() })
  .meta({ id: "Spread" });

const MONTH = z.strictObject({ month: count, calendar: z.string().optional() });
/** Used of what is offered; null where nothing is offered. */
const used = z.number().nullable();

const FORECAST = z
  .strictObject({
    months: count,
    draws: count,
    leftOut: count,
    runways: z.array(
      z.strictObject({
        resource: z.string(),
        median: MONTH.optional(),
        early: MONTH.optional(),
        late: MONTH.optional(),
        withinRatio: z.number().min(0).max(1),
        orderBy: z.strictObject({ month: z.int(), date: z.string().optional() }).optional(),
        usedRatio: z.array(z.strictObject({ p5: used, median: used, p95: used })),
      }),
    ),
  })
  .meta({ id: "Forecast" });

const FAILURE_RESULT = z
  .strictObject({
    failure: Failure,
    cases: count,
    isComplete: z.boolean(),
    worst: z.strictObject({ lost: names, restarted: count, stranded: count }).optional(),
    strandings: z.array(z.strictObject({ lost: names, workloads: names })),
  })
  .meta({ id: "FailureResult" });

const ROW = z
  .strictObject({
    index: count,
    alternative: count,
    overrides,
    draw: z.strictObject({ index: count, values: overrides, factors: z.record(z.string(), z.number()) }).optional(),
    status: z.enum(["optimal", "feasible", "infeasible", "invalid"]),
    figures: z.partialRecord(figure, z.number()),
    costWithout: names,
    forecast: FORECAST.optional(),
    failures: z.array(FAILURE_RESULT).optional(),
    problems: z.array(INPUT_PROBLEM).optional(),
  })
  .meta({ id: "WhatIfRow" });

/** The answer to a scenario. */
export const WHAT_IF_RESULT = z
  .strictObject({
    version: z.literal(1),
    name: z.string(),
    isComplete: z.boolean(),
    rows: z.array(ROW),
    alternatives: z.array(
      z.strictObject({
        index: count,
        overrides,
        planned: count,
        invalid: count,
        figures: z.partialRecord(figure, SPREAD),
        isOnFront: z.boolean(),
      }),
    ),
    swings: z.array(z.strictObject({ pointer: z.string(), figure, swing: z.number(), most: z.number() })),
    correlations: z.array(
      z.strictObject({
        of: z.string(),
        figure,
        rank: z.number(),
        draws: count.optional().meta({ description: "Draws of one alternative that it rests on" }),
        isBeyondChance: z.boolean().optional().meta({ description: "Stands out from chance, two-sided at 5 %" }),
      }),
    ),
  })
  .meta({ id: "WhatIfResult" });

/** Two rows against each other. */
export const ROW_DIFFERENCE = z
  .strictObject({
    rows: z.tuple([count, count]),
    asked: z.array(z.strictObject({ of: z.string(), a: z.unknown().optional(), b: z.unknown().optional() })),
    figures: z.array(z.strictObject({ figure, a: z.number().optional(), b: z.number().optional() })),
  })
  .meta({ id: "RowDifference" });
