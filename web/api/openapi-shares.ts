/** The addresses of shares in the API's description: the same four operations below everything that can be shared. */
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { MOST_COMPARED } from "#planner/contract/index.ts";
import { SHARE, SHARE_LIST, SHARE_MADE, ShareAsked } from "../shares/shares.ts";
import { SHARED_KINDS, SHARED_ROUTES, type SharedKind } from "../shares/subject.ts";
import { API } from "./job-body.ts";
import { answer, id, json, problems } from "./openapi-parts.ts";

/** A comparison is named by the ids of its plans, the others by their own. */
const named = (kind: SharedKind) =>
  kind === "comparison"
    ? {
        query: z.object({
          id: z.array(z.string()).min(2).max(MOST_COMPARED).meta({ description: "Repeated: one plan each" }),
        }),
      }
    : { path: id };

const ownPath = (kind: SharedKind) => {
  const share = z.object({ share: z.string() });
  return { path: kind === "comparison" ? share : id.extend(share.shape) };
};

function pathsOf(kind: SharedKind): ZodOpenApiPathsObject {
  const address = `${API}${SHARED_ROUTES[kind].api.replace(":id", "{id}")}/shares`;
  return {
    [address]: {
      post: {
        summary: `Share a ${kind} read-only, by an address that expires`,
        requestParams: named(kind),
        requestBody: { required: true, content: json(ShareAsked) },
        responses: {
          "201": answer("The share with its secret, which is not shown again", SHARE_MADE),
          ...problems("not-found", "body-too-large", "unsupported-media-type", "invalid-input"),
        },
      },
      get: {
        summary: `List the living shares of a ${kind}, newest first`,
        requestParams: named(kind),
        responses: {
          "200": answer("All of them, without their secrets", SHARE_LIST),
          ...problems("not-found", ...(kind === "comparison" ? (["invalid-input"] as const) : [])),
        },
      },
    },
    [`${address}/{share}`]: {
      get: {
        summary: `Read a share of a ${kind}`,
        requestParams: ownPath(kind),
        responses: { "200": answer("The share, without its secret", SHARE), ...problems("not-found") },
      },
      delete: {
        summary: "Take a share back",
        requestParams: ownPath(kind),
        responses: { "204": { description: "Its address opens nothing any more" }, ...problems("not-found") },
      },
    },
  };
}

/** …/shares and what is below it, for every kind. */
export const SHARE_PATHS: ZodOpenApiPathsObject = Object.assign({}, ...SHARED_KINDS.map(pathsOf));
