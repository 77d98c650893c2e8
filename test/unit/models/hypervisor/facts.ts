/** Walks tables of the core and collects every sourced value in them. */
import type { Source } from "#models/fact.ts";

/** A sourced value and where it stands in its table. */
export interface Found {
  readonly at: string;
  readonly value: unknown;
  readonly source: Source;
}

/** All sourced values below `table`, in the order they are written. */
export function factsIn(table: unknown, at = ""): readonly Found[] {
  if (typeof table !== "object" || table === null) return [];
  const entry = table as Readonly<Record<string, unknown>>;
  if ("source" in entry && "value" in entry) return [{ at, value: entry["value"], source: entry["source"] as Source }];
  return Object.entries(entry).flatMap(([key, value]) => factsIn(value, `${at}.${key}`));
}
