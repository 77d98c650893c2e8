/** Values as JSON in UTF-8: each in bytes of its own, which can be handed to another thread without a copy. */

/** A value in writing. */
export const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A value read again. The caller knows its type. */
export const valueOf = (json: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(json));
