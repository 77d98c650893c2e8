/** An answer as it is kept: status, the headers that belong to it, the body's bytes; and how it is given again. */
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Response } from "express";
import { z } from "zod";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

const KEPT_HEADERS = [
  "Content-Type",
  "Location",
  "Content-Location",
  "ETag",
  "Link",
  "Retry-After",
  "Preference-Applied",
] as const;

const KEPT_ANSWER = z.strictObject({
  status: z.int().min(200).max(299),
  headers: z.record(z.string(), z.string()),
  /** gzip, base64. */
  body: z.string(),
});

/** An answer as the store has it. */
export type KeptAnswer = z.infer<typeof KEPT_ANSWER>;

const bytesOf = (chunk: unknown): Uint8Array =>
  typeof chunk === "string" ? Buffer.from(chunk) : chunk instanceof Uint8Array ? chunk : new Uint8Array();

/** What is about to be sent, with its only chunk of body. */
export async function keptAnswer(response: Response, chunk: unknown): Promise<KeptAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const body = (await pack(bytesOf(chunk))).toString("base64");
  return { status: response.statusCode, headers: Object.fromEntries(headers), body };
}

/** Give a kept answer again; Idempotency-Replayed says so. @throws ZodError for what this product never kept */
export async function sendKept(kept: unknown, response: Response): Promise<void> {
  const { status, headers, body } = KEPT_ANSWER.parse(kept);
  const bytes = await unpack(Buffer.from(body, "base64"));
  response.status(status).set(headers).set("Idempotency-Replayed", "true");
  if (bytes.length === 0) response.end();
  else response.send(bytes);
}

/** Take back what was about to be sent, so that something else can be. */
export function unsay(response: Response): void {
  for (const name of [...KEPT_HEADERS, "Content-Length"]) response.removeHeader(name);
}
