/** Solve one instance with the best packer and judge the answer: recount, bound, seconds, memory. */
import {
  type LinearSolver,
  type PackTeam,
  PACKERS,
  type Packer,
  type PackProblem,
  type PackSolution,
  lowerBound,
  lowerCost,
  packerNamed,
} from "#planner/pack/index.ts";
import { provesBound } from "#planner/pack/columns/index.ts";
import { recount } from "./checker.ts";
import { energyKWh } from "./energy.ts";
import type { Instance } from "./instances/index.ts";
import { type CurvedHost } from "./instances/planetlab.ts";
import type { Result } from "./results.ts";
import type { BenchRun } from "./runs.ts";

const KIB_PER_MIB = 1024;
const SEED = 1;

/** The packer of that name; without a name the best. @throws Error when there is none */
export function packerToTest(name: string | undefined): Packer {
  if (name !== undefined) return packerNamed(name);
  const [best] = PACKERS;
  if (best === undefined) throw new Error("no packer in the list");
  return best;
}

/** How an instance is to be solved. */
export interface Way {
  readonly run: BenchRun;
  readonly packer: Packer;
  /** Counted effort, and what the clock allows. */
  readonly seconds: number;
  /** The clock allows `seconds` times this: more than 1 on a machine that others use too. */
  readonly patience: number;
  readonly solver?: LinearSolver | undefined;
  /** Threads that pack together. */
  readonly team?: PackTeam | undefined;
  /** Check the prices of bounds by columns, which may take seconds. */
  readonly isChecked: boolean;
  /** Where energy is to be counted. */
  readonly host?: CurvedHost | undefined;
}

/** A bound in the unit of the run. */
interface Told {
  readonly bound: number;
  readonly kind: string;
  /** Do the prices of a bound by columns prove it? Absent = there are none, or nobody asked. */
  readonly certificate?: "holds" | "fails";
}

/** What the packer proved on the way, or the plain bound, whichever is higher. */
function boundOf(problem: PackProblem, solution: PackSolution, { run, isChecked }: Way): Told {
  const placed = [...solution.binOf.keys()].filter((item) => solution.binOf[item]! >= 0);
  const told = solution.bound;
  const prices = isChecked ? told?.prices : undefined;
  const stockPrices = told?.stockPrices === undefined ? {} : { stockPrices: told.stockPrices };
  const proved = prices === undefined ? undefined : provesBound(problem, placed, { prices, ...stockPrices });
  const isProved = proved !== undefined && told !== undefined && proved.bins >= told.bins;
  const certificate = prices === undefined ? {} : ({ certificate: isProved ? "holds" : "fails" } as const);
  if (run.unit === "cost") {
    const least = lowerCost(problem, placed);
    const byPrices = proved?.cost ?? 0;
    return byPrices > least
      ? { bound: byPrices, kind: "columns", ...certificate }
      : { bound: least, kind: "aggregate", ...certificate };
  }
  const plain = lowerBound(problem, placed);
  const best = told !== undefined && told.bins > plain.bins ? told : plain;
  return { bound: best.bins, kind: best.kind, ...certificate };
}

/** Solve one instance. */
export function solve(instance: Instance, way: Way): Result {
  const { run, packer, seconds, patience, solver, team, host } = way;
  const { problem } = instance;
  const start = performance.now();
  const until = start + seconds * 1000 * patience;
  const solution = packer.pack(problem, {
    seed: SEED,
    effort: seconds,
    stopped: () => performance.now() > until,
    progress: () => {},
    ...(solver === undefined ? {} : { solver }),
    ...(team === undefined ? {} : { team }),
  });
  const taken = (performance.now() - start) / 1000;
  const { bins, cost, unplaced, faults } = recount(problem, solution);
  const { bound, kind, certificate } = boundOf(problem, solution, way);
  return {
    run: run.key,
    name: instance.name,
    items: problem.items,
    packer: solution.packer,
    bins,
    cost,
    unplaced,
    bound,
    boundKind: kind,
    ...(certificate === undefined ? {} : { certificate }),
    ended: solution.ended ?? "untold",
    known: instance.known,
    faults,
    seconds: taken,
    peakMiB: process.resourceUsage().maxRSS / KIB_PER_MIB,
    ...(host === undefined ? {} : { kWh: energyKWh(problem, solution, host) }),
  };
}
