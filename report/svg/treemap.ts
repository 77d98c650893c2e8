/** A treemap: a tile per part, its area as its value, its name and value on it where there is room; the pointer shows both. */
import type { TreemapFigure, TreemapTile } from "#planner/report/index.ts";
import { cut, element, frame, label, textWidth, tip } from "./markup.ts";
import { type Box, squarified } from "./squarify.ts";

const PLOT: Box = { x: 0.5, y: 0.5, width: 459, height: 299 };
const INSET = 5;
const LINE = 15;
const BASE = 12;
/** A name cut shorter than this says nothing. */
const LEAST_NAME = 4;

const STYLE: Readonly<Record<TreemapTile["kind"], string>> = {
  part: "tile",
  rest: "tile tile-rest",
  free: "tile-free",
};

/** Name, and value below it, as far as they fit. */
function words({ label: name, text }: TreemapTile, box: Box): string {
  const room = box.width - 2 * INSET;
  const most = Math.floor(room / textWidth("x"));
  if (most < Math.min(LEAST_NAME, name.length) || box.height < LINE + INSET / 2) return "";
  const at = { x: box.x + INSET, y: box.y + INSET + BASE - 3 };
  const isBoth = box.height >= 2 * LINE + INSET && textWidth(text) <= room;
  return [
    label(cut(name, most), { class: "chart-text", ...at }),
    isBoth ? label(text, { class: "chart-text chart-small", x: at.x, y: at.y + LINE }) : "",
  ].join("");
}

/** Draw the treemap. */
export function treemapSvg({ id, title, tiles }: TreemapFigure): string {
  const boxes = squarified(
    tiles.map(({ value }) => value),
    PLOT,
  );
  const drawn = tiles.map((tile, i) => {
    const box = boxes[i] ?? PLOT;
    const shape = element("rect", { class: STYLE[tile.kind], ...box }, tip(`${tile.label}: ${tile.text}`));
    return shape + words(tile, box);
  });
  const largest = tiles.slice(0, 5).map(({ label: name, text }) => `${name} ${text}`);
  return frame(
    {
      id,
      title,
      description: `${tiles.length} tiles, from the largest: ${largest.join(", ")}.`,
      width: PLOT.width + 1,
      height: PLOT.height + 1,
      size: "narrow",
    },
    ...drawn,
  );
}
