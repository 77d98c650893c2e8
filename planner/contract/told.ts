/** Sentences about a value that is not what is asked for: the bound, what was met, the known name that is near. */
import type { z } from "zod";
import { nearestName } from "./nearest-name.ts";
import { valueText } from "./value-text.ts";

/** What is wrong, in words. */
export interface Told {
  /** What is asked for, as it follows "expected": "at most 100", "a text". */
  readonly bound: string;
  /** The whole sentence: "must be at most 100, is 250". */
  readonly detail: string;
}

/** Values to choose from. */
export type Choices = readonly z.core.util.Primitive[];

/** Most values of a choice that are named. */
const MOST_CHOICES = 40;

/** Names as they stand in a sentence: "a", "b". */
export const quoted = (names: readonly string[]): string => names.map((name) => valueText(name)).join(", ");

/** " and 3 more", or nothing. */
export const andMore = (count: number): string => (count > 0 ? ` and ${count} more` : "");

/** The known names next to these, as a question behind a sentence; nothing where none is near. */
export function meantNames(names: readonly string[], known: readonly string[]): string {
  const near = [...new Set(names.flatMap((name) => nearestName(name, known) ?? []))];
  return near.length === 0 ? "" : `; did you mean ${quoted(near)}?`;
}

/** "must be a text, is 5", "must be one of a, b; is missing". @param known names one of which may be meant */
export function mustBe(bound: string, value: unknown, known: Choices = []): Told {
  const stop = bound.includes(",") ? ";" : ",";
  const names = known.filter((one) => typeof one === "string");
  const near = typeof value === "string" ? meantNames([value], names) : "";
  return { bound, detail: `must be ${bound}${stop} is ${value === undefined ? "missing" : valueText(value)}${near}` };
}

const plain = (value: Choices[number]): string =>
  typeof value === "string" && !/^[\w.@/-]+$/.test(value) ? valueText(value) : String(value);

/** What a choice asks for: "one of a, b", or the only value there is. */
export const choiceBound = (values: Choices): string =>
  values.length === 1
    ? valueText(values[0])
    : `one of ${values.slice(0, MOST_CHOICES).map(plain).join(", ")}${andMore(values.length - MOST_CHOICES)}`;
