/**
 * What one guest asks of a pool of CPUs, and the shape every fluid share rule has. A claim is a rate, not work: CPUs held
 * on average over an interval in which nothing changes. Leaves out time inside the interval (slices, wake-ups, history):
 * that is the discrete-event core's. Source: facts of the simulated core, "The fluid problem".
 */

/** One guest's claim on a pool of CPUs. One CPU is one core of the pool at full speed. */
export interface Claim {
  /** Relative weight (shares), ≥ 0; only ratios matter. What 0 means is said by each rule. */
  readonly weight: number;
  /** CPUs it would use if it were alone, ≥ 0; Infinity says saturated. */
  readonly demandCpus: number;
  /** Virtual CPUs, ≥ 0 and finite: no guest runs on more CPUs than it has. */
  readonly vcpus: number;
  /** Floor in CPUs, ≥ 0: a reservation in the clamp rule, the entitlement (or slice) in the base-and-excess rule. */
  readonly reservationCpus: number;
  /** Ceiling in CPUs, ≥ 0; Infinity for none. */
  readonly limitCpus: number;
  /** Base-and-excess rule only: may take what others leave over. */
  readonly uncapped: boolean;
  /** Base-and-excess rule only: weight in the excess, ≥ 0; the claim's weight when absent. */
  readonly excessWeight?: number;
}

/**
 * A fluid share rule: average CPUs each claim gets, in the order of the claims. Sums to at most `capacityCpus` (to 1e-12
 * of it), gives no claim more than its demand, limit and virtual CPUs, and does not depend on the order of the claims.
 * @throws RangeError naming the claim, the field, the value and the bound for input outside its range
 */
export type ShareRule = (capacityCpus: number, claims: readonly Claim[]) => Float64Array;

/** The most a claim can use: the smallest of demand, limit and virtual CPUs. */
export const usableCpus = (claim: Claim): number => Math.min(claim.demandCpus, claim.limitCpus, claim.vcpus);

/** The part of its floor that a claim uses; the rest is lent to others. */
export const floorCpus = (claim: Claim): number => Math.min(claim.reservationCpus, usableCpus(claim));
