/** Plain tables: two spaces between columns, numbers to the right, words to the left, the unit in the header. */
import { lineWidth } from "../terminal.ts";

export interface Column {
  /** May have several lines. */
  readonly header: string;
  /** Numbers read best flush right. Left out = words. */
  readonly isNumber?: boolean;
  /** Longer cells are cut with an ellipsis; left out = never. */
  readonly maxWidth?: number;
}

const GAP = "  ";
const ELLIPSIS = "…";

const cut = (text: string, width: number | undefined) =>
  width === undefined || text.length <= width ? text : text.slice(0, width - 1) + ELLIPSIS;

/** The headers as rows of cells, those with fewer lines standing at the bottom. */
function headerRows(columns: readonly Column[]): readonly (readonly string[])[] {
  const stacks = columns.map((column) => column.header.split("\n"));
  const height = stacks.reduce((most, stack) => Math.max(most, stack.length), 0);
  return Array.from({ length: height }, (_, row) => stacks.map((stack) => stack[row - height + stack.length] ?? ""));
}

/** The table as lines, each indented and ended by a newline; no trailing blanks. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], indent = ""): string {
  const body = rows.map((row) => columns.map((column, i) => cut(row[i] ?? "", column.maxWidth)));
  const all = [...headerRows(columns), ...body];
  const widths = columns.map((_, i) => all.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), 0));
  const line = (row: readonly string[]) =>
    columns.map(({ isNumber }, i) => {
      const cell = row[i] ?? "";
      return isNumber === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
    });
  return all.map((row) => `${indent}${line(row).join(GAP).trimEnd()}\n`).join("");
}

/** Rows of a name and what it says, aligned; long texts are wrapped under themselves. */
export function pairs(rows: readonly (readonly [string, string])[], indent = "  "): string {
  const width = rows.reduce((most, [name]) => Math.max(most, name.length), 0);
  return rows
    .map(([name, text]) => {
      const hang = indent + " ".repeat(width + GAP.length);
      return wrapped(text, hang).replace(hang, `${indent}${name.padEnd(width)}${GAP}`);
    })
    .join("");
}

/** Text broken at blanks into lines as wide as the terminal, each behind the indent; a longer word stands alone. */
export function wrapped(text: string, indent = ""): string {
  const most = lineWidth(process.stdout);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one) => `${indent}${one}\n`).join("");
}
