/**
 * Pages made of one large part that never changes and a small frame around it that may: the part is put into bytes once,
 * the frame is rendered for each request with a mark where the part belongs.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Response } from "express";
import { hasTag } from "./etag.ts";

/** What a view is given in the part's place; nobody outside can know it, so nothing written by anybody holds it. */
export const MARK = `<!--${randomUUID()}-->`;

/** A part as it is sent. */
export interface Part {
  readonly bytes: Uint8Array;
  /** Digest of it. */
  readonly digest: string;
}

const digestOf = (...texts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  return hash.digest("base64url");
};

/** Markup as a part. */
export function partOf(markup: string): Part {
  const bytes = Buffer.from(markup);
  return { bytes, digest: digestOf(bytes) };
}

/**
 * Send the page, or 304 to whom has it.
 * @param frame the page with {@link MARK} once in the part's place @throws Error when it is not there
 */
export function sendFramed(response: Response, frame: string, part: Part): void {
  const at = frame.indexOf(MARK);
  if (at < 0) throw new Error("the frame has no place for its part");
  const head = Buffer.from(frame.slice(0, at));
  const tail = Buffer.from(frame.slice(at + MARK.length));
  const etag = `"${digestOf(head, part.digest, tail)}"`;
  response.set("ETag", `W/${etag}`);
  if (hasTag(response.req, etag)) {
    response.status(304).end();
    return;
  }
  response.type("html").set("Content-Length", String(head.length + part.bytes.length + tail.length));
  if (response.req.method === "HEAD") {
    response.end();
    return;
  }
  // in one go, and without a copy of the large part
  response.cork();
  response.write(head);
  response.write(part.bytes);
  response.end(tail);
  response.uncork();
}
