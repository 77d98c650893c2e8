/**
 * Figures of one plan as a data-centre manager compares them, by name: numbers as they are, undefined where nobody knows.
 * The same list serves the comparison, what-if rows and the differences of two plans.
 */
import type { CountedLicence, PlanCore } from "./contract/index.ts";

type Read = (result: PlanCore) => number | undefined;

const isBounded = ({ summary }: PlanCore) => summary.bound.hosts > 0;

/** Money of the licences' lines over the years, in today's money; undefined when none is priced. */
function licenceCost({ money }: PlanCore): number | undefined {
  const lines = money?.after.lines.filter(({ kind }) => kind === "licences") ?? [];
  return lines.length === 0 ? undefined : lines.reduce((sum, { discounted }) => sum + discounted, 0);
}

/** Figures by name; units are in the names. */
export const PLAN_FIGURES = {
  hosts: (r) => r.summary.hostsUsed,
  spare: (r) => r.summary.hostsSpare,
  bound: (r) => (isBounded(r) ? r.summary.bound.hosts : undefined),
  gapRatio: (r) => (isBounded(r) ? r.summary.gapRatio : undefined),
  placed: (r) => r.summary.placed,
  unplaced: (r) => r.summary.unplaced,
  meanW: (r) => r.energy.after.meanW,
  peakW: (r) => r.energy.after.peakW,
  btuPerHourPeak: (r) => r.energy.after.btuPerHourPeak,
  coolingTonsPeak: (r) => r.energy.after.coolingTonsPeak,
  kWhPerYear: (r) => r.energy.after.kWhPerYear,
  facilityKWhPerYear: (r) => r.energy.after.facilityKWhPerYear,
  rackUnits: (r) => r.energy.after.rackUnits,
  racks: (r) => (r.room === undefined ? undefined : r.room.racks.length + r.room.frames.length),
  racksBound: (r) => (r.room === undefined ? undefined : r.room.bound.racks),
  unracked: (r) => r.room?.unracked.length,
  licenceUnitsToBuy: (r) => r.licences?.after.reduce((sum, { toBuy }) => sum + toBuy, 0),
  licenceCost,
  electricityPerYear: (r) => r.energy.after.costPerYear,
  cost: (r) => r.money?.after.total,
  costDiscounted: (r) => r.money?.after.discounted,
  kgCO2ePerYear: (r) => r.energy.after.kgCO2ePerYear,
  embodiedKg: (r) => r.energy.after.embodiedKg,
} as const satisfies Readonly<Record<string, Read>>;

/** What a figure is called. */
export type PlanFigure = keyof typeof PLAN_FIGURES;

/** The names, in the order of the table above. */
export const PLAN_FIGURE_NAMES = Object.keys(PLAN_FIGURES) as readonly PlanFigure[];

/** What the costs leave out, in words; none when there is no money. */
export const costWithout = (result: PlanCore): readonly string[] => result.money?.after.without ?? [];

/** Units to buy of each licence: "windows 4, oracle 8". */
export const licenceUnits = (licences: readonly CountedLicence[]): string =>
  licences.map(({ id, toBuy }) => `${id} ${toBuy}`).join(", ");
