/** The quantities of a plan that a formula may speak of. */

/**
 * hosts: in use · spares · kWhPerYear, watts (mean), peakW: of all hosts that are on · facilityKWhPerYear: with losses and
 * cooling · kgCO2ePerYear: of that · embodiedKg: of making the hosts, where known · cost: the money account · licences:
 * units in all, whatever they are · rackUnits · racks: as packed, else by height.
 */
export const QUANTITIES = [
  "hosts",
  "spares",
  "kWhPerYear",
  "watts",
  "peakW",
  "facilityKWhPerYear",
  "kgCO2ePerYear",
  "embodiedKg",
  "cost",
  "licences",
  "rackUnits",
  "racks",
] as const;
export type Quantity = (typeof QUANTITIES)[number];
