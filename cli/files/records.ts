/** What a file or a form brings is `unknown` until it is decoded; this tells objects from all else. */

/** True for a plain object: neither null nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
