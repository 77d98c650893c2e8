/** Small RVTools exports for these tests: records by tab, as a workbook or as CSV files. */
import type { Inventory } from "#planner/contract/index.ts";
import { type ImportFile, type ImportOptions, importInventory } from "#inventory";
import { type CellInput, type WorkbookOptions, sheetOf, workbook } from "../../support/xlsx.ts";

export type Cells = Readonly<Record<string, CellInput>>;
export type Tabs = Readonly<Record<string, readonly Cells[]>>;

/** A machine as vInfo states it; a key set to undefined leaves its cell empty. */
export const vm = (name: string, more: Cells = {}): Cells => ({
  VM: name,
  Powerstate: "poweredOn",
  Template: "False",
  "SRM Placeholder": "False",
  CPUs: 2,
  Memory: 4096,
  NICs: 1,
  Disks: 1,
  "OS according to the configuration file": "Red Hat Enterprise Linux 4 (64-bit)",
  Host: "esx-a",
  "VM ID": `vm-${name}`,
  "VM UUID": `uuid-${name}`,
  "VI SDK UUID": "center-1",
  ...more,
});

/** Keys by which a row of another tab names its machine. */
export const of = (name: string, more: Cells = {}): Cells => ({
  VM: name,
  Host: "esx-a",
  "VM ID": `vm-${name}`,
  "VM UUID": `uuid-${name}`,
  "VI SDK UUID": "center-1",
  ...more,
});

export const host = (name: string, more: Cells = {}): Cells => ({
  Host: name,
  Cluster: "C1",
  "CPU Model": "Xeon 5160",
  Speed: 3000,
  "# CPU": 2,
  "# Cores": 4,
  "# Memory": 16_384,
  Vendor: "HP",
  Model: "ProLiant DL380 G5",
  ...more,
});

export const book = (tabs: Tabs, options: WorkbookOptions = {}): Uint8Array =>
  workbook(
    Object.entries(tabs).map(([name, rows]) => sheetOf(name, rows)),
    options,
  );

export const file = (name: string, content: string | Uint8Array): ImportFile => ({
  name,
  bytes: typeof content === "string" ? Buffer.from(content) : content,
});

/** Import a workbook of these tabs. */
export const importTabs = (tabs: Tabs, options: ImportOptions & WorkbookOptions = {}): Promise<Inventory> =>
  importInventory([file("estate.xlsx", book(tabs, options))], options);

export const codes = (inventory: Inventory): readonly string[] => inventory.findings.map(({ code }) => code);

export const found = (inventory: Inventory, code: string) => inventory.findings.filter((one) => one.code === code);

/** The message of the error a promise ends in; fails when it does not. */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  }
  throw new Error("expected the import to be refused");
}
