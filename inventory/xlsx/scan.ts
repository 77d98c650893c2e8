/**
 * Finds the rows of a sheet, or the texts of a workbook, without reading values: only where an element begins and ends.
 * Text is latin1, one character per byte, so what is passed on stays byte for byte. Elements of one name must not nest,
 * and row and si never do. Source: ECMA-376 part 1, 18.3.1.73 (row), 18.4.8 (si).
 */
import type { Readable } from "node:stream";

export interface Element {
  /** What stands between the name and the end of the start tag. */
  readonly attributes: string;
  /** "" where the element is empty. */
  readonly body: string;
}

/** The elements that end in one stretch of the part, and the namespace prefix with its colon, or "". */
export interface Stretch {
  readonly p: string;
  readonly elements: readonly Element[];
}

/** A tag name must end here: "<row>" and "<row r=…" are rows, "<rowBreaks>" is not. */
const isNameEnd = (code: number): boolean => code === 32 || code === 62 || code === 47 || (code >= 9 && code <= 13);

/** Start of the next tag with this opening ("<row", "<x:c"), or -1. */
export function tagFrom(xml: string, opening: string, from: number): number {
  let at = xml.indexOf(opening, from);
  while (at >= 0 && at + opening.length < xml.length && !isNameEnd(xml.charCodeAt(at + opening.length))) {
    at = xml.indexOf(opening, at + opening.length);
  }
  return at;
}

/** Value of an attribute in the text between a tag's name and its end; undefined where it is absent. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const at = attributes.indexOf(` ${name}=`);
  if (at < 0) return undefined;
  const from = at + name.length + 2;
  const quote = attributes[from];
  const to = quote === '"' || quote === "'" ? attributes.indexOf(quote, from + 1) : -1;
  return to < 0 ? undefined : attributes.slice(from + 1, to);
}

/** All elements of that name that end in `xml`, and how far they reach. */
function elementsIn(xml: string, name: string): { readonly elements: readonly Element[]; readonly reach: number } {
  const opening = `<${name}`;
  const closing = `</${name}>`;
  const elements: Element[] = [];
  let reach = 0;
  for (;;) {
    const at = tagFrom(xml, opening, reach);
    const end = at < 0 ? -1 : xml.indexOf(">", at);
    if (end < 0) return { elements, reach: at < 0 ? Math.max(reach, xml.length - opening.length) : at };
    const isEmpty = xml[end - 1] === "/";
    const close = isEmpty ? end : xml.indexOf(closing, end);
    if (close < 0) return { elements, reach: at };
    elements.push({ attributes: xml.slice(at + opening.length, end), body: isEmpty ? "" : xml.slice(end + 1, close) });
    reach = close + 1;
  }
}

/** One element longer than this is no sheet: 16,384 cells of a kilobyte each. */
const ELEMENT_BYTES = 16 * 2 ** 20;
/** Unpacking hands out small chunks; this much at once keeps the searching cheap. */
const STRETCH_BYTES = 2 ** 17;

/**
 * The part as text, in stretches at least as long as what `restLength` says is still unfinished: so an element that never
 * ends is searched in linear time, not once for every chunk.
 */
async function* stretches(stream: Readable, restLength: () => number): AsyncGenerator<string> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < Math.max(STRETCH_BYTES, restLength())) continue;
    yield Buffer.concat(chunks).toString("latin1");
    chunks = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(chunks).toString("latin1");
}

/**
 * The elements of that name under that root, stretch by stretch, as the part is unpacked.
 * @throws Error when one element is beyond all measure, or the stream breaks
 */
export async function* scanElements(stream: Readable, root: string, name: string): AsyncGenerator<Stretch> {
  const rootTag = new RegExp(`<([A-Za-z_][\\w.-]*:)?${root}[\\s>/]`);
  let rest = "";
  let p: string | undefined;
  for await (const text of stretches(stream, () => rest.length)) {
    rest += text;
    const found = p === undefined ? rootTag.exec(rest) : null;
    if (found !== null) p = found[1] ?? "";
    if (p !== undefined) {
      const { elements, reach } = elementsIn(rest, p + name);
      rest = rest.slice(reach);
      if (elements.length > 0) yield { p, elements };
    }
    if (rest.length > ELEMENT_BYTES) {
      throw new Error(`an element "${name}" is longer than the bound of ${ELEMENT_BYTES} bytes`);
    }
  }
}
