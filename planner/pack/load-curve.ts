/**
 * What a bin consumes as a function of how much it carries of one resource: a straight-line curve per type, such as a
 * published power curve over CPU load. Packing knows it as knots at equal distances; what the values mean (watts) is the
 * caller's business.
 */

/** One curve per type over the load of one varying dimension. */
export interface LoadCurve {
  /** Index into `varying`: the resource whose load drives the curve. */
  readonly dimension: number;
  /** [type] amount of that resource at the last knot, in the problem's units, > 0; loads above count as that much. */
  readonly whole: Float64Array;
  /** [type] values at equal distances from no load to the whole, never falling, at least two, all ≥ 0. */
  readonly knots: readonly Float64Array[];
}

/** Value of a curve at a load. @param load ≥ 0, in the units of `whole` */
export function curveAt(knots: Float64Array, whole: number, load: number): number {
  const last = knots.length - 1;
  const position = (load / whole) * last;
  if (position >= last) return knots[last]!;
  const left = Math.floor(position);
  const low = knots[left]!;
  return low + (knots[left + 1]! - low) * (position - left);
}

/** A straight line below a curve: `fixed` at no load, `slope` per unit of the resource. */
export interface Line {
  readonly fixed: number;
  readonly slope: number;
}

/**
 * Lines below a curve that touch it: its lower convex hull over the loads a bin may carry, read as tangents.
 * @param most highest load a bin may carry, in the units of `whole`; above the whole the curve is level, and then only
 * level lines stay below it everywhere
 */
export class Hull {
  readonly #x: number[] = [];
  readonly #y: number[] = [];

  constructor(knots: Float64Array, whole: number, most: number) {
    if (!(most <= whole)) {
      this.#x.push(0);
      this.#y.push(knots[0]!);
      return;
    }
    const last = knots.length - 1;
    for (let k = 0; k <= last && (k / last) * whole < most; k++) this.#add((k / last) * whole, knots[k]!);
    this.#add(most, curveAt(knots, whole, most));
  }

  /** Add the next point to the right; points that lie on or above the new edge go. */
  #add(x: number, y: number): void {
    const [xs, ys] = [this.#x, this.#y];
    while (xs.length >= 2) {
      const [x0, y0, x1, y1] = [xs.at(-2)!, ys.at(-2)!, xs.at(-1)!, ys.at(-1)!];
      if ((y1 - y0) * (x - x0) < (y - y0) * (x1 - x0)) break;
      xs.pop();
      ys.pop();
    }
    xs.push(x);
    ys.push(y);
  }

  /** The tangent at a load, ≥ 0; at a corner the one to its left. */
  tangent(load: number): Line {
    const [xs, ys] = [this.#x, this.#y];
    if (xs.length < 2) return { fixed: ys[0]!, slope: 0 };
    let right = 1;
    while (right < xs.length - 1 && xs[right]! < load) right++;
    const slope = (ys[right]! - ys[right - 1]!) / (xs[right]! - xs[right - 1]!);
    return { fixed: ys[right]! - slope * xs[right]!, slope };
  }

  /** The steepest tangent that is not negative at no load: where a bin gives most for what it consumes. */
  steepest(load: number): Line {
    const found = this.tangent(load);
    if (found.fixed >= 0) return found;
    let slope = Infinity;
    for (const [p, x] of this.#x.entries()) if (x > 0) slope = Math.min(slope, this.#y[p]! / x);
    return { fixed: 0, slope };
  }
}
