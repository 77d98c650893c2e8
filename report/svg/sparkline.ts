/**
 * A series at a glance, as high as a line of text: the highest value of each stretch of time, from 0 up to the series'
 * own peak. No axes and no figures: those stand in the table around it, and the text alternative says the rest.
 */
import { element } from "./markup.ts";

const WIDTH = 96;
const HEIGHT = 22;
const EDGE = 1;
/** One stretch for each two units of width: what the eye can tell apart. */
const MOST_POINTS = 48;

/** A coordinate to a tenth, as short as it can be written. */
const short = (value: number) => String(Number(value.toFixed(1)));

/** Highest measured value of each stretch; null where nothing was measured. */
function stretches(values: readonly (number | null)[]): readonly (number | null)[] {
  const count = Math.min(MOST_POINTS, values.length);
  return Array.from({ length: count }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count));
    return part.reduce((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null);
  });
}

/**
 * Draw the series as one broken line; gaps are gaps.
 * @param values ≥ 0, null = not measured, at least one @param says the text alternative
 */
export function sparklineSvg(values: readonly (number | null)[], says: string): string {
  const points = stretches(values);
  const peak = points.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = points.length > 1 ? (WIDTH - 2 * EDGE) / (points.length - 1) : 0;
  const y = (value: number) => HEIGHT - EDGE - (peak === 0 ? 0 : (value / peak) * (HEIGHT - 2 * EDGE));
  let path = "";
  let isDown = false;
  for (const [i, value] of points.entries()) {
    if (value === null) {
      isDown = false;
      continue;
    }
    const at = `${short(EDGE + i * step)} ${short(y(value))}`;
    // h0: a point without neighbours is a dot, its line's round cap
    path += isDown ? `L${at}` : `M${at}h0`;
    isDown = true;
  }
  return element(
    "svg",
    {
      class: "spark",
      role: "img",
      "aria-label": says,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
    },
    element("path", { d: path }),
  );
}
