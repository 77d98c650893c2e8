/**
 * The one style sheet: of every page, of the one-file report and, as it is printed, of the PDF's pictures. It is made of
 * the parts beside this file, each of one idea, joined in the order in which they stand here; what comes later wins.
 */
import { readFileSync } from "node:fs";

const PARTS = [
  "colours",
  "text",
  "page",
  "lists",
  "tables",
  "comparison",
  "details",
  "status",
  "pictures",
  "forms",
  "flow",
  "screens",
  "print",
] as const;

const COMMENT = /\/\*[\s\S]*?\*\//g;
const BLANK_LINES = /\n{2,}/g;

const read = (part: string): string => readFileSync(new URL(`./${part}.css`, import.meta.url), "utf8");

let joined: string | undefined;

/** The whole sheet without its comments; the same text each time. */
export function styleSheet(): string {
  joined ??= PARTS.map(read).join("\n").replaceAll(COMMENT, "").replaceAll(BLANK_LINES, "\n");
  return joined;
}
