/**
 * The room the plan's hosts stand in: how they are fed, cooled and racked. Cooling is accounted either by PUE (everything
 * beside IT in one measured factor) or by its parts (losses of PDU and UPS, the cooling's coefficient of performance),
 * never both. What is left out is taken from sourced defaults, which the plan lists as assumptions.
 */
import { z } from "zod";
import { sourced } from "./sourced.ts";
import { Amount, Name, Positive } from "./workload.ts";

const Ratio = z.number().min(0).max(1);

/** Losses over the load u = share of the rating, each as share of the rating: noLoad + proportional × u + square × u². */
export const Losses = z.strictObject({
  noLoadRatio: z.number().min(0).max(0.5),
  proportionalRatio: z.number().min(0).max(0.5),
  squareRatio: z.number().min(0).max(0.5),
});
export type Losses = z.infer<typeof Losses>;

/** Named loss curves of a UPS. */
export const UPS_KINDS = ["legacy", "modern"] as const;

/** A stage that power passes on its way to the hosts. */
const stage = <T extends z.ZodType>(losses: T) =>
  z.strictObject({
    /** Rating of one path; left out = what the peak needs at 80 % load. */
    ratingKW: Positive.max(1e6).optional(),
    losses: losses.optional(),
    /** 2 = two full paths (2N), each carrying half. */
    paths: z.int().min(1).max(2).default(1),
  });

/** Inlet air classes of ASHRAE TC 9.9 whose limits the supply air is held against. */
export const INLET_CLASSES = [
  "recommended-2004",
  "recommended",
  "A1",
  "A2",
  "A3",
  "A4",
  "H1-recommended",
  "H1",
] as const;
export type InletClass = (typeof INLET_CLASSES)[number];

/** What feeds a rack: volts × amps × phases, or the same in kW; before the share that may be used for long. */
export const Circuit = z.union([
  z.strictObject({ kW: Positive.max(10_000) }),
  z.strictObject({
    volts: z.number().min(50).max(1000),
    amps: z.number().positive().max(5000),
    phases: z.union([z.literal(1), z.literal(3)]),
  }),
]);
export type Circuit = z.infer<typeof Circuit>;

export const Racks = z
  .strictObject({
    units: z.int().min(1).max(100).optional(),
    /** Units of every rack that hosts may not take: switches, panels, power strips. */
    reservedUnits: z.int().min(0).max(99).optional(),
    /** One circuit; redundant B feeds are not counted here. */
    circuit: Circuit.optional(),
    circuitsPerRack: z.int().min(1).max(12).optional(),
    /** Share of a circuit that may be used for long: the 80 % rule. */
    continuousRatio: z.number().gt(0).max(1).optional(),
    /** Share of the hosts' full draw that a rack is planned for. */
    diversityRatio: z.number().gt(0).max(1).optional(),
    /** Most weight of hosts in a rack. */
    maxKg: Positive.max(1e5).optional(),
    /** Most heat a rack's place can be rid of. */
    maxHeatKW: Positive.max(1e4).optional(),
    /** Racks there are; left out = as many as needed. */
    maxCount: z.int().min(1).max(1_000_000).optional(),
    /** Floor per rack, its share of aisles included. */
    areaM2: Positive.max(1000).optional(),
    /** Most heat per floor, W per square metre. */
    maxWPerM2: Positive.max(1e6).optional(),
  })
  .refine(({ units, reservedUnits }) => units === undefined || reservedUnits === undefined || reservedUnits < units, {
    error: "reservedUnits must be below units",
    path: ["reservedUnits"],
  })
  .meta({ id: "Racks" });
export type Racks = z.infer<typeof Racks>;

export const CoolingUnits = z.strictObject({
  /** Sensible cooling of one unit. */
  capacityKW: Positive.max(1e5),
  /** Units there are, spares included; left out = as many as needed. */
  installed: z.int().min(1).max(100_000).optional(),
  /** Units that may fail: N+k. */
  spare: z.int().min(0).max(1000).default(1),
});
export type CoolingUnits = z.infer<typeof CoolingUnits>;

/** Hours of a day, or of a week from Monday 0:00. */
const HOURS: readonly number[] = [24, 168];
const HOURS_ERROR = "must be one figure, 24 (hours of a day) or 168 (hours of a week from Monday 0:00), none below 0";

/** One figure for all hours, or one for each of a day or of a week. */
const hourly = () => {
  const hours = z
    .array(Amount)
    .refine((list) => HOURS.includes(list.length), { error: HOURS_ERROR })
    .meta({ description: "24 hours of a day, or 168 of a week from Monday 0:00" });
  return z.union([Amount, hours], { error: HOURS_ERROR });
};

/** Grams of CO2e per kWh: one figure, 24 hours of a day, or 168 of a week from Monday 0:00. */
const HourlyGrams = hourly();

/** The grid's carbon: by factor, or by the name of a grid of the data. */
export const Carbon = z.union(
  [
    z.strictObject({ gramsPerKWh: HourlyGrams, hasEmbodied: z.boolean().default(false) }),
    z.strictObject({ grid: Name, hasEmbodied: z.boolean().default(false) }),
  ],
  { error: "must have either gramsPerKWh (one figure, 24 hours or 168 hours, none below 0) or grid (a name)" },
);
export type Carbon = z.infer<typeof Carbon>;

/** The carbon of one grid, with its source: a row of the data. */
export const Grid = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/, {
    error: "must be 2 to 41 small letters, digits and dashes, the first a letter or a digit",
  }),
  title: Name,
  gramsPerKWh: sourced(Amount),
});
export type Grid = z.infer<typeof Grid>;

const common = {
  /** Temperature of the air supplied to the hosts' inlets. */
  inletClass: z.enum(INLET_CLASSES).optional(),
  /** What the air warms up by in the hosts. */
  airRiseC: z.number().min(1).max(40).optional(),
  racks: Racks.optional(),
  coolingUnits: CoolingUnits.optional(),
  carbon: Carbon.optional(),
  /** Share of all hosts' full draw that the room is planned for. */
  roomDiversityRatio: Ratio.gt(0).optional(),
  /** Hosts without partitions (spares): left on (the default), drawing their idle watts, or off. */
  idleHosts: z.enum(["on", "off"]).optional(),
};

export const Facility = z
  .discriminatedUnion("cooling", [
    z.strictObject({
      cooling: z.literal("pue"),
      pue: z.number().min(1).max(10),
      supplyAirC: z.number().min(5).max(45).optional(),
      ...common,
    }),
    z.strictObject({
      cooling: z.literal("cop"),
      supplyAirC: z.number().min(5).max(45),
      ups: stage(z.union([z.enum(UPS_KINDS), Losses])).optional(),
      pdu: stage(Losses).optional(),
      /** Lighting and the like, as share of the IT draw; left out = none. */
      otherRatio: Ratio.optional(),
      ...common,
    }),
  ])
  .meta({ id: "Facility" });
export type Facility = z.infer<typeof Facility>;

/** Price of a kWh: one figure, 24 hours of a day, or 168 of a week from Monday 0:00. */
export const Tariff = hourly().meta({ id: "Tariff" });
export type Tariff = z.infer<typeof Tariff>;
