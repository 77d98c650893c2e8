/**
 * Writing SVG by hand: elements, escaping, the frame every picture has. Colours come from classes of the style sheet and
 * there are no style attributes, so a strict content security policy lets the pictures through.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is safe in XML and HTML, in elements and in quoted attributes; control characters are left out. */
export function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
      .replaceAll(/[&<>"']/g, (c) => ENTITIES[c] ?? "")
  );
}

export type Attributes = Readonly<Record<string, string | number>>;

/** Coordinates to a hundredth: enough for the eye, and half the size of a page. */
const COORDINATE_DIGITS = 2;

const written = (value: string | number) =>
  typeof value === "number" ? String(Number(value.toFixed(COORDINATE_DIGITS))) : escapeXml(value);

/** One element; attribute values are escaped, children are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const head = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${written(value)}"`)
    .join("");
  return children.length === 0 ? `<${name}${head}/>` : `<${name}${head}>${children.join("")}</${name}>`;
}

/** A text element; the text is escaped. */
export const label = (text: string, at: Attributes): string => element("text", at, escapeXml(text));

/** What a pointer shows over a shape. */
export const tip = (text: string): string => element("title", {}, escapeXml(text));

/** Long names are cut for drawing; the table beside the picture has them whole. */
export const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Width of a text of the picture's size, roughly: the style sheet sets 12 units. */
const UNITS_PER_CHARACTER = 6.8;
export const textWidth = (text: string): number => text.length * UNITS_PER_CHARACTER;

/** The frame of a picture: named and described for those who do not see it. `id` must be unique in the page. */
export function frame(
  picture: {
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly width: number;
    readonly height: number;
    /**
     * wide (the default): as wide as the page, on a phone it scrolls · narrow: readable at the width of a phone, shrinks
     * with the page · natural: one unit is one pixel everywhere.
     */
    readonly size?: "wide" | "narrow" | "natural";
    /** Of a picture over time: where its columns are, for pages that show a column's figures under the pointer. */
    readonly columns?: { readonly left: number; readonly width: number; readonly count: number };
  },
  ...children: readonly string[]
): string {
  const { id, title, description, width, height, size = "wide", columns } = picture;
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: size === "wide" ? "chart" : `chart chart-${size}`,
      role: "img",
      viewBox: `0 0 ${w} ${h}`,
      ...(size === "natural" ? { width: w, height: h } : {}),
      ...(columns === undefined ? {} : { "data-columns": `${columns.left} ${columns.width} ${columns.count}` }),
      "aria-labelledby": `${id}-title ${id}-desc`,
    },
    element("title", { id: `${id}-title` }, escapeXml(title)),
    element("desc", { id: `${id}-desc` }, escapeXml(description)),
    ...children,
  );
}
