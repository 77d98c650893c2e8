import { describe, expect, it } from "vitest";
import { GRIDS, GRID_SOURCES } from "#grids";
import { isUnchecked, parseSource } from "#models/fact.ts";
import { Facility, HostPower, PlanRequest, readInput } from "#planner/contract/index.ts";
import {
  DEFAULT_GRAMS_PER_KWH,
  ENERGY_SOURCES,
  PUE_BY_YEAR,
  carbonPerSlot,
  facilityFacts,
  facilityProblems,
  pueOfYear,
} from "#planner/energy/index.ts";

const WITH_GRIDS = { grids: GRIDS };
const cop = (more: object = {}): Facility => Facility.parse({ cooling: "cop", supplyAirC: 20, ...more });
const onGrid = (grid: string) => ({ facility: cop({ carbon: { grid } }) });
const HOURLY = { model: "week", count: 168, minutes: 60 } as const;

describe("facts of the facility", () => {
  it("cite the survey for the PUE that a request without a facility gets, and nothing for the user's own", () => {
    const facility = PlanRequest.shape.facility.parse(undefined);
    expect(facility).toEqual({ cooling: "pue", pue: pueOfYear(2026).value });
    expect(facilityFacts(facility)["energy.pue"]?.source).toEqual({ kind: "seen", ref: "pue-survey-table" });
    expect(facilityFacts({ cooling: "pue", pue: 1.9 })).not.toHaveProperty("energy.pue");
  });

  it("list every default that was taken as an assumption", () => {
    const facts = facilityFacts(cop({ ups: {}, pdu: {} }));
    const unchecked = Object.entries(facts).flatMap(([id, { source }]) => (isUnchecked(source) ? [id] : []));
    expect(unchecked).toEqual(
      expect.arrayContaining([
        "energy.ups.kind",
        "energy.ups.modern.noLoad",
        "energy.pdu.square",
        "energy.stage.ratedLoad",
        "energy.chain.lossesInRoom",
        "energy.air.rise",
        "energy.grid.default",
      ]),
    );
  });

  it("leave out what the user said himself", () => {
    const losses = { noLoadRatio: 0.01, proportionalRatio: 0, squareRatio: 0 };
    const stage = { ratingKW: 10, losses };
    const facts = facilityFacts(cop({ ups: stage, pdu: stage, airRiseC: 9, carbon: { gramsPerKWh: 5 } }));
    expect(Object.keys(facts)).toEqual([
      "energy.btuPerHourPerWatt",
      "energy.btuPerHourPerTon",
      "energy.cop.square",
      "energy.cop.linear",
      "energy.cop.constant",
      "energy.chain.lossesInRoom",
      "energy.air.cfmPerWatt",
      "energy.inlet.recommended.min",
      "energy.inlet.recommended.max",
    ]);
  });

  it("were seen only in what the bibliographies hold", () => {
    const keys = { ...ENERGY_SOURCES, ...GRID_SOURCES };
    const facilities = [
      { cooling: "pue", pue: 1.56, supplyAirC: 20, inletClass: "recommended-2004" } as const,
      cop({ ups: {}, pdu: {}, carbon: { grid: "france" } }),
    ];
    const sources = [
      ...facilities.flatMap((facility) => Object.values(facilityFacts(facility, WITH_GRIDS))),
      ...PUE_BY_YEAR.values(),
    ].map(({ source }) => source);
    const refs = sources.flatMap((source) => (source.kind === "seen" ? source.ref.split(", ") : []));
    expect(refs.length).toBeGreaterThan(10);
    expect(refs.filter((ref) => !(ref in keys))).toEqual([]);
  });
});

describe("PUE by year", () => {
  it("is that of the last survey up to the year", () => {
    expect([2005, 2007, 2012, 2019, 2024, 2030].map((year) => pueOfYear(year).value)).toEqual([
      2.5, 2.5, 1.98, 1.67, 1.56, 1.56,
    ]);
  });
});

