/**
 * Writes a tagged A4 document from top to bottom: headings with bookmarks, paragraphs, tables whose heading row is
 * repeated on every page, pictures with their words. Page numbers are added at the end.
 */
import type { Picture } from "../picture.ts";
import { drawSvg, sizeOf } from "./draw-svg.ts";
import type { Fonts, Pdf } from "./fonts.ts";

/** A table as text; columns share the width by weight. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly weight: number; readonly isNumber?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** Points. */
export const MARGIN = 40;
const INK = "#1c2227";
const SOFT = "#4a535b";
const LINE = "#c4c4bd";
const HEAD_FILL = "#f2f2ee";
const SIZE = { title: 24, figure: 17, heading: 15, lead: 11, caption: 9.5, body: 9, cell: 7.5, foot: 7.5 } as const;
/** Points between the two columns of big figures, and below each row of them. */
const GUTTER = 24;
const FIGURE_GAP = 12;
const PAD = 3;
/** Characters of a cell; a row must fit on a page. */
const MOST_CHARACTERS = 600;
/** Height kept free below a heading, so that it does not stand alone. */
const KEEP = 70;
/** Most points of a picture's height. */
const MOST_PICTURE_HEIGHT = 640;
/** Points per unit of a picture: its smallest text is then as small as a table's. */
const MOST_SCALE = 0.62;

/** A figure to be seen from afar. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** "" for none. */
  readonly note: string;
}

const linesOf = ({ label, value, note }: Figure) =>
  [
    { text: label, size: SIZE.body, isBold: false, colour: SOFT },
    { text: value, size: SIZE.figure, isBold: true, colour: INK },
    { text: note, size: SIZE.cell, isBold: false, colour: SOFT },
  ].filter(({ text }) => text !== "");

/** A document and where it stands. */
export class Writer {
  readonly #pdf: Pdf;
  readonly #fonts: Fonts;
  readonly #root: PDFKit.PDFStructureElement;
  constructor(pdf: Pdf, fonts: Fonts) {
    this.#pdf = pdf;
    this.#fonts = fonts;
    this.#root = pdf.struct("Document");
    pdf.addStructure(this.#root);
  }

  get #width(): number {
    return this.#pdf.page.width - 2 * MARGIN;
  }

  /** Begin a page unless so many points are free on this one. */
  #need(points: number): void {
    if (this.#pdf.y + points > this.#pdf.page.height - MARGIN) this.#pdf.addPage();
  }

  #text(text: string, size: number, look: { readonly isBold?: boolean; readonly colour?: string } = {}): void {
    const { isBold = false, colour = INK } = look;
    this.#pdf
      .font(isBold ? this.#fonts.bold : this.#fonts.plain)
      .fontSize(size)
      .fillColor(colour)
      .text(text, MARGIN, this.#pdf.y, { width: this.#width });
  }

  #tagged(tag: string, write: () => void): void {
    this.#root.add(this.#pdf.struct(tag, {}, write));
  }

  /** The title of the document. */
  title(text: string): void {
    this.#tagged("H1", () => this.#text(text, SIZE.title, { isBold: true }));
    this.#pdf.moveDown(0.5);
  }

  /** Leave so many points free. */
  space(points: number): void {
    this.#pdf.y += points;
  }

  newPage(): void {
    this.#pdf.addPage();
  }

  /** A sentence that is to be read first. */
  lead(text: string): void {
    this.#tagged("P", () => this.#text(text, SIZE.lead));
    this.#pdf.moveDown(0.4);
  }

