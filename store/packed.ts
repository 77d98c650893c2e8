/** JSON in a column: small values as text, large ones gzipped. Both read back to equal values. */
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Sized } from "./kept.ts";
import type { Body } from "./store.ts";

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Below this the page of the database is hardly saved; chosen, not measured. */
const PACK_FROM_BYTES = 16_384;
/** Estates are repetitive: level 1 takes a tenth of the size at a third of the time of the default. */
const LEVEL = 1;

/** A value as what the column holds, and the length of its JSON. */
export async function packSized(value: unknown): Promise<{ readonly body: Body; readonly length: number }> {
  const text = JSON.stringify(value);
  return { body: text.length < PACK_FROM_BYTES ? text : await zip(text, { level: LEVEL }), length: text.length };
}

/** A value as what the column holds. */
export const pack = async (value: unknown): Promise<Body> => (await packSized(value)).body;

/** The JSON text a column holds. */
async function textIn(column: unknown): Promise<string> {
  if (typeof column === "string") return column;
  if (column instanceof Uint8Array) return (await unzip(column)).toString("utf8");
  throw new Error("the stored value is neither text nor bytes: the file was changed from outside");
}

/** The value a column holds, and the length of its JSON. The caller wrote it and says its type. */
export async function unpackSized(column: unknown): Promise<Sized> {
  const text = await textIn(column);
  return { value: JSON.parse(text) as unknown, length: text.length };
}

/** The value a column holds. The caller wrote it and says its type. */
export const unpack = async (column: unknown): Promise<unknown> => (await unpackSized(column)).value;
