/** RVTools rows that cannot be planned with, and content meant to do harm. */
import { describe, expect, it } from "vitest";
import { Inventory } from "#planner/contract/index.ts";
import { codes, found, importTabs, messageOf, of, vm } from "./estate.ts";

describe("rows that cannot be planned with", () => {
  const cases = [
    { title: "text for memory", more: { Memory: "n/a" }, code: "not-a-number", column: "Memory", raw: "n/a" },
    { title: "NaN for memory", more: { Memory: { raw: "NaN" } }, code: "not-a-number", column: "Memory", raw: "NaN" },
    { title: "negative memory", more: { Memory: -1 }, code: "out-of-range", column: "Memory", raw: "-1" },
    { title: "no memory", more: { Memory: undefined }, code: "missing-value", column: "Memory", raw: undefined },
    { title: "no CPUs at all", more: { CPUs: 0 }, code: "out-of-range", column: "CPUs", raw: "0" },
    { title: "half a CPU", more: { CPUs: 1.5 }, code: "out-of-range", column: "CPUs", raw: "1.5" },
  ];
  it.each(cases)(
    "lists a row with $title as not importable and keeps the others",
    async ({ more, code, column, raw }) => {
      const inventory = await importTabs({ vInfo: [vm("good"), vm("bad", more)] });
      expect(inventory.workloads.map(({ id }) => id)).toEqual(["good"]);
      // The header is row 1, so the second machine stands in row 3.
      const [cause] = found(inventory, code);
      expect(cause).toMatchObject({
        severity: "error",
        file: "estate.xlsx",
        tab: "vInfo",
        row: 3,
        column,
        subject: "bad",
      });
      expect(cause?.raw).toBe(raw);
      expect(found(inventory, "not-importable")).toMatchObject([{ severity: "error", row: 3, subject: "bad" }]);
    },
  );

  it("reports a row without a name", async () => {
    const inventory = await importTabs({ vInfo: [vm("a"), { CPUs: 1, Memory: 1 }] });
    expect(found(inventory, "not-importable")).toMatchObject([{ row: 3 }]);
  });

  it("refuses an export in which no row is usable", async () => {
    expect(await messageOf(importTabs({ vInfo: [vm("a", { CPUs: 0 })] }))).toContain("no row of vInfo can be imported");
  });

  it("ignores a negative count with a warning and keeps the machine", async () => {
    const inventory = await importTabs({ vInfo: [vm("a", { NICs: -3 })] });
    expect(inventory.workloads[0]?.nics).toBe(1);
    expect(found(inventory, "value-ignored")).toMatchObject([{ raw: "-3", column: "NICs", severity: "warning" }]);
  });
});

describe("hostile content", () => {
  it("keeps names of object machinery and formula-looking text as plain text", async () => {
    const names = ["__proto__", "constructor", "=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)"];
    const inventory = await importTabs({
      vInfo: names.map((name) => vm(name)),
      vCPU: names.map((name) => of(name, { Overall: 1 })),
    });
    expect(inventory.workloads.map(({ id }) => id)).toEqual(names);
    expect(inventory.workloads.every(({ snapshot }) => snapshot?.cpuMhz === 1)).toBe(true);
    expect(Inventory.safeParse(inventory).success).toBe(true);
  });

  it("replaces control characters in a name and cuts one that is too long", async () => {
    const inventory = await importTabs({ vInfo: [vm("a\tb\u007f"), vm("x".repeat(300))] });
    expect(inventory.workloads[0]?.name).toBe("a\u{FFFD}b\u{FFFD}");
    expect(inventory.workloads[1]?.name).toHaveLength(200);
    expect(codes(inventory)).toEqual(expect.arrayContaining(["name-cleaned", "name-cut"]));
    expect(Inventory.safeParse(inventory).success).toBe(true);
  });

  it("says so when rows beyond the cap were left unread", async () => {
    const inventory = await importTabs({ vInfo: [vm("a"), vm("b"), vm("c")] }, { limits: { rowsPerTab: 2 } });
    expect(inventory.workloads).toHaveLength(2);
    expect(found(inventory, "row-cap")).toMatchObject([{ severity: "error", tab: "vInfo", bound: "2 rows" }]);
  });

  it("sums up findings beyond the cap instead of dropping them", async () => {
    const off = Array.from({ length: 5 }, (_, i) => vm(`m${i}`, { Powerstate: "poweredOff" }));
    const inventory = await importTabs({ vInfo: off }, { limits: { findingsPerCode: 2 } });
    expect(found(inventory, "powered-off")).toHaveLength(2);
    expect(found(inventory, "findings-cut")).toContainEqual(
      expect.objectContaining({ raw: "powered-off", bound: "3 more" }),
    );
  });
});
