/**
 * The power curves of an estate's targets over CPU load, in the units of its packing problem; and what its workloads
 * carry, unrounded, so that bounds rest on the demand itself and not on the packer's rounding up.
 */
import type { Carried, LoadCurve, PackProblem } from "../pack/index.ts";
import { wattsAt } from "../energy/index.ts";
import { PER_CORE, cpuUnits } from "../formulate.ts";
import type { Estate } from "../size/index.ts";

/** Every power model of the energy room is straight between tenths of full load. */
const KNOTS = 11;

/** Watts of a host of each target over its CPU load. */
export function powerCurve(estate: Estate, problem: PackProblem): LoadCurve {
  const units = cpuUnits(estate);
  return {
    dimension: problem.varying.indexOf("cpuCores"),
    whole: Float64Array.from(estate.targets, ({ cores }, t) => (cores * PER_CORE) / (units[t]?.ratio ?? 1)),
    knots: estate.targets.map(({ hostType }) =>
      Float64Array.from({ length: KNOTS }, (_, k) => wattsAt(hostType.power, k / (KNOTS - 1), hostType.year)),
    ),
  };
}

/** What each workload carries, in the problem's units. */
export function carriedOf(estate: Estate): Carried {
  const units = cpuUnits(estate);
  return {
    row: (item) => estate.workloads[item]?.demand.cores ?? [],
    scale: (item, t) => estate.sized(item, units[t]?.target ?? t).factor * PER_CORE,
  };
}
