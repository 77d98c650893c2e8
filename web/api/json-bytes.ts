/**
 * The JSON of things that are read again and again, written once for as long as the thing itself is kept: the store gives
 * the same object for the same document while it remembers it.
 */

const written = new WeakMap<object, Uint8Array>();

/** Bytes as express sends them: without a copy. */
export const sendable = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** What UTF-8 JSON of an object says. */
export const valueIn = (json: Uint8Array): object => JSON.parse(sendable(json).toString()) as object;

/** `value` as UTF-8 JSON. It never changes from then on. */
export function jsonBytes(value: object): Uint8Array {
  const known = written.get(value);
  if (known !== undefined) return known;
  const bytes = Buffer.from(JSON.stringify(value));
  written.set(value, bytes);
  return bytes;
}
