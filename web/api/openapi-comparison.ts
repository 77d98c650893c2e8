/** The address of comparisons in the API's description. */
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { ComparedHead, Comparison, MOST_COMPARED } from "#planner/contract/index.ts";
import { COMPARISON_TABLES } from "#report";
import { API } from "./job-body.ts";
import { problems } from "./openapi-parts.ts";

/** A comparison with the addresses of its plans. */
export const COMPARISON_ANSWER = Comparison.extend({
  plans: z
    .array(ComparedHead.extend({ links: z.record(z.string(), z.string()) }))
    .min(2)
    .max(MOST_COMPARED),
}).meta({ id: "PlanComparison" });

/** /plans/comparison. */
export const COMPARISON_PATHS: ZodOpenApiPathsObject = {
  [`${API}/plans/comparison`]: {
    get: {
      summary: "Compare plans: figures against the first plan's, and the workloads that differ",
      requestParams: {
        query: z.object({
          id: z.array(z.string()).min(2).max(MOST_COMPARED).meta({ description: "Repeated: one plan each" }),
          format: z.enum(["json", "csv"]).optional(),
          table: z.enum(COMPARISON_TABLES).optional().meta({ description: "Which table a CSV is of" }),
        }),
      },
      responses: {
        "200": {
          description: "The comparison; by Accept or format also one of its tables as CSV",
          content: { "application/json": { schema: COMPARISON_ANSWER }, "text/csv": { schema: z.string() } },
        },
        ...problems("not-found", "not-acceptable", "invalid-input"),
      },
    },
  },
};
