/**
 * One side of a money account: lines over the years, their sums, and what stays open. Sums are reckoned in whole
 * thousandths, the grain of a line, so that they are exactly the sum of what is written (below 9 × 10¹²).
 */
import type { CostKind, CostLine, CostSide } from "../../contract/index.ts";
import { amount } from "../../rounding.ts";
import { annuity, presentValue } from "../discount.ts";

/** What a line is made of: money at the start, money every year, and what is left of it at the end. */
export interface Due {
  readonly kind: CostKind;
  readonly what: string;
  readonly once?: number;
  readonly perYear?: number;
  readonly residual?: number;
}

/** Lines, and in words what is not among them because nobody named a price. */
export interface Part {
  readonly dues: readonly Due[];
  readonly without: readonly string[];
}

/** How long, and by which rate later money counts less. */
export interface Horizon {
  readonly years: number;
  readonly discountPercent: number;
}

export const open = (...without: readonly string[]): Part => ({ dues: [], without });
export const due = (...dues: readonly Due[]): Part => ({ dues, without: [] });

/** "1 host", "2 hosts". */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** Several parts as one, in their order; what is open is said once. */
export const joined = (parts: readonly Part[]): Part => ({
  dues: parts.flatMap(({ dues }) => dues),
  without: [...new Set(parts.flatMap(({ without }) => without))],
});

/** Money in today's money: at the start, every year's end, less what is left at the end. */
export function discountedOf(
  { once = 0, perYear = 0, residual = 0 }: Omit<Due, "kind" | "what">,
  { years, discountPercent }: Horizon,
): number {
  return once + perYear * annuity(years, discountPercent) - residual * presentValue(years, discountPercent);
}

function lineOf(of: Due, horizon: Horizon): CostLine {
  const { kind, what, once = 0, perYear = 0, residual = 0 } = of;
  return {
    kind,
    what,
    once: amount(once),
    perYear: amount(perYear),
    total: amount(once + perYear * horizon.years - residual),
    discounted: amount(discountedOf(of, horizon)),
  };
}

const GRAINS = 1000;

/** Sum in whole thousandths. */
export const exactSum = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.round(value * GRAINS), 0) / GRAINS;

/** A part as a side of the account. */
export function sideOf({ dues, without }: Part, horizon: Horizon): CostSide {
  const lines = dues.map((one) => lineOf(one, horizon));
  return {
    lines,
    total: exactSum(lines.map(({ total }) => total)),
    discounted: exactSum(lines.map(({ discounted }) => discounted)),
    without: [...without],
  };
}
