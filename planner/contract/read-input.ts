/**
 * Input read by a schema, at a door: the value as the schema has it, or every problem in our words (issue-words.ts). The
 * only place where zod's issues become problems.
 */
import { z } from "zod";
import { InvalidInput, type InputProblem } from "./errors.ts";
import { pointerStep } from "./pointer-step.ts";
import { type FieldsOf, type Issue, UNSAID, told } from "./issue-words.ts";

/** A problem with what is asked for in words of its own, for who names the value elsewhere. */
export interface ToldProblem extends InputProblem {
  /** As it follows "expected": "at most 100", "a text". */
  readonly bound: string;
}

/** What reading came to. */
export type Read<T, P = InputProblem> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly problems: readonly P[] };

const MOST_PROBLEMS = 50;

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** Fields that a branch of a union does not know. */
const strangersIn = (issues: readonly Issue[]): readonly string[] =>
  issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));

/** What says that a value is of another kind altogether. */
const OF_ANOTHER_KIND: ReadonlySet<Issue["code"]> = new Set(["invalid_type", "invalid_value", "invalid_union"]);

/**
 * The issues of the branch of a union that was meant: of those that take such a value at all, the one that knows most of
 * its fields, then the one with the fewest issues, then the one that knows the field named first. The issue itself where
 * no branch takes the value.
 */
function meantBranch(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const fields = Object.keys(Object(issue.input));
  const isTaken = ({ path, code }: Issue) => path.length > 0 || !OF_ANOTHER_KIND.has(code);
  const [meant] = issue.errors
    .filter((branch) => branch.length > 0 && branch.every(isTaken))
    .map((branch) => {
      const strangers = strangersIn(branch);
      return { branch, strangers: strangers.length, first: Math.min(...strangers.map((name) => fields.indexOf(name))) };
    })
    .toSorted((a, b) => a.strangers - b.strangers || a.branch.length - b.branch.length || b.first - a.first);
  if (meant === undefined) return [issue];
  return meant.branch.flatMap((inner) => meantBranch({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** As {@link readInput}, each problem with its bound beside it. */
export function readTold<T extends z.ZodType>(schema: T, input: unknown): Read<z.infer<T>, ToldProblem> {
  // Issues come without their schema: who refused fields is kept by the very list of those fields.
  const refusing = new Map<readonly string[], z.ZodObject>();
  const fieldsOf: FieldsOf = (strangers) => Object.keys(refusing.get(strangers)?.shape ?? {});
  const parsed = schema.safeParse(input, {
    reportInput: true,
    error: (issue) => {
      if (issue.code === "unrecognized_keys" && issue.inst instanceof z.ZodObject) refusing.set(issue.keys, issue.inst);
      return UNSAID;
    },
  });
  if (parsed.success) return { success: true, data: parsed.data };
  const issues = parsed.error.issues.slice(0, MOST_PROBLEMS).flatMap(meantBranch);
  const problems = issues.slice(0, MOST_PROBLEMS).map((issue) => ({
    pointer: issue.path.length === 0 ? "" : `/${issue.path.map(pointerStep).join("/")}`,
    code: issue.code === "unrecognized_keys" ? "unknown-field" : "invalid",
    ...told(issue, fieldsOf, at(input, issue.path)),
  }));
  return { success: false, problems };
}

/** The input as the schema has it, or every problem found: the pointer names the field, the detail bound and value. */
export function readInput<T extends z.ZodType>(schema: T, input: unknown): Read<z.infer<T>> {
  const read = readTold(schema, input);
  if (read.success) return read;
  return { success: false, problems: read.problems.map(({ pointer, code, detail }) => ({ pointer, code, detail })) };
}

/** Parse with a zod schema at a door. @throws InvalidInput with every problem found */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const read = readInput(schema, input);
  if (read.success) return read.data;
  throw new InvalidInput(read.problems);
}
