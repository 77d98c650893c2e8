/**
 * A tree as a number. Every step is looked at: the first part that is not a finite number ends it and is named. Only the
 * chosen side of a choice is reckoned, and `and`/`or` stop as soon as they know, so a guard before a division works.
 */
import type { BinaryOperator, Expression } from "./expression.ts";
import { FUNCTIONS } from "./functions.ts";

/** Why a formula has no value: the part as written, and what is wrong with it. */
export interface NoValue {
  readonly part: string;
  readonly why: string;
}

/** Carries a {@link NoValue} up through the recursion; never leaves this file. */
class Stop extends Error {
  readonly reason: NoValue;
  constructor(reason: NoValue) {
    super(reason.why);
    this.reason = reason;
  }
}

const truth = (is: boolean): number => (is ? 1 : 0);

function compute(operator: Exclude<BinaryOperator, "and" | "or">, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return left ** right;
    case "==":
      return truth(left === right);
    case "!=":
      return truth(left !== right);
    case "<":
      return truth(left < right);
    case "<=":
      return truth(left <= right);
    case ">":
      return truth(left > right);
    case ">=":
      return truth(left >= right);
  }
}

function finite(value: number, text: string): number {
  if (Number.isFinite(value)) return value;
  const why = Number.isNaN(value) ? `"${text}" is no real number` : `"${text}" is too large for a number`;
  throw new Stop({ part: text, why });
}

function binary(node: Expression & { readonly kind: "binary" }, quantities: ReadonlyMap<string, number>): number {
  const { operator, right, text } = node;
  const left = reckon(node.left, quantities);
  if (operator === "and") return truth(left !== 0 && reckon(right, quantities) !== 0);
  if (operator === "or") return truth(left !== 0 || reckon(right, quantities) !== 0);
  const other = reckon(right, quantities);
  if (operator === "/" && other === 0)
    throw new Stop({ part: right.text, why: `"${text}" divides by "${right.text}", which is 0` });
  if (operator === "^" && left === 0 && other < 0)
    throw new Stop({ part: node.left.text, why: `"${text}" divides by "${node.left.text}", which is 0` });
  return finite(compute(operator, left, other), text);
}

function call(node: Expression & { readonly kind: "call" }, quantities: ReadonlyMap<string, number>): number {
  const values = node.values.map((value) => reckon(value, quantities));
  const [first] = node.values;
  const [x = 0] = values;
  if (first !== undefined && ((node.name === "log" && x <= 0) || (node.name === "sqrt" && x < 0)))
    throw new Stop({ part: first.text, why: `"${node.text}" has no value, since "${first.text}" is ${x}` });
  return finite(FUNCTIONS.get(node.name)?.of(values) ?? Number.NaN, node.text);
}

function reckon(node: Expression, quantities: ReadonlyMap<string, number>): number {
  switch (node.kind) {
    case "number":
      return node.value;
    case "name": {
      const value = quantities.get(node.name);
      if (value !== undefined && Number.isFinite(value)) return value;
      throw new Stop({ part: node.name, why: `"${node.name}" is not known` });
    }
    case "minus":
      return -reckon(node.of, quantities);
    case "not":
      return truth(reckon(node.of, quantities) === 0);
    case "binary":
      return binary(node, quantities);
    case "call":
      return call(node, quantities);
    case "choice":
      return reckon(reckon(node.test, quantities) === 0 ? node.no : node.yes, quantities);
  }
}

/** The value of a tree, finite, or why there is none. Time: at most one step per node. */
export function evaluate(node: Expression, quantities: ReadonlyMap<string, number>): number | NoValue {
  try {
    // Adding 0 makes −0 a plain 0.
    return reckon(node, quantities) + 0;
  } catch (error) {
    if (error instanceof Stop) return error.reason;
    throw error;
  }
}
