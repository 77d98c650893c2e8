/**
 * A formula as a tree of our own: the only thing that is ever evaluated. Numbers, names, a fixed set of operators and
 * functions, and choices; nothing in it can call, define or reach anything.
 */

/** Operators of two operands; comparisons and logic give 1 or 0, and anything but 0 counts as true. */
export const BINARY = ["+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or"] as const;
export type BinaryOperator = (typeof BINARY)[number];

/** `text` is the part as written, for messages. */
export type Expression = { readonly text: string } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "minus" | "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly values: readonly Expression[] }
  | { readonly kind: "choice"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
);
