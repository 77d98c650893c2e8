/**
 * Errors of the doors. Invalid input carries every problem found, each with the place (JSON pointer or file, tab, row,
 * column), the value and the bound; doors turn it into text, problem+json or a form summary.
 */
import type { z } from "zod";

export interface InputProblem {
  /** JSON pointer into the request, or a place in a file ("estate.xlsx vInfo row 7 CPUs"). */
  readonly pointer: string;
  /** Stable code, e.g. "unknown-platform", "contradictory-rules", "invalid". */
  readonly code: string;
  /** One sentence that names the thing, the value and the bound. */
  readonly detail: string;
}

/** Input that cannot be accepted: exit code 3, HTTP 422. Changes nothing. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(problems.map((p) => (p.pointer === "" ? p.detail : `${p.pointer}: ${p.detail}`)).join("\n"));
    this.problems = problems;
  }
}

/** The caller asked to stop: exit code 130, job state "cancelled". */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

const MOST_PROBLEMS = 50;

const shown = (value: unknown): string => {
  const text = (value === undefined ? undefined : JSON.stringify(value)) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** What is wrong with one field: what was expected, and what was found there. */
function detailOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "unrecognized_keys") return issue.message;
  if (issue.code === "invalid_type" && value === undefined) return `missing, expected ${issue.expected}`;
  return `${issue.message} (found ${shown(value)})`;
}

/** Fields that a branch of a union does not know. */
const strangersIn = (issues: readonly z.core.$ZodIssue[]): readonly string[] =>
  issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));

/**
 * The issues of the branch of a union that was meant: of those that take such a value at all, the one that knows most of
 * its fields, then the one with the fewest issues, then the one that knows the field named first. The issue itself where
 * no branch takes the value.
 */
function meantBranch(issue: z.core.$ZodIssue, input: unknown): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const fields = Object.keys(Object(at(input, issue.path)));
  const isTaken = ({ path, code }: z.core.$ZodIssue) =>
    path.length > 0 || code === "unrecognized_keys" || code === "custom";
  const [meant] = issue.errors
    .filter((branch) => branch.length > 0 && branch.every(isTaken))
    .map((branch) => {
      const strangers = strangersIn(branch);
      return { branch, strangers: strangers.length, first: Math.min(...strangers.map((name) => fields.indexOf(name))) };
    })
    .toSorted((a, b) => a.strangers - b.strangers || a.branch.length - b.branch.length || b.first - a.first);
  if (meant === undefined) return [issue];
  return meant.branch.flatMap((inner) => meantBranch({ ...inner, path: [...issue.path, ...inner.path] }, input));
}

/** zod's issues as problems; the pointer names the field, the detail the value and what was expected. */
export function problemsOf(error: z.ZodError, input: unknown): readonly InputProblem[] {
  const issues = error.issues.slice(0, MOST_PROBLEMS).flatMap((issue) => meantBranch(issue, input));
  return issues.slice(0, MOST_PROBLEMS).map((issue) => ({
    pointer: issue.path.length === 0 ? "" : `/${issue.path.map(String).join("/")}`,
    code: issue.code === "unrecognized_keys" ? "unknown-field" : "invalid",
    detail: detailOf(issue, at(input, issue.path)),
  }));
}

/** Parse with a zod schema at a door. @throws InvalidInput with every problem found */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(problemsOf(parsed.error, input));
}
