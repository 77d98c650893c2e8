/**
 * The three ways in which a program asks for a plan: one JSON request; JSON without workloads beside the id of a stored
 * inventory (?inventory=ID); a multipart message with files in `inventory` and the same JSON in `request`.
 */
import type { Request } from "express";
import type { PlanRequest } from "#planner";
import { planRequest, wholeRequest } from "../decode/plan-request.ts";
import { findInventory } from "../find.ts";
import { queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { jsonBody, parseJson, saysJson } from "./json-body.ts";
import { filesIn } from "./upload.ts";

/** The `request` part: a field of text, or a file part of JSON. */
function requestPart(request: Request): unknown {
  const file = filesIn(request, "request")[0];
  const body: unknown = request.body;
  const text = typeof body === "object" && body !== null ? (body as Record<string, unknown>)["request"] : undefined;
  const bytes = file?.bytes ?? (typeof text === "string" ? new TextEncoder().encode(text) : undefined);
  if (bytes === undefined) {
    throw new Problem("malformed-request", 'The multipart body has no part "request" with the JSON of the request.');
  }
  return parseJson(bytes, 'The part "request"');
}

/** The decoded request of this message. @throws Problem and InvalidInput */
export async function planRequestOf(request: Request, parts: Parts): Promise<PlanRequest> {
  if (saysJson(request)) {
    const inventoryId = queryText(request, "inventory");
    const body = jsonBody(request);
    if (inventoryId === undefined) return wholeRequest(body, parts);
    return planRequest((await findInventory(parts, inventoryId)).inventory, body, parts);
  }
  if (!request.is("multipart/form-data")) {
    throw new Problem("unsupported-media-type", "Send application/json or multipart/form-data.");
  }
  const rest = requestPart(request);
  const files = filesIn(request, "inventory");
  if (files.length === 0) throw new Problem("malformed-request", 'The multipart body has no file in "inventory".');
  return planRequest(await parts.importer(files), rest, parts);
}
