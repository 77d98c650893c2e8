/** What an importer noticed, on a terminal: kinds under headings in words, their codes in a column of their own. */
import { describe, expect, it } from "vitest";
import type { Finding } from "#planner";
import { findingsText } from "../../../cli/print/findings.ts";

const unknown = (row: number): Finding => ({
  code: "unknown-os",
  severity: "warning",
  file: "e.csv",
  row,
  raw: "BeOS",
  subject: `vm-${row}`,
});
const FINDINGS: readonly Finding[] = [
  ...[2, 3, 4, 5, 6, 7].map(unknown),
  { code: "not-importable", severity: "error", file: "e.csv", row: 9, bound: "it has no name" },
];
const plain = (_: string, text: string) => text;

describe("findings on a terminal", () => {
  it("are counted by kind, gravest first, and said in words below", () => {
    expect(findingsText(FINDINGS, plain, false).split("\n")).toEqual([
      "  Severity  Finding                     Times  Code",
      "  error     Row not imported                1  not-importable",
      "  warning   Operating system not known      6  unknown-os",
      "",
      "  Row not imported",
      "    e.csv row 9: the row is not imported: it has no name",
      "  Operating system not known",
      ...[2, 3, 4, 5, 6].map((row) => `    e.csv row ${row}: the operating system of "vm-${row}" is not known: "BeOS"`),
      "    and 1 more (--all shows every one)",
      "",
    ]);
  });

  it("are all written out where all are asked for", () => {
    expect(findingsText(FINDINGS, plain, true)).toContain('the operating system of "vm-7" is not known');
  });
});
