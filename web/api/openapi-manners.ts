/**
 * What every address owes whatever it is about, said once for all operations: a path or query that cannot be read, a request
 * from another site or for another name, a format nobody has, a store that is away; for reads that the caller has it already (a stream of events
 * is never held); for what is deleted or changed the version that is meant; for writes of the API the name under which they are carried out once.
 * An operation's own words for a status stand before these.
 */
import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { MOST_FIELDS } from "./fields/wish.ts";
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

const MATCH = z.object({
  "If-Match": z.string().optional().meta({ description: "ETags; where none is the present one, nothing is done" }),
});
const NONE_MATCH = z.object({
  "If-None-Match": z
    .string()
    .optional()
    .meta({ description: "ETags of what the caller has: 304 where one still holds" }),
});

/** Of answers that are JSON. */
const FIELDS = {
  in: "query",
  name: "fields",
  style: "form",
  explode: false,
  schema: { type: "array", items: { type: "string" }, minItems: 1, maxItems: MOST_FIELDS },
  description:
    "Members wanted, by name, deeper ones by dots (a,b.c): of a list those of its entries. All others are left out, those that are required too, but id and links of a document or entry. Unknown names are refused with those that are known",
} as const;

const hasMembers = ({ responses }: ZodOpenApiOperationObject): boolean => {
  const answer = responses["200"];
  return answer !== undefined && "content" in answer && answer.content?.["application/json"] !== undefined;
};

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

/** An operation, and where it is. */
interface Place {
  readonly address: string;
  readonly method: Method;
  /** Something with a tag is written here. */
  readonly writesTagged: boolean;
}

const matched = (operation: ZodOpenApiOperationObject): ZodOpenApiOperationObject => ({
  ...operation,
  requestParams: headersOf(operation.requestParams, MATCH),
  responses: { ...operation.responses, ...problems("precondition-failed") },
});

const chosen = (operation: ZodOpenApiOperationObject): ZodOpenApiOperationObject => ({
  ...operation,
  parameters: [...(operation.parameters ?? []), FIELDS],
  responses: together(operation.responses, problems("invalid-input")),
});

/** The operation with what all of its kind have in common. */
function mannered({ address, method, writesTagged }: Place, given: ZodOpenApiOperationObject) {
  const hasTag = method === "get" && !address.endsWith("/events");
  const isChosen = hasTag && address.startsWith(API) && hasMembers(given);
  const operation = writesTagged ? matched(given) : isChosen ? chosen(given) : given;
  const common = {
    ...problems(
      "malformed-request",
      "not-signed-in",
      "not-allowed",
      "foreign-origin",
      "not-acceptable",
      "store-unavailable",
      "thread-lost",
    ),
    ...(address.startsWith(API) ? problems("too-many-requests") : {}),
    ...(hasTag ? NOT_CHANGED : {}),
  };
  const responses: Responses = { ...common, ...operation.responses };
  if (hasTag) return { ...operation, requestParams: headersOf(operation.requestParams, NONE_MATCH), responses };
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
          const isDelete = method === "delete" && item.get !== undefined;
          const place = { address, method, writesTagged: isDelete || address.endsWith("/finish") };
          return operation === undefined ? [] : [[method, mannered(place, operation)]];
        }),
      ),
    ]),
  );
}
