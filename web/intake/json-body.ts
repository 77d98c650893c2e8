/** JSON bodies: of which types, how long, and read as what. */
import express, { type Request, type RequestHandler } from "express";
import { Problem } from "../problem.ts";
import { MOST_BODY_BYTES } from "./bounds.ts";
import { parseJson } from "./parse-json.ts";

/** True when the request says its body is JSON. */
export const saysJson = (request: Request): boolean => Boolean(request.is(["application/json", "application/*+json"]));

/** Reads JSON bodies as bytes into request.body; other types are left alone. */
export const readJsonBytes: RequestHandler = express.raw({
  type: ["application/json", "application/*+json"],
  limit: MOST_BODY_BYTES,
});

/** The body read by {@link readJsonBytes}. @throws Problem malformed-request when it is empty */
export function jsonBytes(request: Request): Uint8Array {
  const body: unknown = request.body;
  if (body instanceof Uint8Array && body.length > 0) return body;
  throw new Problem("malformed-request", "The body is empty.");
}

/** The same as a value. @throws Problem malformed-request */
export const jsonBody = (request: Request): unknown => parseJson(jsonBytes(request), "The body");
