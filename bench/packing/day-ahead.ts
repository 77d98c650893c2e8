/**
 * The honest plan: made from one PlanetLab day with headroom, lived through on the next day of the set, with hosts, energy
 * and the share of host and slot pairs that are over their CPU. The five days are not consecutive (3, 6, 9, 22 and 25
 * March 2011), and only VMs that both days know are planned. Usage: node bench/packing/day-ahead.ts FOLDER [SECONDS]
 */
import { dayAhead } from "./energy.ts";
import { readDays, readG5 } from "./instances/planetlab.ts";
import { loadSolver } from "#planner/pack/lp/highs.ts";

/** Shares of a host's CPU that the plan leaves unused. */
const HEADROOM = [0, 0.1, 0.2, 0.3];

const [folder = "", seconds = "2"] = process.argv.slice(2);
const host = readG5(folder);
const days = readDays(folder);
const solver = await loadSolver();
const percent = (ratio: number, digits: number) => `${(100 * ratio).toFixed(digits)} %`;

console.log("\nplanetlab, a day ahead: planned from one day, lived through on the next of the set");
for (const headroom of HEADROOM) {
  for (const [at, lived] of days.entries()) {
    const planned = days[at - 1];
    if (planned === undefined) continue;
    const until = performance.now() + 1000 * Number(seconds);
    const outcome = dayAhead({ planned, lived }, host, headroom, {
      seed: 1,
      effort: Number(seconds),
      stopped: () => performance.now() > until,
      progress: () => {},
      solver,
    });
    console.log(
      `  headroom ${percent(headroom, 0)}, ${outcome.planned} to ${outcome.lived}: ${outcome.vms} VMs on ${outcome.hosts} hosts, ${outcome.kWh.toFixed(1)} kWh; ${percent(outcome.violationRatio, 2)} of host slots over their CPU, ${percent(outcome.excessRatio, 3)} of the demand above it`,
    );
  }
}
