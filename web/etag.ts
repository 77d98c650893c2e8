/**
 * Entity tags and the conditions that name them (RFC 9110, 13). The tag of something stored is the digest of its document
 * and the form it is sent in: strong, the same on every server and after every restart.
 */
import { createHash } from "node:crypto";
import type { Request } from "express";
import { ENGINE } from "#planner/contract/index.ts";
import { Problem } from "./problem.ts";

/** Bytes of a digest that a tag shows: 128 bits. */
const DIGEST_BYTES = 16;
/** Digests remembered, the oldest forgotten first; what is stored never changes. */
const MOST_KNOWN = 5000;
const known = new Map<string, string>();

/** Something stored, and how to get its digest when it is not known yet. */
export interface Digested {
  /** Unlike every other stored thing's. */
  readonly id: string;
  readonly digest: () => string | Promise<string>;
}

/** First 128 bits of SHA-256 over this engine's name (another one may draw it otherwise) and the document, in hex. */
export function digestIn(document: string | Uint8Array): string {
  const hash = createHash("sha256").update(ENGINE).update(document);
  return hash.digest().subarray(0, DIGEST_BYTES).toString("hex");
}

/** The digest of a document ({@link digestIn}), found once, then remembered. */
export async function digestOf({ id, digest: find }: Digested): Promise<string> {
  const found = known.get(id);
  if (found !== undefined) return found;
  const digest = await find();
  known.set(id, digest);
  const oldest = known.keys().next();
  if (known.size > MOST_KNOWN && oldest.done !== true) known.delete(oldest.value);
  return digest;
}

/** The tag of one form of a document. */
export const tagOf = (digest: string, form: string): string => `"${digest}.${form}"`;

/**
 * Does the caller hold this version? A `no-cache` beside the condition, as some clients send it, does not matter here.
 * @param etag as a strong tag, in its quotes
 */
export const hasTag = (request: Request, etag: string): boolean =>
  (request.get("If-None-Match") ?? "").split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));

const tagsIn = (header: string): readonly string[] => header.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];

/** Must it be left as it is? True when If-Match is there and names none of the present tags; weak ones never match. */
function misses(request: Request, isCurrent: (tag: string) => boolean): boolean {
  const given = request.get("If-Match");
  return given !== undefined && !tagsIn(given).some((tag) => tag === "*" || isCurrent(tag));
}

const changed = (what: string) =>
  new Problem("precondition-failed", `If-Match names no version of ${what} as it is now; nothing was done.`);

/**
 * Heed If-Match before something stored is deleted: any form's tag will do. Nothing is looked up where there is none.
 * @throws Problem precondition-failed, and what `find` throws
 */
export async function heedIfMatch(request: Request, find: () => Promise<Digested>): Promise<void> {
  if (request.get("If-Match") === undefined) return;
  const digest = await digestOf(await find());
  if (misses(request, (tag) => tag.startsWith(`"${digest}.`))) throw changed("it");
}

/** The tag of a job: its sequence, which grows with every change. */
export const jobTag = (job: { readonly sequence: number }): string => `"${job.sequence}"`;
/** A part of the job as it is now has its own tag, which begins alike. */
const isOfJob = (tag: string, { sequence }: { readonly sequence: number }): boolean =>
  tag === `"${sequence}"` || tag.startsWith(`"${sequence}.`);

/** Heed If-Match before a job is changed. @throws Problem precondition-failed */
export function heedJobMatch(request: Request, job: { readonly id: string; readonly sequence: number }): void {
  if (misses(request, (tag) => isOfJob(tag, job))) throw changed(`job "${job.id}"`);
}
