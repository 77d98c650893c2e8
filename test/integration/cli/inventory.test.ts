/** Inventory files on the command line: import, plan and compare. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompareRow, Inventory } from "#planner";
import { answered, scratch } from "./hostwright.ts";

const UNPLACED = 4;

const server = (id: string, architecture: string, memoryMiB: number) => ({
  id,
  name: id,
  os: { family: "linux", version: "RHEL 4", architecture },
  vcpus: 1,
  memoryMiB,
});

/** Two that fit anywhere and one beyond the 16 GiB that ESX 3.0 gives a virtual machine. */
const ESTATE = {
  format: "hostwright-inventory/1",
  name: "three servers",
  workloads: [server("small", "x86-32", 512), server("middle", "x86-32", 2048), server("large", "x86-32", 20_000)],
  hosts: [],
  series: [],
};

describe("an inventory on the command line", () => {
  const place = scratch();
  const inPlace = (name: string) => path.join(place.folder, name);
  beforeAll(() => writeFileSync(inPlace("estate.json"), JSON.stringify(ESTATE)));
  afterAll(place.remove);

  it("is imported, written in the house form, and read back as the same", async () => {
    const first = await answered(["import", inPlace("estate.json"), "-o", inPlace("house.json")]);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain("3 workloads: 3 running");
    const again = await answered(["import", inPlace("house.json"), "--json"]);
    const { workloads } = JSON.parse(again.stdout) as Inventory;
    expect(workloads.map((w) => [w.id, w.memoryMiB])).toEqual([
      ["small", 512],
      ["middle", 2048],
      ["large", 20_000],
    ]);
  });

  it("is imported without names, the table of them in a file of one's own", async () => {
    const [made, names] = [inPlace("nameless.json"), inPlace("names.csv")];
    const ended = await answered(["import", inPlace("estate.json"), "--anonymise", "--names", names, "-o", made]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).not.toMatch(/small|middle|estate\.json/);
    expect(readFileSync(made, "utf8")).not.toMatch(/small|middle|large/);
    expect(readFileSync(names, "utf8").split("\r\n").slice(0, 4)).toEqual([
      "kind,name,pseudonym",
      "workload,large,wl-0001",
      "workload,middle,wl-0002",
      "workload,small,wl-0003",
    ]);
  });

  it.each([
    [["--names", "names.csv"], "only with --anonymise"],
    [["--anonymise", "--names", "names.txt"], "is written as .csv"],
  ])("is not imported with %j", async (options, says) => {
    const ended = await answered(["import", inPlace("estate.json"), ...options]);
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(says);
  });

  it("is refused by name when no importer knows it", async () => {
    writeFileSync(inPlace("letter.txt"), "Dear all,\n");
    const ended = await answered(["import", inPlace("letter.txt")]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/^error: .*letter\.txt/);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it("is planned on targets of the command line; what does not fit says why", async () => {
    const ended = await answered(["plan", "-i", inPlace("estate.json"), "-t", "esx-3.0@hp-dl585-g1"]);
    expect(ended.code).toBe(UNPLACED);
    expect(ended.stdout).toContain("1 workload: memory above a limit (vm.maxRam)");
    expect(ended.stdout).toContain("e.g. large:");
  });

  it("is compared on several targets, each in its row, refusals included", async () => {
    const targets = "esx-3.0@hp-dl585-g1,esx-3.0@sun-fire-e25k";
    const args = ["compare", "-i", inPlace("estate.json"), "--targets", targets];
    const text = await answered(args);
    expect(text.code).toBe(UNPLACED);
    expect(text.stdout).toMatch(/^esx-3\.0@hp-dl585-g1 +1 +1 +0\.0 +2 +1 /m);
    expect(text.stdout).toContain("1: memory above a limit (vm.maxRam)");
    const rows = JSON.parse((await answered([...args, "--json"])).stdout) as CompareRow[];
    expect(rows.map((row) => [row.label, row.result?.summary.placed])).toEqual([
      ["esx-3.0@hp-dl585-g1", 2],
      ["esx-3.0@sun-fire-e25k", 0],
    ]);
  });

  it("is compared on every platform, each on a host of its time", async () => {
    const listed = JSON.parse((await answered(["platforms", "--json"])).stdout) as { id: string }[];
    const ended = await answered(["compare", "-i", inPlace("estate.json"), "--targets", "all", "--json"]);
    const rows = JSON.parse(ended.stdout) as CompareRow[];
    expect(rows.map((row) => row.label.replace(/@.*/, ""))).toEqual(listed.map(({ id }) => id));
    for (const row of rows)
      expect([row.label, row.problems, row.result?.targets[0]?.misfits]).toEqual([row.label, undefined, []]);
  });

  it("is compared on the host types that were named", async () => {
    const hosts = "hp-dl585-g1,dell-2950-iii";
    const args = ["compare", "-i", inPlace("estate.json"), "--targets", "esx-3.0", "--host-types", hosts, "--json"];
    const rows = JSON.parse((await answered(args)).stdout) as CompareRow[];
    expect(rows.map((row) => row.label)).toEqual(["esx-3.0@hp-dl585-g1", "esx-3.0@dell-2950-iii"]);
  });

  it("is not changed by being planned", () => {
    expect(JSON.parse(readFileSync(inPlace("estate.json"), "utf8"))).toEqual(ESTATE);
  });
});
