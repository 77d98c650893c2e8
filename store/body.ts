/** A value as it is stored: JSON, as text while it is small, gzipped when it is large. */
export type Body = string | Uint8Array;
