/**
 * Money that is due later, in today's money: the present value of one unit of money a year. Payments fall due at the end
 * of each year; a fraction of a year counts by the same closed form, so that more years never cost less.
 */

const PERCENT = 100;
/** A rate that no payment of a century feels; far smaller ones would only lose digits. */
const NO_RATE = 1e-15;

/**
 * Present value of 1 due every year over `years`.
 * @param years > 0, may be fractional
 * @param discountPercent per year, ≥ 0; 0 = later money counts in full, so the answer is `years`
 */
export function annuity(years: number, discountPercent: number): number {
  const rate = discountPercent / PERCENT;
  // (1 − (1 + r)^−y) / r without cancellation for tiny r.
  return rate < NO_RATE ? years : -Math.expm1(-years * Math.log1p(rate)) / rate;
}

/** Present value of 1 due after `years`. Units as in {@link annuity}. */
export function presentValue(years: number, discountPercent: number): number {
  return (1 + discountPercent / PERCENT) ** -years;
}
