/**
 * Student's t distribution for whole degrees of freedom. Its probability between −t and t is a finite trigonometric sum
 * in θ = atan(t / √ν) (a textbook result, Abramowitz and Stegun 26.7.3 and 26.7.4, recalled); the quantile is found by
 * bisection in θ, to the last bits.
 */

/** Halvings of the right angle that leave nothing to gain in a double. */
const HALVINGS = 60;
const MOST_FREEDOM = 1_000_000;

/** P(−t ≤ T ≤ t) as a function of θ. O(ν). */
function probabilityWithin(theta: number, freedom: number): number {
  const cosine = Math.cos(theta);
  const isOdd = freedom % 2 === 1;
  // Odd ν: cos θ (1 + 2/3 cos²θ + 2·4/(3·5) cos⁴θ + …); even ν: 1 + 1/2 cos²θ + 1·3/(2·4) cos⁴θ + …; both up to cos^(ν−2).
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine;
    sum += term;
  }
  const sine = Math.sin(theta) * sum;
  return isOdd ? (2 / Math.PI) * (theta + sine) : sine;
}

/**
 * The t for which a Student variable lies within ±t with probability `level`.
 * @param level above 0 and below 1, e.g. 0.95
 * @param freedom degrees of freedom, a whole number from 1 to a million
 * @throws RangeError naming the parameter, its value and the bound
 */
export function studentQuantile(level: number, freedom: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}: it must lie between 0 and 1`);
  if (!(Number.isInteger(freedom) && freedom >= 1 && freedom <= MOST_FREEDOM)) {
    throw new RangeError(`freedom is ${freedom}: it must be a whole number from 1 to ${MOST_FREEDOM}`);
  }
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle, freedom) < level) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan(low);
}
