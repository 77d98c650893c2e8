/** The outline of a stepped area between two lines: a column's figure holds for the whole column. */

export interface StepScale {
  /** Left edge of a column; `x(count)` is the right end. */
  readonly x: (column: number) => number;
  readonly y: (value: number) => number;
}

const point = (x: number, y: number) => `${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`;

/** Path data of the area between `lower` and `upper`, which have one value per column. */
export function stepArea(scale: StepScale, lower: readonly number[], upper: readonly number[]): string {
  const line = (values: readonly number[]) =>
    values.flatMap((value, i) => [point(scale.x(i), scale.y(value)), point(scale.x(i + 1), scale.y(value))]);
  return `M${[...line(upper), ...line(lower).toReversed()].join("L")}Z`;
}

/** Path data of the stepped line alone. */
export const stepLine = (scale: StepScale, values: readonly number[]): string =>
  `M${values.flatMap((value, i) => [point(scale.x(i), scale.y(value)), point(scale.x(i + 1), scale.y(value))]).join("L")}`;

/**
 * The stepped line as far as it is within the picture: where it rises beyond the upper edge it leaves the picture there,
 * and comes in again where it falls. @param top the highest value that is drawn
 */
export function stepLineWithin(scale: StepScale, values: readonly number[], top: number): string {
  const edge = (column: number) => point(scale.x(column), scale.y(top));
  const isIn = (column: number) => (values[column] ?? Number.POSITIVE_INFINITY) <= top;
  return values
    .map((value, i) => {
      if (!isIn(i)) return "";
      const start = isIn(i - 1) ? "L" : i === 0 ? "M" : `M${edge(i)}L`;
      const end = isIn(i + 1) || i === values.length - 1 ? "" : `L${edge(i + 1)}`;
      return `${start}${point(scale.x(i), scale.y(value))}L${point(scale.x(i + 1), scale.y(value))}${end}`;
    })
    .join("");
}
