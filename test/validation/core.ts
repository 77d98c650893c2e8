/**
 * G15 and G16 on a host with everything in it: CPU time, energy and a migration's bytes add up; the same seed gives the
 * same bytes, whatever order the guests are written in.
 */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import { type SimulationResult, decodeSimulation, simulate } from "#planner";
import type { Check } from "./check.ts";

const CONTEXT = { hostTypes: HOST_TYPES, platforms: PLATFORMS };

const GUESTS = [
  { id: "web", count: 3, memoryMiB: 512, behaviour: "web", load: { kind: "open", perSecond: 200 } },
  { id: "db", vcpus: 2, memoryMiB: 1024, behaviour: "oltp", terms: { weight: 512 } },
  { id: "hog", count: 4, memoryMiB: 256, behaviour: "batch", terms: { capPercent: 50 } },
];
const REQUEST = {
  host: { sockets: 1, coresPerSocket: 4, coreMhz: 2400, memoryMiB: 8192, year: 2006, idleW: 200, maxW: 200 },
  platform: "xen-3.0.4",
  durationSeconds: 10,
  seed: 16,
  events: [{ kind: "migrate", atSeconds: 2, guest: "web-1" }],
};

const run = (guests: readonly object[]): SimulationResult =>
  simulate(decodeSimulation({ ...REQUEST, guests }, CONTEXT), CONTEXT);

/** Everything but the name of the question. */
const answer = ({ inputHash: _hash, ...rest }: SimulationResult): string => JSON.stringify(rest);

/** Relative to the published figure. */
const EXACTLY = 1e-9;

/** The lines of both gates. */
export function checks(): readonly Check[] {
  const result = run(GUESTS);
  const ranMs = result.guests.reduce((sum, { times }) => sum + times.runMs, 0);
  const busyMs = result.perCpuBusyRatio.reduce((sum, ratio) => sum + ratio, 0) * result.simulatedSeconds * 1000;
  const stays = result.guests.filter(({ id }) => id !== result.migrations[0]?.guest);
  const bookedMs = stays.reduce(
    (sum, { times }) => sum + times.runMs + times.readyMs + times.coStopMs + times.waitMs,
    0,
  );
  const onlineMs = stays.reduce((sum, { vcpus }) => sum + vcpus * result.simulatedSeconds * 1000, 0);
  const moved = result.migrations[0];
  const sentMiB = moved?.rounds.reduce((sum, round) => sum + round.sentMiB, 0) ?? Number.NaN;
  const line = (what: string, published: number, ours: number, unit: string): Check => ({
    gate: "G15",
    what,
    source: "conservation",
    published,
    ours,
    unit,
    tolerance: EXACTLY,
    toleranceKind: "relative",
    gates: true,
  });
  const same = (what: string, other: SimulationResult): Check => ({
    gate: "G16",
    what,
    source: "determinism",
    published: "same bytes",
    ours: answer(other) === answer(result) ? "same bytes" : "other bytes",
    unit: "",
    tolerance: 0,
    toleranceKind: "exact",
    gates: true,
  });
  return [
    line("run, ready, co-stop and wait of all guests against the time they were online", onlineMs, bookedMs, "ms"),
    // The report rounds ratios to six digits, hence the tolerance of its own.
    { ...line("CPU time of all guests against busy time of all CPUs", busyMs, ranMs, "ms"), tolerance: 1e-5 },
    line("energy at 200 W, whatever the load, for 10 s", 2000, result.energy?.joules ?? Number.NaN, "J"),
    {
      ...line("bytes of all rounds against bytes of the migration", moved?.sentMiB ?? 0, sentMiB, "MiB"),
      tolerance: 1e-6,
    },
    same("the same request again", run(GUESTS)),
    same("the same guests in another order", run(GUESTS.toReversed())),
  ];
}
