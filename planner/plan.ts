/**
 * The story of a plan: size the estate, state it as a packing problem, pack, prove a bound, explain what stayed out,
 * account for energy, and have the whole judged from scratch before anybody sees it. Pure: same request and seed, same
 * bytes.
 */
import { accountsOf } from "./accounts.ts";
import { boundOf } from "./bound-of.ts";
import { inputHash } from "./canonical.ts";
import { conflictFinder } from "./conflicts.ts";
import type { PlanContext } from "./context.ts";
import { type PlanHost, type PlanRequest, type PlanResult, RESULT_VERSION } from "./contract/index.ts";
import { ENGINE } from "./contract/engine.ts";
import { factsUsed } from "./facts-used.ts";
import { failoverOf, playLosses } from "./fail-over.ts";
import { formulate } from "./formulate.ts";
import { planHosts } from "./hosts.ts";
import { refuseOverMemory } from "./memory-need.ts";
import { aimsOf, candidatesOf, isProvedBest, planObjective } from "./objective/index.ts";
import { replanned, toldMoves } from "./plan-moves.ts";
import { packCandidates } from "./pack-candidates.ts";
import { PACKERS, type PackSolution, type Packer } from "./pack/index.ts";
import { seatsOf, unplacedReasons } from "./reasons.ts";
import { ratio } from "./rounding.ts";
import { searchFor } from "./search-options.ts";
import { replayHottest } from "./simulate/hottest.ts";
import { type Estate, sizeEstate } from "./size/index.ts";
import { heed } from "./stopping.ts";
import { targetResults } from "./target-results.ts";
import { timeSharing } from "./time-sharing.ts";
import { isKept, unmetRules, withoutRules } from "./unmet.ts";
import { violationsIn } from "./verify.ts";

function summaryOf(
  estate: Estate,
  hosts: readonly PlanHost[],
  { bound, objective }: Pick<PlanResult["summary"], "bound" | "objective">,
): PlanResult["summary"] {
  const hostsUsed = hosts.filter((host) => host.role === "used").length;
  const placed = hosts.reduce((n, host) => n + host.partitions.length, 0);
  return {
    workloads: estate.request.workloads.length,
    placed,
    unplaced: estate.workloads.length - placed,
    excluded: estate.excluded.length,
    hostsUsed,
    hostsSpare: hosts.length - hostsUsed,
    bound,
    gapRatio: bound.hosts === 0 ? 0 : ratio((hostsUsed - bound.hosts) / bound.hosts),
    consolidationRatio: hostsUsed === 0 ? 0 : ratio(placed / hostsUsed),
    objective,
  };
}

function statusOf(summary: PlanResult["summary"], isKept: boolean): PlanResult["status"] {
  if (summary.unplaced > 0 || !isKept) return "infeasible";
  return isProvedBest(summary.objective) ? "optimal" : "feasible";
}

function basisOf(estate: Estate): PlanResult["basis"] {
  const count = (basis: string) => estate.workloads.filter(({ demand }) => demand.basis === basis).length;
  return { measured: count("measured"), allocated: count("allocated"), snapshotFloor: count("snapshot-floor") };
}

/** The replay of the hottest hosts, where it is asked for. */
function simulationOf(
  estate: Estate,
  hosts: readonly PlanHost[],
  context: PlanContext,
): Pick<PlanResult, "simulation"> {
  return estate.request.goals.simulatedHosts === 0 ? {} : { simulation: replayHottest(estate, hosts, context) };
}

/** Unplaced workloads whose conflicting rules are looked for; `explain` looks for any other's. */
const MOST_CONFLICTS = 5;

/** Indices of the items a solution left out. */
const leftOut = (solution: PackSolution): readonly number[] =>
  [...solution.binOf.keys()].filter((item) => (solution.binOf[item] ?? -1) < 0);

/**
 * Plan a decoded request.
 * @throws InvalidInput when it takes more memory than the context allows
 * @throws Stopped when the context asks to stop
 * @throws Error when the finished plan fails its own verification: a defect, never bad input
 */
