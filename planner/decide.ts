/**
 * What a plan comes to: hosts and who stands on them, bound, promises, accounts, status. Everything by which plans are
 * compared is here; what is told beside it to whoever reads one plan is plan.ts's.
 */
import { type Accounts, accountsOf } from "./accounts.ts";
import { boundOf } from "./bound-of.ts";
import type { PlanContext } from "./context.ts";
import type { PlanCore, PlanHost, PlanRequest, PlanResult } from "./contract/index.ts";
import { failoverOf, playLosses } from "./fail-over.ts";
import { formulate } from "./formulate.ts";
import { planHosts } from "./hosts.ts";
import { refuseOverMemory } from "./memory-need.ts";
import { aimsOf, candidatesOf, isProvedBest, planObjective } from "./objective/index.ts";
import { packCandidates } from "./pack-candidates.ts";
import { PACKERS, type PackProblem, type PackSolution, type Packer } from "./pack/index.ts";
import { replanned, toldMoves } from "./plan-moves.ts";
import { type Seats, seatsOf } from "./reasons.ts";
import { ratio } from "./rounding.ts";
import { type Search, searchFor } from "./search-options.ts";
import { type Estate, sizeEstate } from "./size/index.ts";
import { heed } from "./stopping.ts";
import { isKept, unmetRules, withoutRules } from "./unmet.ts";

/** A request as its packing problem. */
export interface Stated {
  readonly estate: Estate;
  readonly problem: PackProblem;
}

/** What a plan comes to, and what it came from. */
export interface Decided extends Stated {
  readonly core: PlanCore;
  readonly accounts: Accounts;
  readonly search: Search;
  readonly solution: PackSolution;
  readonly seats: Seats;
  /** Packs like the one that found the solution. */
  readonly packer: Packer;
  /** Indices of the workloads that stayed out. */
  readonly out: readonly number[];
}

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

/** Indices of the items that a solution places, or leaves out. */
const itemsWhere = (solution: PackSolution, isMeant: (bin: number) => boolean): readonly number[] =>
  [...solution.binOf.keys()].filter((item) => isMeant(solution.binOf[item] ?? -1));

/**
 * State a decoded request as a packing problem.
 * @throws InvalidInput when it takes more memory than the context allows
 * @throws Stopped when the context asks to stop
 */
export function stated(request: PlanRequest, context: PlanContext): Stated {
  if (context.memoryBytes !== undefined) refuseOverMemory(request, { bytes: context.memoryBytes });
  context.progress?.({ stage: "sizing", doneRatio: 0 });
  const estate = sizeEstate(request, context);
  heed(context);
  const problem = formulate(estate);
  heed(context);
  return { estate, problem };
}

/** Find the best plan that the request's effort allows; not judged yet. @throws Stopped when the context asks to stop */
export function decided({ estate, problem }: Stated, context: PlanContext): Decided {
  const { request } = estate;
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
  context.progress?.({ stage: "bounding", doneRatio: 0, hosts: solution.typeOf.length });
  const placed = itemsWhere(solution, (bin) => bin >= 0);
  const out = itemsWhere(solution, (bin) => bin < 0);
  const hosts = planHosts(estate, solution, spares);
  const seats = seatsOf(estate, hosts);
  const unmet = unmetRules(estate, seats);
  const bound = boundOf({ estate, problem: withoutRules(problem, unmet), placed }, solution.bound);
  heed(context);
  const failover = failoverOf(estate, playLosses(estate, problem, hosts));
  const unplaced = out.map((w) => ({ workload: estate.workloads[w]?.workload.id ?? "" }));
  const accounts = accountsOf(estate, { hosts, unplaced: unplaced.map(({ workload }) => workload) }, context);
  heed(context);
  const objective = planObjective(
    estate,
    { problem: withoutRules(problem, unmet), hosts, placed, fewest: bound.hosts, ...accounts },
    context,
  );
  const summary = summaryOf(estate, hosts, { bound, objective });
  const status = statusOf(summary, isKept({ failover, unmet }) && accounts.room.unracked.length === 0);
  const core: PlanCore = {
    status,
    summary,
    search: { ...search.told(solution, status), ...(tried === undefined ? {} : { candidates: [...tried] }) },
    hosts: [...hosts],
    unplaced,
    excluded: [...estate.excluded],
    ...(failover === undefined ? {} : { failover }),
    ...(unmet.length === 0 ? {} : { unmet: [...unmet] }),
    ...accounts,
    ...(replan === undefined ? {} : { moves: toldMoves(estate, replan, hosts) }),
  };
  return {
    estate,
    problem,
    core,
    accounts,
    search,
    solution,
    seats,
    packer: given === undefined ? packer : hostsPacker,
    out,
  };
}
