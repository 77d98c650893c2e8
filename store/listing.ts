/** The few figures of a plan, a simulation or a what-if that a list shows, so that listing reads no whole documents. */
import type {
  PlanListing,
  SimulationListing,
  StoredPlan,
  StoredSimulation,
  StoredWhatIf,
  WhatIfListing,
} from "./store.ts";

/** A plan as lists show it. */
export function planListing({ id, createdAt, document }: StoredPlan): PlanListing {
  const { name, status, summary, targets } = document.result;
  return {
    id,
    createdAt,
    name,
    status,
    workloads: summary.workloads,
    unplaced: summary.unplaced,
    hostsUsed: summary.hostsUsed,
    targets: targets.map((target) => target.id),
  };
}

/** A simulation as lists show it. */
export function simulationListing({ id, createdAt, document }: StoredSimulation): SimulationListing {
  const { name, end, platform, hostTitle, scheduler, guests, simulatedSeconds, busyRatio } = document.result;
  return {
    id,
    createdAt,
    name,
    end,
    platform,
    host: hostTitle,
    scheduler,
    guests: guests.length,
    simulatedSeconds,
    busyRatio,
  };
}

/** A what-if as lists show it. */
export function whatIfListing({ id, createdAt, document }: StoredWhatIf): WhatIfListing {
  const { scenario, result } = document;
  return { id, createdAt, name: scenario.name, variants: result.rows.length, isComplete: result.isComplete };
}
