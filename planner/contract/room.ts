/**
 * Where the plan's hosts stand, what feeds them and what takes their heat away. No rack of a result breaks a limit: a
 * host that finds no place is listed with every limit it breaks, by how much, and what would fit.
 */
import { z } from "zod";
import { INLET_CLASSES } from "./facility.ts";

/** What a place can run out of. */
export const ROOM_LIMITS = ["units", "feed", "weight", "heat", "racks", "cooling", "floor"] as const;
export type RoomLimit = (typeof ROOM_LIMITS)[number];

const RackedHost = z.strictObject({
  host: z.string(),
  /** Lowest unit it takes, counted from 1 at the bottom; 0 for a host in frames of its own. */
  atUnit: z.int().min(0),
  units: z.number(),
  /** Draw at full load: what breakers are planned for. */
  fullW: z.number(),
  /** Highest draw over the plan's slots. */
  peakW: z.number(),
  kg: z.number().optional(),
});

const Rack = z.strictObject({
  id: z.string(),
  /** From the bottom up. */
  hosts: z.array(RackedHost),
  usedUnits: z.number(),
  units: z.number(),
  /** Full draw of its hosts times the diversity, and what its circuits may carry for long. */
  plannedW: z.number(),
  feedW: z.number(),
  /** Highest draw of all its hosts together over the slots, which is its heat. */
  peakW: z.number(),
  btuPerHour: z.number(),
  /** Absent where a host's weight is not known. */
  kg: z.number().optional(),
});
export type Rack = z.infer<typeof Rack>;

const Unracked = z.strictObject({
  host: z.string(),
  limits: z.array(
    z.strictObject({
      limit: z.enum(ROOM_LIMITS),
      needs: z.number(),
      has: z.number(),
      unit: z.string(),
      /** What would fit, in words: "a circuit of 208 V 60 A, three-phase". */
      wouldFit: z.string().optional(),
    }),
  ),
});
export type Unracked = z.infer<typeof Unracked>;

const POWER_STAGES = ["it", "pdu", "ups", "cooling", "other", "facility"] as const;

export const PlanRoom = z.strictObject({
  racks: z.array(Rack),
  /** Machines that come in frames of their own: as high as a full rack, or higher. */
  frames: z.array(RackedHost),
  unracked: z.array(Unracked),
  /** Hosts whose height is not known: they stand nowhere, and no limit was checked for them. */
  withoutUnits: z.array(z.string()),
  /** Fewest racks that hold the racked hosts, and which sum proves it. */
  bound: z.strictObject({
    racks: z.int().min(0),
    kind: z.string(),
    /** For "columns": what each host is worth in racks; no rack can hold hosts worth more than one. */
    prices: z.record(z.string(), z.number()).optional(),
  }),
  gapRatio: z.number(),
  areaM2: z.number(),
  density: z.strictObject({
    maxKWPerRack: z.number(),
    meanKWPerRack: z.number(),
    wPerM2: z.number(),
    limitWPerM2: z.number().optional(),
  }),
  /** What breakers and feeds are planned for: full draw, and times the diversity of racks and of the room. */
  breakers: z.strictObject({
    fullW: z.number(),
    rackRatio: z.number(),
    roomRatio: z.number(),
    plannedRoomW: z.number(),
  }),
  cooling: z.strictObject({
    heatW: z.number(),
    btuPerHour: z.number(),
    tons: z.number(),
    airRiseC: z.number(),
    airflowM3PerHour: z.number(),
    airflowCfm: z.number(),
    unitKW: z.number().optional(),
    /** Units that carry the heat, and with the spares. */
    unitsNeeded: z.int().optional(),
    unitsWithSpares: z.int().optional(),
    unitsInstalled: z.int().optional(),
  }),
  inlet: z
    .strictObject({
      class: z.enum(INLET_CLASSES),
      supplyAirC: z.number(),
      minC: z.number(),
      maxC: z.number(),
      isInside: z.boolean(),
    })
    .optional(),
  /**
   * Power from the hosts outwards, at the mean and at the peak: what each part adds, "facility" being the sum. By PUE all
   * beside IT is "other".
   */
  chain: z.array(
    z.strictObject({
      stage: z.enum(POWER_STAGES),
      meanW: z.number(),
      peakW: z.number(),
      /** Of PDU and UPS: rating of one path, and its load at the peak; above 1 the rating does not suffice. */
      ratingKW: z.number().optional(),
      peakLoadRatio: z.number().optional(),
    }),
  ),
});
export type PlanRoom = z.infer<typeof PlanRoom>;
