/** The API's description (OpenAPI 3.1), generated from the contract's own schemas; written to docs/openapi.json as well. */
import { z } from "zod";
import { type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, createDocument } from "zod-openapi";
import { LicenceRuleListing } from "#planner/asking/index.ts";
import {
  Explanation,
  Grid,
  HostType,
  MOST_EFFORT_SECONDS,
  PlanDocument,
  PlanRequest,
  PlanResult,
  ProductPrice,
} from "#planner/contract/index.ts";
import { API } from "./job-body.ts";
import { answer, binary, id, json, pageQuery, problems } from "./openapi-parts.ts";
import { INVENTORY_PATHS } from "./openapi-inventories.ts";
import { COMPARISON_PATHS } from "./openapi-comparison.ts";
import { withManners } from "./openapi-manners.ts";
import { SHARE_PATHS } from "./openapi-shares.ts";
import { SIMULATION_PATHS } from "./openapi-simulations.ts";
import { WHAT_IF_PATHS } from "./openapi-what-ifs.ts";
import { BEHAVIOUR_LIST, JOB, PLAN_LIST, PLATFORM_LIST, READY } from "./schemas.ts";

const PLAN_FORM = z.object({
  inventory: z.array(binary),
  request: z.string().meta({ description: "JSON of a PlanRequest without workloads, hosts, series and findings" }),
});

/** With ?like= the body is an inventory, in the types in which one is handed in. */
const RAW_INVENTORY = { "text/csv": { schema: z.string() }, "application/octet-stream": { schema: binary } };

