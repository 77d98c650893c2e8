/** What of a host's CPUs is left to share: switches between guests and the hypervisor's own work come off first. */

/** The costs that come off a host's CPUs. */
export interface CapacityCosts {
  /** Time per switch between guests, cache refill included, ns, ≥ 0. */
  readonly switchNs: number;
  /** Mean time from one switch to the next, the switch included, ns, > 0. */
  readonly meanTurnNs: number;
  /** CPUs the hypervisor itself uses, ≥ 0. A driver domain is a guest with a claim of its own instead. */
  readonly hypervisorCpus: number;
}

/**
 * CPUs left for guests, ≥ 0: capacity × (1 − switch / turn) − hypervisor.
 * @param capacityCpus CPUs of the host, ≥ 0
 * @throws RangeError naming the field, the value and the bound
 */
export function shareableCpus(capacityCpus: number, costs: CapacityCosts): number {
  const { switchNs, meanTurnNs, hypervisorCpus } = costs;
  for (const [field, value] of Object.entries({ capacityCpus, switchNs, hypervisorCpus })) {
    if (!(value >= 0 && value < Infinity))
      throw new RangeError(`${field} is ${value}: it must be finite and at least 0`);
  }
  if (!(meanTurnNs > 0)) throw new RangeError(`meanTurnNs is ${meanTurnNs}: it must be above 0`);
  return Math.max(0, capacityCpus * (1 - switchNs / meanTurnNs) - hypervisorCpus);
}
