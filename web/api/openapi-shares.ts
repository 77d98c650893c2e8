/** The addresses of shares in the API's description. */
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { SHARE_LIST, SHARE_MADE, ShareAsked } from "../shares.ts";
import { API } from "./job-body.ts";
import { answer, id, json, problems } from "./openapi-parts.ts";

/** /plans/{id}/shares and what is below it. */
export const SHARE_PATHS: ZodOpenApiPathsObject = {
  [`${API}/plans/{id}/shares`]: {
    post: {
      summary: "Share a plan read-only, by an address that expires",
      requestParams: { path: id },
      requestBody: { required: true, content: json(ShareAsked) },
      responses: {
        "201": answer("The share with its secret, which is not shown again", SHARE_MADE),
        ...problems("not-found", "body-too-large", "unsupported-media-type", "invalid-input"),
      },
    },
    get: {
      summary: "List the living shares of a plan, newest first",
      requestParams: { path: id },
      responses: { "200": answer("All of them, without their secrets", SHARE_LIST), ...problems("not-found") },
    },
  },
  [`${API}/plans/{id}/shares/{share}`]: {
    delete: {
      summary: "Take a share back",
      requestParams: { path: z.object({ id: z.string(), share: z.string() }) },
      responses: { "204": { description: "Its address opens nothing any more" }, ...problems("not-found") },
    },
  },
};
