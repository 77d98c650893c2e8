/** The legend of coloured areas beside a picture: a patch and a name, one below the other. */
import { cut, element, label } from "./markup.ts";

const ROW = 24;
const PATCH = 16;
const TEXT_LEFT = 24;
const TEXT_DROP = 13;
const MOST_LABEL = 26;

export interface LegendEntry {
  readonly label: string;
  /** Class of the patch. */
  readonly style: string;
}

/** Entries from the top down. */
export const colourLegend = (entries: readonly LegendEntry[], at: { readonly x: number; readonly y: number }): string =>
  entries
    .map(({ label: text, style }, i) => {
      const y = at.y + i * ROW;
      return [
        element("rect", { class: style, x: at.x, y, width: PATCH, height: PATCH }),
        label(cut(text, MOST_LABEL), { class: "chart-text", x: at.x + TEXT_LEFT, y: y + TEXT_DROP }),
      ].join("");
    })
    .join("");

/** Height of a legend of so many entries. */
export const legendHeight = (count: number): number => count * ROW;
