/**
 * A simulation made by hand: two CPUs for 4 s, a web guest, a batch guest, a service partition, one migration of three
 * rounds. Every figure is small enough to check in the head.
 */
import { type GuestOutcome, type MigrationOutcome, SimulationDocument, SimulationResult } from "#planner";
import { SMALL_HOST } from "./small-host.ts";

const times = (runMs: number, readyMs: number, waitMs: number) => ({ runMs, readyMs, coStopMs: 0, waitMs });

/** A guest of one virtual CPU that ran 1 s of 4, was ready for 1 s and waited for 2. */
export function guest(id: string, change: Partial<GuestOutcome> = {}): GuestOutcome {
  return {
    id,
    within: "",
    isService: false,
    vcpus: 1,
    askedCpus: 0.25,
    heldCpus: 0.25,
    usefulCpus: 0.2,
    fluidCpus: 0.25,
    times: times(1000, 1000, 2000),
    perVcpu: [times(1000, 1000, 2000)],
    readyRatio: 0.5,
    overheadMs: 50,
    switchMs: 50,
    spinMs: 0,
    pagedMs: 0,
    dispatches: 100,
    cpuMoves: 10,
    ...change,
  };
}

const RESPONSE = {
  requests: 400,
  perSecond: 100,
  meanMs: 5,
  halfWidthMs: 0.5,
  p50Ms: 4,
  p90Ms: 9,
  p95Ms: 10,
  p99Ms: 20,
  cautions: [],
} as const;

/** 100 MiB in 8 s and 10 MiB in 0.8 s, both at 2^20 × 8 / 10^6 × 12.5 = 104.9 Mbit/s; then 1 MiB in 0.1 s, stopped. */
export const MOVE: MigrationOutcome = {
  guest: "web",
  outcome: "moved",
  reason: "few-pages-left",
  rounds: [
    {
      startMs: 1000,
      lengthMs: 8000,
      limitMbps: 105,
      achievedMbps: 104.8576,
      sentMiB: 100,
      skippedMiB: 2,
      dirtiedMiB: 10,
      dirtyRateMbps: 10.48576,
    },
    {
      startMs: 9000,
      lengthMs: 800,
      limitMbps: 105,
      achievedMbps: 104.8576,
      sentMiB: 10,
      skippedMiB: 0,
      dirtiedMiB: 1,
      dirtyRateMbps: 10.48576,
    },
    {
      startMs: 9830,
      lengthMs: 100,
      limitMbps: 105,
      achievedMbps: 83.88608,
      sentMiB: 1,
      skippedMiB: 0,
      dirtiedMiB: 0,
      dirtyRateMbps: 0,
    },
  ],
  sentMiB: 111,
  totalMs: 8960,
  downtimeMs: 160,
  slowdownRatio: 0.02,
};

/** The simulation, some of it changed. */
export function sampleSimulation(change: Partial<SimulationResult> = {}): SimulationResult {
  return SimulationResult.parse({
    version: 1,
    engine: "hostwright test",
    name: "By hand",
    platform: "test-turns",
    platformTitle: "Turns for tests",
    hostTitle: "2 cores at 2000 MHz",
    scheduler: "round robin",
    innerSchedulers: {},
    noun: "domain",
    seed: 7,
    inputHash: "00ff",
    end: "finished",
    simulatedSeconds: 4,
    events: 1234,
    cpus: 2,
    busyRatio: 0.375,
    perCpuBusyRatio: [0.5, 0.25],
    switchesPerSecond: 75,
    energy: { joules: 800, meanW: 200, peakW: 240 },
    guests: [
      guest("batch", { heldCpus: 0.4, times: times(1600, 400, 2000) }),
      guest("service", { isService: true, heldCpus: 0.1, times: times(400, 100, 3500) }),
      guest("web", { response: { ...RESPONSE, cautions: [] } }),
    ],
    devices: [
      { name: "disk-15k", within: "", busyRatio: 0.5, served: 200 },
      { name: "1g", within: "", busyRatio: 0, served: 0 },
    ],
    migrations: [MOVE],
    warnings: [{ guest: "web", code: "test-warning", fluidCpus: 0.5, note: "its weight is lost" }],
    gantt: {
      fromMs: 0,
      lengthMs: 100,
      guests: ["batch", "service", "web"],
      turns: [
        [0, 0, 0, 40],
        [1, 2, 10, 30],
        [0, 1, 40, 50],
        [0, 2, 60, 100],
      ],
      isCut: false,
    },
    timeline: {
      bucketMs: 1000,
      busyRatio: [0.5, 0.5, 0.25, 0.25],
      guests: [
        { id: "batch", runCpus: [0.4, 0.4, 0.4, 0.4], readyCpus: [0.1, 0.1, 0.1, 0.1] },
        { id: "service", runCpus: [0.1, 0.1, 0.1, 0.1], readyCpus: [0, 0, 0, 0.1] },
        { id: "web", runCpus: [0.5, 0.5, 0, 0], readyCpus: [0.3, 0.3, 0.2, 0.2] },
      ],
    },
    assumptions: [{ id: "behaviour/web/cpuScv", value: 1, unit: "", source: "assumed: a test" }],
    ...change,
  });
}

/** The same with a question to it. */
export const sampleSimulationDocument = (name: string): SimulationDocument =>
  SimulationDocument.parse({ request: { ...SMALL_HOST, name }, result: sampleSimulation({ name }) });
