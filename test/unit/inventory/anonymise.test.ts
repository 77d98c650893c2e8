import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anonymise, findingText, namesCsv } from "#inventory";
import { Inventory } from "#planner/contract/index.ts";

const PLATFORMS = ["vsphere-8"];
const os = { family: "linux", architecture: "x86-64" } as const;

/** Names that occur nowhere by chance: no word of ours contains them. */
const name = fc
  .tuple(
    fc.constantFrom("Quux", "zyx ", "Ünï", "=HYP", '"q"', "a,b", "wl-00"),
    fc.integer({ min: 100_000, max: 999_999 }),
  )
  .map(([word, number]) => `${word}${number}`);

const estate = fc
  .record({
    ids: fc.uniqueArray(name, { minLength: 2, maxLength: 8 }),
    hosts: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    more: fc.uniqueArray(name, { minLength: 12, maxLength: 12 }),
  })
  .map(({ ids, hosts, more }) => {
    const [
      cluster = "",
      site = "",
      key = "",
      value = "",
      version = "",
      rule = "",
      rack = "",
      file = "",
      cell = "",
      row = "",
      far = "",
      shown = "",
    ] = more;
    const inventory = Inventory.parse({
      format: "rvtools-xlsx",
      files: [`${file}.xlsx`],
      workloads: ids.map((id, i) => ({
        id,
        name: i === 0 ? shown : id,
        os: i === 0 ? { ...os, version } : os,
        vcpus: 1 + i,
        memoryMiB: 512,
        runsOn: hosts[i % hosts.length],
        tags: { datacenter: site, cluster, [key]: value, bare: "" },
      })),
      hosts: hosts.map((id) => ({ id, name: id, cluster, model: `${id} of ours`, cpuModel: "Xeon" })),
      series: [
        { workload: ids[0], metric: "cpuCores", start: "2026-01-05T00:00:00Z", slotMinutes: 60, values: [1, null] },
      ],
      findings: [
        {
          code: "os-disagrees",
          severity: "warning",
          file: `${file}.xlsx`,
          tab: "vInfo",
          row: 3,
          column: key,
          raw: cell,
          bound: version,
          subject: ids[1],
        },
        {
          code: "series-gap",
          severity: "warning",
          file: `${file}.xlsx`,
          tab: site,
          raw: "3 of 336",
          subject: `${ids[0]} cpuCores`,
        },
        { code: "not-importable", severity: "error", file: `${row}.csv`, subject: row, bound: "it has no name" },
        { code: "edit-set", severity: "info", file: "", raw: ids[0], bound: `name ${shown}` },
        { code: "edit-grown", severity: "info", file: "", raw: `3 workloads with text ${cell}`, bound: "CPU +10 %" },
      ],
      rules: [
        { id: rule, kind: "split", workloads: [ids[0]], from: [ids[1]], scope: "rack" },
        {
          id: `${rule}b`,
          kind: "near",
          workloads: [ids[1]],
          to: [rack, "vsphere-8@dell-r740-8180/3-8", far],
          scope: "rack",
        },
      ],
      places: [{ id: rack, kind: "rack", hosts: ["vsphere-8@dell-r740-8180/1", far] }],
    });
    return { inventory, originals: [...ids, ...hosts, ...more] };
  });

