/**
 * Where the parts of a workbook are: sheets by name, texts, styles. Reads the two directory parts by their tags alone, so
 * that a namespace prefix, absolute targets and a byte-order mark (RVTools 4.x writes all three) do not matter.
 */
import { unusable } from "../problem.ts";
import type { Archive } from "./archive.ts";

export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly texts?: string | undefined;
  readonly styles?: string | undefined;
  /** Days are counted from 1904 (old Macintosh workbooks), not from 1900. */
  readonly isEpoch1904: boolean;
}

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
const SHOWN_NAMES = 5;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");

/** Value of an attribute in the text of a tag, prefix of the attribute left out of account. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*("[^"]*"|'[^']*')`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found.slice(1, -1));
}

/** All start tags of that local name. */
const tagsOf = (xml: string, name: string): readonly string[] =>
  xml.match(new RegExp(`<(?:[\\w.-]+:)?${name}\\s[^>]*>`, "g")) ?? [];

const fromTarget = (target: string): string =>
  target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;

/**
 * The directory of a workbook.
 * @throws InvalidInput when the archive is not a workbook, naming what it holds instead
 */
export async function workbookParts(archive: Archive): Promise<WorkbookParts> {
  if (archive.sizeOf(WORKBOOK) === undefined || archive.sizeOf(RELATIONS) === undefined) {
    const names = archive.names.slice(0, SHOWN_NAMES).join(", ");
    throw unusable(
      archive.file,
      "wrong-file-type",
      `a ZIP archive, but not an Excel workbook (.xlsx); it holds ${names || "nothing"}`,
    );
  }
  const workbook = (await archive.bytes(WORKBOOK)).toString("utf8");
  const relations = tagsOf((await archive.bytes(RELATIONS)).toString("utf8"), "Relationship");
  const targets = new Map(relations.map((tag) => [attribute(tag, "Id"), attribute(tag, "Target")]));
  const ofType = (type: string) => {
    const tag = relations.find((relation) => attribute(relation, "Type")?.endsWith(`/${type}`));
    const target = tag === undefined ? undefined : attribute(tag, "Target");
    return target === undefined ? undefined : fromTarget(target);
  };
  const sheets = tagsOf(workbook, "sheet").flatMap((tag) => {
    const name = attribute(tag, "name");
    const target = targets.get(attribute(tag, "id"));
    return name === undefined || target === undefined ? [] : [{ name, part: fromTarget(target) }];
  });
  const date1904 = tagsOf(workbook, "workbookPr").map((tag) => attribute(tag, "date1904"))[0];
  return {
    sheets,
    texts: ofType("sharedStrings"),
    styles: ofType("styles"),
    isEpoch1904: date1904 === "1" || date1904 === "true",
  };
}
