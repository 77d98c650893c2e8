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