  /** Big figures in two columns, each between its name and its note. */
  figures(all: readonly Figure[]): void {
    const width = (this.#width - GUTTER) / 2;
    for (let i = 0; i < all.length; i += 2) {
      const row = all.slice(i, i + 2);
      const height = Math.max(...row.map((one) => this.#figureHeight(one, width))) + FIGURE_GAP;
      this.#need(height);
      const top = this.#pdf.y;
      for (const [c, one] of row.entries())
        this.#tagged("P", () => this.#figure(one, { x: MARGIN + c * (width + GUTTER), y: top, width }));
      this.#pdf.x = MARGIN;
      this.#pdf.y = top + height;
    }
  }

  #figure(figure: Figure, at: { readonly x: number; readonly y: number; readonly width: number }): void {
    let y = at.y;
    for (const { text, size, isBold, colour } of linesOf(figure)) {
      this.#pdf
        .font(isBold ? this.#fonts.bold : this.#fonts.plain)
        .fontSize(size)
        .fillColor(colour)
        .text(text, at.x, y, { width: at.width });
      ({ y } = this.#pdf);
    }
  }

  #figureHeight(figure: Figure, width: number): number {
    return linesOf(figure).reduce((sum, { text, size, isBold }) => {
      const pdf = this.#pdf.font(isBold ? this.#fonts.bold : this.#fonts.plain).fontSize(size);
      return sum + pdf.heightOfString(text, { width });
    }, 0);
  }

  /** A section's heading, which is a bookmark too. @param below points to keep free below it */
  heading(text: string, below = KEEP): void {
    this.#need(below);
    this.#pdf.moveDown(0.8);
    this.#pdf.outline.addItem(text);
    this.#tagged("H2", () => this.#text(text, SIZE.heading, { isBold: true }));
    this.#pdf.moveDown(0.3);
  }

  /** A paragraph; nothing for an empty text. */
  paragraph(text: string): void {
    if (text === "") return;
    this.#tagged("P", () => this.#text(text, SIZE.body));
    this.#pdf.moveDown(0.35);
  }

  /** A picture under its title and caption, as wide as the page unless that makes it too high. */
  picture({ title, caption, svg }: Picture): void {
    const { width, height } = sizeOf(svg);
    const scale = Math.min(MOST_SCALE, this.#width / width, MOST_PICTURE_HEIGHT / height);
    this.#need(height * scale + KEEP);
    this.#tagged("P", () => this.#text(title, SIZE.caption, { isBold: true }));
    this.#tagged("P", () => this.#text(caption, SIZE.cell, { colour: SOFT }));
    const pdf = this.#pdf;
    const figure = pdf.struct("Figure", { alt: `${title}. ${caption}` }, () =>
      drawSvg(pdf, this.#fonts, svg, { x: MARGIN, y: pdf.y + PAD, scale }),
    );
    this.#root.add(figure);
    pdf.y += height * scale + 4 * PAD;
  }

  /** A table; nothing when it has no rows. */
  table(table: Table): void {
    if (table.rows.length === 0) return;
    const all = table.columns.reduce((sum, { weight }) => sum + weight, 0);
    const widths = table.columns.map(({ weight }) => (weight / all) * this.#width);
    this.#need(KEEP);
    this.#tagged("P", () => this.#text(table.caption, SIZE.caption, { isBold: true }));
    this.#pdf.moveDown(0.2);
    const element = this.#pdf.struct("Table");
    this.#root.add(element);
    const head = table.columns.map(({ title }) => title);
    this.#row(element, { ...table, widths, cells: head, isHead: true });
    for (const row of table.rows) {
      const cells = row.map((text) =>
        text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text,
      );
      if (this.#pdf.y + this.#heightOf(cells, widths) > this.#pdf.page.height - MARGIN) {
        this.#pdf.addPage();
        this.#row(element, { ...table, widths, cells: head, isHead: true });
      }
      this.#row(element, { ...table, widths, cells, isHead: false });
    }
    this.#pdf.y += 3 * PAD;
    element.end();
  }

  #heightOf(cells: readonly string[], widths: readonly number[], isHead = false): number {
    const pdf = this.#pdf.font(isHead ? this.#fonts.bold : this.#fonts.plain).fontSize(SIZE.cell);
    const heights = cells.map((text, c) => pdf.heightOfString(text, { width: (widths[c] ?? 0) - 2 * PAD }));
    return Math.max(...heights) + 2 * PAD;
  }

  #row(
    table: PDFKit.PDFStructureElement,
    of: Table & { readonly widths: readonly number[]; readonly cells: readonly string[]; readonly isHead: boolean },
  ): void {
    const pdf = this.#pdf;
    const { widths, cells, isHead, columns } = of;
    const [top, height] = [pdf.y, this.#heightOf(cells, widths, isHead)];
    const row = pdf.struct("TR");
    table.add(row);
    pdf.markContent("Artifact", { type: "Layout" });
    if (isHead) pdf.rect(MARGIN, top, this.#width, height).fill(HEAD_FILL);
    pdf
      .lineWidth(0.5)
      .moveTo(MARGIN, top + height)
      .lineTo(MARGIN + this.#width, top + height)
      .stroke(LINE);
    pdf.endMarkedContent();
    let x = MARGIN;
    for (const [c, width] of widths.entries()) {
      const left = x + PAD;
      row.add(
        pdf.struct(isHead ? "TH" : "TD", {}, () => {
          pdf
            .font(isHead ? this.#fonts.bold : this.#fonts.plain)
            .fontSize(SIZE.cell)
            .fillColor(INK);
          const align = columns[c]?.isNumber === true ? "right" : "left";
          pdf.text(cells[c] ?? "", left, top + PAD, { width: width - 2 * PAD, align });
        }),
      );
      x += width;
    }
    row.end();
    pdf.x = MARGIN;
    pdf.y = top + height;
  }

  /** Number the pages and close the document. */
  end(footer: string): void {
    const pdf = this.#pdf;
    const { start, count } = pdf.bufferedPageRange();
    this.#root.end();
    for (let page = start; page < start + count; page++) {
      pdf.switchToPage(page);
      pdf.page.margins.bottom = 0;
      pdf.markContent("Artifact", { type: "Pagination" });
      pdf.font(this.#fonts.plain).fontSize(SIZE.foot).fillColor(SOFT);
      const y = pdf.page.height - MARGIN / 2 - SIZE.foot;
      pdf.text(footer, MARGIN, y, { lineBreak: false });
      pdf.text(`${page + 1} / ${count}`, MARGIN, y, { width: this.#width, align: "right", lineBreak: false });
      pdf.endMarkedContent();
    }
    pdf.end();
  }
}
