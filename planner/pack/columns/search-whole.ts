/**
 * From a fractional master to a packing: dives and mixed-integer runs over all columns found, in turn, until the bound is
 * met or the meter ends it. Every dive adds columns, so the next mixed-integer run has more to choose from.
 */
import type { RandomStream } from "#models/random.ts";
import type { Meter } from "../meter.ts";
import type { LinearSolver } from "../solver.ts";
import { type WholeChoice, packByAllColumns } from "./complete.ts";
import { dive } from "./dive.ts";
import { type DualBound, roundedUp } from "./dual-bound.ts";
import type { Master } from "./master.ts";
import type { Pricing } from "./pricing.ts";

export interface SearchTask {
  readonly master: Master;
  readonly solver: LinearSolver;
  readonly pricing: Pricing;
  readonly meter: Meter;
  readonly step: number;
  readonly bound: DualBound;
  /** Cost of the best packing known: only cheaper ones are of use. */
  readonly most: number;
  readonly random: RandomStream;
}

/** Dives before each mixed-integer run; the runs' share of what is left of the effort, and most seconds. */
const DIVES = 4;
const WHOLE_SHARE = 0.4;
const WHOLE_SECONDS = 3;
/** Share of what is left for the program over all columns that can matter. */
const COMPLETE_SHARE = 0.6;
/** Turns of dives and runs. */
const TURNS = 40;
/** Costs closer than this are equal. */
const TOLERANCE = 1e-6;

/** @returns the cheapest choice found, if one is cheaper than `most` */
export function searchWhole(task: SearchTask): WholeChoice | undefined {
  const { master, solver, pricing, meter, step, bound, most, random } = task;
  const { problem } = master;
  const aim = roundedUp(bound.cost, step);
  let best: WholeChoice | undefined;
  const limit = () => (best?.cost ?? most) - Math.max(step, TOLERANCE);
  const isMet = () => (best?.cost ?? most) <= aim + TOLERANCE;
  const keep = (found: Omit<WholeChoice, "columns"> | WholeChoice | undefined): void => {
    if (found === undefined || found.cost >= (best?.cost ?? most) - TOLERANCE) return;
    best = { columns: master.columns, ...found };
  };
  for (let turn = 0; turn < TURNS && meter.goesOn && !isMet(); turn++) {
    for (let d = 0; d < DIVES && meter.goesOn && !isMet(); d++) {
      const isFirst = turn === 0 && d === 0;
      keep(dive({ master, pricing, meter, aim, step, most: limit(), ...(isFirst ? {} : { random }) }));
    }
    if (isMet() || !meter.goesOn) break;
    if (turn === 0) {
      const effort = COMPLETE_SHARE * (meter.effort - meter.spent);
      keep(packByAllColumns({ problem, solver, pricing, meter, step, bound, effort }));
      if (isMet() || !meter.goesOn) break;
    }
    const effort = Math.min(WHOLE_SECONDS, WHOLE_SHARE * (meter.effort - meter.spent));
    keep(master.solveWhole(effort, { target: aim + TOLERANCE, nodes: 1000 }));
  }
  return best;
}
