/**
 * The made-up plan of plan-document.ts with a room, licences and money: hosts of 4 U, eight to a rack by its feed, two
 * licences, money over five years. Consistent in itself (sums are sums of what stands there), worked out by hand: no
 * planner is asked.
 */
import {
  PlanDocument,
  type PlanHost,
  type PlanLicences,
  type PlanMoney,
  type PlanRoom,
  type Rack,
} from "#planner/contract/index.ts";
import { type SamplePlan, samplePlan } from "./plan-document.ts";
import { BTU, PUE } from "./plan-parts.ts";

const UNITS = 4;
const FULL_W = 680;
/** 208 V × 30 A × 0.8 */
export const FEED_W = 4992;
export const RACK_RATIO = 0.9;
export const ROOM_RATIO = 0.85;
export const AREA_M2 = 2.5;
/** Planned: 8 × 680 W × 0.9 = 4,896 W of 4,992 W; a ninth would be 5,508 W. */
export const HOSTS_PER_RACK = 8;
const KG = 40;
const YEARS = 5;

const peakOf = (hosts: readonly PlanHost[]) => {
  const sums = (hosts[0]?.drawW ?? []).map((_, slot) => hosts.reduce((sum, host) => sum + (host.drawW[slot] ?? 0), 0));
  return Math.max(0, ...sums);
};

function rackOf(hosts: readonly PlanHost[], i: number): Rack {
  const peakW = peakOf(hosts);
  return {
    id: `rack-${i + 1}`,
    hosts: hosts.map((host, h) => ({
      host: host.id,
      atUnit: h * UNITS + 1,
      units: UNITS,
      fullW: FULL_W,
      peakW: peakOf([host]),
      kg: KG,
    })),
    usedUnits: hosts.length * UNITS,
    units: 42,
    plannedW: hosts.length * FULL_W * RACK_RATIO,
    feedW: FEED_W,
    peakW,
    btuPerHour: peakW * BTU,
    kg: hosts.length * KG,
  };
}

/** The room of these hosts; `frames` machines of 84 U besides, `unracked` hosts of the list left out. */
export function roomOf(
  hosts: readonly PlanHost[],
  extra: { readonly frames: number; readonly unracked: number },
): PlanRoom {
  const standing = hosts.slice(0, hosts.length - extra.unracked);
  const groups = Array.from({ length: Math.ceil(standing.length / HOSTS_PER_RACK) }, (_, i) =>
    standing.slice(i * HOSTS_PER_RACK, (i + 1) * HOSTS_PER_RACK),
  );
  const racks = groups.map(rackOf);
  const peakW = peakOf(standing);
  const areaM2 = (racks.length + 2 * extra.frames) * AREA_M2;
  const fullW = standing.length * FULL_W;
  const bound = Math.ceil((standing.length * FULL_W * RACK_RATIO) / FEED_W);
  const meanW = peakW * 0.8;
  return {
    racks,
    frames: Array.from({ length: extra.frames }, (_, i) => ({
      host: `z9@z9-bc/${i + 1}`,
      atUnit: 0,
      units: 84,
      fullW: 12_000,
      peakW: 9000,
    })),
    unracked: hosts.slice(standing.length).map(({ id }) => ({
      host: id,
      limits: [
        { limit: "racks", needs: racks.length + 1, has: racks.length, unit: "racks", wouldFit: "one more rack" },
        { limit: "feed", needs: 5508, has: FEED_W, unit: "W", wouldFit: "a circuit of 208 V 60 A, three-phase" },
      ],
    })),
    withoutUnits: [],
    bound: { racks: bound, kind: "continuous feed" },
    gapRatio: bound === 0 ? 0 : (racks.length - bound) / bound,
    areaM2,
    density: {
      maxKWPerRack: Math.max(0, ...racks.map((rack) => rack.peakW)) / 1000,
      meanKWPerRack: racks.length === 0 ? 0 : racks.reduce((sum, rack) => sum + rack.peakW, 0) / racks.length / 1000,
      wPerM2: areaM2 === 0 ? 0 : peakW / areaM2,
      limitWPerM2: 2200,
    },
    breakers: { fullW, rackRatio: RACK_RATIO, roomRatio: ROOM_RATIO, plannedRoomW: fullW * ROOM_RATIO },
    cooling: {
      heatW: peakW,
      btuPerHour: peakW * BTU,
      tons: (peakW * BTU) / 12_000,
      airRiseC: 12,
      airflowM3PerHour: peakW * 0.249,
      airflowCfm: peakW * 0.146,
      unitKW: 30,
      unitsNeeded: Math.ceil(peakW / 30_000),
      unitsWithSpares: Math.ceil(peakW / 30_000) + 1,
    },
    inlet: { class: "A1", supplyAirC: 18, minC: 15, maxC: 32, isInside: true },
    chain: [
      { stage: "it", meanW, peakW },
      { stage: "other", meanW: meanW * (PUE - 1), peakW: peakW * (PUE - 1) },
      { stage: "facility", meanW: meanW * PUE, peakW: peakW * PUE },
    ],
  };
}

