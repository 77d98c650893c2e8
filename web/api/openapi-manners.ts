/**
 * Answers that every address may give whatever it is about, said once for all operations: a path or query that cannot be
 * read, a request from another site or for another name, a format nobody has, a store that is away, and for reads that the
 * caller has it already (a stream of events is never held).
 * An operation's own words for a status win.
 */
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "./openapi-parts.ts";

const METHODS = ["get", "post", "delete"] as const;
const NOT_CHANGED = { "304": { description: "Not changed since the given ETag (If-None-Match)" } };

/** The same addresses, each operation with the answers that all have in common; O(operations). */
export function withManners(paths: ZodOpenApiPathsObject): ZodOpenApiPathsObject {
  const common = problems(
    "malformed-request",
    "not-signed-in",
    "not-allowed",
    "foreign-origin",
    "not-acceptable",
    "store-unavailable",
  );
  const mannered = (operation: ZodOpenApiOperationObject, hasTag: boolean): ZodOpenApiOperationObject => ({
    ...operation,
    responses: { ...common, ...(hasTag ? NOT_CHANGED : {}), ...operation.responses },
  });
  return Object.fromEntries(
    Object.entries(paths).map(([address, item]) => [
      address,
      Object.fromEntries(
        METHODS.flatMap((method) => {
          const operation = item[method];
          return operation === undefined
            ? []
            : [[method, mannered(operation, method === "get" && !address.endsWith("/events"))]];
        }),
      ),
    ]),
  );
}
