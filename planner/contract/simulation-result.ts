/**
 * SimulationResult: what a host's guests would get. Times in ms, CPUs are averages over the run, ratios 0–1. Every number
 * is finite; what is not known is absent.
 */
import { z } from "zod";
import { SimulationRequest } from "./simulation.ts";

export const SIMULATION_RESULT_VERSION = 1;

const Times = z.strictObject({ runMs: z.number(), readyMs: z.number(), coStopMs: z.number(), waitMs: z.number() });

const Response = z.strictObject({
  requests: z.int(),
  perSecond: z.number(),
  meanMs: z.number().optional(),
  /** Half width of the 95 % interval around the mean, warm-up cut off; absent with too few requests. */
  halfWidthMs: z.number().optional(),
  p50Ms: z.number().optional(),
  p90Ms: z.number().optional(),
  p95Ms: z.number().optional(),
  p99Ms: z.number().optional(),
  /** Why the mean should be taken with care. */
  cautions: z.array(z.string()),
});

export const GuestOutcome = z.strictObject({
  id: z.string(),
  /** The guest it runs in; "" on the host itself. */
  within: z.string(),
  isService: z.boolean(),
  vcpus: z.int(),
  /** CPUs of work asked for (absent for clients that wait), held, and of use to the software. */
  askedCpus: z.number().optional(),
  heldCpus: z.number(),
  usefulCpus: z.number(),
  /** CPUs the fluid rule of the scheduler gives it. */
  fluidCpus: z.number(),
  times: Times,
  perVcpu: z.array(Times),
  /** Share of the time it was runnable that it waited for a CPU. */
  readyRatio: z.number(),
  overheadMs: z.number(),
  switchMs: z.number(),
  spinMs: z.number(),
  pagedMs: z.number(),
  dispatches: z.number(),
  cpuMoves: z.number(),
  response: Response.optional(),
  memory: z
    .strictObject({
      configuredMiB: z.number(),
      residentMiB: z.number(),
      sharedMiB: z.number(),
      balloonedMiB: z.number(),
      swappedMiB: z.number(),
    })
    .optional(),
});
export type GuestOutcome = z.infer<typeof GuestOutcome>;

const Round = z.strictObject({
  startMs: z.number(),
  lengthMs: z.number(),
  limitMbps: z.number().optional(),
  achievedMbps: z.number(),
  sentMiB: z.number(),
  skippedMiB: z.number(),
  dirtiedMiB: z.number(),
  dirtyRateMbps: z.number(),
});

export const MigrationOutcome = z.strictObject({
  guest: z.string(),
  /** "unfinished": the run ended first. */
  outcome: z.enum(["moved", "abandoned", "unfinished"]),
  reason: z.string().optional(),
  rounds: z.array(Round),
  sentMiB: z.number(),
  totalMs: z.number(),
  downtimeMs: z.number(),
  slowdownRatio: z.number(),
});
export type MigrationOutcome = z.infer<typeof MigrationOutcome>;

const UsedFigure = z.strictObject({
  id: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  source: z.string(),
});

export const SimulationResult = z
  .strictObject({
    version: z.literal(SIMULATION_RESULT_VERSION),
    engine: z.string(),
    name: z.string(),
    platform: z.string(),
    platformTitle: z.string(),
    hostTitle: z.string(),
    scheduler: z.string(),
    /** Schedulers of inner pools, by the guest around them. */
    innerSchedulers: z.record(z.string(), z.string()),
    noun: z.string(),
    seed: z.number(),
    inputHash: z.string(),
    end: z.enum(["finished", "event-budget", "stopped"]),
    simulatedSeconds: z.number(),
    events: z.int(),
    cpus: z.int(),
    busyRatio: z.number(),
    perCpuBusyRatio: z.array(z.number()),
    switchesPerSecond: z.number(),
    fairness: z.number().optional(),
    energy: z.strictObject({ joules: z.number(), meanW: z.number(), peakW: z.number() }).optional(),
    guests: z.array(GuestOutcome),
    devices: z.array(
      z.strictObject({ name: z.string(), within: z.string(), busyRatio: z.number(), served: z.number() }),
    ),
    migrations: z.array(MigrationOutcome),
    warnings: z.array(z.strictObject({ guest: z.string(), code: z.string(), fluidCpus: z.number(), note: z.string() })),
    /** Turns as [CPU, index into guests, from ms, to ms]. */
    gantt: z
      .strictObject({
        fromMs: z.number(),
        lengthMs: z.number(),
        guests: z.array(z.string()),
        turns: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
        isCut: z.boolean(),
      })
      .optional(),
    timeline: z.strictObject({
      bucketMs: z.number(),
      busyRatio: z.array(z.number()),
      guests: z.array(z.strictObject({ id: z.string(), runCpus: z.array(z.number()), readyCpus: z.array(z.number()) })),
    }),
    /** Every figure of the world the run used that is recalled, assumed or derived, with its source. */
    assumptions: z.array(UsedFigure),
  })
  .meta({ id: "SimulationResult" });
export type SimulationResult = z.infer<typeof SimulationResult>;

/** A run as it is written to a file: question and answer. */
export const SimulationDocument = z
  .strictObject({ request: SimulationRequest, result: SimulationResult })
  .meta({ id: "SimulationDocument" });
export type SimulationDocument = z.infer<typeof SimulationDocument>;