/** Oracle by cores of three hosts with a price, a suite without one. */
export function licencesOf(title = "Oracle Database Enterprise Edition"): PlanLicences {
  const oracle = {
    id: "orders-db",
    product: "oracle-ee",
    title,
    unit: "processor",
    rule: "All cores of every host that may run it, times the core factor, rounded up per host.",
    source: "seen: oracle-core-factor",
    price: {
      each: 47_500,
      currency: "USD",
      asOf: "2006-09",
      isYearly: false,
      source: "assumed: list price of that year",
    },
  };
  const line = (n: number) => ({ scope: `esx-3.0@dl585-g1/${n}`, units: 8, why: "16 cores × core factor 0.5" });
  return {
    after: [
      // 3 hosts × 16 cores × 0.5 = 24, 20 of them held: 4 × 47,500 = 190,000; support 22 % of 24 × 47,500 = 250,800.
      { ...oracle, units: 24, lines: [1, 2, 3].map(line), toBuy: 4, once: 190_000, perYear: 250_800 },
      {
        id: "suite",
        product: "suite",
        title: "Management suite",
        unit: "host",
        units: 7,
        lines: Array.from({ length: 40 }, (_, i) => ({ scope: `host ${i + 1}`, units: 1, why: "one per host" })),
        rule: "One for every host, spares too.",
        source: "recalled: fairly",
        toBuy: 7,
      },
    ],
    before: [{ ...oracle, units: 40, lines: [1, 2, 3, 4, 5].map(line), toBuy: 20, once: 0, perYear: 418_000 }],
  };
}

type Line = PlanMoney["after"]["lines"][number];
const line = (kind: Line["kind"], what: string, once: number, perYear: number): Line => ({
  kind,
  what,
  once,
  perYear,
  total: once + YEARS * perYear,
  discounted: once + YEARS * perYear,
});

const sumOf = (lines: readonly Line[], kind?: Line["kind"]) =>
  lines.filter((one) => kind === undefined || one.kind === kind).reduce((sum, one) => sum + one.discounted, 0);

/** Five years, not discounted; the steps of the waterfall are differences of the kinds' sums. */
export function moneyOf(hasBefore: boolean): PlanMoney {
  const after = [
    line("hardware", "dl585-g1", 210_000, 0),
    line("hardware-support", "dl585-g1", 0, 21_000),
    line("electricity", "", 0, 9800),
    line("space", "racks", 0, 4800),
    line("licences", "orders-db", 190_000, 250_800),
    line("admin", "", 0, 70_000),
    line("migration", "", 96_000, 0),
    line("training", "", 15_000, 0),
  ];
  const before = [
    line("electricity", "", 0, 34_000),
    line("space", "racks", 0, 19_200),
    line("licences", "orders-db", 0, 418_000),
    line("admin", "", 0, 190_000),
    line("today", "", 0, 57_000),
  ];
  const kinds = [...new Set([...before, ...after].map(({ kind }) => kind))];
  const side = (lines: Line[], without: string[]) => ({
    lines,
    total: sumOf(lines),
    discounted: sumOf(lines),
    without,
  });
  return {
    currency: "USD",
    years: YEARS,
    discountPercent: 0,
    after: side(after, ["licences of Management suite"]),
    ...(hasBefore
      ? {
          before: side(before, []),
          waterfall: [
            { step: "today-total" as const, amount: sumOf(before) },
            ...kinds.map((kind) => ({ step: kind, amount: sumOf(after, kind) - sumOf(before, kind) })),
            { step: "plan-total" as const, amount: sumOf(after) },
          ],
        }
      : {}),
  };
}

export interface SampleRoom extends SamplePlan {
  readonly frames?: number;
  readonly unracked?: number;
  /** Title of the first licence, to try awkward texts. */
  readonly licence?: string;
  /** Is the plan to be cheap rather than small? Default no. */
  readonly isForCost?: boolean;
}

const ASSUMED = [
  { id: "room.areaM2PerRack", value: AREA_M2, unit: "m²", source: "assumed: a rack and its share of aisles" },
  { id: "product/oracle-ee/price", value: 47_500, unit: "USD", source: "assumed: list price of that year" },
  { id: "energy.grid.us", value: 600, unit: "g/kWh", source: "recalled: fairly" },
];

/** The sample plan with room, licences, money and carbon, checked. */
export function sampleRoom(options: SampleRoom = {}): PlanDocument {
  const { frames = 0, unracked = 0, licence, isForCost = false, ...plan } = options;
  const { request, result } = samplePlan(plan);
  const { after, before } = result.energy;
  const money = moneyOf(before !== undefined);
  const cost = {
    name: "cost",
    unit: "money",
    value: money.after.discounted,
    bound: 1_000_000,
    gapRatio: money.after.discounted / 1e6 - 1,
  } as const;
  return PlanDocument.parse({
    request: { ...request, facility: { ...request.facility, racks: { maxHeatKW: 6, maxWPerM2: 2200 } } },
    result: {
      ...result,
      summary: isForCost ? { ...result.summary, objective: { mode: "single", terms: [cost] } } : result.summary,
      energy: {
        ...result.energy,
        after: {
          ...after,
          costPerYear: 9800,
          kgCO2ePerYear: after.facilityKWhPerYear * 0.6,
          embodiedKg: 7000,
          hostsWithoutEmbodied: 2,
        },
        ...(before === undefined
          ? {}
          : { before: { ...before, costPerYear: 34_000, kgCO2ePerYear: before.facilityKWhPerYear * 0.6 } }),
      },
      room: roomOf(result.hosts, { frames, unracked }),
      licences: licencesOf(licence),
      money,
      facts: [...result.facts, ...ASSUMED],
      assumptions: [...result.assumptions, ...ASSUMED],
    },
  });
}
