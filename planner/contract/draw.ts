/** What a set of hosts draws, and what follows from it: heat, facility, energy, money, carbon, space. */
import { z } from "zod";

export const Draw = z.strictObject({
  hosts: z.int().min(0),
  /** Hosts in `hosts` whose draw is not known and therefore not in the watts. */
  hostsWithoutPower: z.int().min(0),
  meanW: z.number(),
  peakW: z.number(),
  perSlotW: z.array(z.number()),
  kWhPerYear: z.number(),
  btuPerHourMean: z.number(),
  btuPerHourPeak: z.number(),
  coolingTonsPeak: z.number(),
  /** IT and cooling (and, by PUE, everything else) together. */
  facilityMeanW: z.number(),
  facilityKWhPerYear: z.number(),
  rackUnits: z.number(),
  costPerYear: z.number().optional(),
  /** Of the facility's energy, by the grid's factor. */
  kgCO2ePerYear: z.number().optional(),
  /** Of making the hosts, and how many hosts are not in it because nobody knows; only when asked for. */
  embodiedKg: z.number().optional(),
  hostsWithoutEmbodied: z.int().min(0).optional(),
});
export type Draw = z.infer<typeof Draw>;
