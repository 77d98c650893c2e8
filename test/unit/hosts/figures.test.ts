/** Heat, weight, height, carbon and price of the catalogue: dated, plausible, fitting each other and their sources. */
import { describe, expect, it } from "vitest";
import { HOST_SOURCES, HOST_TYPES } from "#hosts";
import type { HostType } from "#planner";

/** BTU/h per W; makers round their figures to some hundredths. */
const BTU_PER_WATT = 3.412;
const HEAT_TOLERANCE = 0.05;
/** Units of the racks that machines in frames of their own are counted as. */
const FRAME_UNITS = 42;

const mostWatts = ({ power }: HostType) => (power.kind === "curve" ? power.watts.value[10] : power.maxW.value) ?? 0;
const withKey = <K extends keyof HostType>(key: K) =>
  HOST_TYPES.flatMap((type) => (type[key] === undefined ? [] : [{ type, figure: type[key] }]));

describe("rack units", () => {
  it("are known of every type, since racks are packed from them", () => {
    expect(HOST_TYPES.filter((type) => type.rackUnits === undefined).map((type) => type.id)).toEqual([]);
  });

  it("of a machine in a frame of its own are whole racks of 42, with the reason", () => {
    const frames = HOST_TYPES.filter((type) => (type.rackUnits?.value ?? 0) >= FRAME_UNITS);
    expect(frames.length).toBeGreaterThanOrEqual(26);
    for (const { id, rackUnits } of frames) {
      expect((rackUnits?.value ?? 1) % FRAME_UNITS, id).toBe(0);
      expect(rackUnits?.source, id).toMatch(/^assumed: .*(its own|of its own|cabinets?).*counted as/);
    }
    const own = new Set(frames.map((type) => type.id));
    for (const type of HOST_TYPES) {
      if (
        type.architecture === "s390x" ||
        /E25K|15K|M8000|M9000|p5 59|Enterprise 10000|Superdome SD/.test(type.model)
      ) {
        expect(own.has(type.id), type.id).toBe(true);
      }
    }
  });

  it("of all others fit a rack", () => {
    for (const { type, figure } of withKey("rackUnits")) {
      if (figure.value % FRAME_UNITS !== 0) expect(figure.value, type.id).toBeLessThan(FRAME_UNITS);
      expect((figure.value * 2) % 1, type.id).toBe(0); // blades and sleds count by halves, nothing finer
    }
  });
});

describe("published heat", () => {
  it("is the most a machine draws in BTU/h, within 5 %, or says why not", () => {
    const published = withKey("btuPerHour");
    expect(published.length).toBeGreaterThanOrEqual(1);
    for (const { type, figure } of published) {
      const off = Math.abs(figure.value / (mostWatts(type) * BTU_PER_WATT) - 1);
      // SPARC M12-2: 2,907 W x 3.412 = 9,919 BTU/h against 9,920 published
      expect(off <= HEAT_TOLERANCE || (figure.note?.length ?? 0) > 20, `${type.id}: off by ${off}`).toBe(true);
    }
  });
});

describe("weights", () => {
  it("lie between 5 and 60 kg per rack unit", () => {
    const known = withKey("weightKg");
    expect(known.length).toBeGreaterThanOrEqual(10);
    for (const { type, figure } of known) {
      const perUnit = figure.value / (type.rackUnits?.value ?? 1);
      expect(perUnit, type.id).toBeGreaterThan(5);
      expect(perUnit, type.id).toBeLessThan(60);
    }
  });
});

describe("embodied carbon", () => {
  it("follows from the maker's total and its share of use, as its source states", () => {
    const known = withKey("embodiedKg");
    expect(known.length).toBeGreaterThanOrEqual(5);
    for (const { type, figure } of known) {
      const [, total, use] = /^derived: ([\d,]+) kg .* less ([\d.]+) % for use/.exec(figure.source) ?? [];
      // R740: 8,640 kg x (1 - 0.843) = 1,356 kg
      const rest = Number(total?.replaceAll(",", "")) * (1 - Number(use) / 100);
      expect(Math.abs(figure.value - rest), type.id).toBeLessThanOrEqual(1);
    }
  });
});

describe("prices", () => {
  const priced = withKey("price");

  it("are dated close to the years in which the machine was sold", () => {
    expect(priced.length).toBeGreaterThanOrEqual(22);
    for (const { type, figure } of priced) {
      const year = Number(figure.asOf.slice(0, 4));
      expect(Math.abs(year - type.year), type.id).toBeLessThanOrEqual(4);
      expect(figure.currency, type.id).toBe("USD");
    }
  });

  it("cost 100 to 100,000 per core: nothing is off by a thousand", () => {
    for (const { type, figure } of priced) {
      const perCore = figure.value / (type.sockets.value * type.coresPerSocket.value);
      expect(perCore, type.id).toBeGreaterThan(100);
      expect(perCore, type.id).toBeLessThan(100_000);
    }
  });

  it("that are assumed name the seen price they come from, and follow from it", () => {
    const assumed = priced.filter(({ figure }) => figure.source.startsWith("assumed:"));
    expect(assumed.length).toBeGreaterThanOrEqual(10);
    for (const { type, figure } of assumed) {
      const keys = Object.keys(HOST_SOURCES).filter((key) => figure.source.includes(key));
      const sibling = HOST_TYPES.find((other) => figure.source.includes(other.id));
      expect(keys.length > 0 || sibling?.price?.source.startsWith("seen:"), type.id).toBe(true);
      const each = /twice its (?:two|four) processors at ([\d,]+) USD each/.exec(figure.source)?.[1];
      // R740: two processors at 10,009, and as much again for the rest: 2 x 2 x 10,009 = 40,036
      const processors = type.sockets.value * Number(each?.replaceAll(",", ""));
      if (each !== undefined) expect(figure.value, type.id).toBe(2 * processors);
    }
  });

  it("of the Enterprise 10000 add up from its parts", () => {
    // 165,000 + 16 x (48,750 + 7,500) + 64 x 12,750 + 64 x 7,125 = 165,000 + 900,000 + 816,000 + 456,000
    expect(HOST_TYPES.find((type) => type.id === "sun-enterprise-10000")?.price?.value).toBe(2_337_000);
  });
});