describe("grids", () => {
  it("are sorted, readable and seen in the bibliography", () => {
    expect(GRIDS.length).toBe(20);
    expect(GRIDS.map(({ id }) => id)).toEqual(GRIDS.map(({ id }) => id).toSorted());
    for (const { gramsPerKWh } of GRIDS) {
      const source = parseSource(gramsPerKWh.source);
      expect(source.kind === "seen" && source.ref in GRID_SOURCES).toBe(true);
    }
  });

  it("give their factor to every slot", () => {
    expect([...carbonPerSlot(onGrid("france"), WITH_GRIDS, HOURLY)]).toEqual(Array.from({ length: 168 }, () => 52));
    expect(carbonPerSlot(onGrid("us-serc"), WITH_GRIDS, HOURLY)[0]).toBe(415.8);
    expect(facilityFacts(onGrid("france").facility, WITH_GRIDS)["energy.grid.france"]).toMatchObject({ value: 52 });
  });

  it("are stood in for by their median, which is said to be assumed", () => {
    // of twenty the mean of the tenth and eleventh: (408.5 + 415.8) / 2 = 412.15
    const sorted = GRIDS.map(({ gramsPerKWh }) => gramsPerKWh.value).toSorted((a, b) => a - b);
    const median = ((sorted[9] ?? 0) + (sorted[10] ?? 0)) / 2;
    expect(DEFAULT_GRAMS_PER_KWH.value).toBe(Math.round(median));
    expect(carbonPerSlot({ facility: cop() }, {}, HOURLY)[0]).toBe(412);
  });

  it("take hours of the day as they take prices", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const request = { facility: cop({ carbon: { gramsPerKWh: hours } }) };
    expect(carbonPerSlot(request, {}, HOURLY)[25]).toBe(1);
  });
});

describe("bad input", () => {
  it("names an unknown grid and the nearest, or all there are", () => {
    expect(facilityProblems(onGrid("frankreich"), WITH_GRIDS)[0]?.detail).toContain('no grid "frankreich"');
    expect(facilityProblems(onGrid("us-serk"), WITH_GRIDS)).toEqual([
      { pointer: "/facility/carbon/grid", code: "unknown-grid", detail: 'no grid "us-serk"; did you mean "us-serc"?' },
    ]);
    expect(facilityProblems(onGrid("atlantis"), WITH_GRIDS)[0]?.detail).toContain("known: australia, bahrain");
    expect(facilityProblems(onGrid("france"), WITH_GRIDS)).toEqual([]);
    expect(() => carbonPerSlot(onGrid("atlantis"), WITH_GRIDS, HOURLY)).toThrow('no grid "atlantis"');
  });

  const told = (schema: typeof Facility | typeof HostPower, input: unknown) => {
    const parsed = readInput(schema, input);
    return parsed.success ? [] : parsed.problems.map((p) => `${p.pointer}: ${p.detail}`);
  };

  it.each([
    ["a PUE below 1", { cooling: "pue", pue: 0.9 }, /^\/pue: .*1/],
    [
      "23 hours of carbon",
      { ...cop(), carbon: { gramsPerKWh: Array.from({ length: 23 }, () => 1) } },
      /carbon.*(24|168)/,
    ],
    ["three paths", { ...cop(), ups: { paths: 3 } }, /^\/ups\/paths: .*2/],
    ["PUE and UPS at once", { cooling: "pue", pue: 1.5, ups: {} }, /ups/],
    ["cooling units of 0 kW", { ...cop(), coolingUnits: { capacityKW: 0 } }, /^\/coolingUnits\/capacityKW: /],
  ])("refuses %s and names it", (_, input, said) => {
    expect(told(Facility, input).join("\n")).toMatch(said);
  });

  it("refuses a curve that falls, and ends the wrong way round", () => {
    const watts = { value: [100, 120, 110, 130, 140, 150, 160, 170, 180, 190, 200], source: "assumed: a test" };
    expect(told(HostPower, { kind: "curve", watts }).join()).toContain("the curve must not fall");
    const ends = { idleW: { value: 200, source: "assumed: a" }, maxW: { value: 100, source: "assumed: a" } };
    expect(told(HostPower, { kind: "two-ends", ...ends }).join()).toContain("maxW must not be below idleW");
  });
});
