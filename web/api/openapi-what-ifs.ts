/** The addresses of what-ifs in the API's description. */
import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { Scenario } from "#planner/asking/index.ts";
import { MOST_EFFORT_SECONDS, PlanResult } from "#planner/contract/index.ts";
import { API } from "./job-body.ts";
import { answer, id, json, pageQuery, problems } from "./openapi-parts.ts";
import { ROW_DIFFERENCE, WHAT_IF_RESULT } from "./schemas-what-if.ts";
import { JOB, WHAT_IF_LIST } from "./schemas.ts";

const prefer = z.object({ Prefer: z.string().optional() });
const timeSeconds = z.number().min(0).max(MOST_EFFORT_SECONDS).optional();
const WHAT_IF_DOCUMENT = z.strictObject({ scenario: Scenario, result: WHAT_IF_RESULT }).meta({ id: "WhatIfDocument" });

const postWhatIf: ZodOpenApiOperationObject = {
  summary: "Ask what if",
  description:
    "A scenario with its request; or one whose request has no workloads beside ?inventory=ID; or one without request beside ?plan=ID, about that plan's request. JSON or YAML. With `Prefer: wait=N` the answer may be the finished result.",
  requestParams: {
    query: z.object({
      inventory: z.string().optional(),
      plan: z.string().optional(),
      timeSeconds: timeSeconds.meta({
        description: "Most seconds by the clock; when they are up the answer has the rows that are done",
      }),
    }),
    header: prefer,
  },
  requestBody: {
    required: true,
    content: { ...json(Scenario), "application/yaml": { schema: z.string() } },
  },
  responses: {
    "201": answer("The result, finished within the wait; Location names it", WHAT_IF_RESULT),
    "202": answer("Accepted; Location names the job", JOB),
    ...problems(
      "malformed-request",
      "foreign-origin",
      "not-found",
      "body-too-large",
      "too-large-to-plan",
      "unsupported-media-type",
      "invalid-input",
      "queue-full",
    ),
  },
};

const postRowPlan: ZodOpenApiOperationObject = {
  summary: "Have one row planned in full",
  description:
    "Rows count from 1. As asking for a plan with that row's request: a job, or with `Prefer: wait=N` the plan.",
  requestParams: {
    path: z.object({ id: z.string(), row: z.string() }),
    query: z.object({ timeSeconds }),
    header: prefer,
  },
  responses: {
    "201": answer("The plan, finished within the wait; Location names it", PlanResult),
    "202": answer("Accepted; Location names the job", JOB),
    ...problems("malformed-request", "foreign-origin", "not-found", "invalid-input", "queue-full"),
  },
};

/** /what-ifs and what is below it. */
export const WHAT_IF_PATHS: ZodOpenApiPathsObject = {
  [`${API}/what-ifs`]: {
    post: postWhatIf,
    get: {
      summary: "List what-ifs, newest first",
      requestParams: { query: pageQuery },
      responses: {
        "200": answer("One page; Link rel=next names the next", WHAT_IF_LIST),
        ...problems("invalid-input"),
      },
    },
  },
  [`${API}/what-ifs/{id}`]: {
    get: {
      summary: "Read a what-if",
      requestParams: {
        path: id,
        query: z.object({ include: z.enum(["scenario"]).optional(), format: z.enum(["json", "csv"]).optional() }),
      },
      responses: {
        "200": {
          description: "The result; with include=scenario the whole document; by Accept or format also its rows as CSV",
          content: {
            "application/json": { schema: z.union([WHAT_IF_RESULT, WHAT_IF_DOCUMENT]) },
            "text/csv": { schema: z.string() },
          },
        },
        "304": { description: "Not changed since the given ETag" },
        ...problems("not-found", "not-acceptable"),
      },
    },
    delete: {
      summary: "Delete a what-if",
      requestParams: { path: id },
      responses: { "204": { description: "Deleted" }, ...problems("not-found") },
    },
  },
  [`${API}/what-ifs/{id}/differences`]: {
    get: {
      summary: "How two rows differ: what was asked, and what came of it",
      requestParams: { path: id, query: z.object({ rows: z.string().meta({ example: "1,4" }) }) },
      responses: {
        "200": answer("Fields and figures that differ; a value is absent where that row has none", ROW_DIFFERENCE),
        ...problems("not-found", "invalid-input"),
      },
    },
  },
  [`${API}/what-ifs/{id}/rows/{row}/plan`]: { post: postRowPlan },
};
