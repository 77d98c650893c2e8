/** Limits that a number, a date, or the size of a text, a list or a file goes beyond, in words. */
import type { z } from "zod";
import { type Told, mustBe } from "./told.ts";
import { valueText } from "./value-text.ts";

type TooBig = z.core.$ZodIssueTooBig;
type TooSmall = z.core.$ZodIssueTooSmall;

/** Characters as zod counts them: code points. */
function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

interface Count {
  readonly count: number;
  readonly one: string;
  readonly many: string;
}

/** What is counted of a thing, and how many there are; undefined for what is measured instead. */
function countOf(value: unknown, origin: string): Count | undefined {
  if (typeof value === "string") return { count: charactersIn(value), one: "character", many: "characters" };
  const entries = { one: "entry", many: "entries" };
  if (Array.isArray(value)) return { count: value.length, ...entries };
  const size = typeof value === "object" && value !== null && "size" in value ? value.size : undefined;
  if (typeof size !== "number") return undefined;
  return { count: size, ...(origin === "file" ? { one: "byte", many: "bytes" } : entries) };
}

interface Limit {
  readonly limit: number | bigint;
  readonly reached: string;
  readonly notReached: string;
}

function limitTold({ limit, reached, notReached }: Limit, issue: TooBig | TooSmall): Told {
  const { input, origin } = issue;
  const side = issue.exact === true ? "exactly" : issue.inclusive === true ? reached : notReached;
  const counted = countOf(input, origin);
  if (counted === undefined)
    return mustBe(`${side} ${origin === "date" ? valueText(new Date(Number(limit))) : limit}`, input);
  const { count, one, many } = counted;
  const bound = `${side} ${limit} ${Number(limit) === 1 ? one : many}`;
  const shown = typeof input === "string" && count > 0 ? `: ${valueText(input)}` : "";
  return { bound, detail: `must have ${bound}, has ${count === 0 ? "none" : count}${shown}` };
}

/** "must be at most 100, is 250", "must have at most 2 entries, has 3". */
export const tooBigTold = (issue: TooBig): Told =>
  limitTold({ limit: issue.maximum, reached: "at most", notReached: "below" }, issue);

/** "must be above 0, is 0", "must have at least 1 entry, has none". */
export const tooSmallTold = (issue: TooSmall): Told =>
  limitTold({ limit: issue.minimum, reached: "at least", notReached: "above" }, issue);
