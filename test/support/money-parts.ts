/** A hand-made room, licences, carbon and money, put into the made-up plan of plan-document.ts. */
import type { CountedLicence, PlanDocument, PlanMoney, PlanResult, PlanRoom } from "#planner";
import { PlanDocument as Schema } from "#planner/contract/index.ts";
import { type SamplePlan, samplePlan } from "./plan-document.ts";

const RATED_W = 700;
const UNITS = 4;

/** Every host in one of two racks but the last, which draws more than a circuit carries. */
export function sampleRoom(result: PlanResult): PlanRoom {
  const racked = (host: string, n: number) => ({
    host,
    atUnit: n * UNITS + 1,
    units: UNITS,
    fullW: RATED_W,
    peakW: 600,
  });
  const standing = result.hosts.slice(0, -1).map(({ id }) => id);
  const half = Math.ceil(standing.length / 2);
  const racks = [standing.slice(0, half), standing.slice(half)].map((ids, r) => ({
    id: `rack-${r + 1}`,
    hosts: ids.map(racked),
    usedUnits: ids.length * UNITS,
    units: 42,
    plannedW: ids.length * RATED_W * 0.9,
    feedW: 8646,
    peakW: ids.length * 600,
    btuPerHour: ids.length * 600 * 3.41214,
  }));
  const heatW = standing.length * 600;
  return {
    racks,
    frames: [],
    unracked: [
      {
        host: result.hosts.at(-1)?.id ?? "",
        limits: [
          { limit: "feed", needs: 9000, has: 8646, unit: "W", wouldFit: "a circuit of 208 V 60 A, three-phase" },
        ],
      },
    ],
    withoutUnits: [],
    bound: { racks: 1, kind: "continuous units" },
    gapRatio: 1,
    areaM2: 5.2,
    density: { maxKWPerRack: 1.8, meanKWPerRack: 1.8, wPerM2: 692, limitWPerM2: 1600 },
    breakers: { fullW: 4200, rackRatio: 0.9, roomRatio: 0.65, plannedRoomW: 3600 },
    cooling: {
      heatW,
      btuPerHour: heatW * 3.41214,
      tons: (heatW * 3.41214) / 12_000,
      airRiseC: 11,
      airflowM3PerHour: 975,
      airflowCfm: 574,
      unitKW: 30,
      unitsNeeded: 1,
      unitsWithSpares: 2,
      unitsInstalled: 2,
    },
    inlet: { class: "A1", supplyAirC: 18, minC: 15, maxC: 32, isInside: true },
    chain: [
      { stage: "it", meanW: 3000, peakW: 3600 },
      { stage: "other", meanW: 3000, peakW: 3600 },
      { stage: "facility", meanW: 6000, peakW: 7200 },
    ],
  };
}

/** A licence with a price, and one that nobody has priced. */
export const SAMPLE_LICENCES: readonly CountedLicence[] = [
  {
    id: "windows",
    product: "windows-2003-r2-enterprise",
    title: "Windows Server 2003 R2 Enterprise",
    unit: "licence",
    units: 7,
    lines: [
      { scope: "esx-3.0@dl585-g1/1", units: 2, why: "8 guests, four a licence" },
      { scope: "esx-3.0@dl585-g1/2", units: 5, why: "20 guests, four a licence" },
    ],
    rule: "One licence covers four guests of one host.",
    source: "seen: MS-2006",
    price: { each: 2358, currency: "USD", asOf: "2006", isYearly: false, source: "recalled: fairly" },
    toBuy: 4,
    once: 9432,
    perYear: 0,
  },
  {
    id: "oracle",
    product: "oracle-database-enterprise",
    title: "Oracle Database Enterprise",
    unit: "processor",
    units: 8,
    lines: [{ scope: "esx-3.0@dl585-g1", units: 8, why: "16 cores at 0.5" }],
    rule: "Cores times the core factor.",
    source: "seen: ORA-2009",
    toBuy: 8,
  },
];

/** Hardware, electricity and licences of the plan against today's electricity and upkeep, over three years. */
export const SAMPLE_MONEY: PlanMoney = {
  currency: "USD",
  years: 3,
  discountPercent: 8,
  after: {
    lines: [
      { kind: "hardware", what: "esx-3.0@dl585-g1", once: 90_000, perYear: 0, total: 90_000, discounted: 90_000 },
      { kind: "electricity", what: "", once: 0, perYear: 4000, total: 12_000, discounted: 10_308 },
      { kind: "licences", what: "Windows Server 2003 R2", once: 9432, perYear: 0, total: 9432, discounted: 9432 },
    ],
    total: 111_432,
    discounted: 109_740,
    without: ["licences of Oracle Database Enterprise"],
  },
  before: {
    lines: [
      { kind: "electricity", what: "", once: 0, perYear: 20_000, total: 60_000, discounted: 51_542 },
      { kind: "today", what: "", once: 0, perYear: 38_000, total: 114_000, discounted: 97_930 },
    ],
    total: 174_000,
    discounted: 149_472,
    without: [],
  },
  waterfall: [
    { step: "today-total", amount: 149_472 },
    { step: "hardware", amount: 90_000 },
    { step: "electricity", amount: -41_234 },
    { step: "licences", amount: 9432 },
    { step: "today", amount: -97_930 },
    { step: "plan-total", amount: 109_740 },
  ],
};

/** The made-up plan with a room, licences, money and carbon. */
export function richPlan(options: SamplePlan = {}): PlanDocument {
  const { request, result } = samplePlan(options);
  const { after, before } = result.energy;
  return Schema.parse({
    request,
    result: {
      ...result,
      room: sampleRoom(result),
      licences: { after: [...SAMPLE_LICENCES] },
      money: SAMPLE_MONEY,
      energy: {
        ...result.energy,
        after: { ...after, kgCO2ePerYear: 21_000, embodiedKg: 9100, hostsWithoutEmbodied: 1 },
        ...(before === undefined ? {} : { before: { ...before, kgCO2ePerYear: 88_000 } }),
      },
    },
  });
}
