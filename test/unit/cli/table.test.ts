/** Tables and wrapped text. */
import { describe, expect, it } from "vitest";
import { pairs, table, wrapped } from "../../../cli/print/table.ts";
import { lineWidth } from "../../../cli/terminal.ts";

describe("a table", () => {
  it("puts numbers to the right, words to the left and two blanks between", () => {
    const text = table(
      [{ header: "Host" }, { header: "Peak W", isNumber: true }],
      [
        ["a-long-name", "9"],
        ["b", "1,234,567"],
      ],
    );
    expect(text).toBe(["Host            Peak W", "a-long-name          9", "b            1,234,567", ""].join("\n"));
  });

  it("lets headers of several lines stand on the same bottom line", () => {
    expect(table([{ header: "growth\nPercent" }, { header: "W", isNumber: true }], [["20", "1,000"]])).toBe(
      ["growth", "Percent      W", "20       1,000", ""].join("\n"),
    );
  });

  it("cuts a cell that is longer than its column may be, and says so with an ellipsis", () => {
    expect(table([{ header: "N", maxWidth: 4 }], [["abcdef"]])).toBe("N\nabc…\n");
  });

  it("shows a missing cell as blank and leaves no blanks at line ends", () => {
    expect(table([{ header: "A" }, { header: "B" }], [["1"]], "  ")).toBe("  A  B\n  1\n");
  });
});

describe("the width of lines", () => {
  it("is that of a terminal, at most 100 and at least 40; of a file or a pipe always 100", () => {
    expect([80, 240, 20].map((columns) => lineWidth({ isTTY: true, columns }))).toEqual([80, 100, 40]);
    expect(lineWidth({ columns: 80 })).toBe(100);
    expect(lineWidth({ isTTY: true })).toBe(100);
  });
});

describe("wrapped text", () => {
  it("keeps within 100 columns, indent included", () => {
    const lines = wrapped("word ".repeat(60).trim(), "    ").trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    expect(lines.map((line) => line.trim()).join(" ")).toBe("word ".repeat(60).trim());
  });

  it("lets a word that is too long stand alone rather than break it", () => {
    const long = "x".repeat(150);
    expect(wrapped(`a ${long} b`)).toBe(`a\n${long}\nb\n`);
  });

  it("hangs the text of a pair under itself", () => {
    const lines = pairs([
      ["Name", "word ".repeat(30).trim()],
      ["Longer name", "short"],
    ]).split("\n");
    expect(lines[0]).toMatch(/^ {2}Name {9}word/);
    expect(lines[1]).toMatch(/^ {15}word/);
    expect(lines[2]).toBe("  Longer name  short");
  });
});
