/** Files of an inventory as they arrive: multipart with any number of them, or one raw body with its name in ?name=. */
import express, { type Request, type RequestHandler } from "express";
import { queryText } from "../methods.ts";
import { Problem } from "../problem.ts";
import { MOST_BODY_BYTES } from "./bounds.ts";
import { type UploadedFile, filesIn } from "./upload.ts";

/** Raw types, and the extension a nameless body of that type gets (importers look at content first, names second). */
const RAW: Readonly<Record<string, string>> = {
  "application/json": "json",
  "text/csv": "csv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/zip": "zip",
  "application/octet-stream": "bin",
};

/** Reads a raw body of one of the known types into request.body. */
export const readRawFile: RequestHandler = express.raw({ type: Object.keys(RAW), limit: MOST_BODY_BYTES });

const SAFE_NAME = /^[^/\\\p{Cc}]{1,200}$/u;

/** The files of this message, at least one. @throws Problem */
export function inventoryFiles(request: Request): readonly UploadedFile[] {
  if (request.is("multipart/form-data")) {
    const files = filesIn(request, "inventory");
    if (files.length === 0) throw new Problem("malformed-request", 'The multipart body has no file in "inventory".');
    return files;
  }
  const type = request.is(Object.keys(RAW));
  if (type === false || type === null) {
    throw new Problem("unsupported-media-type", `Send multipart/form-data or one of ${Object.keys(RAW).join(", ")}.`);
  }
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0) throw new Problem("malformed-request", "The body is empty.");
  const name = queryText(request, "name") ?? `inventory.${RAW[type] ?? "bin"}`;
  if (!SAFE_NAME.test(name))
    throw new Problem("malformed-request", "The name must be a plain file name of at most 200 characters.");
  return [{ name, bytes: body }];
}
