/** Tables on terminals narrower than they are: headings stacked, words broken, ids cut, parts below each other. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stacked, broken } from "../../../cli/print/stacked.ts";
import type { Column } from "../../../cli/print/column.ts";
import { table } from "../../../cli/print/table.ts";
import { tableWidth } from "../../../cli/terminal.ts";

const widest = (text: string) => text.split("\n").reduce((most, line) => Math.max(most, line.length), 0);

const HOSTS: readonly Column[] = [
  { header: "Host" },
  { header: "Where it stands" },
  { header: "CPU peak %", isNumber: true },
  { header: "Memory GiB", isNumber: true },
];
const ROWS = [
  ["web-1", "second rack by the door", "24", "12.7"],
  ["web-2", "room of the branch office", "5", "3"],
];

describe("a table that is wider than its terminal", () => {
  it("is as it is where it fits, and where nobody looks at it on a terminal", () => {
    const text = table(HOSTS, ROWS, "", Infinity);
    expect(text).toBe(
      [
        "Host   Where it stands            CPU peak %  Memory GiB",
        "web-1  second rack by the door            24        12.7",
        "web-2  room of the branch office           5           3",
        "",
      ].join("\n"),
    );
    expect(table(HOSTS, ROWS, "", widest(text))).toBe(text);
  });

  it("has headings stacked over narrow cells first: nothing is lost by that", () => {
    expect(table(HOSTS, ROWS, "", 55)).toBe(
      [
        "                                   CPU",
        "                                  peak  Memory",
        "Host   Where it stands               %     GiB",
        "web-1  second rack by the door      24    12.7",
        "web-2  room of the branch office     5       3",
        "",
      ].join("\n"),
    );
  });

  it("has its widest words broken at blanks then", () => {
    expect(table(HOSTS, ROWS, "", 40)).toBe(
      [
        "                            CPU",
        "                           peak  Memory",
        "Host   Where it stands        %     GiB",
        "web-1  second rack by the    24    12.7",
        "       door",
        "web-2  room of the branch     5       3",
        "       office",
        "",
      ].join("\n"),
    );
  });

  it("has ids cut in their middle where they tell no rows apart, and not where they do", () => {
    const columns = [{ header: "Workload" }, { header: "From" }, { header: "W", isNumber: true }];
    const rows = [
      ["accounting-database-1", "esx-3.0@dell-2950-iii/1", "100"],
      ["accounting-database-2", "esx-3.0@dell-2950-iii/2", "100"],
    ];
    expect(table(columns, rows, "", 44)).toBe(
      [
        "Workload               From                W",
        "accounting-database-1  esx-3.0@d…-iii/1  100",
        "accounting-database-2  esx-3.0@d…-iii/2  100",
        "",
      ].join("\n"),
    );
  });

  it("comes in parts where numbers leave no room, about as wide as each other, with what tells rows apart in each", () => {
    const months = Array.from({ length: 6 }, (_, i): Column => ({ header: `Month ${i + 1}`, isNumber: true }));
    const rows = ["a", "b"].map((site) => ["licences", site, ...months.map((_, i) => String(1_000_000 + i))]);
    // 2 + 8 + 2 + 4 of what tells rows apart, and 9 for each month: four of them fit in 60, but two parts of three are even
    expect(table([{ header: "What" }, { header: "Site" }, ...months], rows, "  ", 60)).toBe(
      [
        "  What      Site  Month 1  Month 2  Month 3",
        "  licences  a     1000000  1000001  1000002",
        "  licences  b     1000000  1000001  1000002",
        "",
        "  What      Site  Month 4  Month 5  Month 6",
        "  licences  a     1000003  1000004  1000005",
        "  licences  b     1000003  1000004  1000005",
        "",
      ].join("\n"),
    );
  });

  it("never loses a number, and is never wider than 40 columns where its numbers are short", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(" "));
    const cells = fc.tuple(word, words, words, fc.nat(99_999), fc.nat(99_999), fc.nat(99_999));
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), fc.integer({ min: 40, max: 120 }), (rows, width) => {
        const columns = [
          { header: "Id" },
          { header: "Some words" },
          { header: "More words", maxWidth: 40 },
          { header: "Sum of peaks", isNumber: true },
          { header: "Peak of the sum", isNumber: true },
          { header: "Saved", isNumber: true },
        ];
        const text = table(
          columns,
          rows.map((row) => row.map(String)),
          "  ",
          width,
        );
        expect(widest(text)).toBeLessThanOrEqual(width);
        const shown = text.split(/\s+/);
        for (const [, , , ...numbers] of rows) for (const number of numbers) expect(shown).toContain(String(number));
      }),
    );
  });
});

describe("words of a table", () => {
  it("are headings of at most three lines, as narrow as their words and cells let them", () => {
    expect(stacked("Peak draw (W)", ["1,285"])).toBe("Peak\ndraw\n(W)");
    expect(stacked("Carbon (kg CO2e per year)", ["2,193"])).toBe("Carbon\n(kg CO2e\nper year)");
    expect(stacked("Discounted cost (USD)", ["25,213 (21,368–34,671)"])).toBe("Discounted cost (USD)");
  });

  it("are cells of at most five lines; what is left over ends with an ellipsis", () => {
    expect(broken("one two three", 20)).toEqual(["one two three"]);
    expect(broken("one two three", 8)).toEqual(["one two", "three"]);
    expect(broken("a-very-long-identifier/17", 16)).toEqual(["a-very-lo…ier/17"]);
    expect(broken("aaaa bbbb cccc dddd eeee ffff", 4)).toEqual(["aaaa", "bbbb", "cccc", "dddd", "eee…"]);
  });
});

describe("the room for a table", () => {
  it("is that of a terminal, at least 40, however wide it is; of a file or a pipe any", () => {
    expect([80, 240, 20].map((columns) => tableWidth({ isTTY: true, columns }))).toEqual([80, 240, 40]);
    expect([tableWidth({ columns: 80 }), tableWidth({ isTTY: true })]).toEqual([Infinity, Infinity]);
  });
});
