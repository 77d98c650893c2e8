/** API keys: 256 random bits, shown once, kept as a digest. So much randomness needs no slow digest. */
import { createHash, randomBytes } from "node:crypto";

const PREFIX = "hw_";
const SECRET_BYTES = 32;
const SHAPE = /^hw_[\w-]{43}$/;

/** A fresh key and the digest to keep. */
export function freshKey(): { readonly key: string; readonly digest: string } {
  const key = `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return { key, digest: keyDigest(key) };
}

/** What is kept of a key, and what it is found by: a guesser learns nothing from the time a lookup by digest takes. */
export const keyDigest = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Could this be a key? */
export const isKeyShaped = (text: string): boolean => SHAPE.test(text);
