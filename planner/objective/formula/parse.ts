/**
 * The second wall: mathjs parses (and does nothing else), and its tree is turned into ours node by node. Every node must
 * be of a kind on the list, with an operator or function on the list; everything else is refused.
 */
import type { BinaryOperator, Expression } from "./expression.ts";
import { BINARY } from "./expression.ts";
import { InvalidFormula } from "./fault.ts";
import { FUNCTIONS } from "./functions.ts";
import { type MathNode, loadParse } from "./mathjs.cjs";
import { scan } from "./tokens.ts";

/** What nodes of mathjs that scanned text can still contain are called in words. */
const NODE_WORDS: Readonly<Record<string, string>> = {
  RangeNode: "a range",
  RelationalNode: "a chain of comparisons (join them by and)",
  BlockNode: "several expressions",
};

interface Walk {
  readonly names: ReadonlySet<string>;
  readonly operandsAt: readonly number[];
  /** Operands met so far: as operands stand in the tree in the order of the text, this finds their places. */
  met: number;
}

const placeOf = (walk: Walk, operand: number): number =>
  walk.operandsAt[Math.min(operand, walk.operandsAt.length - 1)] ?? 1;

function refuse(walk: Walk, what: string): never {
  throw new InvalidFormula(`${what} is no part of a formula`, placeOf(walk, walk.met));
}

const isBinary = (op: string | undefined): op is BinaryOperator => BINARY.some((known) => known === op);

function ofOperator(node: MathNode, walk: Walk): Expression {
  const [first, second, third] = node.args ?? [];
  const text = node.toString({ parenthesis: "keep" });
  if (first !== undefined && second === undefined) {
    if (node.fn === "unaryMinus") return { kind: "minus", of: convert(first, walk), text };
    if (node.fn === "not") return { kind: "not", of: convert(first, walk), text };
    return refuse(walk, `the sign "${node.op}" before "${first.toString()}"`);
  }
  if (first === undefined || second === undefined || third !== undefined || !isBinary(node.op))
    return refuse(walk, `the operator "${node.op}"`);
  const left = convert(first, walk);
  if (node.implicit === true) {
    const found = `"${second.toString({ parenthesis: "keep" })}" follows "${left.text}" without an operator`;
    throw new InvalidFormula(found, placeOf(walk, walk.met));
  }
  return { kind: "binary", operator: node.op, left, right: convert(second, walk), text };
}

function ofCall(node: MathNode, walk: Walk): Expression {
  const name = typeof node.fn === "object" && node.fn.type === "SymbolNode" ? (node.fn.name ?? "") : "";
  const known = FUNCTIONS.get(name);
  if (known === undefined) return refuse(walk, `the function "${name}"`);
  const { least, most } = known;
  const given = node.args ?? [];
  if (given.length < least || given.length > most) {
    const wanted = most === Infinity ? `at least ${least}` : `${most}`;
    throw new InvalidFormula(`${name} takes ${wanted} value, ${given.length} are given`, placeOf(walk, walk.met));
  }
  const values = given.map((one) => convert(one, walk));
  return { kind: "call", name, values, text: node.toString({ parenthesis: "keep" }) };
}

/** One node of mathjs as ours. @throws InvalidFormula for every kind that is not on the list */
function convert(node: MathNode, walk: Walk): Expression {
  const { type } = node;
  if (type === "ParenthesisNode" && node.content !== undefined) return convert(node.content, walk);
  if (type === "ConstantNode" && typeof node.value === "number") {
    if (!Number.isFinite(node.value)) return refuse(walk, `the number ${node.value}`);
    walk.met++;
    return { kind: "number", value: node.value, text: String(node.value) };
  }
  if (type === "SymbolNode" && node.name !== undefined && walk.names.has(node.name)) {
    walk.met++;
    return { kind: "name", name: node.name, text: node.name };
  }
  if (type === "OperatorNode") return ofOperator(node, walk);
  if (type === "FunctionNode") return ofCall(node, walk);
  const { condition, trueExpr, falseExpr } = node;
  if (type === "ConditionalNode" && condition !== undefined && trueExpr !== undefined && falseExpr !== undefined) {
    const test = convert(condition, walk);
    const yes = convert(trueExpr, walk);
    return { kind: "choice", test, yes, no: convert(falseExpr, walk), text: node.toString({ parenthesis: "keep" }) };
  }
  return refuse(walk, NODE_WORDS[type] ?? `"${node.toString()}"`);
}

/** What mathjs says of text that is no expression, in our words and with the place. */
function asInvalid(error: unknown, text: string): unknown {
  if (!(error instanceof Error) || !("char" in error) || typeof error.char !== "number") return error;
  const what = error.message.replace(/ \(char \d+\)$/, "");
  return new InvalidFormula(`not an expression: ${what}`, Math.min(error.char, text.length + 1));
}

/**
 * Text as a tree.
 * @throws InvalidFormula naming the part that is refused, and its place
 */
export function parseFormula(text: string, names: ReadonlySet<string>): Expression {
  const { operandsAt } = scan(text, names);
  if (operandsAt.length === 0) throw new InvalidFormula("no number and no quantity in it", 1);
  const parse = loadParse();
  let root: MathNode;
  try {
    // Line ends would begin another expression; as blanks they leave every place where it is.
    root = parse(text.replaceAll(/[\r\n]/g, " "));
  } catch (error) {
    throw asInvalid(error, text);
  }
  return convert(root, { names, operandsAt, met: 0 });
}
