/**
 * A target to begin with when nobody named one: the living platform, on its default host type, whose support table
 * carries most of the estate. A suggestion for a form, never a hidden choice of a plan.
 */
import { innermost, modeFor } from "#models/partitioning/index.ts";
import type { PlanContext } from "./context.ts";
import type { Workload } from "./contract/index.ts";
import { defaultHostFor } from "./default-host.ts";
import { machineOf, whyExcluded } from "./size/index.ts";

export interface SuggestedTarget {
  readonly platform: string;
  readonly hostType: string;
  /** Workloads whose operating system the platform carries there. */
  readonly carries: number;
}

/** The suggestion, or undefined when no living platform carries anything; ties go to the first of the catalogue. */
export function suggestTarget(workloads: readonly Workload[], context: PlanContext): SuggestedTarget | undefined {
  const planned = workloads.filter((workload) => whyExcluded(workload, false) === undefined);
  let best: SuggestedTarget | undefined;
  for (const platform of context.platforms.filter(({ era }) => era === "living")) {
    const host = defaultHostFor(platform, context.hostTypes, planned);
    if (host === undefined) continue;
    const machine = machineOf(host, undefined);
    const { guests } = innermost(platform).description;
    const carries = planned.filter(({ os }) => modeFor(guests, os, machine) !== undefined).length;
    if (carries > (best?.carries ?? 0)) best = { platform: platform.id, hostType: host.id, carries };
  }
  return best;
}
