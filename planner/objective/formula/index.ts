/** Front door of formulas: a user's own objective over named quantities. */
export type { Affine } from "./affine.ts";
export type { NoValue } from "./evaluate.ts";
export { InvalidFormula } from "./fault.ts";
export { type Formula, compileFormula } from "./formula.ts";
