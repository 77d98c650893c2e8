/** RVTools CSV exports: delimiters, decimals, encodings, and which files belong together. */
import { describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { codes, file, found, messageOf } from "./estate.ts";

const INFO = "VM,Powerstate,CPUs,Memory,Provisioned MiB,Host\nweb,poweredOn,2,4096,10240,esx-a\n";

const only = async (content: string | Uint8Array, name = "RVTools_tabvInfo.csv") =>
  importInventory([file(name, content)]);

describe("RVTools CSV", () => {
  it("needs no more than the file of vInfo", async () => {
    const inventory = await only(INFO);
    expect(inventory).toMatchObject({
      format: "rvtools-csv",
      workloads: [{ id: "web", vcpus: 2, memoryMiB: 4096, diskGiB: 10 }],
    });
  });

  it("knows vInfo by its header when the name says nothing", async () => {
    expect((await only(INFO, "export (3).csv")).workloads).toHaveLength(1);
  });

  it("joins the files of one export", async () => {
    const inventory = await importInventory([
      file("dir/RVTools_tabvHost.csv", "Host,Speed,# Cores\nesx-a,3000,4\n"),
      file("dir/RVTools_tabvInfo.csv", INFO),
      file("dir/RVTools_tabvCPU.csv", "VM,Host,Overall\nweb,esx-a,700\n"),
    ]);
    expect(inventory.hosts).toMatchObject([{ id: "esx-a", coreMhz: 3000, cores: 4 }]);
    expect(inventory.workloads[0]).toMatchObject({ runsOn: "esx-a", snapshot: { cpuMhz: 700 } });
  });

  it("tells two exports apart by the stem of their names", async () => {
    const inventory = await importInventory([
      file("a_tabvInfo.csv", INFO),
      file("a_tabvHost.csv", "Host,Speed\nesx-a,1000\n"),
      file("b_tabvInfo.csv", INFO),
      file("b_tabvHost.csv", "Host,Speed\nesx-a,2000\n"),
    ]);
    const clocks = new Map(inventory.hosts.map(({ id, coreMhz }) => [id, coreMhz]));
    expect(inventory.workloads.map(({ runsOn }) => clocks.get(runsOn ?? ""))).toEqual([1000, 2000]);
  });

  it("reads semicolons with decimal commas and grouping points", async () => {
    const inventory = await only("VM;CPUs;Memory;Provisioned MiB\nweb;2;4.096;1536,50\n");
    // 1536.5 MiB in GiB. The decimal comma of 1536,50 makes the point of 4.096 a grouping mark.
    expect(inventory.workloads[0]).toMatchObject({ memoryMiB: 4096, diskGiB: 1536.5 / 1024 });
    expect(found(inventory, "ambiguous-number")).toMatchObject([{ raw: "4.096", bound: "4096" }]);
  });

  it("reads tabs as delimiters", async () => {
    expect((await only("VM\tCPUs\tMemory\nweb\t2\t512\n")).workloads).toMatchObject([{ vcpus: 2, memoryMiB: 512 }]);
  });

  it("obeys byte-order marks of UTF-8 and UTF-16", async () => {
    const text = "VM,CPUs,Memory\nnaïve-ß,2,512\n";
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
    for (const bytes of [Buffer.from(`\uFEFF${text}`), little, big, Buffer.from(text)]) {
      expect((await only(bytes)).workloads[0]?.id).toBe("naïve-ß");
    }
  });

  it("reads bytes that are not UTF-8 as Windows-1252", async () => {
    expect((await only(Buffer.from("VM,CPUs,Memory\nna\xefve,2,512\n", "latin1"))).workloads[0]?.id).toBe("naïve");
  });

  it("names the line of the file, blank lines and quoted line breaks counted", async () => {
    const inventory = await only('VM,CPUs,Memory,Annotation\na,1,512,"two\nlines"\n\nb,1,x,\n');
    expect(inventory.workloads).toHaveLength(1);
    expect(found(inventory, "not-a-number")).toMatchObject([{ row: 5, column: "Memory", raw: "x" }]);
  });

  it("tolerates rows that are too short", async () => {
    const inventory = await only("VM,CPUs,Memory\na,1,512\nb,1\n");
    expect(inventory.workloads).toHaveLength(1);
    expect(codes(inventory)).toContain("missing-value");
  });

  it("refuses a quote that is never closed instead of swallowing the file", async () => {
    const message = await messageOf(only(`VM,CPUs,Memory\n"a,1,512\n${"x,1,512\n".repeat(10)}`));
    expect(message).toContain("RVTools_tabvInfo.csv: the CSV cannot be read");
  });
});
