/**
 * What zod finds, in our words: for each issue code the bound, the value that was met and, where a known name is near, that
 * one. The table is exhaustive: a code of zod without words does not compile. Words that a schema brings itself go before.
 */
import type { z } from "zod";
import { tooBigTold, tooSmallTold } from "./issue-limits.ts";
import { typeWords } from "./issue-types.ts";
import { formatBound } from "./string-formats.ts";
import { type Choices, type Told, andMore, choiceBound, meantNames, mustBe, quoted } from "./told.ts";
import { valueText } from "./value-text.ts";

export type Issue = z.core.$ZodIssue;
type Code = Issue["code"];
type Of<C extends Code> = Extract<Issue, { readonly code: C }>;

/** What zod is told to say wherever a schema brings no words of its own. */
export const UNSAID = "";

/** The fields an object may have, by the list of those it may not: an issue holds the latter only. */
export type FieldsOf = (strangers: readonly string[]) => readonly string[];

/** Most unknown fields of one object that are named. */
const MOST_STRANGERS = 5;

/** Fields that are not known; near ones that are not given yet are offered. */
function strangersTold({ keys, input }: Of<"unrecognized_keys">, fieldsOf: FieldsOf): Told {
  const free = fieldsOf(keys).filter((field) => !Object.hasOwn(Object(input), field));
  const shown = keys.slice(0, MOST_STRANGERS);
  const more = andMore(keys.length - MOST_STRANGERS);
  const are = keys.length === 1 ? "is" : "are";
  return {
    bound: "known fields only",
    detail: `${quoted(shown)}${more} ${are} not known here${meantNames(shown, free)}`,
  };
}

/** A field by which the branches of a union are told apart holds none of what it may. */
function discriminatorTold(discriminator: string, options: Choices, input: unknown): Told {
  const value = (Object(input) as Readonly<Record<string, unknown>>)[discriminator];
  return mustBe(choiceBound(options), value, options);
}

/** What no branch of a union takes: what each of them asks for. */
function unionTold(issue: Of<"invalid_union">, fieldsOf: FieldsOf): Told {
  const { input, discriminator } = issue;
  if (issue.inclusive === false)
    return { bound: "one form only", detail: `must be of one form only, fits several: ${valueText(input)}` };
  if (discriminator !== undefined && issue.options !== undefined)
    return discriminatorTold(discriminator, issue.options, input);
  const asked = issue.errors.flatMap((branch) => branch.find(({ path }) => path.length === 0) ?? []);
  const bounds = new Set(asked.map((one) => told(one, fieldsOf).bound));
  const known = asked.flatMap((one) => (one.code === "invalid_value" ? one.values : []));
  return mustBe([...bounds].join(", or ") || "of another form", input, known);
}

/** A name or an entry that its own schema refuses. */
function withinTold(what: string, issues: readonly Issue[], value: unknown, fieldsOf: FieldsOf): Told {
  const [first] = issues;
  const inner = first === undefined ? mustBe("another one", value) : told(first, fieldsOf);
  return { bound: inner.bound, detail: `${what} ${inner.detail}` };
}

const WORDS: { readonly [C in Code]: (issue: Of<C>, fieldsOf: FieldsOf) => Told } = {
  invalid_type: ({ expected, input }) => mustBe(typeWords(expected), input),
  invalid_value: ({ values, input }) => mustBe(choiceBound(values), input, values.length > 1 ? values : []),
  too_big: tooBigTold,
  too_small: tooSmallTold,
  invalid_format: (issue) => mustBe(formatBound(issue), issue.input),
  not_multiple_of: ({ divisor, input }) => mustBe(`a multiple of ${divisor}`, input),
  unrecognized_keys: strangersTold,
  invalid_union: unionTold,
  invalid_key: ({ issues, input }, fieldsOf) => withinTold("the name", issues, input, fieldsOf),
  invalid_element: ({ issues, key }, fieldsOf) => withinTold(`the entry ${valueText(key)}`, issues, key, fieldsOf),
  custom: ({ input }) => mustBe("another value", input),
};

/**
 * An issue in words: the schema's own where it has some, else those of the table.
 * @param value what stands at the issue's place; a schema's own check may look at more than that
 */
export function told(issue: Issue, fieldsOf: FieldsOf, value: unknown = issue.input): Told {
  if (issue.message !== UNSAID) return { bound: issue.message, detail: `${issue.message} (found ${valueText(value)})` };
  const words = WORDS[issue.code] as (issue: Issue, fieldsOf: FieldsOf) => Told;
  return words(issue, fieldsOf);
}
