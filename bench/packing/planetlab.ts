/**
 * The PlanetLab days on CloudSim's better host (ML110 G5, CPU only, always on, no migration). First knowing the day: fewest
 * hosts, then least energy, beside the proved bounds. Then honestly: planned from an earlier day by several forecasts and
 * headrooms, and judged on a later one. `node bench/packing/planetlab.ts --instances FOLDER [--effort SECONDS]
 * [--day NAME] [--packer NAME]`
 */
import { parseArgs } from "node:util";
import {
  type LoadCurve,
  PACKERS,
  type Pricing,
  lowerBound,
  packerNamed,
  pricedBounds,
  pricedPacker,
} from "#planner/pack/index.ts";
import { SLOT_HOURS, energyKWh } from "./energy.ts";
import { FORECASTS, expectedDay, fluidKWh, knownOf, livedThrough, planAhead } from "./forecast.ts";
import { type CurvedHost, type TraceDay, dayProblem, readDays, readG5 } from "./instances/planetlab.ts";

const HEADROOMS = [0, 0.1, 0.2, 0.3, 0.4];
/**
 * Days to plan from and days to judge on: the archive's five lie 3, 3, 13 and 3 days apart, so no plan is from the day
 * before. 3 March 2011 is a Thursday, 6 a Sunday, 9 a Wednesday, 22 a Tuesday, 25 a Friday.
 */
const PAIRS = [
  ["20110303", "20110306"],
  ["20110306", "20110309"],
  ["20110322", "20110325"],
] as const;
/** Finds the fewest hosts where tens of VMs share one. */
const PACKER = "fleet";
/** Reference seconds for a plan that knows the day, and for one of a day ahead. */
const EFFORT = 10;
const EFFORT_AHEAD = 1;
const PERCENT = 100;
const WATTS_PER_KILOWATT = 1000;

const { values: given } = parseArgs({
  args: process.argv.slice(2),
  options: {
    instances: { type: "string" },
    effort: { type: "string" },
    day: { type: "string" },
    packer: { type: "string" },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Hosts first, then the kWh of the day. */
function pricingFor(host: CurvedHost, slots: number): Pricing {
  const curve: LoadCurve = {
    dimension: 0,
    whole: Float64Array.of(host.mips),
    knots: [Float64Array.from(host.watts)],
  };
  const perUnit = (slots * SLOT_HOURS) / WATTS_PER_KILOWATT;
  return {
    prices: [
      { id: "hosts", perBin: Float64Array.of(1), perUnit: 0, charges: [] },
      { id: "energy", perBin: Float64Array.of(0), perUnit, charges: [] },
    ],
    curve,
  };
}

const optionsOf = (effort: number) => ({ seed: 1, effort, stopped: () => false, progress: () => undefined });

function knowing(day: TraceDay, host: CurvedHost, effort: number): string {
  const problem = dayProblem(day, host, Infinity);
  const pricing = pricingFor(host, day.slots);
  const placed = day.names.map((_, vm) => vm);
  const began = performance.now();
  const solution = pricedPacker(packerNamed(given.packer ?? PACKER), pricing).pack(problem, optionsOf(effort));
  const seconds = (performance.now() - began) / 1000;
  const fewest = lowerBound(problem, placed).bins;
  const [, bound = 0] = pricedBounds({ problem, placed, pricing, fewest });
  const [, atFleet = 0] = pricedBounds({ problem, placed, pricing, fewest: solution.typeOf.length });
  return [
    day.day,
    day.names.length,
    `${solution.typeOf.length} (${fewest})`,
    energyKWh(problem, solution, host).toFixed(1),
    `${bound.toFixed(1)} / ${atFleet.toFixed(1)} / ${fluidKWh(problem, host).toFixed(1)}`,
    seconds.toFixed(1),
  ].join(" | ");
}

function ahead(planned: TraceDay, lived: TraceDay, host: CurvedHost): void {
  const known = knownOf(planned, lived);
  print(`\nplanned from ${planned.day}, lived on ${lived.day}: ${known} of ${lived.names.length} VMs known by name`);
  print("forecast | headroom % | hosts | kWh | host-slots above capacity % | demand not served %");
  print("--- | --- | --- | --- | --- | ---");
  for (const forecast of FORECASTS) {
    const expected = expectedDay(planned, lived, forecast);
    for (const headroomRatio of HEADROOMS) {
      const solution = planAhead(expected, { host, headroomRatio }, PACKERS[0]!, optionsOf(EFFORT_AHEAD));
      const { hosts, kWh, violationRatio, unservedRatio } = livedThrough(lived, solution, host);
      const shares = [(violationRatio * PERCENT).toFixed(2), (unservedRatio * PERCENT).toFixed(3)];
      print([forecast.name, headroomRatio * PERCENT, hosts, kWh.toFixed(1), ...shares].join(" | "));
    }
  }
}

if (given.instances === undefined) throw new Error("--instances FOLDER is missing: the folder of all instance sets");
const effort = Number(given.effort ?? EFFORT);
if (!(effort >= 0)) throw new Error(`--effort must be a number of 0 or more, is "${given.effort}"`);
const host = readG5(given.instances);
const days = readDays(given.instances);
const dayOf = new Map(days.map((day) => [day.day, day]));

print(`knowing the day, ${host.name}, CPU only, always on, effort ${effort} s`);
print("day | VMs | hosts (bound) | kWh | bound kWh: static / at these hosts / each slot perfectly packed | seconds");
print("--- | --- | --- | --- | --- | ---");
for (const day of days) if (given.day === undefined || given.day === day.day) print(knowing(day, host, effort));
if (given.day === undefined) {
  for (const [from, to] of PAIRS) {
    const [planned, lived] = [dayOf.get(from), dayOf.get(to)];
    if (planned !== undefined && lived !== undefined) ahead(planned, lived, host);
  }
}
