/** JSON in a column: small values as text, large ones gzipped. Both read back to equal values. */
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Sized } from "./kept.ts";
import type { Body } from "./body.ts";

const zip = promisify(gzip);
const unzip = promisify(gunzip);
const utf8Text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");

/** Below this the page of the database is hardly saved; chosen, not measured. */
const PACK_FROM_BYTES = 16_384;
/** Estates are repetitive: level 1 takes a tenth of the size at a third of the time of the default. */
const LEVEL = 1;

/** A value's JSON in UTF-8 as what the column holds. */
export const packJson = async (json: Uint8Array): Promise<Body> =>
  json.length < PACK_FROM_BYTES ? utf8Text(json) : await zip(json, { level: LEVEL });

/** A value as what the column holds, and the length of its JSON. */
export async function packSized(value: unknown): Promise<{ readonly body: Body; readonly length: number }> {
  const text = JSON.stringify(value);
  return { body: text.length < PACK_FROM_BYTES ? text : await zip(text, { level: LEVEL }), length: text.length };
}

/** A value as what the column holds. */
export const pack = async (value: unknown): Promise<Body> => (await packSized(value)).body;

/** The JSON a column holds: text while it is small, else its bytes. */
async function jsonIn(column: unknown): Promise<string | Uint8Array> {
  if (typeof column === "string") return column;
  if (column instanceof Uint8Array) return await unzip(column);
  throw new Error("the stored value is neither text nor bytes: the file was changed from outside");
}

/** The JSON a column holds, in UTF-8. */
export async function unpackJson(column: unknown): Promise<Uint8Array> {
  const json = await jsonIn(column);
  if (typeof json === "string") return new TextEncoder().encode(json);
  return new Uint8Array(json.buffer, json.byteOffset, json.length);
}

/** The value a column holds, and the length of its JSON. The caller wrote it and says its type. */
export async function unpackSized(column: unknown): Promise<Sized> {
  const json = await jsonIn(column);
  const text = typeof json === "string" ? json : utf8Text(json);
  return { value: JSON.parse(text) as unknown, length: text.length };
}
