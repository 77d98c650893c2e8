/**
 * Energy of a packing whose hosts are always on. Draw between the tabulated tenths of CPU use is linear, as in CloudSim.
 */
import type { PackProblem, PackSolution } from "#planner/pack/index.ts";
import type { CurvedHost } from "./instances/planetlab.ts";

/** Slot length of the PlanetLab traces. */
export const SLOT_HOURS = 5 / 60;
const WATTS_PER_KILOWATT = 1000;

/** Draw at a CPU use. @param ratio 0–1; more counts as 1 */
export function drawAt(watts: readonly number[], ratio: number): number {
  const steps = watts.length - 1;
  const at = Math.min(1, ratio) * steps;
  const below = Math.min(steps - 1, Math.floor(at));
  return watts[below]! + (watts[below + 1]! - watts[below]!) * (at - below);
}

/** Load of every bin by slot, [bin][slot], of the first varying resource. */
function loadsOf(problem: PackProblem, { binOf, typeOf }: PackSolution): readonly Float64Array[] {
  const { slots } = problem;
  const loads = typeOf.map(() => new Float64Array(slots));
  binOf.forEach((bin, item) => {
    const demand = problem.types[typeOf[bin] ?? -1]?.demand[0];
    if (demand !== undefined) for (let s = 0; s < slots; s++) loads[bin]![s]! += demand[item * slots + s]!;
  });
  return loads;
}

/** kWh of all bins over all slots of five minutes. */
export function energyKWh(problem: PackProblem, solution: PackSolution, host: CurvedHost): number {
  let wattSlots = 0;
  for (const load of loadsOf(problem, solution)) {
    for (const mips of load) wattSlots += drawAt(host.watts, mips / host.mips);
  }
  return (wattSlots * SLOT_HOURS) / WATTS_PER_KILOWATT;
}
