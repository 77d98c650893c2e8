/** RVTools exports: headers, version drift, states, identity, joins. */
import { describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { book, codes, file, found, host, importTabs, messageOf, of, vm } from "./estate.ts";

describe("headers", () => {
  it("reads a prefixed workbook with absolute part names as it reads an ordinary one", async () => {
    const tabs = { vInfo: [vm("a"), vm("b")], vHost: [host("esx-a")], vCPU: [of("a", { Overall: 500 })] };
    const ordinary = await importTabs(tabs);
    expect(ordinary.workloads.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(ordinary.workloads[0]?.snapshot?.cpuMhz).toBe(500);
    expect(await importTabs(tabs, { prefixed: true })).toEqual(ordinary);
  });

  it("does not rescale the MB of 3.x, which were MiB", async () => {
    const old = await importTabs({ vInfo: [vm("a", { "Provisioned MB": 10_240 })] });
    const now = await importTabs({ vInfo: [vm("a", { "Provisioned MiB": 10_240 })] });
    // 10,240 MiB are 10 GiB under either label.
    expect(old.workloads[0]?.diskGiB).toBe(10);
    expect(old.workloads).toEqual(now.workloads);
  });

  it("knows the internal names of older exports", async () => {
    const { workloads } = await importTabs({
      vInfo: [
        {
          vInfoVMName: "a",
          vInfoCPUs: 2,
          vInfoMemory: 1024,
          vInfoPowerstate: "poweredOff",
          vInfoOS: "Sun Solaris 10 (64-bit)",
        },
      ],
    });
    expect(workloads[0]).toMatchObject({
      id: "a",
      vcpus: 2,
      memoryMiB: 1024,
      state: "powered-off",
      os: { family: "solaris" },
    });
  });

  it("finds columns by name, wherever custom attributes push them", async () => {
    const row = { owner: "finance", "cost center": 7, ...vm("a") };
    const inventory = await importTabs({ vInfo: [row] });
    expect(inventory.workloads[0]).toMatchObject({ id: "a", vcpus: 2 });
    expect(found(inventory, "columns-ignored")[0]?.raw).toBe("owner, cost center");
  });

  it("ignores case and spaces of a header", async () => {
    const { workloads } = await importTabs({ vInfo: [{ vm: "a", "CPU s": 3, "MEMORY MB": 512 }] });
    expect(workloads[0]).toMatchObject({ id: "a", vcpus: 3, memoryMiB: 512 });
  });

  it("repairs a damaged header that one known column is near to, and says so", async () => {
    const inventory = await importTabs({ vInfo: [{ VM: "a", CPUs: 1, "Mem?ry": 512 }] });
    expect(inventory.workloads[0]?.memoryMiB).toBe(512);
    expect(found(inventory, "header-repaired")).toMatchObject([{ raw: "Mem?ry", bound: "Memory", tab: "vInfo" }]);
  });

  it("does not take a known column for a damaged other one", async () => {
    // "VM UUID" is two letters from "VM ID"; without the id column the uuid must stay what it is.
    const inventory = await importTabs({ vInfo: [{ VM: "a", CPUs: 1, Memory: 512, "VM UUID": "u1" }] });
    expect(codes(inventory)).not.toContain("header-repaired");
  });

  it("names file, tab and column when a required column is missing", async () => {
    const message = await messageOf(importTabs({ vInfo: [{ VM: "a", CPUs: 1, Powerstate: "poweredOn" }] }));
    expect(message).toBe(
      'InvalidInput: estate.xlsx vInfo: there is no column "Memory", without which no machine can be imported',
    );
  });

  it("uses the first of two columns of one name and reports the other", async () => {
    const sheets = `VM,CPUs,Memory,CPUs\na,2,1024,9\n`;
    const inventory = await importInventory([file("tabvInfo.csv", sheets)]);
    expect(inventory.workloads[0]?.vcpus).toBe(2);
    expect(found(inventory, "duplicate-column")).toMatchObject([{ column: "CPUs", raw: "column 4" }]);
  });

  it("reports each missing tab with what is then unknown", async () => {
    const missing = found(await importTabs({ vInfo: [vm("a")] }), "missing-tab");
    const others = ["vCPU", "vMemory", "vDisk", "vPartition", "vNetwork", "vHost", "vCluster", "vMetaData"];
    expect(missing.map(({ tab }) => tab)).toEqual(others);
    expect(missing.every(({ bound }) => bound !== undefined && bound.length > 10)).toBe(true);
  });

  it("refuses a workbook without vInfo, naming the tabs it has", async () => {
    expect(await messageOf(importTabs({ Sheet1: [{ a: 1 }], vHost: [host("h")] }))).toContain(
      "found tabs: Sheet1, vHost",
    );
  });
});

describe("states and roles", () => {
  it("keeps templates and placeholders for the record", async () => {
    const inventory = await importTabs({
      vInfo: [vm("t", { Template: true }), vm("p", { "SRM Placeholder": "TRUE" })],
    });
    expect(inventory.workloads.map(({ role }) => role)).toEqual(["template", "placeholder"]);
    expect(found(inventory, "template")).toMatchObject([{ severity: "info", subject: "t" }]);
    expect(found(inventory, "placeholder")).toMatchObject([{ severity: "info", subject: "p" }]);
  });

  it("keeps powered-off and suspended machines with an info, and unknown words with a warning", async () => {
    const states = ["poweredOff", "Suspended", "asleep"].map((Powerstate, i) => vm(`m${i}`, { Powerstate }));
    const inventory = await importTabs({ vInfo: states });
    expect(inventory.workloads.map(({ state }) => state)).toEqual(["powered-off", "suspended", "unknown"]);
    expect(codes(inventory)).toEqual(expect.arrayContaining(["powered-off", "suspended", "unknown-word"]));
  });
});

describe("identity", () => {
  it("shows the name, and tells equal names apart by VM id", async () => {
    const twins = [vm("web", { "VM ID": "vm-1", "VM UUID": "u1" }), vm("web", { "VM ID": "vm-2", "VM UUID": "u2" })];
    const inventory = await importTabs({ vInfo: [...twins, vm("db")] });
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["web (vm-1)", "web (vm-2)", "db"]);
    expect(found(inventory, "duplicate-name")).toHaveLength(2);
    expect(codes(inventory)).not.toContain("duplicate-workload");
  });

  it("keeps both rows of a machine that stands there twice", async () => {
    const inventory = await importTabs({ vInfo: [vm("web"), vm("web")] });
    expect(new Set(inventory.workloads.map(({ id }) => id)).size).toBe(2);
    expect(found(inventory, "duplicate-workload")).toMatchObject([{ row: 3, bound: "VI SDK UUID and VM ID" }]);
  });

  it("joins tabs of machines with equal names by VM id, not by name", async () => {
    const inventory = await importTabs({
      vInfo: [vm("web", { "VM ID": "vm-1", "VM UUID": "u1" }), vm("web", { "VM ID": "vm-2", "VM UUID": "u2" })],
      vCPU: [
        of("web", { "VM ID": "vm-2", "VM UUID": "u2", Overall: 222 }),
        of("web", { "VM ID": "vm-1", "VM UUID": "u1", Overall: 111 }),
      ],
    });
    expect(inventory.workloads.map(({ snapshot }) => snapshot?.cpuMhz)).toEqual([111, 222]);
  });

  it("gives rows that fit two machines to neither, and says how many", async () => {
    const bare = { VM: "web", CPUs: 1, Memory: 512 };
    const inventory = await importTabs({ vInfo: [bare, bare], vDisk: [{ VM: "web", "Capacity MiB": 1024 }] });
    expect(inventory.workloads.map(({ diskGiB }) => diskGiB)).toEqual([undefined, undefined]);
    expect(found(inventory, "ambiguous-rows")).toMatchObject([{ tab: "vDisk", raw: '1, first "web"' }]);
  });

  it("reports rows of machines that vInfo does not have", async () => {
    const inventory = await importTabs({ vInfo: [vm("a")], vDisk: [of("gone", { "Capacity MiB": 1024 })] });
    expect(found(inventory, "unmatched-rows")).toMatchObject([{ tab: "vDisk", raw: '1, first "gone"' }]);
  });

  it("keeps ids unique over the workbooks of two vCenters", async () => {
    const other = vm("web", { "VI SDK UUID": "center-2" });
    const inventory = await importInventory([
      file("one.xlsx", book({ vInfo: [vm("web")], vHost: [host("esx-a")] })),
      file("two.xlsx", book({ vInfo: [other], vHost: [host("esx-a", { Cluster: "C2" })] })),
    ]);
    expect(new Set(inventory.workloads.map(({ id }) => id)).size).toBe(2);
    // Each machine runs on the host of its own export.
    expect(inventory.hosts.map(({ id }) => id)).toEqual(["esx-a (C1)", "esx-a (C2)"]);
    expect(inventory.workloads.map(({ runsOn }) => runsOn)).toEqual(["esx-a (C1)", "esx-a (C2)"]);
  });
});

describe("figures of other tabs", () => {
  it("adds up disks and counts cards, and takes reservations", async () => {
    const { workloads } = await importTabs({
      vInfo: [vm("a", { Disks: 9, NICs: undefined, "Provisioned MiB": 1 })],
      vDisk: [of("a", { "Capacity MiB": 10_240 }), of("a", { "Capacity MiB": 20_480 })],
      vNetwork: [of("a"), of("a"), of("a")],
      vCPU: [of("a", { Overall: 800, Reservation: 1000 })],
      vMemory: [of("a", { Active: 300, Reservation: 2048 })],
    });
    // 10 GiB + 20 GiB on 2 disks; 3 rows of vNetwork.
    expect(workloads[0]).toMatchObject({
      diskGiB: 30,
      disks: 2,
      nics: 3,
      snapshot: { cpuMhz: 800, memoryActiveMiB: 300 },
      reservation: { cpuMhz: 1000, memoryMiB: 2048 },
    });
  });

  it("falls back to vInfo's total, then to what is provisioned, then to the file systems", async () => {
    const { workloads } = await importTabs({
      vInfo: [
        vm("a", { "Total disk capacity MiB": 2048, "Provisioned MiB": 4096 }),
        vm("b", { "Provisioned MiB": 4096 }),
        vm("c"),
      ],
      vPartition: [of("c", { "Capacity MiB": 1024 }), of("c", { "Capacity MiB": 2048 })],
    });
    expect(workloads.map(({ diskGiB }) => diskGiB)).toEqual([2, 4, 3]);
  });

  it("reads the moment's figures as a snapshot, never as a series, and says so once", async () => {
    const inventory = await importTabs({
      vInfo: [vm("a"), vm("b", { Powerstate: "poweredOff" })],
      vCPU: [of("a", { Overall: 5 }), of("b", { Overall: 0 })],
      vMetaData: [{ "RVTools version": "4.7.1.4", "xlsx creation datetime": { serial: 45_658.5 } }],
    });
    // Day 45,658 of Excel is 2025-01-01; half a day more is noon.
    expect(inventory.workloads[0]?.snapshot).toEqual({ cpuMhz: 5, at: "2025-01-01T12:00:00" });
    // A machine that does not run was not measured.
    expect(inventory.workloads[1]?.snapshot).toBeUndefined();
    expect(inventory.series).toEqual([]);
    expect(found(inventory, "snapshot-only")).toHaveLength(1);
  });

  it("reads a day number without a date format as the date it is", async () => {
    const { workloads } = await importTabs({
      vInfo: [vm("a", { "Active Memory": 7 })],
      vMetaData: [{ "xlsx creation datetime": 45_658.5 }],
    });
    expect(workloads[0]?.snapshot).toEqual({ memoryActiveMiB: 7, at: "2025-01-01T12:00:00" });
  });

  it("takes -1 for no reservation and never for a figure", async () => {
    const { workloads } = await importTabs({ vInfo: [vm("a")], vCPU: [of("a", { Reservation: -1 })] });
    expect(workloads[0]?.reservation).toBeUndefined();
  });

  it("reads today's hosts and where machines run", async () => {
    const inventory = await importTabs({
      vInfo: [vm("a"), vm("b", { Host: "esx-z" })],
      vHost: [host("esx-a")],
      vCluster: [{ Name: "C1", NumHosts: 3 }],
    });
    expect(inventory.hosts).toEqual([
      {
        id: "esx-a",
        name: "esx-a",
        model: "HP ProLiant DL380 G5",
        cpuModel: "Xeon 5160",
        sockets: 2,
        cores: 4,
        coreMhz: 3000,
        memoryMiB: 16_384,
        cluster: "C1",
      },
    ]);
    expect(inventory.workloads.map(({ runsOn }) => runsOn)).toEqual(["esx-a", undefined]);
    expect(found(inventory, "unknown-host")).toMatchObject([{ raw: "esx-z" }]);
    expect(found(inventory, "cluster-incomplete")).toMatchObject([{ subject: "C1", raw: "3", bound: "1" }]);
  });
});
