/** JSON bodies: bounded, UTF-8, not too deep, and errors that name the place instead of the parser. */
import express, { type Request, type RequestHandler } from "express";
import { nestsDeeper } from "#inventory";
import { Problem } from "../problem.ts";
import { MOST_BODY_BYTES, MOST_JSON_DEPTH } from "./bounds.ts";

/** A JSON text as a value. @throws Problem malformed-request */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  if (nestsDeeper(bytes, MOST_JSON_DEPTH)) {
    throw new Problem("malformed-request", `${what} nests deeper than ${MOST_JSON_DEPTH} levels.`);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("malformed-request", `${what} is not UTF-8.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : "syntax error";
    throw new Problem("malformed-request", `${what} is not JSON: ${why}.`);
  }
}

/** True when the request says its body is JSON. */
export const saysJson = (request: Request): boolean => Boolean(request.is(["application/json", "application/*+json"]));

/** Reads JSON bodies as bytes into request.body; other types are left alone. */
export const readJsonBytes: RequestHandler = express.raw({
  type: ["application/json", "application/*+json"],
  limit: MOST_BODY_BYTES,
});

/** The body read by {@link readJsonBytes} as a value. @throws Problem malformed-request */
export function jsonBody(request: Request): unknown {
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0) throw new Problem("malformed-request", "The body is empty.");
  return parseJson(body, "The body");
}
