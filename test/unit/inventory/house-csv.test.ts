/** House CSV: workloads with units, and measured series onto a regular grid. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Inventory } from "#planner/contract/index.ts";
import { findingText, importInventory } from "#inventory";
import { toGrid } from "#inventory/house/regular.ts";
import { book, codes, file, found, host, messageOf, vm } from "./estate.ts";

const ESTATE =
  "workload,os,architecture,vcpus,memory,clock\nweb,linux,x86-64,4,8 GiB,2000\ndb,Sun Solaris 10,sparc,8,64 GiB,\n";
const withSeries = (lines: readonly string[], estate = ESTATE) =>
  importInventory([
    file("estate.csv", estate),
    file("series.csv", ["timestamp,object,metric,value,unit", ...lines].join("\n")),
  ]);
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

describe("house inventory CSV", () => {
  it("reads columns in any order with units in header or cell, GB and GiB distinct", async () => {
    const { workloads } = await importInventory([
      file(
        "e.csv",
        "memory_gb,workload,vcpus,os,disk (TB),tag:owner,state\n4,a,2,Windows Server 2003 (32-bit),1,web team,powered-off\n4 GiB,b,1,linux,,,\n",
      ),
    ]);
    // 4 GB = 4e9 / 2^20 MiB; 1 TB = 1e12 / 2^30 GiB; 4 GiB = 4096 MiB.
    expect(workloads[0]?.memoryMiB).toBeCloseTo(3814.697_265_625, 9);
    expect(workloads[0]?.diskGiB).toBeCloseTo(931.322_574_615, 6);
    expect(workloads[0]).toMatchObject({
      id: "a",
      state: "powered-off",
      tags: { owner: "web team" },
      os: { version: "2003", architecture: "x86-32" },
    });
    expect(workloads[1]).toMatchObject({ memoryMiB: 4096, tags: {} });
  });

  it("lists lines it cannot use, with the column", async () => {
    const inventory = await importInventory([
      file(
        "e.csv",
        "workload,vcpus,memory,os\na,2,512,linux\nb,0,512,linux\nc,1,many,linux\nd,1,4 parsecs,linux\n,1,1,linux\n",
      ),
    ]);
    expect(inventory.workloads.map(({ id }) => id)).toEqual(["a"]);
    expect(found(inventory, "not-importable").map(({ row }) => row)).toEqual([3, 4, 5, 6]);
    expect(found(inventory, "not-a-number")).toMatchObject([{ row: 4, column: "memory", raw: "many" }]);
    expect(found(inventory, "unknown-unit")).toMatchObject([{ row: 5, raw: "parsecs" }]);
  });

  it("says what is asked for of a value out of range and of one that is missing", async () => {
    const { findings } = await importInventory([
      file("e.csv", "workload,vcpus,memory,os\na,0,,linux\nb,1,512,linux\n"),
    ]);
    expect(findings.map(findingText)).toEqual(
      expect.arrayContaining([
        'e.csv row 2 column "vcpus": "0" of "a" is out of range; expected above 0',
        'e.csv row 2 column "memory": "a" has no value here; expected a number',
      ]),
    );
  });

  it("keeps both of two equal ids and reports it", async () => {
    const inventory = await importInventory([
      file("e.csv", "workload,vcpus,memory,os\na,2,512,linux (64-bit)\na,2,512,linux (64-bit)\n"),
    ]);
    expect(new Set(inventory.workloads.map(({ id }) => id)).size).toBe(2);
    expect(codes(inventory)).toContain("duplicate-workload");
    expect(Inventory.safeParse(inventory).success).toBe(true);
  });

  it("warns of systems, words and hosts it does not know", async () => {
    const inventory = await importInventory([
      file("e.csv", "workload,vcpus,memory,os,state,host\na,2,512,BeOS,asleep,nowhere\n"),
    ]);
    expect(codes(inventory)).toEqual(expect.arrayContaining(["unknown-os", "unknown-word", "unknown-host"]));
    expect(inventory.workloads[0]).toMatchObject({ state: "running", os: { family: "unknown" } });
  });
});

describe("house series CSV", () => {
  it("converts every unit to the contract's", async () => {
    const { series } = await withSeries([
      `${at(0)},web,cpu,50,%`, // half of 4 vCPUs = 2 cores
      `${at(5)},web,cpu,1000,MHz`, // 1000 MHz on 2000 MHz cores = 0.5 cores
      `${at(10)},web,cpu,3,GHz`, // 1.5 cores
      `${at(15)},web,cpu,0.25,cores`,
      `${at(0)},web,memory,2,GiB`, // 2048 MiB
      `${at(5)},web,memory,25,%`, // a quarter of 8192 MiB
      `${at(0)},web,disk,500,kB/s`, // 0.5 MB/s
      `${at(5)},web,disk,1,MiB/s`, // 1.048576 MB/s
      `${at(0)},web,network,1,Gbit/s`, // 1000 Mbit/s
      `${at(5)},web,network,2,MB/s`, // 16 Mbit/s
    ]);
    const values = new Map(series.map((one) => [one.metric, one.values.map((value) => Number(value?.toFixed(6)))]));
    expect(values.get("cpuCores")).toEqual([2, 0.5, 1.5, 0.25]);
    expect(values.get("memoryMiB")).toEqual([2048, 2048]);
    expect(values.get("diskMBps")).toEqual([0.5, 1.048576]);
    expect(values.get("networkMbps")).toEqual([1000, 16]);
    expect(series[0]).toMatchObject({ workload: "web", start: "2026-01-01T00:00:00.000Z", slotMinutes: 5 });
  });

  it("takes the clock of the host an RVTools export names", async () => {
    const inventory = await importInventory([
      file("s.csv", `timestamp,object,metric,value,unit\n${at(0)},web,cpu,1500,MHz\n${at(60)},web,cpu,3000,MHz\n`),
      file("e.xlsx", book({ vInfo: [vm("web")], vHost: [host("esx-a")] })),
    ]);
    // The host's cores run at 3000 MHz.
    expect(inventory).toMatchObject({
      format: "rvtools-xlsx+house-csv",
      series: [{ values: [0.5, 1], slotMinutes: 60 }],
    });
  });

  it("leaves gaps empty, keeps the last of equal times, takes any order", async () => {
    const inventory = await withSeries([
      `${at(180)},web,cpu,4,cores`,
      `${at(0)},web,cpu,1,cores`,
      `${at(60)},web,cpu,9,cores`,
      `${at(60)},web,cpu,2,cores`,
      `${at(240)},web,cpu,5,cores`,
    ]);
    expect(inventory.series).toMatchObject([{ slotMinutes: 60, values: [1, 2, null, 4, 5] }]);
    expect(found(inventory, "series-gap")).toMatchObject([{ raw: "1 of 5", subject: "web cpuCores" }]);
    expect(found(inventory, "duplicate-time")).toMatchObject([{ raw: "1" }]);
  });

  it("folds an irregular step by the highest sample and says so", async () => {
    const inventory = await withSeries([0, 5, 7, 10, 15].map((minute) => `${at(minute)},web,cpu,${minute},cores`));
    // Steps 5, 2, 3, 5: five minutes is the common one; 5 and 7 share a slot.
    expect(inventory.series).toMatchObject([{ slotMinutes: 5, values: [0, 7, 10, 15] }]);
    expect(codes(inventory)).toContain("irregular-step");
  });

  it("reads times without a zone as UTC, and says so once", async () => {
    const inventory = await withSeries(["2026-01-01 00:00,web,cpu,1,cores", "2026-01-01 01:00,web,cpu,1,cores"]);
    expect(inventory.series[0]?.start).toBe("2026-01-01T00:00:00.000Z");
    expect(found(inventory, "time-without-zone")).toHaveLength(1);
  });

  it("reports what it cannot use, once for each thing", async () => {
    const inventory = await withSeries([
      `${at(0)},ghost,cpu,1,cores`,
      `${at(5)},ghost,cpu,1,cores`,
      `${at(0)},web,temperature,40,C`,
      `${at(0)},web,memory,1,furlongs`,
      `${at(0)},db,cpu,1000,MHz`,
      "yesterday,web,cpu,1,cores",
      `${at(0)},web,cpu,-1,cores`,
      `${at(0)},web,cpu,lots,cores`,
    ]);
    expect(inventory.series).toEqual([]);
    expect(found(inventory, "unknown-object")).toHaveLength(1);
    const expected = ["unknown-metric", "unknown-unit", "needs-clock", "not-a-time", "out-of-range", "not-a-number"];
    expect(codes(inventory)).toEqual(expect.arrayContaining(expected));
  });

  it("keeps percent above 100 as it stands, with a warning", async () => {
    const inventory = await withSeries([`${at(0)},web,cpu,150,%`, `${at(5)},web,cpu,160,%`]);
    expect(inventory.series[0]?.values).toEqual([6, 6.4]);
    expect(found(inventory, "over-allocation")).toHaveLength(1);
  });

  it("drops a series whose times span more slots than the bound", async () => {
    const inventory = await withSeries([
      `${at(0)},web,cpu,1,cores`,
      `${at(1)},web,cpu,1,cores`,
      `${at(2)},web,cpu,1,cores`,
      "2999-01-01T00:00:00Z,web,cpu,1,cores",
    ]);
    expect(inventory.series).toEqual([]);
    expect(found(inventory, "series-dropped")[0]?.bound).toContain("above the bound of 200000");
  });

  it("refuses series without any workload they could belong to", async () => {
    const alone = importInventory([file("s.csv", `timestamp,object,metric,value,unit\n${at(0)},web,cpu,1,cores\n`)]);
    expect(await messageOf(alone)).toContain("series need an inventory file beside them");
  });
});

describe("the grid", () => {
  const STEP = 300_000;
  it("gives the same series for any order of the same samples, and loses no sample of a regular one", () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1e6 }), (given, shift) => {
        const samples = given.map((value, i) => ({ at: (i + shift) * STEP, value }));
        const turned = [...samples].reverse();
        const grid = toGrid(samples);
        expect(toGrid(turned)).toEqual(grid);
        expect(grid).toMatchObject({
          kind: "regular",
          values: given.map((v) => v + 0),
          gaps: 0,
          doubles: 0,
          isIrregular: false,
        });
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it("never loses the highest sample, however irregular the times", () => {
    const sample = fc.record({
      at: fc.integer({ min: 0, max: 1e8 }),
      value: fc.double({ min: 0, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(sample, { minLength: 1, maxLength: 40, selector: ({ at: time }) => time }),
        (samples) => {
          const grid = toGrid(samples);
          if (grid.kind !== "regular") return;
          const highest = Math.max(...samples.map(({ value }) => value));
          expect(Math.max(...grid.values.map((value) => value ?? 0))).toBe(highest);
        },
      ),
      { seed: 12, numRuns: 200 },
    );
  });
});
