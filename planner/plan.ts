/**
 * The story of a plan: size the estate, state it as a packing problem, pack, prove a bound, explain what stayed out,
 * account for energy, and have the whole judged from scratch before anybody sees it. Pure: same request and seed, same
 * bytes.
 */
import { inputHash } from "./canonical.ts";
import { conflictFinder } from "./conflicts.ts";
import type { PlanContext } from "./context.ts";
import { type PlanHost, type PlanRequest, type PlanResult, RESULT_VERSION, type Unplaced } from "./contract/index.ts";
import { type Decided, decided, stated } from "./decide.ts";
import { ENGINE } from "./contract/engine.ts";
import { factsUsed } from "./facts-used.ts";
import { judged } from "./plan-core.ts";
import { unplacedReasons } from "./reasons.ts";
import { replayHottest } from "./simulate/hottest.ts";
import type { Estate } from "./size/index.ts";
import { targetResults } from "./target-results.ts";
import { timeSharing } from "./time-sharing.ts";
import { violationsIn } from "./verify.ts";

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

/** Why each workload that stayed out did. */
function reasonsOf({ estate, seats, out }: Decided): Unplaced[] {
  const conflicts = conflictFinder(estate, seats);
  return out.map((w, at) => ({
    ...unplacedReasons(estate, seats, w),
    ...(at < MOST_CONFLICTS ? conflicts.conflictOf(w) : {}),
  }));
}

/**
 * Plan a decoded request.
 * @throws InvalidInput when it takes more memory than the context allows
 * @throws Stopped when the context asks to stop
 * @throws Error when the finished plan fails its own verification: a defect, never bad input
 */
export function plan(request: PlanRequest, context: PlanContext): PlanResult {
  const question = stated(request, context);
  // Done before the search, so that whoever ends the search does not wait for it.
  const hash = inputHash(request, context.knownTexts);
  const found = decided(question, context);
  const { estate, problem, core, accounts, solution } = found;
  const result: PlanResult = {
    version: RESULT_VERSION,
    engine: ENGINE,
    name: request.name,
    seed: request.seed,
    inputHash: hash,
    status: core.status,
    slots: estate.grid.slots,
    summary: core.summary,
    search: core.search,
    targets: targetResults(estate, core.hosts),
    hosts: core.hosts,
    unplaced: reasonsOf(found),
    excluded: core.excluded,
    ...(core.failover === undefined ? {} : { failover: core.failover }),
    ...(core.unmet === undefined ? {} : { unmet: core.unmet }),
    // The second packing is a comparison: its hosts are not the plan's and are not reported.
    timeSharing: timeSharing(estate, { problem, solution }, { packer: found.packer, options: found.search.atOwnPeaks }),
    ...accounts,
    ...simulationOf(estate, core.hosts, context),
    ...(core.moves === undefined ? {} : { moves: core.moves }),
    basis: basisOf(estate),
    ...factsUsed(estate, accounts.room),
  };
  return judged(result, (whole) => violationsIn(whole, estate, context), context);
}
