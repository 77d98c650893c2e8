/** Solve one instance with the best packer and judge the answer: recount, bound, seconds, memory. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type LinearSolver,
  PACKERS,
  type PackProblem,
  type PackSolution,
  lowerBound,
  lowerCost,
} from "#planner/pack/index.ts";
import { recount } from "./checker.ts";
import { energyKWh } from "./energy.ts";
import type { Instance } from "./instances/index.ts";
import { type CurvedHost } from "./instances/planetlab.ts";
import type { Result } from "./results.ts";
import type { BenchRun } from "./runs.ts";

const KIB_PER_MIB = 1024;
const SEED = 1;
const LOADER = join(import.meta.dirname, "../../planner/pack/lp/highs.ts");

/** The solver of linear programs that the product ships; undefined where this tree has none. */
export async function loadLinearSolver(): Promise<LinearSolver | undefined> {
  if (!existsSync(LOADER)) return undefined;
  const loaded = (await import(pathToFileURL(LOADER).href)) as { readonly loadSolver: () => Promise<LinearSolver> };
  return loaded.loadSolver();
}

/** How an instance is to be solved. */
export interface Way {
  readonly run: BenchRun;
  /** Counted effort, and what the clock allows. */
  readonly seconds: number;
  /** The clock allows `seconds` times this: more than 1 on a machine that others use too. */
  readonly patience: number;
  readonly solver?: LinearSolver | undefined;
  /** Where energy is to be counted. */
  readonly host?: CurvedHost | undefined;
}

/** Bound in the unit of the run: what the packer proved on the way, or the plain bound, whichever is higher. */
function boundOf(problem: PackProblem, solution: PackSolution, run: BenchRun): { bound: number; kind: string } {
  const placed = [...solution.binOf.keys()].filter((item) => solution.binOf[item]! >= 0);
  if (run.unit === "cost") {
    const least = lowerCost(problem, placed);
    const told = solution.bound?.kind === "columns" ? solution.bound.bins : 0;
    return told > least ? { bound: told, kind: "columns" } : { bound: least, kind: "aggregate" };
  }
  const plain = lowerBound(problem, placed);
  const best = solution.bound !== undefined && solution.bound.bins > plain.bins ? solution.bound : plain;
  return { bound: best.bins, kind: best.kind };
}

/** Solve one instance. */
export function solve(instance: Instance, { run, seconds, patience, solver, host }: Way): Result {
  const { problem } = instance;
  const start = performance.now();
  const until = start + seconds * 1000 * patience;
  const solution = PACKERS[0]!.pack(problem, {
    seed: SEED,
    effort: seconds,
    stopped: () => performance.now() > until,
    progress: () => {},
    ...(solver === undefined ? {} : { solver }),
  });
  const taken = (performance.now() - start) / 1000;
  const { bins, cost, unplaced, faults } = recount(problem, solution);
  const { bound, kind } = boundOf(problem, solution, run);
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
    ended: solution.ended ?? "untold",
    known: instance.known,
    faults,
    seconds: taken,
    peakMiB: process.resourceUsage().maxRSS / KIB_PER_MIB,
    ...(host === undefined ? {} : { kWh: energyKWh(problem, solution, host) }),
  };
}
