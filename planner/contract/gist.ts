/** The few figures of a plan, a simulation or a what-if that a list shows, so that listing reads no whole documents. */
import type { PlanDocument } from "./result.ts";
import type { SimulationDocument } from "./simulation-result.ts";

/** A plan as lists show it. */
export interface PlanGist {
  readonly name: string;
  readonly status: PlanDocument["result"]["status"];
  readonly workloads: number;
  readonly unplaced: number;
  readonly hostsUsed: number;
  /** Target ids. */
  readonly targets: readonly string[];
}

/** A simulation as lists show it. */
export interface SimulationGist {
  readonly name: string;
  readonly end: SimulationDocument["result"]["end"];
  readonly platform: string;
  readonly host: string;
  readonly scheduler: string;
  readonly guests: number;
  readonly simulatedSeconds: number;
  readonly busyRatio: number;
}

/** A what-if as lists show it. */
export interface WhatIfGist {
  readonly name: string;
  /** Rows there are. */
  readonly variants: number;
  readonly isComplete: boolean;
}

/** What the gist of a what-if is made of. */
export interface WhatIfBody {
  readonly scenario: { readonly name: string };
  readonly result: { readonly isComplete: boolean; readonly rows: readonly unknown[] };
}

/** The gist of a plan. */
export function planGist({ result }: PlanDocument): PlanGist {
  const { name, status, summary, targets } = result;
  const { workloads, unplaced, hostsUsed } = summary;
  return { name, status, workloads, unplaced, hostsUsed, targets: targets.map(({ id }) => id) };
}

/** The gist of a simulation. */
export function simulationGist({ result }: SimulationDocument): SimulationGist {
  const { name, end, platform, hostTitle: host, scheduler, guests, simulatedSeconds, busyRatio } = result;
  return { name, end, platform, host, scheduler, guests: guests.length, simulatedSeconds, busyRatio };
}

/** The gist of a what-if. */
export function whatIfGist({ scenario, result }: WhatIfBody): WhatIfGist {
  return { name: scenario.name, variants: result.rows.length, isComplete: result.isComplete };
}
