/**
 * Packing for many items per bin: aim at the cheapest fleet that the sums allow, fill it softly, repair what is over,
 * and then take bins away, again and again, until the gap to the bound is closed or the effort is used up.
 *
 * Whatever the repair leaves over is put into further bins, so there is a valid packing after every stage, and the best
 * of them wins; asked to stop before there is any, it packs quickly. Work is counted, so the same problem, seed, effort and size of team give the same packing.
 */
import type { BinLoads } from "./bin-loads.ts";
import { constructive } from "./constructive.ts";
import { firstState, refitted } from "./fleet-refit.ts";
import { repairRounds } from "./fleet-rounds.ts";
import { type FleetRun, runFor } from "./fleet-run.ts";
import { NEVER_ASK, orStopped } from "./stop-asked.ts";
import { quickFit } from "./quick-fit.ts";
import { type FleetState, legalised, stateOf } from "./fleet-state.ts";
import { TOUCH } from "./meter.ts";
import type { PackOptions, PackProblem, PackSolution, Packer } from "./problem.ts";
import { type Score, isBetter, scoreOf, solutionOf } from "./solution.ts";
import { roomiestFleet } from "./whole-fleet.ts";

/** The first fleet may cost this share more than the bound. */
const FIRST_MARGIN = 0.003;
/** After a fleet that holds everything, the next one is to close this share of the gap. */
const STEP = 0.5;
/** After one that does not, the step is this much smaller. */
const STEP_SHRINK = 0.5;
/** A step below this share of the cheapest bin leads to no other fleet. */
const LEAST_STEP = 0.02;
/** Work of putting one number of one item into a bin, in touches. */
const LEGAL_TOUCHES = 3;

/**
 * Pack towards the cheapest fleet; where the sums know of none (nothing to hold, stock short), construct only.
 * @param enough a proved least cost: a packing of everything that costs no more ends the search
 */
export function packFleet(problem: PackProblem, options: PackOptions, enough = 0): PackSolution {
  const run = orStopped(() => runFor(problem, options));
  if (run === "stopped") return quickFit(problem);
  if (run === undefined) return constructive.pack(problem, options);
  const floor = run.program.cost;
  const first = begun(run, floor * (1 + FIRST_MARGIN));
  if (first === "stopped") return quickFit(problem, run.prepared.peaks);
  let best = first;
  let score = scoreOf(best);
  let step = STEP;
  tell(run, score);
  for (let stage = 1; run.meter.goesOn && (score.unplaced > 0 || score.cost > enough); stage++) {
    const less = step * (score.cost - floor);
    if (less < LEAST_STEP * Math.min(...run.cost)) break;
    const fleet = roomiestFleet(run.program, run.rows, { ...run, price: score.cost - less });
    step *= STEP_SHRINK;
    if (fleet === undefined || fleet.room < 1) continue;
    const found = settled(run, best, { counts: fleet.counts, stage });
    if (found === "stopped") break;
    if (found === undefined) continue;
    if (!isBetter(scoreOf(found), score)) continue;
    best = found;
    score = scoreOf(best);
    step = STEP;
    tell(run, score);
  }
  return { ...solutionOf(best, "fleet"), ended: run.meter.isStoppedNow ? "stopped" : "effort" };
}

/** The first packing; "stopped" when asked to stop before there is anything to start from. */
function begun(run: FleetRun, price: number): BinLoads | "stopped" {
  const state = orStopped(() => firstState(run, roomiestFleet(run.program, run.rows, { ...run, price })));
  if (state === "stopped") return state;
  repaired(run, state, 0);
  const found = run.meter.isStoppedNow ? "stopped" : orStopped(() => legal(run, state));
  return found === "stopped" ? legalised(state, run.prepared, run.order, { isHasty: true, ask: NEVER_ASK }) : found;
}

/** The packing in another fleet, within all limits; undefined when it cannot be brought into it. */
function settled(
  run: FleetRun,
  from: BinLoads,
  { counts, stage }: { readonly counts: readonly number[]; readonly stage: number },
): BinLoads | "stopped" | undefined {
  return orStopped(() => {
    const state = refitted(run, stateOf(from, run.team.isShared), { counts, seed: run.options.seed + stage });
    if (state === undefined) return undefined;
    repaired(run, state, stage);
    return run.meter.isStopped ? "stopped" : legal(run, state);
  });
}

function repaired({ flat, meter, team, options }: FleetRun, state: FleetState, stage: number): void {
  if (options.effort > 0) repairRounds({ flat, state, meter, team, seed: options.seed + stage });
}

function legal({ meter, problem, flat, prepared, order, ask }: FleetRun, state: FleetState): BinLoads {
  meter.spend(problem.items * flat.width * LEGAL_TOUCHES * TOUCH);
  return legalised(state, prepared, order, { isHasty: false, ask });
}

function tell({ options, meter }: FleetRun, score: Score): void {
  const doneRatio = Math.min(1, options.effort > 0 ? meter.spent / options.effort : 1);
  options.progress({ doneRatio, bins: score.bins });
}

/** The packer for big fleets. */
export const fleetPacker: Packer = { name: "fleet", pack: packFleet };
