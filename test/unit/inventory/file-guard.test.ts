/** Files that are not what they seem: told apart by content, refused before they can do harm. */
import { describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { workbookParts } from "../../support/xlsx.ts";
import { zip } from "../../support/zip.ts";
import { book, file, found, importTabs, messageOf, vm } from "./estate.ts";

const refusal = (name: string, content: string | Uint8Array, options = {}) =>
  messageOf(importInventory([file(name, content)], options));

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

describe("what a file is", () => {
  const cases: [string, string | Uint8Array, string][] = [
    ["a PDF", "%PDF-1.4 …", "a PDF document"],
    ["an HTML page", "<!DOCTYPE html><table></table>", "an HTML page"],
    ["an old workbook", OLE, "an old Excel file (.xls)"],
    [
      "an encrypted workbook",
      Buffer.concat([OLE, Buffer.from("EncryptedPackage", "utf16le")]),
      "an encrypted workbook",
    ],
    ["nothing", "", "an empty file"],
    ["gzip", Buffer.from("1f8b0800", "hex"), "a gzip archive"],
    ["binary data", Buffer.from([1, 2, 0, 3]), "binary data"],
    ["any other text", "hello,world\n1,2\n", "its first line is no header that any importer knows"],
  ];
  it.each(cases)("names %s that was given in place of an inventory", async (_title, content, text) => {
    const message = await refusal("estate.xlsx", content);
    expect(message).toContain("InvalidInput: estate.xlsx: ");
    expect(message).toContain(text);
  });

  it("names the content of a ZIP that is no workbook", async () => {
    const message = await refusal("a.xlsx", zip([{ name: "holiday.jpg", bytes: "x" }]));
    expect(message).toContain("not an Excel workbook (.xlsx); it holds holiday.jpg");
  });

  it("refuses no files at all", async () => {
    expect(await messageOf(importInventory([]))).toContain("no file to import");
  });
});

describe("bounds", () => {
  it("refuses an archive with a part that unpacks beyond the ratio", async () => {
    // 32 MiB of zeros deflate to some 32 KiB, near 1030:1.
    const bomb = zip([
      ...workbookParts([]),
      { name: "xl/media/bomb.xml", bytes: Buffer.alloc(32 * 2 ** 20), level: 9 },
    ]);
    expect(await refusal("bomb.xlsx", bomb)).toMatch(
      /part "xl\/media\/bomb.xml" unpacks \d+:1, above the bound of 200:1/,
    );
  });

  it("refuses an archive that unpacks beyond the bound, or has too many parts", async () => {
    const bytes = book({ vInfo: [vm("a")] });
    expect(await refusal("a.xlsx", bytes, { limits: { zipBytes: 100 } })).toContain("more than the bound of 100 bytes");
    expect(await refusal("a.xlsx", bytes, { limits: { zipEntries: 2 } })).toContain("6 parts, above the bound of 2");
  });

  it("refuses a file beyond the bound, naming value and bound", async () => {
    expect(await refusal("a.csv", "VM,CPUs\n", { limits: { fileBytes: 4 } })).toContain(
      "8 bytes, above the bound of 4",
    );
  });

  it("refuses parts whose stated size is a lie", async () => {
    const parts = workbookParts([{ name: "vInfo", rows: [["VM"], ["a"]] }]);
    const lying = parts.map((part) => (part.name.includes("sheet1") ? { ...part, claimedBytes: 10 } : part));
    expect(await refusal("lie.xlsx", zip(lying))).toContain('tab "vInfo" cannot be read');
  });

  it("refuses a torn archive without a stack trace", async () => {
    const bytes = book({ vInfo: [vm("a")] });
    const message = await refusal("torn.xlsx", bytes.subarray(0, bytes.length - 40));
    expect(message).toContain("the archive cannot be unpacked");
    expect(message).not.toContain(" at ");
  });

  it("refuses an estate beyond the bound on workloads", async () => {
    const tabs = { vInfo: [vm("a"), vm("b")] };
    expect(await messageOf(importTabs(tabs, { limits: { workloads: 1 } }))).toContain(
      "2 machines, above the bound of 1",
    );
  });
});

describe("odd workbooks", () => {
  const withSheet = (sheet: string) =>
    zip(
      workbookParts([{ name: "vInfo", rows: [] }]).map((part) =>
        part.name.includes("sheet1")
          ? { ...part, bytes: `<worksheet><sheetData>${sheet}</sheetData></worksheet>` }
          : part,
      ),
    );
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const header = `<row r="1">${text("A1", "VM")}${text("B1", "CPUs")}${text("C1", "Memory")}</row>`;

  it("keeps the row numbers of the file across gaps, also the last possible one", async () => {
    const rows = `<row r="1048576">${text("A1048576", "far")}<c r="B1048576"><v>1</v></c><c r="C1048576"><v>-5</v></c></row>`;
    const near = `<row r="7">${text("A7", "near")}<c r="B7"><v>1</v></c><c r="C7"><v>512</v></c></row>`;
    const inventory = await importInventory([file("a.xlsx", withSheet(header + near + rows))]);
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["near"]);
    expect(found(inventory, "out-of-range")).toMatchObject([{ row: 1_048_576, raw: "-5" }]);
  });

  it("survives rows and columns numbered beyond every sheet", async () => {
    const rows = `<row r="99999999999">${text("A9", "a")}<c r="B9"><v>1</v></c><c r="C9"><v>512</v></c><c r="ZZZZZZZZ9"><v>1</v></c></row>`;
    const inventory = await importInventory([file("a.xlsx", withSheet(header + rows))]);
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["a"]);
  });

  it("reads cells and rows without references, by their order", async () => {
    const bare = "<row><c t='inlineStr'><is><t>a</t></is></c><c><v>2</v></c><c><v>512</v></c></row>";
    const inventory = await importInventory([file("a.xlsx", withSheet(header + bare))]);
    expect(inventory.workloads).toMatchObject([{ id: "a", vcpus: 2, memoryMiB: 512 }]);
  });

  it("refuses a row that never ends, in linear time", async () => {
    const endless = `<row r="2">${"<c r='A2'><v>1</v></c>".repeat(900_000)}`;
    expect(await refusal("a.xlsx", withSheet(header + endless))).toContain("longer than the bound of 16777216 bytes");
  });

  it("takes an error cell for a missing value of that machine alone", async () => {
    const bad = `<row r="2">${text("A2", "a")}<c r="B2" t="e"><v>#REF!</v></c><c r="C2"><v>1</v></c></row>`;
    const good = `<row r="3">${text("A3", "b")}<c r="B3"><v>1</v></c><c r="C3"><v>1</v></c></row>`;
    const inventory = await importInventory([file("a.xlsx", withSheet(header + bad + good))]);
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["b"]);
    expect(found(inventory, "missing-value")).toMatchObject([{ row: 2, column: "CPUs", subject: "a" }]);
  });
});

describe("stopping and progress", () => {
  it("stops on the signal", async () => {
    const stopped = importInventory([file("a.xlsx", book({ vInfo: [vm("a")] }))], { signal: AbortSignal.abort() });
    expect(await messageOf(stopped)).toBe("Stopped: the import was stopped");
  });

  it("reports progress that never falls and ends at 1", async () => {
    const seen: number[] = [];
    await importInventory([file("a.xlsx", book({ vInfo: [vm("a")] }))], { progress: (ratio) => seen.push(ratio) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
