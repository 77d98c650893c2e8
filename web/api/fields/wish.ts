/** ?fields=a,b.c as a wish: names of members, nested by dots. Whether there are such members is not asked here. */
import { createHash } from "node:crypto";
import { InvalidInput } from "#planner/contract/index.ts";

/** Wanted members by name; an empty tree below a name = the whole member. */
export type Tree = ReadonlyMap<string, Tree>;

/** What is wanted of an answer. */
export interface Wish {
  readonly tree: Tree;
  /** The same for the same wish, however it is written; goes into the tag of the answer. */
  readonly mark: string;
}

/** Names of one wish. */
export const MOST_FIELDS = 100;
const MARK_LENGTH = 16;

interface Growing extends Map<string, Growing> {}

/** Adds "a.b"; "a" beside it wins, for the whole has the part. */
function add(tree: Growing, [name = "", ...deeper]: readonly string[]): void {
  const below = tree.get(name);
  const isWhole = below?.size === 0;
  if (deeper.length === 0) tree.set(name, new Map());
  else if (!isWhole) {
    const next: Growing = below ?? new Map<string, Growing>();
    tree.set(name, next);
    add(next, deeper);
  }
}

const refused = (detail: string) => new InvalidInput([{ pointer: "/fields", code: "invalid", detail }]);

/** Sorted, so that the order of writing does not count. */
const shape = (tree: Tree): unknown =>
  [...tree].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, deeper]) => [name, shape(deeper)]);

/** @throws InvalidInput for no name, an empty one, or more than {@link MOST_FIELDS} */
export function wishOf(text: string): Wish {
  const names = text.split(",").map((name) => name.trim());
  if (names.length > MOST_FIELDS)
    throw refused(`${names.length} names in fields, at most ${MOST_FIELDS}: leave it out for everything`);
  const tree: Growing = new Map();
  for (const name of names) {
    const parts = name.split(".");
    if (parts.includes("")) throw refused(`fields="${text.slice(0, 80)}" has an empty name; write fields=a,b.c`);
    add(tree, parts);
  }
  const mark = createHash("sha256")
    .update(JSON.stringify(shape(tree)))
    .digest("hex")
    .slice(0, MARK_LENGTH);
  return { tree, mark };
}
