/** Front door of the comparison of finished plans. */
export { type ComparedPlan, comparisonOf } from "./comparison.ts";
export { costFigure } from "./figures.ts";