describe("anonymising", () => {
  it("leaves no name anywhere, and gives a valid inventory with the same figures", () => {
    fc.assert(
      fc.property(estate, ({ inventory, originals }) => {
        const made = anonymise(inventory, PLATFORMS).inventory;
        const text = JSON.stringify(made).toLowerCase();
        for (const original of originals)
          expect(text).not.toContain(JSON.stringify(original).slice(1, -1).toLowerCase());
        expect(Inventory.parse(made)).toEqual(made);
        expect(made.workloads.map(({ vcpus }) => vcpus)).toEqual(inventory.workloads.map(({ vcpus }) => vcpus));
        expect(made.series.map(({ values }) => values)).toEqual(inventory.series.map(({ values }) => values));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("gives the same name the same pseudonym everywhere, and keeps the order of names", () => {
    fc.assert(
      fc.property(estate, ({ inventory }) => {
        const { inventory: made, names } = anonymise(inventory, PLATFORMS);
        const table = new Map(names.filter(({ kind }) => kind === "workload").map((row) => [row.name, row.pseudonym]));
        const hosts = new Map(names.filter(({ kind }) => kind === "host").map((row) => [row.name, row.pseudonym]));
        const [first, second] = inventory.workloads;
        for (const [i, workload] of inventory.workloads.entries()) {
          const { id, name: shown, runsOn } = made.workloads[i] ?? {};
          expect([id, shown]).toEqual([table.get(workload.id), table.get(workload.name)]);
          expect(runsOn).toBe(hosts.get(workload.runsOn ?? ""));
        }
        expect(made.series[0]?.workload).toBe(table.get(first?.id ?? ""));
        expect(made.rules?.[0]).toMatchObject({
          workloads: [table.get(first?.id ?? "")],
          from: [table.get(second?.id ?? "")],
        });
        expect(made.findings[1]?.subject).toBe(`${table.get(first?.id ?? "")} cpuCores`);
        const places = made.rules?.[1]?.kind === "near" ? made.rules[1].to : [];
        expect(places.slice(0, 2)).toEqual([made.places?.[0]?.id, "vsphere-8@dell-r740-8180/3-8"]);
        expect(places[2]).toBe(made.places?.[0]?.hosts[1]);
        const sorted = [...table].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pseudonym]) => pseudonym);
        expect(sorted).toEqual(sorted.toSorted());
        expect(new Set(table.values()).size).toBe(table.size);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it("never hands out a pseudonym that is an original name", () => {
    const workloads = ["wl-0002", "alpha", "host-0001"].map((id) => ({ id, name: id, os, vcpus: 1, memoryMiB: 1 }));
    const { inventory } = anonymise(
      Inventory.parse({ format: "f", files: [], workloads, hosts: [], series: [], findings: [] }),
      PLATFORMS,
    );
    // alpha, host-0001, wl-0002 in order; wl-0002 itself is passed over
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["wl-0004", "wl-0001", "wl-0003"]);
  });

  it("keeps versions that our own table writes, and findings readable", () => {
    const versions = ["2003", "2003 R2", "RHEL 4", "Red Hat Linux 9", "V5R3", "10", "RHEL 4 for ACME"];
    const families = ["windows", "windows", "linux", "linux", "ibm-i", "solaris", "linux"] as const;
    const workloads = versions.map((version, i) => ({
      id: `w${i}`,
      name: `w${i}`,
      os: { family: families[i], version, architecture: "unknown" },
      vcpus: 1,
      memoryMiB: 1,
    }));
    const finding = { code: "powered-off", severity: "info", file: "a.csv", row: 2, raw: "off", subject: "w0" };
    const made = anonymise(
      Inventory.parse({ format: "f", files: [], workloads, hosts: [], series: [], findings: [finding] }),
      PLATFORMS,
    );
    expect(made.inventory.workloads.map((one) => one.os.version)).toEqual([...versions.slice(0, -1), "os-0001"]);
    expect(made.inventory.findings.map(findingText)).toEqual([
      'file-0001.csv row 2: "wl-0001" is powered off',
      "names replaced by pseudonyms, free texts left out: 7 workloads",
    ]);
  });

  it("takes the sample estate", () => {
    const file = JSON.parse(readFileSync(new URL("../../../data/samples/estate-2005.json", import.meta.url), "utf8"));
    const { format: _format, name: _name, ...lists } = file as Record<string, unknown>;
    const made = anonymise(
      Inventory.parse({ ...lists, format: "house-json", files: ["estate-2005.json"], findings: [] }),
      PLATFORMS,
    );
    const text = JSON.stringify({ ...made.inventory, series: made.inventory.series.map(({ workload }) => workload) });
    const tellTale = made.names.filter(({ kind }) => kind === "workload" || kind === "host");
    expect(tellTale).toHaveLength(560);
    expect(tellTale.filter(({ name }) => text.includes(`"${name}"`))).toEqual([]);
    expect(made.inventory.workloads[0]).toMatchObject({ vcpus: 1, os: { version: "RHEL 3" } });
  });
});

describe("the table of names", () => {
  it("is CSV that no spreadsheet takes for formulas", () => {
    const rows = [
      { kind: "workload", name: '=cmd|"x"', pseudonym: "wl-0001" },
      { kind: "tag key", name: "a,b", pseudonym: "key-0001" },
    ] as const;
    expect(namesCsv(rows)).toBe('kind,name,pseudonym\r\nworkload,"\'=cmd|""x""",wl-0001\r\ntag key,"a,b",key-0001\r\n');
  });
});
