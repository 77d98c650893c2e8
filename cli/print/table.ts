/** Plain tables: two spaces between columns, numbers to the right, words to the left, the unit in the header. */
import { lineWidth, tableWidth } from "../terminal.ts";
import type { Column } from "./column.ts";
import { type TableCells, fitted } from "./fit-table.ts";
import { broken, cut } from "./stacked.ts";

const GAP = "  ";

/** Cells of several lines as rows of one: those with fewer lines stand at the bottom, or at the top. */
function inLines(stacks: readonly (readonly string[])[], stand: "top" | "bottom"): readonly (readonly string[])[] {
  const height = stacks.reduce((most, stack) => Math.max(most, stack.length), 0);
  return Array.from({ length: height }, (_, line) =>
    stacks.map((stack) => stack[stand === "top" ? line : line - height + stack.length] ?? ""),
  );
}

function drawn({ columns, rows }: TableCells, indent: string): string {
  const cell = (text: string, i: number): readonly string[] => {
    const { maxWidth, wrapAt } = columns[i]!;
    return wrapAt === undefined ? [cut(text, maxWidth)] : broken(text, wrapAt);
  };
  const all = [
    ...inLines(
      columns.map(({ header }) => header.split("\n")),
      "bottom",
    ),
    ...rows.flatMap((row) =>
      inLines(
        columns.map((_, i) => cell(row[i] ?? "", i)),
        "top",
      ),
    ),
  ];
  const widths = columns.map((_, i) => all.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), 0));
  const line = (row: readonly string[]) =>
    columns.map(({ isNumber }, i) => {
      const text = row[i] ?? "";
      return isNumber === true ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0);
    });
  return all.map((row) => `${indent}${line(row).join(GAP).trimEnd()}\n`).join("");
}

/**
 * The table as lines, each indented and ended by a newline; no trailing blanks.
 * @param width columns of text there are, at least 40; left out = those of the terminal, and any number where there is none.
 * A table that is wider has stacked headings, broken words, or comes in parts one below the other
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = "",
  width = tableWidth(process.stdout),
): string {
  const parts = fitted({ columns, rows }, { width: width - indent.length, gap: GAP.length });
  return parts.map((part) => drawn(part, indent)).join("\n");
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
