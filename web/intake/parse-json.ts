/** JSON of strangers: UTF-8, not too deep, and errors that name the place instead of the parser. */
import { nestsDeeper } from "#inventory";
import { Problem } from "../problem.ts";
import { MOST_JSON_DEPTH } from "./bounds.ts";

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
