/**
 * What a request and a door let the search do, as options of the packer, and how the search went, for the result. The
 * effort comes from the request and is counted; the clock, where there is one, stands at the door and is asked here.
 */
import type { PlanContext } from "./context.ts";
import type { PlanRequest, PlanResult } from "./contract/index.ts";
import type { PackOptions, PackSolution } from "./pack/index.ts";

/** One search: its options, and what became of it. */
export interface Search {
  readonly options: PackOptions;
  /** For the packing at own peaks that the plan is compared with; it is no part of the plan and not reported. */
  readonly atOwnPeaks: PackOptions;
  /** How the search ended, once there is a solution and its plan has a status. */
  readonly told: (solution: PackSolution, status: PlanResult["status"]) => PlanResult["search"];
}

/** One slot stands for all there, so the same search costs a fraction of the work. */
const OWN_PEAKS_SHARE = 1 / 10;

function endingOf(solution: PackSolution, status: PlanResult["status"], wasCut: boolean) {
  if (status === "optimal") return "proved";
  return solution.ended ?? (wasCut ? "stopped" : "effort");
}

/** The search that this request and this context allow. */
export function searchFor(request: PlanRequest, context: PlanContext): Search {
  const { effortSeconds } = request.goals;
  let wasCut = false;
  const options: PackOptions = {
    seed: request.seed,
    effort: effortSeconds,
    stopped: () => {
      wasCut ||= context.enough?.() === true;
      return wasCut || context.stopped?.() === true;
    },
    progress: ({ doneRatio, bins, bound }) =>
      context.progress?.({ stage: "packing", doneRatio, hosts: bins, ...(bound === undefined ? {} : { bound }) }),
    ...(context.solver === undefined ? {} : { solver: context.solver }),
    ...(context.team === undefined ? {} : { team: context.team }),
  };
  return {
    options,
    atOwnPeaks: { ...options, effort: effortSeconds * OWN_PEAKS_SHARE, progress: () => undefined },
    told: (solution, status) => ({
      ended: endingOf(solution, status, wasCut),
      effortSeconds,
      packer: solution.packer,
      ...(context.team === undefined ? {} : { threads: context.team.size }),
    }),
  };
}
