/** Front door of the comparison of finished plans. */
export { type ComparedPlan, comparisonOf } from "./comparison.ts";
