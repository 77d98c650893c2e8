/**
 * Draws a picture of ours into a page: the small part of SVG that report/svg writes (text, rect, line, circle, path,
 * translate), as vectors. What it does not know it leaves out; hover texts have no place on paper.
 */
import type { Fonts, Pdf } from "./fonts.ts";
import { type ShapeStyle, printStyles } from "./styles.ts";

/** Where a picture goes, in points. */
export interface Place {
  readonly x: number;
  readonly y: number;
  /** Points per unit of the picture. */
  readonly scale: number;
}

type Attributes = ReadonlyMap<string, string>;

const TOKEN = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const DEFAULT_SIZE = 12;
const BLACK = "#000000";

const plain = (text: string) => text.replaceAll(/&(#39|\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const attributesOf = (text: string): Attributes =>
  new Map([...text.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, plain(value)]));

/** Width and height of a picture in its own units. @throws Error when it has no view box */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const found = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (found === null) throw new Error("the picture has no view box");
  return { width: Number(found[1]), height: Number(found[2]) };
}

function styleOf(attributes: Attributes, styles: ReadonlyMap<string, ShapeStyle>): ShapeStyle {
  const names = (attributes.get("class") ?? "").split(" ");
  return Object.assign({}, ...names.map((name) => styles.get(name) ?? {})) as ShapeStyle;
}

function paint(pdf: Pdf, style: ShapeStyle, isLine: boolean): void {
  const fill = isLine ? "none" : (style.fill ?? BLACK);
  const stroke = style.stroke ?? "none";
  pdf.lineWidth(style.strokeWidth ?? 1);
  if (style.dashes !== undefined) pdf.dash(style.dashes[0] ?? 1, { space: style.dashes[1] ?? style.dashes[0] ?? 1 });
  pdf.fillOpacity(style.fillOpacity ?? 1);
  if (fill !== "none" && stroke !== "none") pdf.fillAndStroke(fill, stroke);
  else if (fill !== "none") pdf.fill(fill);
  else if (stroke !== "none") pdf.stroke(stroke);
  pdf.undash().fillOpacity(1);
}

/** Puts the shape's outline on the page; false when it is none that is known. */
function outline(pdf: Pdf, name: string, attributes: Attributes): boolean {
  const at = (key: string) => Number(attributes.get(key) ?? 0);
  switch (name) {
    case "rect":
      pdf.rect(at("x"), at("y"), at("width"), at("height"));
      return true;
    case "line":
      pdf.moveTo(at("x1"), at("y1")).lineTo(at("x2"), at("y2"));
      return true;
    case "circle":
      pdf.circle(at("cx"), at("cy"), at("r"));
      return true;
    case "path":
      pdf.path(attributes.get("d") ?? "");
      return true;
    default:
      return false;
  }
}

function shape(pdf: Pdf, name: string, attributes: Attributes, style: ShapeStyle): void {
  const moved = /^translate\(([-\d.]+)[ ,]+([-\d.]+)\)$/.exec(attributes.get("transform") ?? "");
  pdf.save();
  if (moved !== null) pdf.translate(Number(moved[1]), Number(moved[2]));
  if (outline(pdf, name, attributes)) paint(pdf, style, name === "line");
  pdf.restore();
}

function write(
  pdf: Pdf,
  fonts: Fonts,
  text: string,
  of: { readonly at: Attributes; readonly style: ShapeStyle },
): void {
  const { at, style } = of;
  pdf.font(style.isBold === true ? fonts.bold : fonts.plain).fontSize(style.fontSize ?? DEFAULT_SIZE);
  const width = pdf.widthOfString(text);
  const anchor = at.get("text-anchor");
  const x = Number(at.get("x") ?? 0) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  pdf
    .fillColor(style.fill ?? BLACK)
    .text(text, x, Number(at.get("y") ?? 0), { lineBreak: false, baseline: "alphabetic" });
}

/** Draw the picture; the position of text on the page stays as it was. */
export function drawSvg(pdf: Pdf, fonts: Fonts, svg: string, place: Place): void {
  const styles = printStyles();
  const { x, y } = pdf;
  const open: { readonly name: string; readonly at: Attributes }[] = [];
  pdf.save().translate(place.x, place.y).scale(place.scale);
  for (const [, closing, name, attributes = "", selfClosing, text] of svg.matchAll(TOKEN)) {
    const inside = open.at(-1);
    if (text !== undefined) {
      if (inside?.name === "text") write(pdf, fonts, plain(text), { at: inside.at, style: styleOf(inside.at, styles) });
    } else if (closing === "/") open.pop();
    else if (name !== undefined) {
      const at = attributesOf(attributes);
      shape(pdf, name, at, styleOf(at, styles));
      if (selfClosing !== "/") open.push({ name, at });
    }
  }
  pdf.restore();
  pdf.x = x;
  pdf.y = y;
}
