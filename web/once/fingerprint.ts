/**
 * What was asked, as a digest: method, address, type, and the body as it was read. Parts of a multipart message count one by
 * one, for programs choose another boundary each time they send the same files.
 */
import { type Hash, createHash } from "node:crypto";
import type { Request } from "express";

/** Lengths before values: two lists of parts never look alike. */
function add(hash: Hash, ...values: readonly (string | Uint8Array)[]): void {
  for (const value of values) {
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    hash.update(`${bytes.length}:`).update(bytes);
  }
}

const essence = (request: Request): string => (request.get("Content-Type") ?? "").split(";")[0]?.trim() ?? "";

/** SHA-256 of the request, in hex. The body must have been read; linear in it. */
export function fingerprintOf(request: Request): string {
  const hash = createHash("sha256");
  add(hash, request.method, request.originalUrl, essence(request).toLowerCase());
  const body: unknown = request.body;
  if (body instanceof Uint8Array) add(hash, "bytes", body);
  else if (body !== undefined) add(hash, "fields", JSON.stringify(body));
  const files = request.files ?? {};
  for (const file of Array.isArray(files) ? files : Object.values(files).flat())
    add(hash, "file", file.fieldname, file.originalname, file.buffer);
  return hash.digest("hex");
}
