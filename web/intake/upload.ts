/**
 * Uploads: kept in memory, bounded per file, in number, and in sum over all files and fields of one request. Names of fields
 * are names and nothing else: in brackets they would make lists and objects, and `a[4294967294]` a list that long.
 */
import type { Readable, Writable } from "node:stream";
import type { Request, RequestHandler } from "express";
import multer from "multer";
import { Problem } from "../problem.ts";
import {
  MOST_BODY_BYTES,
  MOST_BODY_MIB,
  MOST_FIELD_NAME,
  MOST_FILES,
  MOST_MESSAGE_BYTES,
  MOST_UPLOAD_FIELDS,
} from "./bounds.ts";

/** A file as it was sent; the name is only for messages. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const takenBytes = new WeakMap<object, number>();

/** Collects a file in memory; files of one request share one allowance. */
const memoryBySum: multer.StorageEngine = {
  _handleFile(request, file, done) {
    const chunks: Buffer[] = [];
    let over = false;
    file.stream.on("data", (chunk: Buffer) => {
      const sum = (takenBytes.get(request) ?? 0) + chunk.length;
      takenBytes.set(request, sum);
      over ||= sum > MOST_BODY_BYTES;
      if (over) chunks.length = 0;
      else chunks.push(chunk);
    });
    file.stream.on("error", (error: Error) => done(error));
    file.stream.on("end", () => {
      if (over) done(new Problem("body-too-large", `The files together are larger than ${MOST_BODY_MIB} MiB.`));
      else done(null, { buffer: Buffer.concat(chunks), size: chunks.reduce((sum, chunk) => sum + chunk.length, 0) });
    });
  },
  _removeFile(_request, _file, done) {
    done(null);
  },
};

/** Feeds the reader, and ends it when the message is longer than all it may hold. */
const feedBySum = (request: Readable, reading: Writable): void => {
  let sum = 0;
  request.on("data", (chunk: Buffer) => {
    sum += chunk.length;
    if (sum - chunk.length > MOST_MESSAGE_BYTES || sum <= MOST_MESSAGE_BYTES) return;
    const detail = `The message has more than ${MOST_MESSAGE_BYTES} bytes: ${MOST_BODY_MIB} MiB of files and fields, and 1 MiB around them.`;
    reading.destroy(new Problem("body-too-large", detail));
  });
  request.pipe(reading);
};

/** As multer takes them; its types do not know the handler yet. */
const OPTIONS: multer.Options & { readonly streamHandler: typeof feedBySum } = {
  storage: memoryBySum,
  streamHandler: feedBySum,
  limits: {
    fileSize: MOST_BODY_BYTES,
    files: MOST_FILES + 1,
    fields: MOST_UPLOAD_FIELDS,
    fieldSize: MOST_BODY_BYTES,
    parts: MOST_UPLOAD_FIELDS + MOST_FILES + 1,
    fieldNameSize: MOST_FIELD_NAME,
    fieldNestingDepth: 0,
  },
  defParamCharset: "utf8",
};

const reader = multer(OPTIONS);

const isRead = new WeakSet<object>();

/** Reads multipart bodies with any number of files in `inventory` and at most one in `request`, once; others pass by. */
export const readUpload: RequestHandler = (request, response, next) => {
  if (isRead.has(request)) return next();
  isRead.add(request);
  const read = reader.fields([
    { name: "inventory", maxCount: MOST_FILES },
    { name: "request", maxCount: 1 },
  ]);
  void read(request, response, (error: unknown) => {
    if (error === undefined || error === null) return next();
    if (error instanceof multer.MulterError || error instanceof Problem) return next(error);
    next(new Problem("malformed-request", "The multipart body could not be read."));
  });
};

/** Files of one multipart field, empty ones (a form sent without choosing a file) left out. */
export function filesIn(request: Request, field: "inventory" | "request"): readonly UploadedFile[] {
  const files = request.files;
  if (files === undefined || Array.isArray(files)) return [];
  return (files[field] ?? [])
    .filter((file) => file.originalname !== "" || file.size > 0)
    .map((file) => ({ name: file.originalname, bytes: file.buffer }));
}
