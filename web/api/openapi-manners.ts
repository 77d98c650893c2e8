/**
 * What every address owes whatever it is about, said once for all operations: a path or query that cannot be read, a request
 * from another site or for another name, a format nobody has; for reads that the caller has it already (a stream of events
 * is never held); for writes of the API the name under which they are carried out once.
 * An operation's own words for a status stand before these.
 */
import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { API } from "./job-body.ts";
import { problems } from "./openapi-parts.ts";

const METHODS = ["get", "post", "delete"] as const;
type Method = (typeof METHODS)[number];
type Responses = NonNullable<ZodOpenApiOperationObject["responses"]>;
type Params = NonNullable<ZodOpenApiOperationObject["requestParams"]>;

const NOT_CHANGED: Responses = { "304": { description: "Not changed since the given ETag (If-None-Match)" } };

const ONCE = z.object({
  "Idempotency-Key": z.string().optional().meta({
    description:
      "IETF draft 07: 1 to 128 visible ASCII characters that name this request for 24 hours; sent again, it is answered as before and not carried out twice",
  }),
});

/** Both answers of each status; what both have is told by both. */
function together(own: Responses, common: Responses): Responses {
  const both = Object.entries(common).map(([status, theirs]) => {
    const ours = own[status as keyof Responses];
    const told = [ours, theirs].map((one) => (one !== undefined && "description" in one ? one.description : ""));
    if (ours === undefined || told[0] === told[1]) return [status, ours ?? theirs];
    return [status, { ...ours, description: told.join("; or ") }];
  });
  return { ...own, ...Object.fromEntries(both) };
}

function headersOf(params: Params | undefined, more: z.ZodObject): Params {
  const own = params?.header;
  return { ...params, header: own instanceof z.ZodObject ? own.extend(more.shape) : more };
}

/** The operation with what all of its kind have in common. */
function mannered(address: string, method: Method, operation: ZodOpenApiOperationObject): ZodOpenApiOperationObject {
  const hasTag = method === "get" && !address.endsWith("/events");
  const common = {
    ...problems("malformed-request", "not-signed-in", "not-allowed", "foreign-origin", "not-acceptable"),
    ...(hasTag ? NOT_CHANGED : {}),
  };
  const responses: Responses = { ...common, ...operation.responses };
  if (method !== "post" || !address.startsWith(API)) return { ...operation, responses };
  return {
    ...operation,
    requestParams: headersOf(operation.requestParams, ONCE),
    responses: together(responses, problems("request-in-flight", "idempotency-key-reused")),
  };
}

/** The same addresses, each operation with its manners; O(operations). */
export function withManners(paths: ZodOpenApiPathsObject): ZodOpenApiPathsObject {
  return Object.fromEntries(
    Object.entries(paths).map(([address, item]) => [
      address,
      Object.fromEntries(
        METHODS.flatMap((method) => {
          const operation = item[method];
          return operation === undefined ? [] : [[method, mannered(address, method, operation)]];
        }),
      ),
    ]),
  );
}
