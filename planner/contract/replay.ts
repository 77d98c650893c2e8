/** The hottest hosts of a plan at their hottest slot, as the platform's own scheduler delivered. */
import { z } from "zod";

/** What one partition of a simulated host got; only those that missed are listed. */
const Shortfall = z.strictObject({
  workload: z.string(),
  askedCores: z.number(),
  deliveredCores: z.number(),
  /** Share of its runnable time it waited for a CPU. */
  readyRatio: z.number(),
});

const SimulatedHost = z.strictObject({
  host: z.string(),
  /** Its hottest slot, and the platform's scheduler it was replayed under. */
  slot: z.int().min(0),
  scheduler: z.string(),
  askedCores: z.number(),
  deliveredCores: z.number(),
  deliveredRatio: z.number(),
  readyRatio: z.number(),
  busyRatio: z.number(),
  /** True: every partition got what it asked for, within the tolerance. */
  holds: z.boolean(),
  shortfalls: z.array(Shortfall),
  warnings: z.array(z.strictObject({ workload: z.string(), code: z.string(), note: z.string() })),
});
export type SimulatedHost = z.infer<typeof SimulatedHost>;

export const PlanSimulation = z.strictObject({
  seconds: z.number(),
  /** A partition misses when it gets less than this share of what it asks for. */
  toleranceRatio: z.number(),
  hosts: z.array(SimulatedHost),
  /** Hosts that would have been replayed but cannot be, and why. */
  skipped: z.array(z.strictObject({ host: z.string(), why: z.string() })),
});
export type PlanSimulation = z.infer<typeof PlanSimulation>;
