/**
 * The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header-07): a string in quotes; without quotes, as
 * most programs send it, it is taken as well and means the same.
 */
import type { Request } from "express";
import { Problem } from "../problem.ts";

/** Visible ASCII without quote and backslash. */
const KEY = /^(?:"([!#-[\]-~]{1,128})"|([!#-[\]-~]{1,128}))$/;

/** The key of this request; undefined where it has none. @throws Problem malformed-request */
export function keyOf(request: Request): string | undefined {
  const given = request.get("Idempotency-Key");
  if (given === undefined) return undefined;
  const found = KEY.exec(given);
  const key = found?.[1] ?? found?.[2];
  if (key !== undefined) return key;
  throw new Problem(
    "malformed-request",
    "The Idempotency-Key must be 1 to 128 visible ASCII characters, without blanks, quotes and backslashes, given once; quotes may stand around it.",
  );
}
