/** What formulas need of mathjs: its parser, and the tree it returns. */

/** A node of the tree; which fields are there depends on `type`. Read by parse.ts, which trusts none of them. */
export interface MathNode {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly op?: string;
  readonly implicit?: boolean;
  readonly fn?: string | MathNode;
  readonly args?: readonly MathNode[];
  readonly content?: MathNode;
  readonly condition?: MathNode;
  readonly trueExpr?: MathNode;
  readonly falseExpr?: MathNode;
  toString(options?: { readonly parenthesis: "keep" }): string;
}

/**
 * Loads mathjs where that has not happened yet.
 * @returns the parser, which throws an error with `char` (the place, from 1) for text that is no expression
 */
export declare function loadParse(): (text: string) => MathNode;
