/** The functions a formula may call, each a plain function of real numbers; there is no way to add one. */

interface FormulaFunction {
  /** Arguments it takes; `most` Infinity = as many as there are. */
  readonly least: number;
  readonly most: number;
  of(values: readonly number[]): number;
}

const ofOne = (of: (x: number) => number): FormulaFunction => ({ least: 1, most: 1, of: ([x = Number.NaN]) => of(x) });

/** By name. `log` is the natural logarithm; `round` goes half away from zero. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map([
  ["min", { least: 1, most: Infinity, of: (values: readonly number[]) => Math.min(...values) }],
  ["max", { least: 1, most: Infinity, of: (values: readonly number[]) => Math.max(...values) }],
  ["abs", ofOne(Math.abs)],
  ["ceil", ofOne(Math.ceil)],
  ["floor", ofOne(Math.floor)],
  ["round", ofOne((x) => Math.sign(x) * Math.round(Math.abs(x)))],
  ["sqrt", ofOne(Math.sqrt)],
  ["log", ofOne(Math.log)],
  ["exp", ofOne(Math.exp)],
]);

const WORDS = [
  "and",
  "or",
  "not",
  "xor",
  "mod",
  "to",
  "in",
  "true",
  "false",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "end",
];

/** Words that mean something to the parser: no quantity may be called so. */
export const RESERVED: ReadonlySet<string> = new Set([...FUNCTIONS.keys(), ...WORDS]);
