/** The plan as a workbook, read back by the reader that reads inventories. */
import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import readXlsxFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import type { PlanDocument } from "#planner";
import { planXlsx } from "#report";
import { cellXml, columnLetters } from "../../../report/xlsx/cell.ts";
import { workbook } from "../../../report/xlsx/workbook.ts";
import { samplePlan } from "../../support/plan-document.ts";
import { moneyOf } from "../../support/plan-room.ts";

type Row = readonly unknown[];

const sheetsOf = async (bytes: Uint8Array): Promise<ReadonlyMap<string, readonly Row[]>> =>
  new Map((await readXlsxFile(Buffer.from(bytes))).map(({ sheet, data }) => [sheet, data]));

async function rowsOf(document: PlanDocument, sheet: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [head = [], ...rows] = (await sheetsOf(planXlsx(document))).get(sheet) ?? [];
  return rows.map((row) => Object.fromEntries(head.map((title, c) => [String(title), row[c]])));
}

const sum = (rows: readonly Readonly<Record<string, unknown>>[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);

/** The XML of a part, found by its local header. */
function partOf(bytes: Uint8Array, name: string): string {
  const buffer = Buffer.from(bytes);
  const at = buffer.indexOf(name);
  const packed = buffer.readUInt32LE(at - 12);
  return inflateRawSync(buffer.subarray(at + name.length, at + name.length + packed)).toString();
}

describe("the workbook of a plan", () => {
  it("has the same sheets in the same order for every plan", async () => {
    expect([...(await sheetsOf(planXlsx(samplePlan({ unplaced: 0, hasBefore: false })))).keys()]).toEqual([
      "Summary",
      "Placement",
      "Hosts",
      "Unplaced",
      "Energy",
      "Draw by slot",
      "Room",
      "Racked hosts",
      "Licences",
      "Licence lines",
      "Cost",
      "Assumptions",
      "Findings",
    ]);
  });

  it("counts as the plan does: 48 placed, 5 unplaced, 1 left out, on 6 hosts and a spare one", async () => {
    const document = samplePlan();
    const placement = await rowsOf(document, "Placement");
    const count = (status: string) => placement.filter((row) => row["Status"] === status).length;
    expect([count("placed"), count("unplaced"), count("left out")]).toEqual([48, 5, 1]);
    const hosts = await rowsOf(document, "Hosts");
    expect(hosts.map((row) => row["Role"])).toEqual([...Array.from({ length: 6 }, () => "used"), "spare"]);
    expect(sum(hosts, "Partitions")).toBe(48);
  });

  it("sums as the plan does: memory, cores and watts are numbers", async () => {
    const document = samplePlan();
    const partitions = document.result.hosts.flatMap((host) => host.partitions);
    const placement = await rowsOf(document, "Placement");
    expect(sum(placement, "Memory with overhead (MiB)")).toBe(
      partitions.reduce((total, { memoryClaimMiB }) => total + memoryClaimMiB, 0),
    );
    expect(sum(placement, "Peak CPU (cores)")).toBeCloseTo(
      partitions.reduce((total, { peakCores }) => total + peakCores, 0),
      9,
    );
    const draw = await rowsOf(document, "Draw by slot");
    const { after } = document.result.energy;
    expect([draw.length, sum(draw, "Plan (W)")]).toEqual([
      after.perSlotW.length,
      after.perSlotW.reduce((total, watts) => total + watts, 0),
    ]);
  });

  it("tells every reason of every unplaced workload, target by target", async () => {
    const document = samplePlan();
    const rows = await rowsOf(document, "Unplaced");
    const misfits = document.result.unplaced.flatMap(({ reasons }) => reasons.flatMap((reason) => reason.misfits));
    expect(rows).toHaveLength(misfits.length);
    expect(new Set(rows.map((row) => row["Workload"])).size).toBe(5);
    const short = rows.find((row) => row["Reason"] === "over-capacity");
    const misfit = misfits.find(({ code }) => code === "over-capacity");
    expect(misfit).toMatchObject({ needs: short?.["Needs (unit of the resource)"] });
  });

  it("names an unplaced workload even when no target gave a reason", async () => {
    const document = samplePlan();
    const unplaced = document.result.unplaced.map((one) => ({ ...one, reasons: [] }));
    const rows = await rowsOf({ ...document, result: { ...document.result, unplaced } }, "Unplaced");
    expect(rows.map((row) => row["Workload"])).toEqual(unplaced.map(({ workload }) => workload));
  });

  it("has both sides of the money, open lines empty and named, totals as the plan's", async () => {
    const document = samplePlan();
    const money = moneyOf(true);
    const rows = await rowsOf({ ...document, result: { ...document.result, money } }, "Cost");
    const totals = rows.filter((row) => row["Row"] === "total");
    expect(totals.map((row) => row[`Over all years (${money.currency})`])).toEqual([
      money.before?.total,
      money.after.total,
    ]);
    const open = rows.filter((row) => row["Row"] === "without" && row["Side"] === "Plan");
    expect(open.map((row) => row["What"])).toEqual(money.after.without);
    expect(rows.filter((row) => row["Row"] === "line" && row["Side"] === "Plan")).toHaveLength(
      money.after.lines.length,
    );
  });

  it("gives every assumption and every fact once, with its source", async () => {
    const document = samplePlan();
    const rows = await rowsOf(document, "Assumptions");
    expect(new Set(rows.map((row) => row["What"]))).toEqual(new Set(document.result.facts.map(({ id }) => id)));
    expect(rows).toHaveLength(document.result.facts.length);
    expect(rows.every((row) => row["Source"] !== null)).toBe(true);
  });

  it("dates the slots of a trace, and says those of a week", async () => {
    const week = await rowsOf(samplePlan(), "Draw by slot");
    expect(week[14]?.["Begins (dates in UTC)"]).toBe("Mon 14:00");
    const document = samplePlan();
    const slots = { ...document.result.slots, model: "trace", start: "2026-02-28T22:00:00Z" } as const;
    const trace = await rowsOf({ ...document, result: { ...document.result, slots } }, "Draw by slot");
    expect(trace[2]?.["Begins (dates in UTC)"]).toEqual(new Date("2026-03-01T00:00:00Z"));
  });

  it("freezes the header of every sheet and gives it a filter", () => {
    const bytes = planXlsx(samplePlan());
    for (let sheet = 1; sheet <= 13; sheet++) {
      const xml = partOf(bytes, `xl/worksheets/sheet${sheet}.xml`);
      expect(xml).toContain('<pane ySplit="1" topLeftCell="A2"');
      // from the heading to the last row
      const rows = xml.match(/<row /g)?.length ?? 0;
      expect(xml).toMatch(new RegExp(`</sheetData><autoFilter ref="A1:[A-Z]+${rows}"/></worksheet>$`));
    }
  });

  it("has the same bytes for the same plan", () => {
    expect(Buffer.compare(planXlsx(samplePlan()), planXlsx(samplePlan()))).toBe(0);
  });

  it("refuses a result that forgot a workload", () => {
    const document = samplePlan();
    const result = { ...document.result, unplaced: [] };
    expect(() => planXlsx({ ...document, result })).toThrow("neither placed nor unplaced nor left out");
  });
});

describe("hostile texts in cells", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", '=HYPERLINK("http://x","y")'])(
    "keeps %j as text, marked as quoted, and makes no formula of it",
    async (name) => {
      const bytes = planXlsx(samplePlan({ firstName: name }));
      const xml = partOf(bytes, "xl/worksheets/sheet2.xml");
      expect(xml).toMatch(/<c r="B2" s="3" t="inlineStr">/);
      expect(xml).not.toContain("<f");
      const [first] = await rowsOf(samplePlan({ firstName: name }), "Placement");
      expect(String(first?.["Name"]).trim()).toBe(name.trim());
    },
  );

  it.each(["constructor", "__proto__", "toString", "</t></is></c><c><f>1+1</f></c>", "a & b \"c\" 'd'", "Zürich ≤ 2²"])(
    "keeps %s as it is",
    async (name) => {
      const [first] = await rowsOf(samplePlan({ firstName: name }), "Placement");
      expect(first?.["Name"]).toBe(name);
    },
  );

  it.each(["\t1", "\r1", "\n=1"])("marks %j as quoted, whatever it begins with", (text) => {
    expect(cellXml("A1", text)).toMatch(/^<c r="A1" s="3" t="inlineStr">/);
  });

  it("drops what XML cannot hold and spells out what a spreadsheet would decode", () => {
    expect(cellXml("A1", "a\u0000b\uD800c\u{1F600}")).toContain(">abc\u{1F600}<");
    expect(cellXml("A1", "_x000D_")).toContain(">_x005F_x000D_<");
    expect(cellXml("A1", "a\rb")).toContain(">a_x000D_b<");
  });

  it("cuts a text at what a cell holds", () => {
    const inside = /preserve">(.*)<\/t>/.exec(cellXml("A1", "x".repeat(40_000)))?.[1];
    expect([inside?.length, inside?.at(-1)]).toEqual([32_767, "…"]);
  });

  it("refuses numbers that are none", () => {
    expect(() => cellXml("C7", Number.NaN)).toThrow("cell C7 holds NaN, expected a number or a date");
    expect(() => cellXml("C7", new Date("never"))).toThrow(RangeError);
  });
});

describe("any sheet", () => {
  it("letters columns as spreadsheets do", () => {
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });

  it("is read back as it was written", async () => {
    const text = fc.string({ minLength: 1, unit: fc.constantFrom("a", "=", "<", "&", '"', "ü", "1", "-") });
    const cell = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const columns = [
          { title: "one", width: 8 },
          { title: "two", width: 8 },
        ];
        const read = (await sheetsOf(workbook([{ name: "any", columns, rows }]))).get("any");
        // a spreadsheet has no negative zero
        const plain = rows.map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value)));
        expect(read).toEqual([["one", "two"], ...plain]);
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});
