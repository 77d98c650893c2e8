/** Sources as lines of text: the tag, and under it what its keys stand for. */
import { HOST_SOURCES } from "#hosts";
import { parseSource, sourceTitle } from "#models";
import { wrapped } from "./table.ts";

/** Keys a source text cites, in order; none unless it was `seen`. */
function keysOf(text: string): readonly string[] {
  const source = parseSource(text);
  return source.kind === "seen" ? source.ref.split(",").map((key) => key.trim()) : [];
}

const titleOf = (key: string) => sourceTitle(key) ?? HOST_SOURCES[key] ?? "not in the bibliography";

/** `source: seen: KEY` and a line per key with its full title. @param text a source as text */
export function fullSource(text: string, indent: string): string {
  const titles = keysOf(text).map((key) => wrapped(`${key}: ${titleOf(key)}`, `${indent}  `));
  return `${indent}source: ${text}\n${titles.join("")}`;
}

/** The bibliography of what was cited, by key. */
export function citedText(texts: readonly string[], indent: string): string {
  const keys = [...new Set(texts.flatMap(keysOf))].toSorted((a, b) => (a < b ? -1 : 1));
  return keys.map((key) => wrapped(`${key}: ${titleOf(key)}`, indent)).join("");
}
