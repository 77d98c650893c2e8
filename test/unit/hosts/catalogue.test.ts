import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { parseSource } from "#models/fact.ts";
import { HOST_SOURCES, HOST_TYPES, findHostType } from "#hosts";
import { ENERGY_SOURCES } from "#planner/energy/index.ts";

const ROOT = join(import.meta.dirname, "../../..");
const KNOWN_KEYS = new Set([...Object.keys(HOST_SOURCES), ...Object.keys(ENERGY_SOURCES)]);

interface Row {
  readonly published: string;
  readonly cpus_enabled: string;
  readonly ssj_ops_100: string;
  readonly [column: string]: string;
}

const ROWS: readonly Row[] = parse(readFileSync(join(ROOT, "data/measurements/specpower-curves.csv"), "utf8"), {
  columns: true,
  comment: "#",
  relax_quotes: true,
});

const LOADS = ["idle", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"];
const wattsOf = (row: Row) => LOADS.map((load) => Number(row[`w_${load}`]));
const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((v, i) => v === b[i]);

const PUBLISHED = HOST_TYPES.flatMap((type) =>
  type.power.kind === "curve" && type.power.watts.source === "seen: specpower-csv"
    ? [{ type, watts: type.power.watts.value }]
    : [],
);

/** Every object with `value` and `source` inside a host type, with its path. */
function sourcedIn(node: unknown, path: string): readonly { readonly path: string; readonly source: string }[] {
  if (typeof node !== "object" || node === null) return [];
  const record = node as Record<string, unknown>;
  if ("value" in record && typeof record["source"] === "string") return [{ path, source: record["source"] }];
  return Object.entries(record).flatMap(([key, value]) => sourcedIn(value, `${path}.${key}`));
}

const SOURCED = HOST_TYPES.flatMap((type) => [
  ...sourcedIn(type, type.id),
  ...(type.blocksSource === undefined ? [] : [{ path: `${type.id}.blocksSource`, source: type.blocksSource }]),
]);

describe("the host catalogue", () => {
  it("holds one type per JSON file, named by its id and sorted", () => {
    const files = readdirSync(join(ROOT, "data/hosts")).filter((file) => file.endsWith(".json"));
    const ids = HOST_TYPES.map((type) => type.id);
    expect(ids).toEqual(files.map((file) => file.replace(/\.json$/, "")).toSorted());
    expect(ids.length).toBeGreaterThanOrEqual(30);
  });

  it("finds a type by id and answers undefined for an unknown one", () => {
    expect(findHostType("dell-r740-8180")?.model).toContain("R740");
    expect(findHostType("no-such-host")).toBeUndefined();
  });

  it("spans 2004 to 2026", () => {
    const years = new Set(HOST_TYPES.map((type) => type.year));
    expect(years.has(2004) && years.has(2026)).toBe(true);
  });

  it("states a readable source for every figure", () => {
    for (const { path, source } of SOURCED) expect(() => parseSource(source), path).not.toThrow();
    // ten figures at the least: sockets, cores, threads, clock, memory, network, disk, power … per type
    expect(SOURCED.length).toBeGreaterThan(HOST_TYPES.length * 8);
  });

  it("says 'seen' only with keys of the bibliography", () => {
    const unknown = SOURCED.flatMap(({ path, source }) => {
      const parsed = parseSource(source);
      return parsed.kind === "seen"
        ? parsed.ref.split(", ").flatMap((key) => (KNOWN_KEYS.has(key) ? [] : [`${path}: ${key}`]))
        : [];
    });
    expect(unknown).toEqual([]);
  });

  it("has no key in its bibliography that no host uses", () => {
    const text = HOST_TYPES.map((type) => JSON.stringify(type)).join("\n");
    expect(Object.keys(HOST_SOURCES).filter((key) => !text.includes(key))).toEqual([]);
  });

  it("explains every assumption in more than a word", () => {
    const bare = SOURCED.filter(({ source }) => source.startsWith("assumed:") && source.split(" ").length < 3);
    expect(bare).toEqual([]);
  });

  it("gives every alias of more than one type to types that their CPU tells apart", () => {
    const groups = Map.groupBy(
      HOST_TYPES.flatMap((type) => type.aliases.map((alias) => ({ alias: alias.toLowerCase(), cpu: type.cpuModel }))),
      ({ alias }) => alias,
    );
    const clashing = [...groups].filter(([, owners]) => new Set(owners.map(({ cpu }) => cpu)).size < owners.length);
    expect(clashing).toEqual([]);
  });
});

describe("published power curves", () => {
  it("come from the measurement table, at least eighteen of them", () => {
    expect(ROWS.length).toBe(27);
    expect(PUBLISHED.length).toBeGreaterThanOrEqual(18);
  });

  it("equal their row: watts at all eleven points, cores, clock and throughput per core", () => {
    for (const { type, watts } of PUBLISHED) {
      const row = ROWS.find((r) => same(wattsOf(r), watts) && Number(r["cpu_mhz"]) === type.coreMhz.value);
      expect(row, type.id).toBeDefined();
      const cores = type.sockets.value * type.coresPerSocket.value;
      expect(row?.cpus_enabled, type.id).toContain(`${cores} cores, ${type.sockets.value} chip`);
      expect(type.ratingPerCore?.value, type.id).toBe(Math.round(Number(row?.ssj_ops_100) / cores));
    }
  });

  it("belong to machines no younger than their publication", () => {
    for (const { type, watts } of PUBLISHED) {
      const row = ROWS.find((r) => same(wattsOf(r), watts));
      expect(type.year, type.id).toBeLessThanOrEqual(Number(row?.published.slice(-4)));
    }
  });
});

describe("figures of a host type", () => {
  it("fit each other: planned memory within the maximum, boards within the machine", () => {
    for (const type of HOST_TYPES) {
      expect(type.memoryMiB.value, type.id).toBeLessThanOrEqual(type.memoryMaxMiB?.value ?? type.memoryMiB.value);
      const held = (read: (block: (typeof type.blocks)[number]) => number) =>
        type.blocks.reduce((sum, block) => sum + block.count * read(block), 0);
      if (type.blocks.length === 0) continue;
      expect(
        held((b) => b.cores),
        type.id,
      ).toBe(type.sockets.value * type.coresPerSocket.value);
      expect(
        held((b) => b.memoryMiB),
        type.id,
      ).toBe(type.memoryMiB.value);
      expect(
        held((b) => b.ioSlots),
        type.id,
      ).toBe(type.ioSlots?.value);
      expect(type.blocksSource, type.id).toBeDefined();
    }
  });

  it("show every Sun machine's throughput as an assumption, and leave it out where nothing is known", () => {
    const sparc = HOST_TYPES.filter((type) => type.architecture === "sparc");
    expect(sparc.length).toBeGreaterThanOrEqual(12);
    expect(sparc.filter((type) => type.ratingPerCore === undefined).map((type) => type.id)).toEqual([
      "sparc-m12-2",
      "sparc-m7-8",
      "sparc-t4-4",
      "sparc-t5120",
      "sparc-t5440",
      "sparc-t7-2",
      "sun-enterprise-10000",
    ]);
    for (const type of sparc) expect(type.ratingPerCore?.source ?? "assumed: none", type.id).toMatch(/^assumed: /);
  });

  it("scale an assumed throughput by clock from a host that is in the catalogue with that very figure", () => {
    const scaled = HOST_TYPES.filter((type) => type.ratingPerCore?.source.startsWith("assumed: clock ratio"));
    expect(scaled.length).toBeGreaterThan(10);
    for (const type of scaled) {
      const match = /clock ratio ([\d,]+)\/([\d,]+) MHz to (\S+) \(([\d,]+) per core\)/.exec(
        type.ratingPerCore?.source ?? "",
      );
      const [own, base, rating] = [match?.[1], match?.[2], match?.[4]].map((text) => Number(text?.replaceAll(",", "")));
      const named = findHostType(match?.[3] ?? "");
      expect(named?.ratingPerCore?.value, type.id).toBe(rating);
      expect(named?.coreMhz.value, type.id).toBe(base);
      expect(type.coreMhz.value, type.id).toBe(own);
      expect(type.ratingPerCore?.value, type.id).toBe(Math.round(((rating ?? 0) * (own ?? 0)) / (base ?? 1)));
    }
  });

  it("carry the CPU features of their generation", () => {
    const has = (id: string) => findHostType(id)?.features ?? [];
    // NetBurst of 2004–05 has no VT-x; Xeon 5160 has it without EPT; Nehalem has both; Opteron rev. E none, F AMD-V, Shanghai RVI too
    expect(has("intel-se7520af2")).not.toContain("vt-x");
    expect(has("hp-dl380-g5")).toContain("vt-x");
    expect(has("hp-dl380-g5")).not.toContain("slat");
    expect(has("dell-r710")).toEqual(expect.arrayContaining(["vt-x", "slat"]));
    expect(has("hp-dl585-g1")).not.toContain("amd-v");
    expect(has("colfax-cx2266")).toContain("amd-v");
    expect(has("colfax-cx2266")).not.toContain("slat");
    expect(has("hp-dl585-g5")).toEqual(expect.arrayContaining(["amd-v", "slat"]));
  });

  it("never mix the makers' virtualization extensions", () => {
    for (const type of HOST_TYPES) {
      if (type.features.includes("vt-x")) expect(type.cpuVendor, type.id).toBe("intel");
      if (type.features.includes("amd-v")) expect(type.cpuVendor, type.id).toBe("amd");
    }
  });
});
