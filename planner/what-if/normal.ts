/**
 * The standard normal distribution: its probability as Marsaglia's series about the middle (a textbook result, recalled),
 * its quantile by bisection of that, to the last bits. Exact enough for drawing; tails beyond ±8 are cut.
 */

/** Beyond so many standard deviations less than 10^-15 is left on either side. */
const FAR = 8;
/** Halvings that leave nothing to gain in a double. */
const HALVINGS = 60;

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** P(X ≤ x) of the standard normal distribution, 0 to 1. @param x any number, infinities included */
export function normalProbability(x: number): number {
  if (x >= FAR) return 1;
  if (x <= -FAR) return 0;
  // x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …, until a term changes nothing.
  let term = x;
  let sum = x;
  for (let odd = 3; sum + term !== sum || odd === 3; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
    if (term === 0) break;
  }
  return 0.5 + sum * density(x);
}

/** The x with P(X ≤ x) = `probability`, within ±8; never falls as `probability` rises. @param probability 0 to 1 */
export function normalQuantile(probability: number): number {
  let low = -FAR;
  let high = FAR;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
