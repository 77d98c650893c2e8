/** The little Markdown that generated pages are made of: text safe in a table cell, tables, pages with their warning. */

/** Text as it may stand in a table cell: no line breaks, no column borders, nothing that reads as a tag. */
export function cell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("<", "&lt;").trim();
}

/** A table with its head, one line per row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

/** A page of blocks parted by empty lines, headed by its title and by who writes it. */
export function page(title: string, blocks: readonly string[]): string {
  const made = "Generated from the catalogue by `docs/generate.ts`: edit the facts, not this page.";
  return `${[`# ${title}`, made, ...blocks].join("\n\n")}\n`;
}
