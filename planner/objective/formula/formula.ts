/**
 * A user's formula over named quantities: parsed by mathjs, kept as a tree of our own, reckoned without anything that
 * could reach out. Its text is bounded, nothing in it repeats, so its time is: at most one step per part.
 */
import { type Affine, affineOf } from "./affine.ts";
import { type NoValue, evaluate } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { RESERVED } from "./functions.ts";
import { parseFormula } from "./parse.ts";

export interface Formula {
  readonly text: string;
  /** Names of quantities that stand in it, each once, in the order of the list it was compiled with. */
  readonly names: readonly string[];
  /**
   * Its value, finite, or the part that has none and why: a division by zero, a logarithm of 0, a number too large, a
   * quantity that is missing or not finite.
   */
  value(quantities: Readonly<Record<string, number>>): number | NoValue;
  /** Constant and coefficients where its structure is affine in its names, else undefined. */
  affine(): Affine | undefined;
}

function collect(node: Expression, into: Set<string>): Set<string> {
  switch (node.kind) {
    case "number":
      break;
    case "name":
      into.add(node.name);
      break;
    case "minus":
    case "not":
      collect(node.of, into);
      break;
    case "binary":
      collect(node.left, into);
      collect(node.right, into);
      break;
    case "call":
      for (const value of node.values) collect(value, into);
      break;
    case "choice":
      for (const part of [node.test, node.yes, node.no]) collect(part, into);
      break;
  }
  return into;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/**
 * Compile a formula of + - * / ^, comparisons, and/or/not, a ? b : c, parentheses and the functions min max abs ceil floor
 * round sqrt log exp.
 * @param names quantities it may use: letters, digits and _, not a word of formulas
 * @throws InvalidFormula naming what is refused and its place
 * @throws Error when a name could not be written in a formula: a defect of the caller
 */
export function compileFormula(text: string, names: readonly string[]): Formula {
  const wrong = names.find((name) => !IDENTIFIER.test(name) || RESERVED.has(name));
  if (wrong !== undefined) throw new Error(`"${wrong}" cannot be the name of a quantity`);
  const root = parseFormula(text, new Set(names));
  const found = collect(root, new Set());
  const used = names.filter((name) => found.has(name));
  return {
    text,
    names: used,
    value: (quantities) =>
      evaluate(
        root,
        new Map(
          used.flatMap((name): [string, number][] =>
            Object.hasOwn(quantities, name) ? [[name, quantities[name] ?? Number.NaN]] : [],
          ),
        ),
      ),
    affine: () => affineOf(root),
  };
}
