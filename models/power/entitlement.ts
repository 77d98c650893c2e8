/**
 * Processors of a logical partition in IBM's terms: processing units (1.00 = one core), virtual processors, whole
 * dedicated cores. Sizing rounds up to the grid and keeps both within each other's range. Left out: the hypervisor's
 * dispatching in 10 ms windows (facts only).
 */

/** "dedicated": whole cores; "capped": a share and no more; "uncapped": a share and spare capacity by weight. */
export type ProcessorMode = "dedicated" | "capped" | "uncapped";
export const PROCESSOR_MODES = ["dedicated", "capped", "uncapped"] as const;

/** The grid of processing units and how thinly units spread over virtual processors. */
export interface UnitGrid {
  readonly min: number;
  readonly step: number;
  /** Virtual processors one processing unit can back: 10 up to POWER7, 20 later. */
  readonly vpsPerUnit: number;
}

/** What a partition gets. In dedicated mode both are the number of cores. */
export interface Processors {
  readonly units: number;
  readonly vps: number;
}

/** What sizing goes by, in cores of the machine. */
export interface ProcessorWants {
  /** Peak, headroom allowed for. */
  readonly peakCores: number;
  /** Entitlement as a ratio of the peak, where spare capacity may serve the rest; 1 = all of it. */
  readonly entitledRatio: number;
  /** Guaranteed floor. */
  readonly reservedCores: number;
  /** Virtual processors asked for. */
  readonly vcpus: number;
}

/** Tolerance for sums of hundredths. */
const UNIT_EPSILON = 1e-9;

/** Processing units rounded up to the grid, at least the minimum; exact decimals (0.15, never 0.15000000000000002). */
export function roundUpUnits(units: number, grid: UnitGrid): number {
  const perUnit = Math.round(1 / grid.step);
  return Math.max(Math.round(grid.min * perUnit), Math.ceil(units * perUnit - UNIT_EPSILON)) / perUnit;
}

/** Is the figure one the grid offers? */
export function isOnUnitGrid(units: number, grid: UnitGrid): boolean {
  const perUnit = Math.round(1 / grid.step);
  const steps = units * perUnit;
  return units >= grid.min - UNIT_EPSILON && Math.abs(steps - Math.round(steps)) <= UNIT_EPSILON * perUnit;
}

/** A shared partition: units for the entitled part of the peak, the floor and every virtual processor's minimum. */
export function sharedProcessors(wants: ProcessorWants, grid: UnitGrid): Processors {
  const asked = Math.max(wants.peakCores * wants.entitledRatio, wants.reservedCores, wants.vcpus / grid.vpsPerUnit);
  const first = roundUpUnits(asked, grid);
  const vps = Math.max(wants.vcpus, Math.ceil(wants.peakCores - UNIT_EPSILON), Math.ceil(first - UNIT_EPSILON), 1);
  return { units: roundUpUnits(Math.max(asked, vps / grid.vpsPerUnit), grid), vps };
}

/** A dedicated partition: whole cores for the peak and the floor, at least one. */
export function dedicatedProcessors(wants: ProcessorWants): Processors {
  const cores = Math.max(1, Math.ceil(Math.max(wants.peakCores, wants.reservedCores) - UNIT_EPSILON));
  return { units: cores, vps: cores };
}

/** Fewest virtual processors for these units: one per started core. */
export const fewestVps = (units: number): number => Math.max(1, Math.ceil(units - UNIT_EPSILON));

/** Most virtual processors for these units on POWER5: ten per unit, rounded down, never above the bound. */
export const mostVpsWhole = (units: number, vpsPerUnit: number, bound: number): number =>
  Math.min(bound, Math.floor(units * vpsPerUnit + UNIT_EPSILON));

/** Most virtual processors for these units on later machines: rounded up, never above the bound. */
export const mostVpsStarted = (units: number, vpsPerUnit: number, bound: number): number =>
  Math.min(bound, Math.ceil(units * vpsPerUnit - UNIT_EPSILON));
