/** Everything one run of the fleet packer works with, made once: sums, the fractional fleet, the problem laid flat. */
import { flatten } from "./flat-problem.ts";
import { type FleetProgram, cheapestFleet } from "./fleet-program.ts";
import { type FleetRow, fleetRows } from "./fleet-rows.ts";
import { inOrder } from "./item-orders.ts";
import { Meter, TOUCH } from "./meter.ts";
import { type Prepared, prepare } from "./prepared.ts";
import type { PackOptions, PackProblem } from "./problem.ts";
import { type Ask, askerOf } from "./stop-asked.ts";
import { ALONE } from "./team-of-one.ts";
import type { FlatProblem, PackTeam } from "./team.ts";

/** Rows whose need is below this share of what the fleet holds cannot bind after a small change. */
const NEAR = 0.9;
/** Work of sums, peaks and laying flat, per number. */
const PREPARE_TOUCHES = 4;

/** Everything about one run. */
export interface FleetRun {
  readonly problem: PackProblem;
  readonly options: PackOptions;
  readonly meter: Meter;
  /** For loops outside the repair. */
  readonly ask: Ask;
  readonly team: PackTeam;
  readonly prepared: Prepared;
  readonly flat: FlatProblem;
  readonly program: FleetProgram;
  /** Rows near binding. */
  readonly rows: readonly FleetRow[];
  readonly cost: readonly number[];
  readonly stock: readonly number[];
  /** Items, most important first. */
  readonly order: readonly number[];
}

/**
 * Prepare a run; undefined when there is nothing to hold or the stock cannot hold it.
 * @throws StopAsked
 */
export function runFor(problem: PackProblem, options: PackOptions): FleetRun | undefined {
  const meter = new Meter(options.effort, options.stopped);
  const ask = askerOf(options.stopped);
  const team = options.team ?? ALONE;
  const placeable = Array.from({ length: problem.items }, (_, item) => item).filter((item) =>
    problem.types.some((type) => type.maxBins > 0 && type.eligible[item] === 1),
  );
  const cost = problem.types.map((type) => type.cost);
  const stock = problem.types.map((type) => type.maxBins);
  const rows = fleetRows(problem, placeable, ask);
  const program = rows.length === 0 ? undefined : cheapestFleet(rows, cost, stock);
  if (program === undefined) return undefined;
  const prepared = prepare(problem, options.seed, ask);
  const flat = flatten(problem, { rows, counts: program.counts }, { isShared: team.isShared, ask });
  const held = (row: FleetRow) => program.counts.reduce((sum, n, t) => sum + n * row.capacity[t]!, 0);
  meter.spend(problem.items * flat.width * PREPARE_TOUCHES * TOUCH);
  return {
    problem,
    options,
    meter,
    ask,
    team,
    prepared,
    flat,
    program,
    rows: rows.filter((row) => row.need > NEAR * held(row)),
    cost,
    stock,
    order: inOrder(prepared.sizes, "by-worth"),
  };
}
