/**
 * Colours and strokes of the pictures' classes, read from the one style sheet as it is printed. Only what the pictures
 * use: single classes, custom properties of the root, px and plain numbers.
 */
import { styleSheet } from "../style/index.ts";

/** What a class says; left out = nothing. Lengths in units of the picture. */
export interface ShapeStyle {
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dashes?: readonly number[];
  readonly fontSize?: number;
  readonly isBold?: boolean;
}

const RULE = /([^{}]+)\{([^{}]*)\}/g;
const SINGLE_CLASS = /^\.[\w-]+$/;
const PROPERTY = /([\w-]+)\s*:\s*([^;]+);/g;
const BOLD_FROM = 600;

const propertiesOf = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(PROPERTY)].map(([, name = "", value = ""]) => [name, value.trim()]));

/** The first `:root` block of a text. */
const rootOf = (css: string) => propertiesOf(/:root\s*\{([^{}]*)\}/.exec(css)?.[1] ?? "");

const number = (text: string | undefined) => (text === undefined ? undefined : Number.parseFloat(text));

function styleOf(block: string, colours: ReadonlyMap<string, string>): ShapeStyle {
  const properties = propertiesOf(block);
  const colour = (name: string) => {
    const value = properties.get(name);
    const variable = /^var\((--[\w-]+)\)$/.exec(value ?? "")?.[1];
    return variable === undefined ? value : colours.get(variable);
  };
  const [fill, stroke] = [colour("fill"), colour("stroke")];
  const [fillOpacity, strokeWidth, fontSize, weight] = ["fill-opacity", "stroke-width", "font-size", "font-weight"].map(
    (name) => number(properties.get(name)),
  );
  const dashes = properties
    .get("stroke-dasharray")
    ?.split(/[\s,]+/)
    .map(Number);
  return {
    ...(fill === undefined ? {} : { fill }),
    ...(stroke === undefined ? {} : { stroke }),
    ...(fillOpacity === undefined ? {} : { fillOpacity }),
    ...(strokeWidth === undefined ? {} : { strokeWidth }),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(weight === undefined ? {} : { isBold: weight >= BOLD_FROM }),
    ...(dashes === undefined ? {} : { dashes }),
  };
}

/** What every class says, in print. */
export function printStyles(): ReadonlyMap<string, ShapeStyle> {
  const css = styleSheet();
  const print = css.indexOf("@media print");
  const colours = new Map([...rootOf(css), ...(print < 0 ? [] : rootOf(css.slice(print)))]);
  const styles = new Map<string, ShapeStyle>();
  for (const [, selectors = "", block = ""] of css.slice(0, print < 0 ? undefined : print).matchAll(RULE)) {
    for (const selector of selectors.split(",").map((one) => one.trim())) {
      if (!SINGLE_CLASS.test(selector)) continue;
      const name = selector.slice(1);
      styles.set(name, { ...styles.get(name), ...styleOf(block, colours) });
    }
  }
  return styles;
}
