/** A stored document in the formats people ask for, by Accept or ?format=: it never changes, so its tag is its digest and format. */
import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { digestIn, digestOf, hasTag, tagOf } from "../etag.ts";
import { chosenFormat, queryText } from "../methods.ts";
import { Problem } from "../problem.ts";
import type { Json } from "./fields/members.ts";
import { fieldsOf, partTag, refuseFields, sparse } from "./fields/sparse.ts";

const JSON_TYPE = "application/json";

/** One way to send it. */
export interface Format {
  readonly type: string;
  /** Of the file it is saved as; left out = it is shown, not saved. */
  readonly extension?: string;
  /** Asked for only when it is sent; what takes long is made elsewhere, as bytes. */
  readonly content: () => string | Uint8Array | Promise<string | Uint8Array>;
  /** Of JSON: what a part may be taken from. */
  readonly value?: () => object | Promise<object>;
}

type JsonFormat = Format & Required<Pick<Format, "value">>;

/** What can be sent of one document. */
export interface StoredFormats {
  readonly id: string;
  /** For the names of files. */
  readonly name: () => string | Promise<string>;
  /** For its tags; left out = the digest of the document. */
  readonly digest?: () => string | Promise<string>;
  /** By their name in ?format=; "json" is the result alone. */
  readonly formats: Readonly<Record<string, Format>> & { readonly json: JsonFormat };
  /** Question and answer: ?include=request, or what the question is called. */
  readonly document: JsonFormat;
  /** What the question is called in ?include=; left out = request, undefined = it is not for this reader. */
  readonly question?: string | undefined;
}

function formatOf({ formats }: StoredFormats, request: Request): string {
  const asked = queryText(request, "format");
  if (asked !== undefined) {
    if (Object.hasOwn(formats, asked)) return asked;
    throw new Problem("not-acceptable", `Format "${asked}" is not one of ${Object.keys(formats).join(", ")}.`);
  }
  const type = chosenFormat(
    request,
    Object.values(formats).map((format) => format.type),
  );
  return Object.keys(formats).find((name) => formats[name]?.type === type) ?? "json";
}

function wholeDocument(stored: StoredFormats, request: Request): boolean {
  const asked = queryText(request, "include");
  if (asked === undefined) return false;
  const question = "question" in stored ? stored.question : "request";
  if (asked === question) return true;
  const known = question === undefined ? "nothing can be included here" : `include=${question} is`;
  throw new Problem("malformed-request", `include="${asked}" is not known; ${known}.`);
}

/** A file name of the document's name that every system takes. */
const fileName = (name: string, extension: string): string =>
  `${
    name
      .replaceAll(/[^\w.-]+/g, "-")
      .replaceAll(/^[-.]+|[-.]+$/g, "")
      .slice(0, 80) || "hostwright"
  }.${extension}`;

/** The style of a one-file page is inside it: allowed by its hash, and nothing else is. */
function policyFor(html: string): string {
  const hashes = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
    (found) =>
      `'sha256-${createHash("sha256")
        .update(found[1] ?? "")
        .digest("base64")}'`,
  );
  return `default-src 'none'; img-src data:; style-src ${hashes.length > 0 ? hashes.join(" ") : "'none'"}; base-uri 'none'; frame-ancestors 'none'`;
}

/** One exchange. */
export interface Asked {
  readonly request: Request;
  readonly response: Response;
}

/** Send the document as asked for. */
export async function sendStored(stored: StoredFormats, { request, response }: Asked): Promise<void> {
  const named = formatOf(stored, request);
  const whole = named === "json" && wholeDocument(stored, request);
  const { id, document, digest: known = async () => digestIn(await document.content()) } = stored;
  const digest = await digestOf({ id, digest: known });
  const wish = fieldsOf(response);
  if (named !== "json") refuseFields(response, named);
  const tag = tagOf(digest, whole ? "document" : named);
  const etag = wish === undefined ? tag : partTag(tag, wish);
  response.vary("Accept").set("ETag", etag).set("Cache-Control", "private, no-cache");
  if (hasTag(request, etag)) {
    response.status(304).end();
    return;
  }
  if (wish !== undefined) {
    const { value } = whole ? document : stored.formats.json;
    response.type(JSON_TYPE).send(JSON.stringify(sparse(request, (await value()) as Json, wish)));
    return;
  }
  const { type, extension, content } = whole ? document : (stored.formats[named] ?? stored.formats.json);
  const body = await content();
  if (named === "html" && typeof body === "string") response.set("Content-Security-Policy", policyFor(body));
  if (extension !== undefined) response.attachment(fileName(await stored.name(), extension));
  response
    .type(type)
    .send(typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength));
}