export function plan(request: PlanRequest, context: PlanContext): PlanResult {
  if (context.memoryBytes !== undefined) refuseOverMemory(request, { bytes: context.memoryBytes });
  context.progress?.({ stage: "sizing", doneRatio: 0 });
  const estate = sizeEstate(request, context);
  heed(context);
  const problem = formulate(estate);
  heed(context);
  // Done before the search, so that whoever ends the search does not wait for it.
  const hash = inputHash(request, context.knownTexts);
  const search = searchFor(request, context);
  const [hostsPacker] = PACKERS;
  if (hostsPacker === undefined) throw new Error("no packer in the list");
  const aims = aimsOf(estate, context);
  const candidates = candidatesOf(aims, problem);
  const replan = replanned(estate, problem, search.options);
  const given = replan?.answer.solution;
  const asIs: Packer = given === undefined ? hostsPacker : { name: given.packer, pack: () => given };
  const { solution, spares, packer, tried } = packCandidates({
    aims,
    problem,
    candidates,
    packer: asIs,
    options: search.options,
  });
  heed(context);
  const out = leftOut(solution);
  context.progress?.({ stage: "bounding", doneRatio: 0, hosts: solution.typeOf.length });
  const placed = [...solution.binOf.keys()].filter((item) => (solution.binOf[item] ?? -1) >= 0);
  const hosts = planHosts(estate, solution, spares);
  const seats = seatsOf(estate, hosts);
  const unmet = unmetRules(estate, seats);
  const bound = boundOf({ estate, problem: withoutRules(problem, unmet), placed }, solution.bound);
  heed(context);
  const failover = failoverOf(estate, playLosses(estate, problem, hosts));
  const unplaced = out.map((w) => estate.workloads[w]?.workload.id ?? "");
  const accounts = accountsOf(estate, { hosts, unplaced }, context);
  heed(context);
  const objective = planObjective(
    estate,
    { problem: withoutRules(problem, unmet), hosts, placed, fewest: bound.hosts, ...accounts },
    context,
  );
  const summary = summaryOf(estate, hosts, { bound, objective });
  const conflicts = conflictFinder(estate, seats);
  const status = statusOf(summary, isKept({ failover, unmet }) && accounts.room.unracked.length === 0);
  const result: PlanResult = {
    version: RESULT_VERSION,
    engine: ENGINE,
    name: request.name,
    seed: request.seed,
    inputHash: hash,
    status,
    slots: estate.grid.slots,
    summary,
    search: { ...search.told(solution, status), ...(tried === undefined ? {} : { candidates: [...tried] }) },
    targets: targetResults(estate, hosts),
    hosts: [...hosts],
    unplaced: out.map((w, at) => ({
      ...unplacedReasons(estate, seats, w),
      ...(at < MOST_CONFLICTS ? conflicts.conflictOf(w) : {}),
    })),
    excluded: [...estate.excluded],
    ...(failover === undefined ? {} : { failover }),
    ...(unmet.length === 0 ? {} : { unmet: [...unmet] }),
    // The second packing is a comparison: its hosts are not the plan's and are not reported.
    timeSharing: timeSharing(
      estate,
      { problem, solution },
      { packer: given === undefined ? packer : hostsPacker, options: search.atOwnPeaks },
    ),
    ...accounts,
    ...simulationOf(estate, hosts, context),
    ...(replan === undefined ? {} : { moves: toldMoves(estate, replan, hosts) }),
    basis: basisOf(estate),
    ...factsUsed(estate, accounts.room),
  };
  heed(context);
  context.progress?.({ stage: "checking", doneRatio: 0, hosts: summary.hostsUsed, bound: bound.hosts });
  const wrong = violationsIn(result, estate, context);
  if (wrong.length > 0)
    throw new Error(`the plan fails its own verification: ${wrong[0]?.subject}: ${wrong[0]?.detail}`);
  return result;
}
