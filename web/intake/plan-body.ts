/**
 * The ways in which a program asks for a plan: one JSON request; JSON without workloads beside the id of a stored
 * inventory (?inventory=ID); a multipart message with files in `inventory` and the same JSON in `request`; or a plan again
 * (?like=ID), with files or a stored inventory in place of its estate, or with neither.
 */
import type { Request } from "express";
import type { WrittenRequest } from "#jobs";
import { findInventory, findPlan } from "../find.ts";
import { queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { inventoryFiles } from "./inventory-body.ts";
import { jsonBody, jsonBytes, saysJson } from "./json-body.ts";
import { parseJson } from "./parse-json.ts";
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

const hasBody = (request: Request): boolean =>
  request.headers["transfer-encoding"] !== undefined || Number(request.get("Content-Length") ?? 0) > 0;

const isRequestPart = (request: Request): boolean =>
  filesIn(request, "request").length > 0 ||
  (typeof request.body === "object" && request.body !== null && "request" in request.body);

/** The request of an earlier plan with a newer estate, or the same. */
async function requestLikePlan(id: string, request: Request, parts: Parts): Promise<WrittenRequest> {
  const before = await findPlan(parts, id);
  if (isRequestPart(request))
    throw new Problem("malformed-request", 'With ?like= the request is the plan\'s own: send no part "request".');
  const stored = queryText(request, "inventory");
  if (stored === undefined) {
    if (!hasBody(request)) return await parts.desk.ask("requestAgain", [before], undefined);
    const estate = parts.desk.unstored(await parts.importer(inventoryFiles(request)));
    return await parts.desk.ask("requestAgainWith", [before, estate], undefined);
  }
  if (hasBody(request))
    throw new Problem("malformed-request", "Send an inventory, or name a stored one by ?inventory=, not both.");
  return await parts.desk.ask("requestAgainWith", [before, await findInventory(parts, stored)], undefined);
}

/** The decoded request of this message, in writing. @throws Problem and InvalidInput */
export async function planRequestOf(request: Request, parts: Parts): Promise<WrittenRequest> {
  const like = queryText(request, "like");
  if (like !== undefined) return requestLikePlan(like, request, parts);
  if (saysJson(request)) {
    const inventoryId = queryText(request, "inventory");
    if (inventoryId === undefined) return await parts.desk.ask("wholeRequest", [], jsonBytes(request));
    const rest = jsonBody(request);
    return await parts.desk.ask("planRequest", [await findInventory(parts, inventoryId)], rest);
  }
  if (!request.is("multipart/form-data")) {
    throw new Problem("unsupported-media-type", "Send application/json or multipart/form-data.");
  }
  const rest = requestPart(request);
  const files = filesIn(request, "inventory");
  if (files.length === 0) throw new Problem("malformed-request", 'The multipart body has no file in "inventory".');
  return await parts.desk.ask("planRequest", [parts.desk.unstored(await parts.importer(files))], rest);
}
