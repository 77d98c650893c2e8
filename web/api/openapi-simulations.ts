/** The addresses of simulations in the API's description. */
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { SimulationDocument, SimulationRequest, SimulationResult } from "#planner/contract/index.ts";
import { API } from "./job-body.ts";
import { answer, id, json, pageQuery, problems } from "./openapi-parts.ts";
import { JOB, SIMULATION_LIST } from "./schemas.ts";

/** /simulations and /simulations/{id}. */
export const SIMULATION_PATHS: ZodOpenApiPathsObject = {
  [`${API}/simulations`]: {
    post: {
      summary: "Ask for a host to be simulated",
      description:
        "What the guests of one host would get under its platform's own scheduler. With `Prefer: wait=N` the answer may be the finished result.",
      requestParams: { header: z.object({ Prefer: z.string().optional() }) },
      requestBody: { required: true, content: json(SimulationRequest) },
      responses: {
        "201": answer("The result, finished within the wait; Location names it", SimulationResult),
        "202": answer("Accepted; Location names the job", JOB),
        ...problems(
          "malformed-request",
          "foreign-origin",
          "body-too-large",
          "unsupported-media-type",
          "invalid-input",
          "queue-full",
        ),
      },
    },
    get: {
      summary: "List simulations, newest first",
      requestParams: { query: pageQuery },
      responses: {
        "200": answer("One page; Link rel=next names the next", SIMULATION_LIST),
        ...problems("invalid-input"),
      },
    },
  },
  [`${API}/simulations/{id}`]: {
    get: {
      summary: "Read a simulation",
      requestParams: {
        path: id,
        query: z.object({ include: z.enum(["request"]).optional(), format: z.enum(["json", "html"]).optional() }),
      },
      responses: {
        "200": {
          description: "The result; with include=request the whole document; by Accept or format also one HTML file",
          content: {
            "application/json": { schema: z.union([SimulationResult, SimulationDocument]) },
            "text/html": { schema: z.string() },
          },
        },
        "304": { description: "Not changed since the given ETag" },
        ...problems("not-found", "not-acceptable"),
      },
    },
    delete: {
      summary: "Delete a simulation",
      requestParams: { path: id },
      responses: { "204": { description: "Deleted" }, ...problems("not-found") },
    },
  },
};
