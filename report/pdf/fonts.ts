/**
 * The two fonts of a PDF: DejaVu Sans, whose licence allows embedding and which has the arrows, signs and letters of
 * reports; only the glyphs in use are embedded. Names in scripts it lacks (Chinese, Japanese, Korean) show as boxes.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A document being written. */
export type Pdf = PDFKit.PDFDocument;

/** Files of the fonts, as pdfkit takes them. */
export interface Fonts {
  readonly plain: string;
  readonly bold: string;
}

/** Where the fonts are. @throws Error when the package is not installed */
export const documentFonts = (): Fonts => ({
  plain: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  bold: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
});
