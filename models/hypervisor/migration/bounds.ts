/** Input bounds of this room: one check that names the field, the value and the bound. */

/** The interval a number must lie in; `above` excludes its end. */
export interface Bound {
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
}

/**
 * The value, when it is a number within the bound.
 * @throws RangeError naming field, value and bound, for NaN and infinities too
 */
export function within(field: string, value: number, bound: Bound): number {
  const { least = -Infinity, above = -Infinity, most = Infinity } = bound;
  if (Number.isFinite(value) && value >= least && value > above && value <= most) return value;
  throw new RangeError(`${field} is ${value}, must be ${boundText(bound)}`);
}

function boundText({ least, above, most }: Bound): string {
  const parts = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  return parts.length === 0 ? "finite" : parts.join(" and ");
}
