/** Files from disk and files of awkward size. */
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IMPORT_LIMITS, importInventory, readInventoryFiles } from "#inventory";
import { type CellInput, workbook } from "../../support/xlsx.ts";
import { file, messageOf, vm } from "../../unit/inventory/estate.ts";

const EXCEL_ROWS = 1_048_576;

describe("a used range down to the last row of Excel", () => {
  const header = Object.keys(vm("a"));
  const row = (name: string): CellInput[] => header.map((key) => vm(name)[key]);

  it.each([false, true])("costs neither memory nor much time (prefixed: %s)", async (prefixed) => {
    const rows = [header, row("a"), row("b")];
    const bytes = workbook([{ name: "vInfo", rows, blankTailRows: EXCEL_ROWS - rows.length }], { prefixed });
    const before = process.memoryUsage().rss;
    const inventory = await importInventory([file("estate.xlsx", bytes)]);
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["a", "b"]);
    // The part is some 50 MB of XML; a megabyte of row objects would take more than 200 MiB.
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
  });

  it("keeps rows in step with their numbers over blocks of rows, some without a value that is read", async () => {
    const count = 12_000;
    const blanks = new Set([5_000, 5_001, 10_000]);
    const rows = Array.from({ length: count }, (_, i) =>
      blanks.has(i + 1) ? [...header.map(() => null), "note"] : row(`m${i + 1}`),
    );
    const bytes = workbook([{ name: "vInfo", rows: [[...header, "Annotation"], ...rows] }]);
    const inventory = await importInventory([file("estate.xlsx", bytes)]);
    expect(inventory.workloads).toHaveLength(count - blanks.size);
    expect(inventory.workloads.at(-1)?.id).toBe(`m${count}`);
    // Machine n stands in row n + 1, below the header.
    const lost = inventory.findings.filter(({ code }) => code === "not-importable");
    expect(lost.map(({ row: at }) => at)).toEqual([5_001, 5_002, 10_001]);
  });
});

describe("files from disk", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "inventory-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("reads files and names them as given", async () => {
    const path = join(folder, "RVTools_tabvInfo.csv");
    await writeFile(path, "VM,CPUs,Memory\na,1,512\n");
    const inventory = await importInventory(await readInventoryFiles([path]));
    expect(inventory).toMatchObject({ files: [path], workloads: [{ id: "a" }] });
  });

  it("names the path as given when there is no such file, or it is a folder", async () => {
    expect(await messageOf(readInventoryFiles(["no/such.xlsx"]))).toBe(
      "InvalidInput: no/such.xlsx: there is no such file",
    );
    expect(await messageOf(readInventoryFiles([folder]))).toBe(`InvalidInput: ${folder}: this is a directory`);
  });

  it("refuses a file beyond the bound before reading it", async () => {
    const path = join(folder, "huge.xlsx");
    await writeFile(path, "");
    // A sparse file: the size without the bytes.
    await truncate(path, IMPORT_LIMITS.fileBytes + 1);
    expect(await messageOf(readInventoryFiles([path]))).toContain(`above the bound of ${IMPORT_LIMITS.fileBytes}`);
  });

  it("reads a long series file", async () => {
    const start = Date.UTC(2026, 0, 1);
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `${new Date(start + i * 300_000).toISOString()},a,cpu,${i % 100},%`,
    );
    const inventory = await importInventory([
      file("e.csv", "workload,vcpus,memory,os\na,2,512,linux\n"),
      file("s.csv", `timestamp,object,metric,value,unit\n${lines.join("\n")}\n`),
    ]);
    expect(inventory.series).toHaveLength(1);
    expect(inventory.series[0]).toMatchObject({ slotMinutes: 5 });
    // 99 % of 2 vCPUs.
    expect(Math.max(...(inventory.series[0]?.values ?? []).map((value) => value ?? 0))).toBeCloseTo(1.98, 12);
  });
});
