/** House JSON: written with stable bytes, read strictly. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Inventory } from "#planner/contract/index.ts";
import { importInventory, writeHouse } from "#inventory";
import { file, importTabs, messageOf, host, of, vm } from "./estate.ts";

const FORMAT = "hostwright-inventory/1";
const workload = (id: string, more: object = {}) => ({
  id,
  name: id,
  os: { family: "linux", architecture: "x86-64" },
  vcpus: 1,
  memoryMiB: 512,
  ...more,
});
const read = (document: unknown) => importInventory([file("house.json", JSON.stringify(document))]);

describe("house JSON", () => {
  it("brings back what was written, with the same bytes", async () => {
    const inventory = await importTabs({
      vInfo: [vm("a", { Folder: "f", Cluster: "c" }), vm("b")],
      vHost: [host("esx-a")],
      vCPU: [of("a", { Overall: 5, Reservation: 9 })],
    });
    const text = writeHouse(inventory);
    const back = await importInventory([file("house.json", text)]);
    expect(back).toMatchObject({ workloads: inventory.workloads, hosts: inventory.hosts, series: inventory.series });
    expect(writeHouse(back)).toBe(text);
  });

  it("writes the same bytes whatever the order of keys and tags", () => {
    const tags = fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(tags, (given) => {
        const base: Inventory["workloads"][number] = {
          id: "a",
          name: "a",
          kind: "virtual",
          state: "running",
          role: "workload",
          vcpus: 1,
          memoryMiB: 1,
          os: { family: "linux", architecture: "x86-64" },
          disks: 1,
          nics: 1,
          needs: [],
          tags: given,
        };
        const turned = Object.fromEntries(
          Object.entries({ ...base, tags: Object.fromEntries(Object.entries(given).reverse()) }).reverse(),
        );
        const as = (one: unknown) =>
          writeHouse({ format: "", files: [], workloads: [one as typeof base], hosts: [], series: [], findings: [] });
        expect(as(turned)).toBe(as(base));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it("reads series and hosts", async () => {
    const series = [
      { workload: "a", metric: "cpuCores", start: "2026-01-01T00:00:00Z", slotMinutes: 5, values: [0.5, null] },
    ];
    const inventory = await read({
      format: FORMAT,
      name: "mine",
      workloads: [workload("a", { runsOn: "h" })],
      hosts: [{ id: "h", name: "h" }],
      series,
    });
    expect(inventory).toMatchObject({ format: "house-json", series, hosts: [{ id: "h" }] });
  });

  const wrong: [string, unknown, string][] = [
    [
      "a value out of bounds",
      { format: FORMAT, workloads: [workload("a", { vcpus: 0 })] },
      "house.json /workloads/0/vcpus: ",
    ],
    [
      "an unknown field",
      { format: FORMAT, workloads: [workload("a", { ram: 1 })] },
      'house.json /workloads/0: "ram" is not known here',
    ],
    ["another format", { format: "other/1", workloads: [] }, "house.json /format: "],
    [
      "an id twice",
      { format: FORMAT, workloads: [workload("a"), workload("a")] },
      'house.json /workloads/1/id: "a" stands here twice',
    ],
    [
      "an unknown host",
      { format: FORMAT, workloads: [workload("a", { runsOn: "x" })] },
      'house.json /workloads/0/runsOn: "x" is not among the hosts',
    ],
    ["no workloads", { format: FORMAT, workloads: [] }, "the inventory has no workloads"],
  ];
  it.each(wrong)("refuses %s with its place", async (_title, document, message) => {
    expect(await messageOf(read(document))).toContain(message);
  });

  it("names value and bound", async () => {
    const message = await messageOf(read({ format: FORMAT, workloads: [workload("a", { vcpus: -4 })] }));
    expect(message).toContain("must be above 0, is -4");
  });

  it("refuses text that is no JSON", async () => {
    expect(await messageOf(importInventory([file("h.json", '{"format": ')]))).toContain("h.json: not JSON");
  });

  it("is not moved by keys of object machinery", async () => {
    const text = `{"format":"${FORMAT}","workloads":[{"__proto__":{"vcpus":9},"id":"a"}]}`;
    expect(await messageOf(importInventory([file("h.json", text)]))).toContain("/workloads/0");
    expect(Object.hasOwn(Object.prototype, "vcpus")).toBe(false);
  });
});
