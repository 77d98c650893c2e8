/**
 * The part of the bench that solves: one process per run and share, so that memory peaks are a run's own. Started by
 * table.ts with one argument, the share as JSON; writes a line per instance into the results file.
 */
import { withTeam } from "#jobs";
import { loadSolver } from "#planner/pack/lp/highs.ts";
import { readG5 } from "./instances/planetlab.ts";
import { keyOf, readResults, writeResult } from "./results.ts";
import { RUNS, sampled } from "./runs.ts";
import { packerToTest, solve } from "./solve.ts";

/** What one process is to do. */
export interface Share {
  readonly run: string;
  /** Folder of all instance sets. */
  readonly folder: string;
  readonly results: string;
  /** Name of the packer; absent = the first of the list. */
  readonly packer?: string;
  readonly seconds?: number;
  readonly patience: number;
  /** Check the prices of bounds by columns. */
  readonly isChecked: boolean;
  /** Threads that pack one instance together; absent = as the run says. */
  readonly threads?: number;
  /** How many instances, spread evenly; absent = all. */
  readonly sample?: number;
  /** This process does every `of`-th instance, from `part`. */
  readonly part: number;
  readonly of: number;
}

const share: Share = JSON.parse(process.argv[2] ?? "");
const run = RUNS.find(({ key }) => key === share.run);
if (run === undefined)
  throw new Error(`run "${share.run}" is unknown: one of ${RUNS.map(({ key }) => key).join(", ")}`);
const done = new Set(readResults(share.results).map(keyOf));
const packer = packerToTest(share.packer);
const solver = await loadSolver();
const host = run.key === "planetlab" ? readG5(share.folder) : undefined;
const all = sampled(run.read(share.folder), share.sample ?? Infinity);
for (const [at, instance] of all.entries()) {
  if (at % share.of !== share.part || done.has(keyOf({ run: run.key, name: instance.name }))) continue;
  const seconds = share.seconds ?? run.seconds;
  const { patience, isChecked, threads = run.threads ?? 1 } = share;
  const result = await withTeam(threads, (given) =>
    solve(instance, { run, packer, seconds, patience, isChecked, solver, host, ...given }),
  );
  writeResult(share.results, result);
}