const postPlan: ZodOpenApiOperationObject = {
  summary: "Ask for a plan",
  description:
    "One JSON request; or JSON without workloads beside ?inventory=ID; or multipart with files and the request; or an earlier plan again by ?like=ID, with an inventory in place of its estate, a stored one, or neither. With `Prefer: wait=N` the answer may be the finished plan.",
  requestParams: {
    query: z.object({
      inventory: z.string().optional(),
      like: z.string().optional().meta({
        description: "Id of a plan whose targets, goals, rules, licences, facility and money are taken again",
      }),
      timeSeconds: z.number().min(0).max(MOST_EFFORT_SECONDS).optional().meta({
        description: "Most seconds by the clock for the search; when they are up the plan is the best so far",
      }),
    }),
    header: z.object({ Prefer: z.string().optional() }),
  },
  requestBody: {
    content: { ...json(PlanRequest), "multipart/form-data": { schema: PLAN_FORM }, ...RAW_INVENTORY },
  },
  responses: {
    "201": answer("The plan, finished within the wait; Location names it", PlanResult),
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

const PLAN_PATHS: ZodOpenApiPathsObject = {
  [`${API}/plans`]: {
    post: postPlan,
    get: {
      summary: "List plans, newest first",
      requestParams: { query: pageQuery },
      responses: { "200": answer("One page; Link rel=next names the next", PLAN_LIST), ...problems("invalid-input") },
    },
  },
  [`${API}/plans/{id}`]: {
    get: {
      summary: "Read a plan",
      requestParams: {
        path: id,
        query: z.object({
          include: z.enum(["request"]).optional(),
          format: z.enum(["json", "csv", "html", "xlsx", "pdf"]).optional(),
        }),
      },
      responses: {
        "200": {
          description:
            "The result; with include=request the whole document; by Accept or format also CSV, one HTML file, a workbook or a PDF",
          content: {
            "application/json": { schema: z.union([PlanResult, PlanDocument]) },
            "text/csv": { schema: z.string() },
            "text/html": { schema: z.string() },
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { schema: binary },
            "application/pdf": { schema: binary },
          },
        },
        "304": { description: "Not changed since the given ETag" },
        ...problems("not-found", "not-acceptable", "queue-full"),
      },
    },
    delete: {
      summary: "Delete a plan",
      requestParams: { path: id },
      responses: { "204": { description: "Deleted" }, ...problems("not-found") },
    },
  },
  [`${API}/plans/{id}/workloads/{name}/explanation`]: {
    get: {
      summary: "Why a workload is where it is, or nowhere",
      requestParams: { path: z.object({ id: z.string(), name: z.string() }) },
      responses: {
        "200": answer("Hosts left after each question, rules that forbid hosts, room, the nearest miss", Explanation),
        ...problems("not-found"),
      },
    },
  },
};

const JOB_PATHS: ZodOpenApiPathsObject = {
  [`${API}/jobs/{id}`]: {
    get: {
      summary: "Ask how far a job is",
      requestParams: { path: id },
      responses: { "200": answer("The job", JOB), ...problems("not-found") },
    },
    delete: {
      summary: "Cancel a job",
      requestParams: { path: id },
      responses: {
        "200": answer("The job as it is now; a finished one stays as it was", JOB),
        ...problems("not-found"),
      },
    },
  },
  [`${API}/jobs/{id}/finish`]: {
    post: {
      summary: "Have a job answer with the best it has so far",
      requestParams: { path: id },
      responses: {
        "202": answer("The job; its plan, simulation or what-if follows", JOB),
        ...problems("foreign-origin", "not-found", "job-over"),
      },
    },
  },
  [`${API}/jobs/{id}/events`]: {
    get: {
      summary: "Listen to a job",
      requestParams: { path: id },
      responses: {
        "200": {
          description: "Events named job, each with the job as data",
          content: { "text/event-stream": { schema: z.string() } },
        },
        "204": { description: "The job is over and the reader knows it" },
        ...problems("not-found"),
      },
    },
  },
};

const HOST_LIST = z.object({ hosts: z.array(z.record(z.string(), z.unknown())) });

const CATALOGUE_PATHS: ZodOpenApiPathsObject = {
  [`${API}/platforms`]: {
    get: { summary: "List platforms", responses: { "200": answer("All platforms", PLATFORM_LIST) } },
  },
  [`${API}/platforms/{id}`]: {
    get: {
      summary: "Read a platform: facts, grains, limits, guests, rules, each with its source",
      requestParams: { path: id },
      responses: { "200": answer("The platform", z.record(z.string(), z.unknown())), ...problems("not-found") },
    },
  },
  [`${API}/hosts`]: { get: { summary: "List host types", responses: { "200": answer("All host types", HOST_LIST) } } },
  [`${API}/hosts/{id}`]: {
    get: {
      summary: "Read a host type",
      requestParams: { path: id },
      responses: { "200": answer("The host type", HostType), ...problems("not-found") },
    },
  },
  [`${API}/grids`]: {
    get: {
      summary: "List grids that a facility's carbon may name, every figure with its source",
      responses: { "200": answer("All grids, by id", z.object({ grids: z.array(Grid) })) },
    },
  },
  [`${API}/licence-rules`]: {
    get: {
      summary: "List licence rules: what each counts and how, its figures with their sources, its options",
      responses: { "200": answer("All rules", z.object({ licenceRules: z.array(LicenceRuleListing) })) },
    },
  },
  [`${API}/prices`]: {
    get: {
      summary: "List prices of licensed products: dated data, over which a request's own prices win",
      responses: { "200": answer("The price list", z.object({ prices: z.array(ProductPrice) })) },
    },
  },
  [`${API}/behaviours`]: {
    get: {
      summary: "List what guests can be told to do, every figure with its source",
      responses: { "200": answer("All behaviours", BEHAVIOUR_LIST) },
    },
  },
};

const HEALTH_PATHS: ZodOpenApiPathsObject = {
  "/healthz": { get: { summary: "Is the process there?", responses: { "200": answer("Yes", READY) } } },
  "/readyz": {
    get: { summary: "Can it work?", responses: { "200": answer("Yes", READY), "503": answer("Not now", READY) } },
  },
};

const METRICS_PATHS: ZodOpenApiPathsObject = {
  "/metrics": {
    get: {
      summary: "Figures of this process in the text format of Prometheus",
      responses: { "200": { description: "The figures", content: { "text/plain": { schema: z.string() } } } },
    },
  },
};

/** The description of the API; equal for every call. */
export function openApi(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Hostwright",
      version: "1",
      description:
        "On which hosts, under which partitioning technology, does an estate fit, and how good is that answer?",
    },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "API key; asked for where the server has accounts" },
      },
    },
    security: [{ key: [] }, {}],
    paths: withManners({
      ...PLAN_PATHS,
      ...COMPARISON_PATHS,
      ...SHARE_PATHS,
      ...SIMULATION_PATHS,
      ...WHAT_IF_PATHS,
      ...JOB_PATHS,
      ...INVENTORY_PATHS,
      ...CATALOGUE_PATHS,
      ...HEALTH_PATHS,
      ...METRICS_PATHS,
    }),
  });
}
