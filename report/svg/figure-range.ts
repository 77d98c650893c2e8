/** The range of an axis that a plan's figure stands on: shares are marked in per cent, everything else by its number. */
import type { PlanFigure } from "#planner";
import { isShare, percentText } from "#planner/report/index.ts";
import { type Range, rangeOf } from "./ranged-axis.ts";

const PERCENT = 100;

/** Marks that differ by less than a hundredth have the digits that tell them apart. */
const shareMark = (value: number, step: number) =>
  percentText(value, Math.max(0, Math.ceil(-Math.log10(step * PERCENT))));

/** A round range that holds all values of a figure. @param values finite, at least one */
export const figureRange = (figure: PlanFigure, values: readonly number[]): Range =>
  isShare(figure) ? rangeOf(values, shareMark) : rangeOf(values);
