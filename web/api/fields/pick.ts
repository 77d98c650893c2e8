/** Of a value only the members that are wanted; in lists, of every element. */
import type { InputProblem } from "#planner";
import { InvalidInput } from "#planner/contract/index.ts";
import { type Json, type Schema, type Schemas, elementsOf, isJson, membersOf } from "./members.ts";
import type { Tree } from "./wish.ts";

/** Kept whether or not they are named: what a thing is, and where to go from it. */
const ALWAYS = ["id", "links"] as const;

/** Most known names that a refusal tells. */
const MOST_TOLD = 80;

interface Place {
  readonly schemas: Schemas;
  /** Names that lead here, with a dot at the end; "" at the top. */
  readonly above: string;
}

function unknown(name: string, known: readonly string[], above: string): InputProblem {
  const where = above === "" ? "" : ` of ${above.slice(0, -1)}`;
  const told = `${known.slice(0, MOST_TOLD).join(", ")}${known.length > MOST_TOLD ? ", …" : ""}`;
  const detail =
    known.length === 0
      ? `"${above}${name}" names a member${where}, which has none`
      : `"${above}${name}" is no member${where}; known: ${told}`;
  return { pointer: "/fields", code: "unknown-field", detail: detail.slice(0, 4000) };
}

/** Every name of the tree that these values cannot have; linear in the values that are looked into. */
function problemsIn(
  values: readonly unknown[],
  given: readonly Schema[],
  tree: Tree,
  place: Place,
): readonly InputProblem[] {
  const lists = values.filter((value) => Array.isArray(value));
  const inner = elementsOf(given, place.schemas);
  if (lists.length > 0 || (values.length === 0 && inner.length > 0 && given.every((one) => one["type"] === "array")))
    return problemsIn(lists.flat(), inner, tree, place);
  const objects = values.filter(isJson);
  const { named, isOpen } = membersOf(given, objects, place.schemas);
  return [...tree].flatMap(([name, deeper]) => {
    const schemas = named.get(name);
    const isKept = place.above === "" && ALWAYS.some((one) => one === name);
    if (schemas === undefined)
      return isOpen || isKept ? [] : [unknown(name, [...named.keys()].toSorted(), place.above)];
    if (deeper.size === 0) return [];
    const below = objects.flatMap((value) => (Object.hasOwn(value, name) ? [value[name]] : []));
    return problemsIn(below, schemas, deeper, { ...place, above: `${place.above}${name}.` });
  });
}

/** The value with wanted members only, in its own order. */
function pruned(value: unknown, tree: Tree): unknown {
  if (tree.size === 0) return value;
  if (Array.isArray(value)) return value.map((one) => pruned(one, tree));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const deeper = tree.get(name);
      return deeper === undefined ? [] : [[name, pruned(inner, deeper)] as const];
    }),
  );
}

/** What is there to be picked from. */
export interface Picking {
  readonly value: Json | readonly unknown[];
  /** Of the value, or of each element where it is a list. */
  readonly schema: Schema;
  readonly schemas: Schemas;
}

/**
 * The wanted members, with id and links.
 * @throws InvalidInput that tells every name that is no member, and those that are
 */
export function picked({ value, schema, schemas }: Picking, tree: Tree): unknown {
  const values = Array.isArray(value) ? value : [value];
  const problems = problemsIn(values, [schema], tree, { schemas, above: "" });
  if (problems.length > 0) throw new InvalidInput(problems);
  const kept = new Map(tree);
  for (const name of ALWAYS) kept.set(name, new Map());
  return pruned(value, kept);
}
