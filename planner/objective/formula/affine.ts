/**
 * Is a formula affine in its names (a constant plus coefficient × name)? Decided by its structure, never by trying values:
 * sums, and products and quotients with a constant factor or divisor. Whatever else holds a name (a minimum, a comparison,
 * a power) is not affine, even where it happens to be. Constants are reckoned, so "2 ^ 3 * hosts" is.
 */
import { evaluate } from "./evaluate.ts";
import type { Expression } from "./expression.ts";

export interface Affine {
  readonly constant: number;
  /** By name; names whose coefficients cancel to 0 are left out. */
  readonly coefficients: ReadonlyMap<string, number>;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

const constantOf = (value: number): Affine => ({ constant: value, coefficients: NOTHING });

/** a + factor × b. */
function added(a: Affine, b: Affine, factor: number): Affine {
  const coefficients = new Map(a.coefficients);
  for (const [name, one] of b.coefficients) {
    const sum = (coefficients.get(name) ?? 0) + factor * one;
    if (sum === 0) coefficients.delete(name);
    else coefficients.set(name, sum);
  }
  return { constant: a.constant + factor * b.constant, coefficients };
}

function scaled(a: Affine, change: (x: number) => number): Affine {
  const coefficients = [...a.coefficients].map(([name, one]): [string, number] => [name, change(one)]);
  return { constant: change(a.constant), coefficients: new Map(coefficients.filter(([, one]) => one !== 0)) };
}

const isConstant = (a: Affine): boolean => a.coefficients.size === 0;

function ofBinary(node: Expression & { readonly kind: "binary" }): Affine | undefined {
  const left = shape(node.left);
  const right = shape(node.right);
  if (left === undefined || right === undefined) return undefined;
  switch (node.operator) {
    case "+":
      return added(left, right, 1);
    case "-":
      return added(left, right, -1);
    case "*":
      if (isConstant(left)) return scaled(right, (x) => left.constant * x);
      return isConstant(right) ? scaled(left, (x) => x * right.constant) : undefined;
    case "/":
      return isConstant(right) && right.constant !== 0 ? scaled(left, (x) => x / right.constant) : undefined;
    case "^":
      return right.constant === 1 && isConstant(right) ? left : undefined;
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "and":
    case "or":
      return undefined;
  }
}

/** Does no name stand in it? */
function isPlain(node: Expression): boolean {
  switch (node.kind) {
    case "number":
      return true;
    case "name":
      return false;
    case "minus":
    case "not":
      return isPlain(node.of);
    case "binary":
      return isPlain(node.left) && isPlain(node.right);
    case "call":
      return node.values.every(isPlain);
    case "choice":
      return isPlain(node.test) && isPlain(node.yes) && isPlain(node.no);
  }
}

function shape(node: Expression): Affine | undefined {
  if (isPlain(node)) {
    const value = evaluate(node, NOTHING);
    return typeof value === "number" ? constantOf(value) : undefined;
  }
  switch (node.kind) {
    case "name":
      return { constant: 0, coefficients: new Map([[node.name, 1]]) };
    case "minus": {
      const of = shape(node.of);
      return of === undefined ? undefined : scaled(of, (x) => -x);
    }
    case "binary":
      return ofBinary(node);
    case "choice":
      return ofChoice(node);
    case "number":
    case "not":
    case "call":
      return undefined;
  }
}

/** A choice whose test holds no name is the side it chooses. */
function ofChoice(node: Expression & { readonly kind: "choice" }): Affine | undefined {
  const test = isPlain(node.test) ? evaluate(node.test, NOTHING) : undefined;
  return typeof test === "number" ? shape(test === 0 ? node.no : node.yes) : undefined;
}

/** Constant and coefficients of a tree, all finite; undefined when its structure is not affine. */
export function affineOf(node: Expression): Affine | undefined {
  const found = shape(node);
  if (found === undefined) return undefined;
  const isFinite = [found.constant, ...found.coefficients.values()].every((x) => Number.isFinite(x));
  return isFinite ? found : undefined;
}
